"""Benefits of everybody in arrears stopped, or restored, as a job: a city may have tens of thousands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.scoping import acting_as
from enrollment.services.arrears.restore import restore_benefits
from enrollment.services.arrears.stop import stop_benefits
from institutions.models import Agency, PoolingArea

STOP = "enrollment.stop_in_arrears"
RESTORE = "enrollment.restore_after_arrears"


def enqueue_for_arrears(kind: str, *, owner: Any, agency: Agency, day: dt.date) -> Job:
    """Queue :data:`STOP` or :data:`RESTORE` for the people of whom the owner has charge; once for an agency and day."""
    params = {"area": agency.area_id, "day": day.isoformat()}
    return enqueue(kind, owner=owner, agency=agency, params=params, unique_key=f"{kind}:{agency.pk}:{day}")


@job_kind(STOP, title=gettext_lazy("Stop benefits for arrears"), duty="register")
def stop_in_arrears(context: JobContext) -> None:
    """In one transaction; done again it stops nobody twice."""
    area, day = _asked(context)
    with acting_as(context.owner):
        stopped = stop_benefits(area=area, day=day, acting_user=context.owner)
    context.log(_("Benefits of %(people)s people are stopped.") % {"people": stopped})
    _link(context, day)


@job_kind(RESTORE, title=gettext_lazy("Restore benefits after arrears"), duty="register")
def restore_after_arrears(context: JobContext) -> None:
    """In one transaction; done again it changes nothing."""
    area, day = _asked(context)
    with acting_as(context.owner):
        restored = restore_benefits(area=area, day=day, acting_user=context.owner)
    context.log(_("Benefits of %(people)s people are restored.") % {"people": restored})
    _link(context, day)


def _asked(context: JobContext) -> tuple[PoolingArea, dt.date]:
    with acting_as(context.owner):
        area = PoolingArea.objects.get(pk=context.params["area"])
    return area, dt.date.fromisoformat(context.params["day"])


def _link(context: JobContext, day: dt.date) -> None:
    context.link_result(f"{reverse('enrollment:arrears')}?as_of={display.day(day)}")
