"""Zhangye's quota from before pooling to the second year (ZY-18: 四（六）5): handed up, drawn on, made of surplus."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from config.scoping import acting_as, system_scope
from funds.models import GapDemand, YearSettlement
from funds.reads.balances import verify_balances
from funds.services.openings.use import book_use, enter_use
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.receive import check_payment, enter_payment
from institutions.models import Agency, User
from tests.cast import Cast, make_user
from tests.funds.opening.conftest import Counters, counters  # noqa: F401 - a fixture
from tests.funds.opening.test_openings import act, audited

from .conftest import TODAY, YEAR, Settling, make
from .test_course import fresh, lines

QUOTA = {"fiscal_special_account": "20.00"}
DEBT = {"fiscal_special_account": "10.00", "payable": "310.00"}


@pytest.fixture
def zhangye(cast: Cast, today: dt.date) -> Settling:
    with system_scope():
        return make(cast, "zhangye.yaml")


def wests(cast: Cast) -> tuple[Cast, Counters]:
    """The same people at West, so that its balance goes the same way."""
    with system_scope():
        finance = make_user("finance.west", "西水财务", cast.west, "finance")
        reviewer = make_user("reviewer.west", "西水复核", cast.west, "review")
    people: dict[str, Any] = vars(cast) | {"east": cast.west, "reviewer_east": reviewer}
    return Cast(**people), Counters(finance, finance)


def paid(cast: Cast, demand: GapDemand) -> None:
    receipt = by(cast.finance_city, enter_payment, demand=demand, amount=demand.amount, received_on=TODAY,
                 evidence="回单30")  # fmt: skip
    by(cast.reviewer_city, check_payment, receipt=receipt)


def by(user: User, service: Any, **given: Any) -> Any:
    with acting_as(user):
        return service(acting_user=user, **given)


@pytest.mark.duty("ZY-18")
def test_from_before_pooling_to_the_next_years_quota(
    cast: Cast,
    zhangye: Settling,
    counters: Counters,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Before pooling: East's 20 are handed up in full and become quota; West's gap of 300 stays West's debt.
    east = audited(cast, counters, QUOTA)
    use = act(
        enter_use, cast.finance_city, opening=east, kind="handed_up", amount=Decimal(20), happened_on=TODAY,
        evidence="上解回单",
    )  # fmt: skip
    act(book_use, cast.approver_city, use=use)
    audited(*wests(cast), DEBT)
    assert quotas(zhangye) == (2000, 0)
    assert zhangye.held("county_earlier_debt", cast.west) == -30000

    # The year: 5 % of 800 is drawn for the risk fund; East's gap becomes 210, 30 of it managerial; West keeps 170.
    with system_scope():
        zhangye.county(cast.east, 200, 400)
        zhangye.county(cast.west, 600, 400)
        zhangye.fund(10, "risk_fund")
    zhangye.managerial(cast.east, 30)
    drawn = zhangye.drawn()
    assert lines(drawn) == [
        ("01", "accrual", "risk_fund", Decimal(10)),
        ("02", "accrual", "risk_fund", Decimal(30)),
        ("02", "surplus", "balance", Decimal(102)),
        ("02", "surplus", "city", Decimal(68)),
        ("01", "managerial", "county", Decimal(30)),
        ("01", "balance_quota", "balance_quota", Decimal(20)),
        ("01", "risk_fund", "risk_fund", Decimal(50)),
        ("01", "open", "undecided", Decimal(110)),
    ]
    zhangye.approved(drawn)
    zhangye.close()
    zhangye.posted(drawn)
    # 60 % of the surplus is quota; a debt from before pooling is neither paid from it nor from the risk fund.
    assert quotas(zhangye) == (0, 10200)
    assert (zhangye.held("county_earlier_debt", cast.west), zhangye.held("risk_fund")) == (-30000, 0)
    with system_scope():
        [demand] = GapDemand.objects.all()
    assert (demand.county, demand.payer, demand.amount) == (cast.east, "county", 30)
    paid(cast, demand)
    assert fresh(drawn).state == YearSettlement.State.SETTLED

    # The next year West runs a gap: what the year before left it as quota bears it first.
    with system_scope():
        later = dt.date(YEAR + 1, 3, 15)
        special = "fiscal_special_account"
        zhangye.year.move(special, "fiscal_subsidy_income", 100_00, later, county=cast.west)
        zhangye.year.move("benefit_expense", special, 180_00, later, county=cast.west)
        assert verify_balances(book=zhangye.year.book) == []
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(YEAR + 2, 2, 15, 4, tzinfo=dt.UTC))
    second = by(cast.finance_city, draw_up, area=cast.area, insutype="390", year=YEAR + 1)
    assert lines(second) == [
        ("02", "accrual", "risk_fund", Decimal(5)),
        ("02", "balance_quota", "balance_quota", Decimal(85)),
    ]
    with system_scope():
        west = second.counties.get(county=cast.west)
    assert (west.balance, west.balance_after) == (102, 17)


def quotas(settling: Settling) -> tuple[int, int]:
    """Quota of East and West, fen."""
    places: tuple[Agency, Agency] = (settling.cast.east, settling.cast.west)
    east, west = (settling.held("county_balance", one) for one in places)
    return east, west
