"""Balances and gaps from before pooling: audited, agreed, booked, used; a gap stays the county's (NB-18, ZY-18)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Clearing, EarlierBill, Entry, Leg, Opening, OpeningLine
from funds.reads.openings import Standing, standing_of
from funds.rules.clearing_postings import Keeping
from funds.rules.opening_postings import ASSETS, OWED, balance_of, earlier_spending, opened
from funds.services.accounts import account_for
from funds.services.open_book import open_book, open_months
from funds.services.openings.agree import (
    book_opening,
    check_opening,
    confirm_opening,
    enter_opening,
    return_opening,
)
from funds.services.openings.faults import OpeningNotFit
from funds.services.openings.terms import opening_terms
from funds.services.openings.use import book_use, charge_earlier_spending, enter_use, refuse_use
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import User
from institutions.services.attach import attach
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_person
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.support.policies import put_policy_in_force

from .conftest import Counters, scan

FIRST, FEBRUARY = dt.date(2022, 1, 1), dt.date(2022, 2, 1)
PARTS = {"fiscal_special_account": "900.00", "hospital_prepayment": "150.00", "deposit_withheld": "50.00"}
GAP = {"fiscal_special_account": "10.00", "payable": "310.00"}


def pooled(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, package: str = "ningbo.yaml", first: dt.date = FIRST
) -> None:
    with system_scope():
        put_policy_in_force(cast, package)
        book = open_book(insutype="390", unit=cast.city, first=Month.of(first), acting_user=cast.finance_city)
        open_months(book=book, through=Month(first.year, 12), acting_user=cast.finance_city)
    now = dt.datetime(first.year, first.month + 4, 15, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def ningbo(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    pooled(cast, monkeypatch)
    return cast


def act(do: Any, user: User, **given: Any) -> Any:
    with acting_as(user):
        return do(acting_user=user, **given)


def entered(cast: Cast, counters: Counters, parts: dict[str, str]) -> Opening:
    found: Opening = act(
        enter_opening, counters.finance_east, county=cast.east, insutype="390", paper="审字〔2022〕1号",
        lines={name: Decimal(value) for name, value in parts.items()},
    )  # fmt: skip
    return found


def audited(cast: Cast, counters: Counters, parts: dict[str, str]) -> Opening:
    """East's balance, agreed by four people and booked."""
    opening = entered(cast, counters, parts)
    act(
        attach,
        counters.finance_east,
        subject=opening,
        title="审计报告",
        upload=scan(),
        agency=cast.east,
        duty="finance",
    )
    act(check_opening, cast.reviewer_east, opening=opening)
    act(confirm_opening, cast.finance_city, opening=opening)
    act(book_opening, cast.approver_city, opening=opening)
    return opening


def standing(cast: Cast, opening: Opening) -> Standing:
    with acting_as(cast.finance_city):
        found = standing_of(
            Opening.objects.select_related("county__area").get(pk=opening.pk), opening_terms(cast.area, FIRST)
        )
        assert found is not None
        return found


def figures(cast: Cast, opening: Opening) -> tuple[str, str, str]:
    """Free, tied up, owed."""
    one = standing(cast, opening)
    return f"{one.free.amount}", f"{one.tied.amount}", f"{one.debt.amount}"


def by_role() -> dict[tuple[str, str, str], Decimal]:
    with system_scope():
        legs = Leg.unscoped.select_related("account__subject", "account__agency", "account__county")
        found: dict[tuple[str, str, str], Decimal] = {}
        for leg in legs:
            one = leg.account
            key = (one.subject.role, one.agency.code, one.county.code if one.county else "")
            found[key] = found.get(key, Decimal(0)) + leg.debit - leg.credit
        return {key: amount for key, amount in found.items() if amount}


