"""Report a city's figures to its region: every night, or now when the city asks for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.jobs import enqueue
from config.models import Job
from funds.models import RegionReport, ReportedYear
from funds.models.statements_filed import content_hash
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from .content import content_for, years_for

REPORT = "funds.region_report"


class ReportRefused(DomainError):
    """The area has no region above it."""


def start_report(*, area: PoolingArea, acting_user: User) -> Job:
    """Queue the report of today's figures. Duty finance at the city; raises :class:`ReportRefused`, ``DutyMissing``."""
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    region_of(area)
    return enqueue(
        REPORT,
        owner=acting_user,
        agency=city,
        params={"area": area.pk},
        unique_key=f"region-report:{area.pk}",
    )


def region_of(area: PoolingArea) -> PoolingArea:
    """The region above ``area``; raises :class:`ReportRefused` where there is none."""
    if area.parent is None:
        raise ReportRefused(_("No region stands above %(area)s."), area=area)
    return area.parent


@transaction.atomic
def report_upwards(*, area: PoolingArea) -> RegionReport:
    """Store what stands today; where nothing differs from the youngest report, that one is confirmed instead.

    For callers that have checked who asks and opened a scope that shows the whole area.
    """
    region = region_of(area)
    city = Agency.objects.select_for_update(of=("self",), no_key=True).get(area=area, level=Agency.Level.CITY)
    today = timezone.localdate()
    content, years = content_for(area, today.year - 1), years_for(area, today.year - 1)
    digest = content_hash(content)
    latest = RegionReport.objects.filter(area=area, region=region).order_by("-pk").first()
    if (
        latest is not None
        and bytes(latest.content_hash) == digest
        and _as_reported(latest) == _figures(years)
    ):
        return _confirmed(latest, today)
    made: RegionReport = RegionReport.objects.create(
        region=region, area=area, city=city, reported_on=today, confirmed_on=today, content=content,
        content_hash=digest,
    )  # fmt: skip
    for one in years:
        one.report = made
    ReportedYear.objects.bulk_create(years)
    return made


def _confirmed(report: RegionReport, today: dt.date) -> RegionReport:
    if report.confirmed_on < today:
        report.confirmed_on = today
        report.save(update_fields=["confirmed_on"])
    return report


def _as_reported(report: RegionReport) -> list[dict[str, Any]]:
    return _figures(list(report.years.order_by("insutype", "year")))


def _figures(years: list[ReportedYear]) -> list[dict[str, Any]]:
    return [model_to_dict(one, exclude=["id", "report"]) for one in years]


def areas_reporting() -> list[PoolingArea]:
    """Areas with a city's agency under a region that has one."""
    agencies = Agency.objects.all()
    cities = agencies.filter(area=OuterRef("pk"), level=Agency.Level.CITY)
    regions = agencies.filter(area=OuterRef("parent"), level=Agency.Level.REGION)
    return list(
        PoolingArea.objects.filter(Exists(cities), Exists(regions)).select_related("parent").order_by("code")
    )
