"""The months of targets counted, asked for or every night."""

from __future__ import annotations

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, job_kind
from config.scoping import acting_as, system_scope
from enrollment.services.targets.months import COUNT_MONTHS, areas_to_count, take_months
from institutions.models import PoolingArea


@job_kind(COUNT_MONTHS, title=gettext_lazy("Count of the months of targets"), duty="finance")
def count_months(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        area = PoolingArea.objects.get(pk=ctx.params["area"])
        year = int(ctx.params["year"])
        taken = take_months(area=area, year=year, today=timezone.localdate(), told=ctx.progress)
    ctx.log(_("Counted first: %(new)s, counted again: %(again)s.") % taken._asdict())
    ctx.link_result(f"{reverse('enrollment:target_board')}?year={year}")


@shared_task(name="enrollment.tasks.take_target_months")
def take_target_months() -> int:
    """Every night: the months that have ended, of every area with approved targets. How many rows were new."""
    today = timezone.localdate()
    # Nobody asked: the calendar did, for all areas.
    with system_scope():
        found = areas_to_count(today)
    new = 0
    for area, year in found:
        with system_scope():
            new += take_months(area=area, year=year, today=today).new
    return new
