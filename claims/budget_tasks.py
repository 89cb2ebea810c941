"""Payment budgets drafted as a job: last year's payments are read from a year's settlements."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.services.budgets.draft import DRAFT, draft_budget
from config.display import money_text
from config.jobs import JobContext, job_kind
from config.scoping import acting_as
from institutions.models import PoolingArea


@job_kind(DRAFT, title=gettext_lazy("Draft of a payment budget"), duty="finance")
def draft_in_job(context: JobContext) -> None:
    asked = context.params
    context.progress(0, 1)
    with acting_as(context.owner):
        drafted = draft_budget(
            area=PoolingArea.objects.get(pk=asked["area"]),
            insutype=asked["insutype"],
            year=asked["year"],
            growth=asked["growth"],
            total=None if asked["total"] is None else Decimal(asked["total"]),
            acting_user=context.owner,
        )
    context.progress(1, 1)
    context.log(_("Drafted: %(total)s yuan.") % {"total": money_text(drafted.total)})
    context.link_result(drafted.get_absolute_url())
