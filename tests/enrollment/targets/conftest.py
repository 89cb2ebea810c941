"""The city under the policy the targets come from, with the population of its two counties for 2024."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import acting_as, system_scope
from enrollment.models import ContributionMonth, Coverage, Payer, TargetPlan
from enrollment.services.targets.decide import approve_targets, submit_targets
from enrollment.services.targets.draft import draft_targets
from enrollment.services.targets.population import enter_population
from institutions.models import Agency
from tests.cast import ALWAYS, Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

YEAR = 2024
OF_YEAR = DateRange(dt.date(2024, 1, 1), dt.date(2025, 1, 1))


def populate(cast: Cast, county: Agency, residents: int, employed: int, year: int = YEAR) -> None:
    with acting_as(cast.finance_city):
        enter_population(
            county=county, year=year, residents=residents, employed=employed, source="统计公报",
            as_of=dt.date(2023, 12, 31), acting_user=cast.finance_city,
        )  # fmt: skip


def insure(county: Agency, count: int, insutype: str = "390", **facts: Any) -> list[Coverage]:
    return [
        make_coverage(make_person(county), insutype=insutype, period=facts.get("period", OF_YEAR),
                      psn_type=facts.get("psn_type", "1501"))
        for _number in range(count)
    ]  # fmt: skip


def declare_wages(county: Agency, month: dt.date, heads: int, wages: int) -> None:
    payer, _new = Payer.objects.get_or_create(
        emp_no=f"E{county.code}", kind="employer", name="甲厂", county=county, period=ALWAYS
    )
    ContributionMonth.objects.create(
        payer=payer, insutype="310", month=month, heads=heads, wages=wages, base=wages, employer=0, personal=0
    )


@pytest.fixture
def city(cast: Cast) -> Cast:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        insure(cast.east, 2, "310", psn_type="1201", period=ALWAYS)
        declare_wages(cast.east, dt.date(2023, 8, 1), 2, 9_000)
        declare_wages(cast.east, dt.date(2023, 9, 1), 2, 11_000)
    populate(cast, cast.east, 400, 200)
    populate(cast, cast.west, 301, 101)
    return cast


@pytest.fixture
def draft(city: Cast) -> TargetPlan:
    with acting_as(city.finance_city):
        return draft_targets(area=city.area, year=YEAR, acting_user=city.finance_city)


@pytest.fixture
def approved(city: Cast, draft: TargetPlan) -> TargetPlan:
    with acting_as(city.finance_city):
        submit_targets(plan=draft, acting_user=city.finance_city)
    with acting_as(city.approver_city):
        return approve_targets(plan=draft, acting_user=city.approver_city)
