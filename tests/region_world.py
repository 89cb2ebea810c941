"""One of everything between a region and a city that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

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
from institutions.models import PoolingArea
from tests.places import JANUARY, Place


def region_over(area: PoolingArea) -> PoolingArea:
    """A region of its own above ``area``."""
    region, _new = PoolingArea.objects.get_or_create(
        code=f"{area.code[:2]}0000", defaults={"name": "示例自治区"}
    )
    area.parent = region
    area.save()
    return region


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
