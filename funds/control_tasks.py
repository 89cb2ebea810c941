"""Looking at a month's outlays: asked for, or on the policy's day; samples of audits drawn by a worker."""

from __future__ import annotations

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, job_kind
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.services.audits.samples import DRAW, draw_in_job
from funds.services.rush.look import LOOK, areas_to_look_at, look_at
from institutions.models import PoolingArea


@job_kind(LOOK, title=gettext_lazy("Outlays before year end looked at"), duty="finance")
def rush_month(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        area = PoolingArea.objects.get(pk=ctx.params["area"])
        month = Month.parse(ctx.params["month"])
        looked = look_at(area=area, month=month)
    ctx.log(_("Outlays: %(outlays)s, unusual: %(found)s, new: %(opened)s.") % looked._asdict())
    ctx.link_result(f"{reverse('funds:rush')}?month={month}")


@shared_task(name="funds.tasks.rush_months")
def rush_months() -> int:
    """Every night: the month before, of every area whose documents have it looked at by today. How many areas."""
    today = timezone.localdate()
    month = Month.of(today).previous
    # Nobody asked: the calendar did, for all areas.
    with system_scope():
        found = areas_to_look_at(month, today.day)
    for area in found:
        with system_scope():
            look_at(area=area, month=month)
    return len(found)


@job_kind(DRAW, title=gettext_lazy("Audit sample drawn"), duty="audit")
def audit_sample(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        sample = draw_in_job(params=ctx.params, acting_user=ctx.owner)
    ctx.link_result(sample.get_absolute_url())
