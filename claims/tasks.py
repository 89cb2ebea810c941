"""Settling as a job."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.services.apply_reported_cancels import apply_reported_cancels
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from institutions.models import Agency

SETTLE = "claims.settle"


def enqueue_settling(*, owner: Any, agency: Agency, import_run_id: int | None = None) -> Job:
    """Queue the settling of an agency's area: all its waiting bills, or those of one import."""
    return enqueue(
        SETTLE,
        owner=owner,
        agency=agency,
        params={"area": agency.area_id, "import_run": import_run_id},
        unique_key=f"{SETTLE}:{agency.area_id}:{import_run_id or ''}",
    )


@job_kind(SETTLE, title=gettext_lazy("Settling of waiting bills"), duty="handle")
def settle(context: JobContext) -> None:
    selection = Selection(context.params["area"], import_run_id=context.params.get("import_run"))
    tally = settle_waiting_bills(
        selection=selection,
        acting_user=context.owner,
        report=lambda done, total: context.progress(done, total),
    )
    cancelled = apply_reported_cancels(area_id=selection.area_id, acting_user=context.owner)
    context.log(
        _("%(settled)s bills settled, %(waiting)s wait, %(cancelled)s cancelled.")
        % {"settled": tally.settled, "waiting": tally.waiting, "cancelled": cancelled}
    )
    for code, count in sorted(tally.reasons.items()):
        context.log(f"{count} × {code}", "warning")
    try:
        context.link_result(reverse("claims:waiting" if tally.waiting else "claims:bills"))
    except NoReverseMatch:
        pass
