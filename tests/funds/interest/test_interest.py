"""Interest at agreed rates: what they give on the daily balances of the books, to the fen, beside what came in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from config.scoping import acting_as, system_scope
from funds.models import AgreedRate, FundAccount, InterestExplanation
from funds.reads.interest import InterestCheck, interest_check
from funds.rules.interest import Rate, quarter_of, reckoned
from funds.rules.sweeps import Span
from funds.services.interest.explain import InterestRefused, explain_interest
from funds.services.interest.rates import approve_rate, enter_rate, withdraw_rate
from funds.services.sweeps.decide import confirm
from funds.services.sweeps.enter import enter_interest
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing
from institutions.services.payee_accounts import PayeeAccountRefused
from tests.cast import Cast, make_user
from tests.funds.clearing.conftest import SCHEME, build_town

pytestmark = pytest.mark.django_db
MARCH = dt.date(2020, 3, 1)
WINTER = Span(dt.date(2019, 12, 21), dt.date(2020, 3, 20))


def test_quarters_end_on_the_day_of_settlement() -> None:
    assert quarter_of(dt.date(2020, 3, 20), 20) == WINTER
    assert quarter_of(dt.date(2020, 3, 21), 20) == (dt.date(2020, 3, 21), dt.date(2020, 6, 20))
    assert quarter_of(dt.date(2020, 12, 25), 20) == (dt.date(2020, 12, 21), dt.date(2021, 3, 20))
    assert quarter_of(dt.date(2020, 2, 29), None) == (dt.date(2020, 1, 1), dt.date(2020, 3, 31))


def test_daily_balances_at_the_rate_of_the_day_rounded_once() -> None:
    span = Span(dt.date(2020, 1, 1), dt.date(2020, 1, 10))
    year = Rate(dt.date(2019, 1, 1), None, 14_500, 360)
    # 1,000.00 for ten days: 100000 × 10 × 0.0145 / 360 = 40.27… fen.
    assert reckoned(opening=100_000, changes={}, span=span, rates=[year]) == (40, 10)
    # What comes on the sixth day earns five days: + 100000 × 5 × 0.0145 / 360 = 60.4….
    assert reckoned(opening=100_000, changes={dt.date(2020, 1, 6): 100_000}, span=span, rates=[year]) == (
        60,
        10,
    )
    # Overdrawn it earns nothing; without a rate neither; half a fen is one.
    assert reckoned(opening=-100_000, changes={}, span=span, rates=[year]) == (0, 10)
    assert reckoned(opening=100_000, changes={}, span=span, rates=[]) == (0, 0)
    half = Rate(dt.date(2020, 1, 10), None, 500_000, 360)
    assert reckoned(opening=360, changes={}, span=span, rates=[half]) == (1, 1)
    # Two rates of two day counts: 45 days at 1.45 % over 360, 35 at 1.5 % over 365.
    split = [
        Rate(dt.date(2020, 1, 1), dt.date(2020, 2, 15), 14_500, 360),
        Rate(dt.date(2020, 2, 15), None, 15_000, 365),
    ]
    # 1812500 + 1438356.16….
    assert reckoned(opening=10**9, changes={}, span=WINTER, rates=split) == (3_250_856, 80)


def agreed(account: FundAccount, rate: str, first: dt.date, finance: User, approver: User) -> AgreedRate:
    entered = enter_rate(
        fund_account=account, rate=Decimal(rate), day_count=360, settles_on=20, agreement="协定存款协议",
        valid_from=first,
        acting_user=finance,
    )  # fmt: skip
    with pytest.raises(DutyMissing):
        approve_rate(agreed=entered, acting_user=finance)
    return approve_rate(agreed=entered, acting_user=approver)


def credited(cast: Cast, yuan: str, slip: str, finance: User) -> None:
    entered = enter_interest(
        agency=cast.east, insutype=SCHEME, account="expenditure", amount=Decimal(yuan),
        received_on=dt.date(2020, 3, 21), evidence=slip, acting_user=finance,
    )  # fmt: skip
    confirm(movement=entered, acting_user=cast.finance_city)


def check(account: FundAccount) -> InterestCheck:
    found = interest_check(account, MARCH)
    assert found is not None
    return found


@pytest.mark.duty("JJ-05")
def test_interest_received_is_compared_with_what_was_agreed(cast: Cast, client: Client) -> None:
    build_town(cast)
    finance = make_user("finance.east", "县财务", cast.east, Duty.FINANCE)
    approver = make_user("approve.east", "县审批", cast.east, Duty.APPROVE)
    with system_scope():
        account = FundAccount.objects.create(agency=cast.east, insutype=SCHEME, kind="expenditure")
        agreed(account, "1.45", dt.date(2020, 1, 1), finance, approver)
        agreed(account, "1.55", dt.date(2020, 2, 15), finance, approver)
        found = check(account)
        # 10,000,000.00 from the first day of the books: 45 days at 1.45 %, 35 at 1.55 %, over 360.
        assert (found.span, found.days, found.rates) == (WINTER, 80, "1.45%、1.55%")
        assert (found.reckoned, found.received) == (Decimal("33194.44"), 0)
        credited(cast, "33190.00", "LX1", finance)
        found = check(account)
        assert (found.difference, found.state) == (Decimal("-4.44"), "open")
        with pytest.raises(InterestRefused):
            explain_interest(
                fund_account=account, day=MARCH, seen=Decimal(0), explanation="舍入", acting_user=finance
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            AgreedRate.objects.update(rate=2)
    client.force_login(finance)
    board = reverse("funds:interest")
    address = f"{reverse('funds:explain_interest')}?{urlencode({'account': account.pk, 'day': '2020-03-20'})}"
    page = client.get(board, {"month": "2020-03"}).content.decode()
    assert address.replace("&", "&amp;") in page
    assert "33,194.44" in page
    for more in ("print", "export"):
        assert client.get(board, {"month": "2020-03", more: 1}).status_code == 200
    assert client.get(address).status_code == 200
    values = {"submission": uuid4(), "seen": "-4.44", "explanation": "银行按360天分段舍入"}
    assert client.post(address, values).status_code == 302
    with system_scope():
        assert check(account).state == "explained"
        assert InterestExplanation.objects.get().explained_by == finance
        # What was said held for these amounts: another slip, and it is looked at anew.
        credited(cast, "4.44", "LX2", finance)
        assert (check(account).difference, check(account).state) == (0, "agrees")
        with pytest.raises(InterestRefused):
            explain_interest(
                fund_account=account, day=MARCH, seen=Decimal(0), explanation="舍入", acting_user=finance
            )
    with acting_as(cast.clerk_west):
        assert interest_check(account, MARCH) is None


def test_rates_are_entered_and_approved_on_their_pages(cast: Cast, client: Client) -> None:
    finance = make_user("finance.east", "县财务", cast.east, Duty.FINANCE)
    approver = make_user("approve.east", "县审批", cast.east, Duty.APPROVE)
    with system_scope():
        account = FundAccount.objects.create(agency=cast.east, insutype=SCHEME, kind="expenditure")
    client.force_login(finance)
    page, enter = reverse("funds:agreed_rates"), reverse("funds:enter_rate")
    assert client.get(page).status_code == client.get(enter).status_code == 200
    values = {
        "fund_account": account.pk, "rate": "1.4500", "day_count": 360, "settles_on": 20, "valid_from": "2020-01-01",
        "agreement": "协定存款协议1号",
    }  # fmt: skip
    wrong = client.post(enter, {"submission": uuid4(), **values, "settles_on": 31})
    assert wrong.status_code == 422
    assert client.post(enter, {"submission": uuid4(), **values}).status_code == 302
    with system_scope():
        rate = AgreedRate.objects.get()
    client.force_login(approver)
    act = reverse("funds:approve_rate", args=[rate.pk])
    assert act in client.get(page).content.decode()
    assert client.get(act).status_code == 200
    assert client.post(act, {"submission": uuid4()}).status_code == 302
    with system_scope():
        rate.refresh_from_db()
    assert rate.approved_by == approver


@pytest.mark.duty("JJ-05")
def test_a_rate_entered_wrongly_is_withdrawn_and_never_one_in_force(cast: Cast, client: Client) -> None:
    finance = make_user("finance.east", "县财务", cast.east, Duty.FINANCE)
    approver = make_user("approve.east", "县审批", cast.east, Duty.APPROVE)

    def enter(rate: str) -> AgreedRate:
        return enter_rate(
            fund_account=account, rate=Decimal(rate), day_count=360, settles_on=20, agreement="协定存款协议",
            valid_from=dt.date(2020, 1, 1), acting_user=finance,
        )  # fmt: skip

    with system_scope():
        account = FundAccount.objects.create(agency=cast.east, insutype=SCHEME, kind="expenditure")
        wrong = enter("14.5")
    page, address = reverse("funds:agreed_rates"), reverse("funds:withdraw_rate", args=[wrong.pk])
    client.force_login(finance)
    assert address in client.get(page).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"submission": uuid4(), "reason": ""}).status_code == 422
    assert client.post(address, {"submission": uuid4(), "reason": "小数点录错"}).status_code == 302
    said = client.get(page).content.decode()
    assert "小数点录错" in said
    assert address not in said
    client.force_login(approver)
    refused = client.post(reverse("funds:approve_rate", args=[wrong.pk]), {"submission": uuid4()})
    assert refused.status_code == 422
    with system_scope():
        wrong.refresh_from_db()
        assert (wrong.withdrawn_by, wrong.approved_by) == (finance, None)
        right = approve_rate(agreed=enter("1.45"), acting_user=approver)
        with pytest.raises(PayeeAccountRefused):
            withdraw_rate(agreed=right, reason="再来", acting_user=finance)
        for one, values in (
            (right, {"withdrawn_by": finance, "withdrawn_reason": "强改"}),
            (wrong, {"approved_by": approver}),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                AgreedRate.objects.filter(pk=one.pk).update(**values)
