"""One of everything between a region and a city that has an address, for :func:`tests.world.build_world`.

What a region sees is its own world: its people, the same addresses with its records (:func:`build_region_world`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from funds.models import (
    RegionalDemand,
    RegionalDistribution,
    RegionalDunning,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
    RegionReport,
    ReportedYear,
)
from funds.models.statements_filed import content_hash
from institutions.models import Agency, Duty, PoolingArea, User
from tests.cast import EVERY_DUTY, make_agency, make_user
from tests.county_assessment_world import assessment_under_way
from tests.places import JANUARY, Place


@dataclass(frozen=True)
class RegionPlace:
    """The agency of a region, two people with every duty there and one who audits; what its addresses may name."""

    agency: Agency
    worker: User
    checker: User
    auditor: User
    values: dict[str, int]
    between: frozenset[str]
    """Names in ``values`` of what lies between the region and the city: both see it."""


def region_over(area: PoolingArea) -> PoolingArea:
    """A region of its own above ``area``, with its agency."""
    code = f"{area.code[:2]}0000"
    region, new = PoolingArea.objects.get_or_create(code=code, defaults={"name": f"示例自治区{code[:2]}"})
    if new:
        make_agency(code, f"{region.name}医保中心", Agency.Level.REGION, region)
    area.parent = region
    area.save()
    return region


def build_region_world(city: Agency) -> RegionPlace:
    """The region above a city whose world is built: the city assessed by it, and what :func:`region_of` made."""
    region = region_over(city.area)
    agency = Agency.objects.get(area=region, level=Agency.Level.REGION)
    worker, checker = (
        make_user(f"{name}.{region.code}", name, agency, *EVERY_DUTY) for name in ("worker", "checker")
    )
    auditor = make_user(f"auditor.{region.code}", "auditor", agency, Duty.AUDIT)
    assessed = assessment_under_way(assessor=agency, unit=city, worker=worker, checker=checker)
    of_region = {"region": region}
    between = {
        "region_report_id": RegionReport, "region_levy_id": RegionalLevy, "region_demand_id": RegionalDemand,
        "region_distribution_id": RegionalDistribution, "region_grant_id": RegionalGrant,
        "region_dunning_id": RegionalDunning,
    }  # fmt: skip
    values = {name: model.unscoped.get(**of_region).pk for name, model in between.items()}
    received = RegionalTransfer.unscoped.create(
        demand_id=values["region_demand_id"], side="received", amount=1, evidence="V3", moved_on=JANUARY,
        area=city.area, entered_by=worker, **of_region,
    )  # fmt: skip
    return RegionPlace(
        agency, worker, checker, auditor, {**values, **assessed, "region_transfer_id": received.pk},
        frozenset(values),
    )  # fmt: skip


def region_of(place: Place) -> dict[str, int]:
    """A report; a levy of 5 half paid in and dunned, a voucher waiting; of what came in 2 granted and paid."""
    area = place.county.area
    region = region_over(area)
    both, who = {"region": region, "area": area}, {"entered_by": place.worker}
    content = {"month": "2019-12", "values": [], "warnings": [], "county_years": [], "assessment": {}}
    report = RegionReport.unscoped.create(
        city=place.city, reported_on=JANUARY, confirmed_on=JANUARY, content=content,
        content_hash=content_hash(content), **both,
    )  # fmt: skip
    ReportedYear.unscoped.create(
        report=report, insutype="390", year=2019, collected=100, spending=90, insured=3, closed=True
    )
    of_year = {"insutype": "390", "year": 2020}
    levy = RegionalLevy.unscoped.create(
        region=region, base_year=2019, share=500, amount=5, evidence="1号", due_on=JANUARY, **of_year, **who
    )
    demand = RegionalDemand.unscoped.create(
        levy=levy, number=f"TJ{area.code}", collected=100, share=500, amount=5, report=report, due_on=JANUARY,
        **of_year, **both,
    )  # fmt: skip
    _issued(place, levy, demand)
    of_demand = {"demand": demand, "moved_on": JANUARY, **both, **who}
    RegionalTransfer.unscoped.create(
        side="received", amount=2, evidence="V1", state="booked", decided_by=place.checker,
        decided_at=timezone.now(), **of_demand,
    )  # fmt: skip
    waiting = RegionalTransfer.unscoped.create(side="paid_up", amount=3, evidence="V2", **of_demand)
    letter = RegionalDunning.unscoped.create(
        demand=demand, number=f"TC{area.code}", due=5, short=3, written_by=place.worker, written_on=JANUARY,
        **both,
    )  # fmt: skip
    given = RegionalDistribution.unscoped.create(
        region=region, levy=levy, amount=2, collected=2, given_before=0, evidence="2号",
        weights={"members": 10_000, "collection_rate": 0, "performance": 0}, **of_year, **who,
    )  # fmt: skip
    grant = RegionalGrant.unscoped.create(
        distribution=given, number=f"BZ{area.code}", amount=2, report=report, members=3, collection_rate=10_000,
        performance=10_000, **of_year, **both,
    )  # fmt: skip
    _issued(place, given, grant)
    return {
        "region_report_id": report.pk,
        "region_levy_id": levy.pk,
        "region_demand_id": demand.pk,
        "region_distribution_id": given.pk,
        "region_grant_id": grant.pk,
        "region_transfer_id": waiting.pk,
        "region_dunning_id": letter.pk,
    }


def _issued(
    place: Place, whole: RegionalLevy | RegionalDistribution, paper: RegionalDemand | RegionalGrant
) -> None:
    whole.state, whole.decided_by, whole.decided_on = "issued", place.checker, dt.date(2020, 1, 2)
    whole.save()
    paper.state = "issued"
    paper.save()