@pytest.mark.duty("NB-18")
def test_an_audited_balance_becomes_the_countys_by_four_people(ningbo: Cast, counters: Counters) -> None:
    opening = entered(ningbo, counters, PARTS)
    assert opening.balance == 1000
    # Not without the audit report, not by whoever entered it, not booked before county and city agreed.
    with pytest.raises(OpeningNotFit):
        act(check_opening, ningbo.reviewer_east, opening=opening)
    act(
        attach,
        counters.finance_east,
        subject=opening,
        title="审计报告",
        upload=scan(),
        agency=ningbo.east,
        duty="finance",
    )
    with pytest.raises(DutyMissing):
        act(check_opening, counters.finance_east, opening=opening)
    with pytest.raises(OpeningNotFit):
        act(confirm_opening, ningbo.finance_city, opening=opening)
    act(check_opening, ningbo.reviewer_east, opening=opening)
    act(return_opening, ningbo.finance_city, opening=opening, reason="保证金漏列")
    opening = entered(ningbo, counters, PARTS)
    act(check_opening, ningbo.reviewer_east, opening=opening)
    with pytest.raises(OpeningNotFit):
        entered(ningbo, counters, GAP)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        OpeningLine.objects.update(amount=1)
    act(confirm_opening, ningbo.finance_city, opening=opening)
    with pytest.raises(DutyMissing):
        act(book_opening, ningbo.finance_city, opening=opening)
    entry = act(book_opening, ningbo.approver_city, opening=opening)
    assert (entry.kind, entry.booked_on, entry.made_by, entry.checked_by) == (
        Entry.Kind.OPENING, FIRST, ningbo.finance_city, ningbo.approver_city
    )  # fmt: skip
    # It stays the county's, managed by the city; what lies in working capital is told apart.
    assert by_role() == {
        ("fiscal_special_account", "990101", ""): 900,
        ("hospital_prepayment", "990101", "990101"): 150,
        ("deposit_withheld", "990101", "990101"): -50,
        ("county_balance", "990100", "990101"): -850,
        ("county_balance_tied", "990100", "990101"): -150,
    }
    with pytest.raises(OpeningNotFit):
        act(book_opening, ningbo.approver_city, opening=opening)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        Opening.objects.update(paper="x")


@pytest.mark.duty("NB-18", "ZY-18")
@pytest.mark.parametrize(
    ("package", "first"), [("ningbo.yaml", FIRST), ("zhangye.yaml", dt.date(2019, 7, 1))]
)
def test_a_gap_is_the_countys_debt_and_worked_off_by_its_finance(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch, package: str, first: dt.date
) -> None:
    pooled(cast, monkeypatch, package, first)
    opening = audited(cast, counters, GAP)
    assert figures(cast, opening) == ("0.00", "0.00", "300.00")
    day = timezone.localdate()
    paid = {"opening": opening, "kind": "gap_paid", "happened_on": day}
    with pytest.raises(OpeningNotFit):
        act(enter_use, cast.finance_city, amount=Decimal("300.01"), evidence="回单1", **paid)
    use = act(enter_use, cast.finance_city, amount=Decimal(120), evidence="回单1", **paid)
    # What waits counts: not more than the debt is entered in all.
    with pytest.raises(OpeningNotFit):
        act(enter_use, cast.finance_city, amount=Decimal(181), evidence="回单2", **paid)
    assert figures(cast, opening)[2] == "300.00"
    with pytest.raises(DutyMissing):
        act(book_use, cast.finance_city, use=use)
    act(book_use, cast.reviewer_city, use=use)
    assert figures(cast, opening) == ("0.00", "0.00", "180.00")
    assert by_role()["fiscal_special_account", "990100", ""] == 120
    with pytest.raises(OpeningNotFit):
        act(book_use, cast.reviewer_city, use=use)
    # The pool's own money never lessens it: nothing but a payment of the county is there to enter.
    with pytest.raises(OpeningNotFit):
        act(
            enter_use,
            cast.finance_city,
            opening=opening,
            kind="handed_up",
            amount=Decimal(50),
            happened_on=day,
            evidence="x",
        )


@pytest.mark.duty("ZY-18")
def test_a_balance_is_handed_up_in_full_and_becomes_quota(
    cast: Cast, counters: Counters, monkeypatch: pytest.MonkeyPatch
) -> None:
    pooled(cast, monkeypatch, "zhangye.yaml", dt.date(2019, 7, 1))
    opening = audited(cast, counters, PARTS)
    # This policy ties nothing up: the whole balance is quota.
    assert figures(cast, opening) == ("1000.00", "0.00", "0.00")
    use = act(
        enter_use, cast.finance_city, opening=opening, kind="handed_up", amount=Decimal(900),
        happened_on=timezone.localdate(), evidence="回单9",
    )  # fmt: skip
    act(book_use, cast.approver_city, use=use)
    found = by_role()
    assert found["fiscal_special_account", "990100", ""] == 900
    assert ("fiscal_special_account", "990101", "") not in found
    assert figures(cast, opening)[0] == "1000.00"
    with pytest.raises(OpeningNotFit):
        act(
            enter_use, cast.finance_city, opening=opening, kind="working_capital", amount=Decimal(1),
            happened_on=timezone.localdate(), evidence="z",
        )  # fmt: skip


