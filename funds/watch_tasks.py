"""The month counted that is watched: asked for, or on the policy's day."""

from __future__ import annotations

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, job_kind
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.services.watch.count import COUNT_MONTH, areas_to_count, count_month
from institutions.models import PoolingArea


@job_kind(COUNT_MONTH, title=gettext_lazy("Count of what is watched"), duty="finance")
def watch_month(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        area = PoolingArea.objects.get(pk=ctx.params["area"])
        month = Month.parse(ctx.params["month"])
        counted = count_month(area=area, month=month, told=ctx.progress)
    ctx.log(_("Values: %(values)s, warnings opened: %(opened)s, grown worse: %(worse)s.") % counted._asdict())
    ctx.link_result(f"{reverse('funds:watch_board')}?month={month}")


@shared_task(name="funds.tasks.watch_months")
def watch_months() -> int:
    """Every night: the month before, of every area whose policy has it counted by today. How many areas."""
    today = timezone.localdate()
    month = Month.of(today).previous
    # Nobody asked: the calendar did, for all areas.
    with system_scope():
        found = areas_to_count(month, today.day)
    for area in found:
        with system_scope():
            count_month(area=area, month=month)
    return len(found)
