"""Comparing a month's collection, as a job."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.scoping import acting_as
from funds.services.fund_reconciliation.compare import compare_month
from institutions.models import PoolingArea, User

COMPARE = "funds.compare_collection"


def enqueue_comparing(*, owner: User, area: PoolingArea, month: dt.date, agency: Any) -> Job:
    """While one of the month waits or runs, that one is given."""
    return enqueue(
        COMPARE,
        owner=owner,
        agency=agency,
        params={"area": area.pk, "month": month.isoformat()},
        unique_key=f"{COMPARE}:{area.pk}:{month}",
    )


@job_kind(COMPARE, title=_("Collection compared among the four"), duty="finance")
def compare_collection(ctx: JobContext) -> None:
    """All in one transaction: stopped or killed it leaves the month as it was, started again it begins anew."""
    month = dt.date.fromisoformat(ctx.params["month"])

    def say(step: int, steps: int, what: Any) -> None:
        ctx.log(what)
        ctx.progress(step, steps, str(what))

    with acting_as(ctx.owner):
        area = PoolingArea.objects.get(pk=ctx.params["area"])
        compared = compare_month(area=area, month=month, acting_user=ctx.owner, say=say)
    ctx.log(
        _("%(matched)s receipts are told the same by all; %(differences)s differences, %(new)s of them new")
        % {"matched": compared.plainly, "differences": compared.differences, "new": compared.new}
    )
    ctx.link_result(reverse("funds:collection_month") + f"?month={month:%Y-%m}")
