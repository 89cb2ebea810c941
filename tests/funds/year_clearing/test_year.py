"""A year through the stored road: months by method, computed, confirmed, reviewed, settled by the next month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from claims.models import Deduction
from claims.rules.payment.year_ends import YearEnd, year_ends
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import (
    AccountBalance,
    CapitalLoan,
    InstitutionYear,
    InstitutionYearMethod,
    Payment,
    Statement,
    YearClearing,
    YearPool,
)
from funds.rules.clearing_postings import DEPOSIT
from funds.services.capital.repay import enter_return
from funds.services.clearing.close import close_clearing
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.months import first_open_month
from funds.services.clearing.review import send_back_clearing
from funds.services.clearing.units import working_for
from funds.services.clearing.years_waiting import settle_in, waiting_years
from funds.services.year_clearing import compute
from funds.services.year_clearing.review import review_year, send_back_year
from funds.services.year_clearing.send import answer_objection, object_to_year
from funds.services.year_clearing.states import YearRefused
from institutions.models import Institution
from institutions.services.duties import DutyMissing, SamePerson

from .conftest import JANUARY, YearTown


def amounts(statement: Statement) -> tuple[int, int, int, int]:
    """By method, deposit, deducted, payable; fen."""
    return tuple(  # type: ignore[return-value]
        to_fen(getattr(statement, name)) for name in ("by_method", "dpst_sumamt", "det_sumamt", "act_dfr_amt")
    )


@pytest.mark.duty("NB-09", "JJ-08", "HG-08", "NM-07")
def test_a_month_pays_by_method_under_the_budgets_cap(year_town: YearTown) -> None:
    cast = year_town.cast
    # DIP: 8,800 owed instead of 9,000 billed. DRG: 4,900 owed, the budget's month allows 4,000.
    assert amounts(year_town.statement(cast.hospital_east)) == (-20_000, 44_000, 0, 836_000)
    assert amounts(year_town.statement(cast.hospital_west)) == (-100_000, 20_000, 0, 380_000)
    # The lump sums instead of what was billed; the consortium's three to one, as its members billed.
    assert amounts(year_town.statement(year_town.clinic)) == (20_000, 6_000, 0, 114_000)
    assert [amounts(year_town.statement(one)) for one in year_town.members] == [
        (60_000, 7_500, 0, 142_500),
        (20_000, 2_500, 0, 47_500),
    ]
    told = [one["text"] for one in year_town.statement(cast.hospital_west).method_steps]
    assert any("4,000.00" in one for one in told)


GOLDEN = {
    # due, deposit released, withheld, still owed (below zero: taken back)
    "dip": (950_000, 44_000, 0, 114_000),
    "drg": (399_000, 0, 20_000, -1_000),
    "heads": (116_000, 6_000, 0, 2_000),
    "first member": (112_500, 7_500, 0, -30_000),
    "second member": (37_500, 2_500, 0, -10_000),
}


@pytest.mark.duty("NB-09", "JJ-08", "HG-08", "NM-07")
def test_a_year_of_each_method(year_town: YearTown) -> None:
    clearing = year_town.compute(year_town.opened())
    assert clearing.state == "computed", clearing.job and clearing.job.message
    cast = year_town.cast
    places = [cast.hospital_east, cast.hospital_west, year_town.clinic, *year_town.members]
    found = {}
    for name, place in zip(GOLDEN, places, strict=True):
        year = year_town.of(place)
        found[name] = tuple(
            to_fen(getattr(year, field))
            for field in ("due", "deposit_released", "deposit_withheld", "balance")
        )
    assert found == GOLDEN
    with system_scope():
        pools = {one.method: one for one in YearPool.objects.filter(clearing=clearing)}
        dip, drg = pools["dip"], pools["drg"]
    # 9,500 of 10,000 yuan over 900 points; what nobody is due stays with the fund, to the fen.
    assert dip.point_value == Decimal("10.555556")
    assert (dip.paid, dip.left) == (Decimal(9500), Decimal(500))
    assert (drg.paid, drg.left) == (Decimal(3990), Decimal(10))


def test_a_common_budget_that_does_not_come_out_is_not_stored(
    year_town: YearTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An institution given a fen that no budget has: the sum is checked where it is stored."""
    clearing = year_town.opened()

    def a_fen_too_much(*given: Any) -> YearEnd:
        end = year_ends(*given)
        place = year_town.cast.hospital_east.pk
        whose = end.institutions[place]
        parts = [one._replace(amount=one.amount + 1) for one in whose.parts]
        return end._replace(institutions={**end.institutions, place: whose._replace(parts=parts)})

    monkeypatch.setattr(compute, "year_ends", a_fen_too_much)
    cast = year_town.cast
    with (
        acting_as(cast.finance_city),
        pytest.raises(IntegrityError, match="to_the_fen"),
        transaction.atomic(),
    ):
        compute.compute_year(clearing=clearing, acting_user=cast.finance_city)
    assert year_town.fresh(clearing).state == "open"


