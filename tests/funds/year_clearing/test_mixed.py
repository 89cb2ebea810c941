"""Quotas, bed-days and a prepaid total beside points and lump sums, in a month and in the year (HG-08, NM-07)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import CountyBudget
from config.money import to_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import InstitutionYearMethod
from tests.cast import Cast
from tests.claims.payment.grouping_world import catalogue

from . import conftest
from .conftest import YearTown, group

APRIL = Month(2020, 4)


@pytest.fixture
def mixed(make_year_town: Callable[..., YearTown], monkeypatch: pytest.MonkeyPatch) -> YearTown:
    """In April West has 900.00 for quotas of all its institutions, its hospital a prepaid total of 300.00."""
    policy = conftest.POLICY.replace("dip, per_capita", "dip, per_case, bed_day, prepaid_total, per_capita")
    monkeypatch.setattr(conftest, "POLICY", policy)
    decided = conftest._share

    def with_others(county: CountyBudget, fen: int, method: str, cast: Cast, **whose: Any) -> Any:
        if method == "drg":
            with monkeypatch.context() as later:
                later.setattr(conftest, "MARCH", APRIL)
                decided(county, 90_000, "per_case", cast)
                decided(county, 30_000, "prepaid_total", cast, institution=cast.hospital_west)
        return decided(county, fen, method, cast, **whose)

    monkeypatch.setattr(conftest, "_share", with_others)
    return make_year_town()


@pytest.mark.duty("HG-08", "NM-07")
def test_quotas_bed_days_and_a_prepaid_total_are_paid_in_month_and_year(mixed: YearTown) -> None:
    town, cast = mixed.town, mixed.cast
    west, own = cast.hospital_west, cast.west
    stays = [town.settle(west, own, fen, month=APRIL) for fen in (50_000, 50_000, 40_000, 20_000)]
    with system_scope():
        quotas = catalogue(cast, "per_case", {"code": "Q", "quota": 600}, year=2020)
        days = catalogue(cast, "bed_day", {"code": "D", "diagnoses": "F20", "quota": 45}, year=2020)
        for one in stays[:2]:
            group(one, quotas, 1, 60_000, method="per_case")
        group(stays[2], days, 10, 45_000, method="bed_day")
    town.pay_everything(town.cleared(APRIL))
    statement = mixed.statement(west, APRIL)
    # Quotas of 1,200.00 under a cap of 900.00, billed 1,000.00; ten bed-days for 450.00 instead of 400.00; what is
    # in no group, 200.00, is paid by the prepaid total of 300.00.
    assert statement.by_methods == {"per_case": -10_000, "bed_day": 5_000, "prepaid_total": 10_000}
    assert to_fen(statement.by_method) == 5_000
    clearing = mixed.compute(mixed.opened())
    assert clearing.state == "computed", clearing.job and clearing.job.message
    with system_scope():
        found = {
            one.method: (one.budget and to_fen(one.budget), to_fen(one.owed), to_fen(one.amount))
            for one in InstitutionYearMethod.objects.filter(year__institution=west)
        }
    # Quotas: due 900.00, 1,200.00 used, half of the overrun's first tenth is shared. Bed-days: due 450.00, 400.00
    # used, of 50.00 the first tenth is kept whole, half of the rest. Prepaid: of 100.00 30.00 and half of 30.00.
    assert found["per_case"] == (90_000, 120_000, 94_500)
    assert found["bed_day"] == (None, 45_000, 44_750)
    assert found["prepaid_total"] == (None, 30_000, 24_500)
