"""What a lump sum decided in the budget stands for, and what is paid beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from claims.models import BudgetMonth, BudgetShare, CountyBudget, GroupCatalogue
from claims.reads.grouped_cases import CaseTotals
from claims.rules.budgets.section import Care
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import ClearingStep, InstitutionYearMethod, YearClearing
from funds.services.clearing.lump_sums import Decided, Lump, Rest, divide_lumps, rests_of
from funds.services.clearing.review import send_back_clearing
from funds.services.year_clearing.facts import Months, facts_of, parts_of
from funds.services.year_clearing.states import YearRefused
from institutions.models import Institution
from tests.cast import Cast

from . import conftest
from .conftest import YearTown, group

APRIL = Month(2020, 4)


def decided(method: str, fen: int) -> Decided:
    return Decided(BudgetShare(institution_id=1, method=method), fen)


def divided(rest: Rest, care: Care, *lumps: Decided) -> list[tuple[str, int, int]]:
    return [(one.method, one.amount, one.billed) for one in divide_lumps(lumps, {1: rest}, care)[1]]


def test_a_sum_stands_for_the_care_its_budget_was_reckoned_from() -> None:
    heads = decided("per_capita", 700)
    rest = Rest(stays=5_000, others=900)
    # Outpatients by heads: stays without a group, or nobody looked at yet, are paid as billed beside it.
    assert divided(rest, Care("per_case", "per_capita"), heads) == [("per_capita", 700, 900)]
    assert divided(rest, Care("per_capita", "by_item"), heads) == [("per_capita", 700, 5_000)]
    assert divided(rest, Care(), heads) == [("per_capita", 700, 5_900)]


def test_two_sums_of_an_institution_stand_for_its_bills_once() -> None:
    found = divided(Rest(300, 600), Care(), decided("per_capita", 200), decided("prepaid_total", 100))
    assert found == [("per_capita", 200, 600), ("prepaid_total", 100, 300)]
    care = Care("prepaid_total", "per_capita")
    found = divided(Rest(0, 0), care, decided("per_capita", 200), decided("prepaid_total", 100))
    assert [billed for _method, _amount, billed in found] == [0, 0]


def test_what_is_paid_case_by_case_is_no_part_of_the_rest() -> None:
    cases = {
        (1, "drg"): CaseTotals(1, 0, 0, 300, 0, 0, 280),
        (1, "bed_day"): CaseTotals(1, 0, 0, 100, 0, 0, 90),
    }
    assert rests_of({1: 1_000, 2: 50}, {1: 700}, cases) == {1: Rest(300, 300), 2: Rest(0, 50)}


def test_what_was_deducted_of_a_sum_nobody_billed_under_is_deducted_in_the_year() -> None:
    months = Months(cost=0, bills=0, billed=0, prepaid=60_000, deposit=0, deducted=10_000)
    case = {(1, "drg"): CaseTotals(1, 0, 0, 0, 0, 0, 0)}
    [drg, heads] = parts_of(1, months, case, [Lump("per_capita", 70_000)])
    assert (drg.deducted, heads.deducted, heads.owed) == (0, 10_000, 70_000)


def by_method(year_town: YearTown, *places: object) -> list[int]:
    return [to_fen(year_town.statement(one, APRIL).by_method) for one in places]  # type: ignore[arg-type]


def moved(share: BudgetShare, fen: int, month: Month) -> None:
    """``fen`` of the share in ``month``, out of December: its months add up to it as before."""
    for number, amount in ((month.number, fen), (12, -fen)):
        BudgetMonth.unscoped.create(share=share, month=Month(2020, number).first, amount=from_fen(amount))


def test_a_consortiums_sum_stands_for_its_grouped_stays_too(year_town: YearTown) -> None:
    town, cast = year_town.town, year_town.cast
    first, second = year_town.members
    with system_scope():
        moved(year_town.shares["consortium"], 50_000, APRIL)
        dip = GroupCatalogue.objects.get(method="dip")
    stay = town.settle(first, cast.west, 80_000, month=APRIL)
    town.settle(second, cast.west, 20_000, month=APRIL)
    with system_scope():
        group(stay, dip, 100, 70_000)
    town.pay_everything(town.cleared(APRIL))
    assert by_method(year_town, first, second) == [-40_000, -10_000]
    clearing = year_town.compute(year_town.opened())
    assert clearing.state == "computed", clearing.job and clearing.job.message
    with system_scope():
        methods = InstitutionYearMethod.objects.filter(year__institution__in=year_town.members)
        assert set(methods.values_list("method", flat=True)) == {"consortium_lump_sum"}
        assert clearing.pools.get(method="dip").points == 900


def test_a_share_nobody_decided_anything_for_changes_no_month(year_town: YearTown) -> None:
    """Added to a decided budget by one person it has nothing, until an adjustment is decided by two."""
    town, cast = year_town.town, year_town.cast
    with system_scope():
        share = BudgetShare.unscoped.create(
            county_budget=year_town.shares["heads"].county_budget, county=cast.east, method="per_capita",
            institution=cast.hospital_east, proposed=0, amount=0, state="set", reason="新增",
            settled_by=cast.clerk_east, settled_at=timezone.now(),
        )  # fmt: skip
    town.settle(cast.hospital_east, cast.east, 100_000, month=APRIL)
    month = town.start(APRIL)
    assert by_method(year_town, cast.hospital_east) == [0]
    # Nor does one that has something only later in the year.
    with system_scope():
        moved(share, 50_000, Month(2020, 5))
    with acting_as(cast.reviewer_city):
        send_back_clearing(clearing=month, reason="重算", acting_user=cast.reviewer_city)
    town.start(APRIL)
    assert by_method(year_town, cast.hospital_east) == [0]


@pytest.mark.duty("NB-09")
def test_two_sums_for_the_same_care_are_refused_in_words(
    make_year_town: Callable[..., YearTown], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member that joined after both budgets were decided; where they are decided, see the budgets' own tests."""
    decided_share, shares = conftest._share, list[BudgetShare]()

    def with_a_sum_of_its_own(county: CountyBudget, fen: int, method: str, cast: Cast, **whose: Any) -> Any:
        if method == "consortium_lump_sum":
            shares.append(decided_share(county, 9_000, "per_capita", cast, institution=cast.hospital_west))
        return decided_share(county, fen, method, cast, **whose)

    monkeypatch.setattr(conftest, "_share", with_a_sum_of_its_own)
    year_town = make_year_town()
    cast, late = year_town.cast, year_town.cast.hospital_west
    with system_scope():
        Institution.unscoped.filter(pk=late.pk).update(consortium=year_town.consortium)
        for share in (*shares, year_town.shares["consortium"]):
            moved(share, 5_000, APRIL)
    with acting_as(cast.finance_city), pytest.raises(YearRefused, match=late.name):
        facts_of(YearClearing(area=cast.area, insutype="390", year=2020))
    year_town.town.settle(late, cast.west, 100_000, month=APRIL)
    month = year_town.town.start(APRIL)
    assert month.state != "adjudicated"
    with system_scope():
        step = ClearingStep.objects.get(clearing=month, unit=cast.west)
    assert (step.fault_code, step.fault_params["rows"]) == ("sums_doubled", [late.name])