@pytest.mark.duty("NB-18")
def test_advances_come_out_of_the_balance_and_back(ningbo: Cast, counters: Counters) -> None:
    opening = audited(ningbo, counters, PARTS)
    day = timezone.localdate()
    with system_scope():
        book = open_book(
            insutype="390", unit=ningbo.city, first=Month(2022, 1), acting_user=ningbo.finance_city
        )
        post_entry(
            book=book, booked_on=day, kind=Entry.Kind.PAYMENT, key="lent", summary="周转金",
            acting_user=ningbo.finance_city,
            legs=[
                LegDraft(account_for(book, "hospital_prepayment", ningbo.east, ningbo.east), debit=70_00),
                LegDraft(account_for(book, "expenditure_account", ningbo.east), credit=70_00),
            ],
        )  # fmt: skip
    lent = {"opening": opening, "kind": "working_capital", "happened_on": day}
    # Lent since pooling began: 70.00; more than that is not tied up.
    with pytest.raises(OpeningNotFit):
        act(enter_use, ningbo.finance_city, amount=Decimal(71), evidence="借1", **lent)
    use = act(enter_use, ningbo.finance_city, amount=Decimal(70), evidence="借1", **lent)
    act(book_use, ningbo.reviewer_city, use=use)
    assert figures(ningbo, opening) == ("780.00", "220.00", "0.00")
    back = act(enter_use, ningbo.finance_city, amount=Decimal(20), evidence="还1", back=True, **lent)
    act(book_use, ningbo.reviewer_city, use=back)
    assert figures(ningbo, opening) == ("800.00", "200.00", "0.00")
    assert standing(ningbo, opening).whole == 1000


PLACES = st.sampled_from([*ASSETS, *OWED])


@given(parts=st.dictionaries(PLACES, st.integers(0, 10**9), min_size=1), unified=st.booleans())
def test_what_is_opened_balances_and_splits_the_audited_sum(parts: dict[str, int], unified: bool) -> None:
    keeping = Keeping("unified" if unified else "graded", 1)
    draft = opened(keeping, 7, parts, ("working_capital", "out_of_area_prepayment"))
    assert sum(leg.amount for leg in draft.legs) == 0
    net = {leg.role: leg.amount for leg in draft.legs if leg.role.startswith("county_")}
    assert -net.get("county_balance", 0) - net.get("county_balance_tied", 0) == max(balance_of(parts), 0)
    assert net.get("county_earlier_debt", 0) == max(-balance_of(parts), 0)
    assert all(net.get(role, 0) <= 0 for role in ("county_balance", "county_balance_tied"))


@given(paid=st.dictionaries(st.integers(2, 5), st.integers(1, 10**9), min_size=1), cut=st.integers(0, 10))
def test_earlier_spending_leaves_todays_spending_whole(paid: dict[int, int], cut: int) -> None:
    whole = sum(paid.values())
    draft = earlier_spending(Keeping("unified", 1), 7, paid, whole * cut // 10)
    assert sum(leg.amount for leg in draft.legs) == 0
    assert -sum(leg.amount for leg in draft.legs if leg.role == "benefit_expense") == whole


def late_bill(cast: Cast, number: str, amount: int, ended: dt.date) -> None:
    """A stay in East's hospital that the pooled fund pays whole, cleared and paid in February 2022."""
    parts = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0, "inscp_scp_amt": amount}
    bill = make_bill(
        make_person(cast.east),
        cast.hospital_east,
        setl_id=number,
        medfee_sumamt=amount,
        enddate=ended,
        **parts,
    )
    raw_settlement(bill, pay_loc=bill.pay_loc, clr_month=FEBRUARY).save()


@pytest.mark.duty("NB-18")
@pytest.mark.parametrize(
    ("parts", "left"), [(PARTS, ("0.00", "150.00", "50.00")), (GAP, ("0.00", "0.00", "1200.00"))]
)
def test_spending_of_the_time_before_is_charged_bill_by_bill(
    ningbo: Cast, counters: Counters, parts: dict[str, str], left: tuple[str, str, str]
) -> None:
    opening = audited(ningbo, counters, parts)
    with system_scope():
        Clearing.objects.create(
            area=ningbo.area, month=FEBRUARY, insutype="390", state="paid", started_by=ningbo.finance_city,
            reviewed_by=ningbo.reviewer_city,
        )  # fmt: skip
        late_bill(ningbo, "OLD1", 600, dt.date(2021, 12, 31))
        late_bill(ningbo, "OLD2", 300, dt.date(2021, 11, 2))
        late_bill(ningbo, "NEW1", 700, FIRST)
    use = act(charge_earlier_spending, ningbo.finance_city, opening=opening, evidence="清单1")
    assert use.amount == 900
    # Refused, its bills wait again; charged, no bill is charged twice.
    act(refuse_use, ningbo.reviewer_city, use=use, reason="缺清单")
    use = act(charge_earlier_spending, ningbo.finance_city, opening=opening, evidence="清单2")
    with pytest.raises(OpeningNotFit):
        act(charge_earlier_spending, ningbo.finance_city, opening=opening, evidence="清单3")
    act(book_use, ningbo.reviewer_city, use=use)
    # The balance bears what it freely holds, the county the rest; the pool's spending of the year is without it.
    assert figures(ningbo, opening) == left
    assert by_role()["benefit_expense", "990101", "990101"] == -900
    with system_scope():
        assert EarlierBill.objects.count() == 2
