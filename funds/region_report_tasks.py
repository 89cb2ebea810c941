"""What cities report to their region: every night, or when a city asks for it."""

from __future__ import annotations

from celery import shared_task
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, job_kind
from config.scoping import acting_as, system_scope
from funds.services.region_reports.report import REPORT, areas_reporting, report_upwards
from institutions.models import PoolingArea


@job_kind(REPORT, title=gettext_lazy("Report to the region"), duty="finance")
def report_to_region(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        report = report_upwards(area=PoolingArea.objects.get(pk=ctx.params["area"]))
    ctx.link_result(report.get_absolute_url())


@shared_task(name="funds.tasks.report_to_regions")
def report_to_regions() -> int:
    """Every night: each area below a region, in a transaction of its own. How many areas."""
    # Nobody asked: the calendar did, for all areas.
    with system_scope():
        found = areas_reporting()
    for area in found:
        with system_scope():
            report_upwards(area=area)
    return len(found)