def deposits() -> Decimal:
    latest = (
        AccountBalance.unscoped.filter(account__subject__role=DEPOSIT)
        .order_by("account_id", "-month")
        .distinct("account_id")
    )
    return sum((one.closing for one in latest), Decimal(0))


@pytest.mark.parametrize("mode", ["unified", "graded"])
@pytest.mark.duty("ZY-14")
def test_the_next_month_settles_the_year_and_the_books_prove_it(
    make_year_town: Callable[..., YearTown], mode: str
) -> None:
    year_town = make_year_town(mode)
    town, cast = year_town.town, year_town.cast
    with system_scope():
        held = abs(deposits())
    assert held == Decimal(800)
    clearing = year_town.reviewed()
    assert clearing.settled_from == JANUARY.first
    places: list[Institution] = [cast.hospital_east, cast.hospital_west, year_town.clinic, *year_town.members]
    for place in places:
        town.settle(place, place.county, 100_000, month=JANUARY)
    month = town.pay_everything(town.cleared(JANUARY))
    assert month.state == "paid"
    # 1,000 billed − 50 deposit, and 1,140 of the year; taken back: off what deposit and payment are reckoned on.
    assert amounts(year_town.statement(cast.hospital_east, JANUARY)) == (0, 5_000, 0, 209_000)
    assert amounts(year_town.statement(cast.hospital_west, JANUARY)) == (0, 4_950, 1_000, 94_050)
    assert amounts(year_town.statement(year_town.clinic, JANUARY)) == (0, 5_000, 0, 97_000)
    assert amounts(year_town.statement(year_town.members[0], JANUARY)) == (0, 3_500, 30_000, 66_500)
    with system_scope():
        # The year's deposits are off the books, released or not; January's stand.
        assert abs(deposits()) == Decimal("229.50")
        assert all(year.statement_id for year in year_town.years(clearing))
    with acting_as(cast.finance_city):
        close_clearing(clearing=month, acting_user=cast.finance_city)


def test_a_month_sent_back_lets_go_of_the_year(year_town: YearTown) -> None:
    clearing = year_town.reviewed()
    town, cast = year_town.town, year_town.cast
    town.settle(cast.hospital_east, cast.east, 100_000, month=JANUARY)
    month = town.start(JANUARY)
    first = year_town.of(cast.hospital_east).statement_id
    assert first is not None
    with acting_as(cast.reviewer_city):
        send_back_clearing(clearing=month, reason="重算", acting_user=cast.reviewer_city)
    again = town.start(JANUARY)
    assert again.state == "adjudicated"
    assert year_town.of(cast.hospital_east).statement_id not in (None, first)
    assert amounts(year_town.statement(cast.hospital_east, JANUARY))[3] == 209_000
    with system_scope():
        Statement.unscoped.filter(clearing=again).delete()
    assert year_town.of(cast.hospital_east).statement_id is None
    assert year_town.fresh(clearing).state == "reviewed"


def test_two_months_never_settle_the_same_year(year_town: YearTown) -> None:
    year_town.reviewed()
    town, cast = year_town.town, year_town.cast
    town.settle(cast.hospital_east, cast.east, 100_000, month=JANUARY)
    month = town.start(JANUARY)
    year, other = year_town.of(cast.hospital_east), year_town.statement(cast.hospital_east)
    with working_for(cast.area):
        [seen_by_both] = [one for one in waiting_years(month, cast.east) if one.pk == year.pk]
        with pytest.raises(ClearingRefused):
            settle_in(other, [seen_by_both])
    assert year_town.of(cast.hospital_east).statement_id == year.statement_id


