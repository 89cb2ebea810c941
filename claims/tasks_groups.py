"""Grouping of a month's stays as jobs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.services.group_cases import Grouped, group_month, regroup_month
from claims.services.regroup import REGROUP
from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Agency, PoolingArea

GROUP = "claims.group_cases"


def enqueue_grouping(*, owner: Any, agency: Agency, month: Month) -> Job:
    """Queue the grouping of a clearing month of the agency's area; one at a time."""
    return enqueue(
        GROUP,
        owner=owner,
        agency=agency,
        params={"area": agency.area_id, "month": str(month)},
        unique_key=f"{GROUP}:{agency.area_id}:{month}",
    )


def _asked(context: JobContext) -> tuple[PoolingArea, Month]:
    with system_scope():
        area = PoolingArea.objects.select_related("parent").get(pk=context.params["area"])
    return area, Month.parse(context.params["month"])


def _told(context: JobContext, month: Month, found: Grouped) -> None:
    context.log(
        _("%(grouped)s stays grouped, %(ungrouped)s without a group.")
        % {"grouped": found.grouped, "ungrouped": found.ungrouped},
        "warning" if found.ungrouped else "info",
    )
    context.link_result(reverse("claims:grouped_cases") + f"?year={month.year}&month={month.number}")


@job_kind(GROUP, title=gettext_lazy("Grouping of a month's stays"), duty="handle")
def group_cases(context: JobContext) -> None:
    """Institution by institution, each a transaction: begun again it does the same anew, cancelled it stops between."""
    area, month = _asked(context)

    def report(done: int, total: int) -> None:
        context.progress(done, total, _("institutions"))
        context.check_cancelled()

    found = group_month(area=area, month=month, acting_user=context.owner, report=report)
    _told(context, month, found)


@job_kind(REGROUP, title=gettext_lazy("Grouping again after bills were settled anew"))
def regroup_cases(context: JobContext) -> None:
    area, month = _asked(context)
    found = regroup_month(area=area, month=month, report=lambda done, total: context.progress(done, total))
    _told(context, month, found)