def lent(year_town: YearTown, fen: int) -> CapitalLoan:
    """Working capital of 2020 that East's hospital has."""
    cast, day = year_town.cast, dt.date(2020, 1, 20)
    with system_scope():
        return CapitalLoan.objects.create(
            number="Z2020-1", kind="working_capital", year=2020, insutype="390", institution=cast.hospital_east,
            lender=cast.east, state="lent", last_year=0, months_cleared=0, amount=from_fen(fen), lent_on=day,
            settle_by=dt.date(2020, 12, 31), prepared_by=cast.finance_city, agreement_no="借1", agreed_on=day,
            agreed_by=cast.finance_city, approved_by=cast.approver_city, approved_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.duty("ZY-15")
def test_working_capital_still_out_is_set_off_by_the_year(year_town: YearTown) -> None:
    cast, town = year_town.cast, year_town.town
    loan = lent(year_town, 50_000)
    year_town.reviewed()
    year = year_town.of(cast.hospital_east)
    assert (year.capital_settled, year.balance, year.outcome) == (Decimal(500), Decimal(640), Decimal(1140))
    town.settle(cast.hospital_east, cast.east, 100_000, month=JANUARY)
    town.pay_everything(town.cleared(JANUARY))
    statement = year_town.statement(cast.hospital_east, JANUARY)
    with system_scope():
        loan.refresh_from_db()
        [payment] = Payment.unscoped.filter(statement=statement)
    # The statement owes all of it; the bank pays what is left of it, and the loan is settled.
    assert (statement.act_dfr_amt, payment.amount, loan.state) == (Decimal(2090), Decimal(1590), "settled")


def test_a_year_with_capital_returned_meanwhile_is_not_reviewed(year_town: YearTown) -> None:
    cast = year_town.cast
    loan = lent(year_town, 50_000)
    clearing = year_town.send(year_town.compute(year_town.opened()))
    for year in year_town.years(clearing):
        year_town.confirm(year)
    with acting_as(cast.finance_city):
        enter_return(
            loan=loan, amount=Decimal(1), received_on=dt.date(2020, 12, 20), evidence="回单",
            acting_user=cast.finance_city,
        )  # fmt: skip
    with pytest.raises(YearRefused):
        year_town.review(clearing)
    assert year_town.fresh(clearing).state == "sent"


def test_a_year_waits_for_its_months(year_town: YearTown) -> None:
    cast = year_town.cast
    year_town.town.settle(cast.hospital_east, cast.east, 100, month=Month(2020, 7))
    clearing = year_town.compute(year_town.opened())
    assert clearing.state == "open"
    assert clearing.job is not None
    assert "2020-07" in clearing.job.message


DECEMBER = Month(2020, 12)


def test_a_reviewed_year_takes_no_further_month(year_town: YearTown) -> None:
    cast = year_town.cast
    with acting_as(cast.clerk_east):
        assert first_open_month(cast.area.pk, "390", DECEMBER) == DECEMBER
        # March is cleared: what lies before it is behind.
        assert first_open_month(cast.area.pk, "390", Month(2020, 2)) == Month(2020, 4)
    year_town.reviewed()
    with acting_as(cast.clerk_east):
        assert first_open_month(cast.area.pk, "390", DECEMBER) == JANUARY
    year_town.town.settle(cast.hospital_east, cast.east, 100, month=DECEMBER)
    with pytest.raises(ClearingRefused, match="2020"):
        year_town.town.start(DECEMBER)


def test_a_month_cleared_since_the_computing_stops_the_review(year_town: YearTown) -> None:
    town, cast = year_town.town, year_town.cast
    clearing = year_town.send(year_town.compute(year_town.opened()))
    for year in year_town.years(clearing):
        year_town.confirm(year)
    town.settle(cast.hospital_east, cast.east, 100_000, month=DECEMBER)
    with pytest.raises(YearRefused, match="2020-12"):
        year_town.review(clearing)
    town.pay_everything(town.cleared(DECEMBER))
    with pytest.raises(YearRefused):
        year_town.review(clearing)
    assert year_town.fresh(clearing).state == "sent"


CHANGES: list[Callable[[], Any]] = [
    lambda: YearClearing.objects.update(state="open"),
    lambda: YearClearing.objects.get().delete(),
    lambda: InstitutionYear.objects.update(due=F("due") + 1, balance=F("balance") + 1),
    lambda: InstitutionYear.objects.all().delete(),
    lambda: InstitutionYearMethod.objects.update(amount=0),
    lambda: YearPool.objects.all().delete(),
]


def test_a_reviewed_year_is_never_computed_or_changed_again(year_town: YearTown) -> None:
    clearing = year_town.reviewed()
    cast = year_town.cast
    with acting_as(cast.finance_city), pytest.raises(YearRefused):
        compute.compute_year(clearing=clearing, acting_user=cast.finance_city)
    for change in CHANGES:
        with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_is_taken_back_is_one_reviewed_deduction(year_town: YearTown) -> None:
    year_town.reviewed()
    with system_scope():
        taken = Deduction.objects.get(institution=year_town.cast.hospital_west)
    assert (taken.amount, taken.clr_month, taken.reviewed_by) == (
        Decimal(10), JANUARY.first, year_town.cast.reviewer_city,
    )  # fmt: skip


def test_two_people_and_their_duties(year_town: YearTown) -> None:
    cast = year_town.cast
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        year_town.opened(cast.clerk_east)
    clearing = year_town.send(year_town.compute(year_town.opened()))
    year = year_town.of(cast.hospital_east)
    with acting_as(cast.clerk_west), pytest.raises((DutyMissing, type(year).DoesNotExist)):
        year_town.confirm(year, cast.clerk_west)
    with acting_as(cast.finance_city), pytest.raises(DutyMissing):
        review_year(clearing=clearing, acting_user=cast.finance_city)
    with pytest.raises(YearRefused):
        year_town.review(clearing)  # nobody has confirmed


def test_an_objection_stands_or_has_the_year_computed_anew(year_town: YearTown) -> None:
    cast = year_town.cast
    clearing = year_town.send(year_town.compute(year_town.opened()))
    for place, clerk in ((cast.hospital_east, cast.clerk_east), (cast.hospital_west, cast.clerk_west)):
        with acting_as(clerk):
            object_to_year(year=year_town.of(place), text="点数有误", paper="函1", acting_user=clerk)
    with acting_as(cast.reviewer_city):
        year = year_town.of(cast.hospital_east)
        answer_objection(year=year, upheld=False, answer="核对无误", acting_user=cast.reviewer_city)
    assert year_town.of(cast.hospital_east).state == "answered"
    assert year_town.confirm(year_town.of(cast.hospital_east)).state == "confirmed"
    with acting_as(cast.reviewer_city):
        year = year_town.of(cast.hospital_west)
        answer_objection(year=year, upheld=True, answer="漏计病例", acting_user=cast.reviewer_city)
    assert year_town.fresh(clearing).state == "open"
    again = year_town.compute(clearing)
    assert {year.state for year in year_town.years(again)} == {"computed"}


def test_an_objection_nobody_answered_outlives_the_computing_anew(year_town: YearTown) -> None:
    cast = year_town.cast
    clearing = year_town.send(year_town.compute(year_town.opened()))
    east, west = cast.hospital_east, cast.hospital_west
    for place, clerk in ((east, cast.clerk_east), (west, cast.clerk_west)):
        with acting_as(clerk):
            object_to_year(year=year_town.of(place), text="点数有误", paper="函1", acting_user=clerk)
    with acting_as(cast.reviewer_city):
        answer_objection(
            year=year_town.of(west), upheld=True, answer="漏计病例", acting_user=cast.reviewer_city
        )
    year_town.send(year_town.compute(clearing))
    assert (year_town.of(east).state, year_town.of(west).state) == ("objected", "sent")
    with pytest.raises(YearRefused):
        year_town.confirm(year_town.of(east))
    with acting_as(cast.reviewer_city):
        answer_objection(
            year=year_town.of(east), upheld=False, answer="核对无误", acting_user=cast.reviewer_city
        )
    assert year_town.confirm(year_town.of(east)).state == "confirmed"


def test_nothing_is_sent_while_an_assessment_is_missing(make_year_town: Callable[..., YearTown]) -> None:
    year_town = make_year_town(assessed=False)
    clearing = year_town.compute(year_town.opened())
    with pytest.raises(YearRefused, match="5"):
        year_town.send(clearing)


def test_who_computed_does_not_review(year_town: YearTown) -> None:
    cast = year_town.cast
    clearing = year_town.send(year_town.compute(year_town.opened()))
    with system_scope():
        type(clearing).objects.filter(pk=clearing.pk).update(computed_by=cast.reviewer_city)
    with pytest.raises(SamePerson):
        year_town.review(clearing)
    with acting_as(cast.reviewer_city):
        with pytest.raises(YearRefused):
            send_back_year(clearing=clearing, reason=" ", acting_user=cast.reviewer_city)
        send_back_year(clearing=clearing, reason="重算", acting_user=cast.reviewer_city)
    assert year_town.fresh(clearing).returned_reason == "重算"
