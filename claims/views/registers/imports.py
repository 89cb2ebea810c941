"""Everything one sheet brought into a register, decided at once by a second person."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Registration
from claims.services.registers.confirming import approve_import, waiting_of
from claims.tasks import enqueue_redo_registered
from config.forms import Fact, act_page
from config.listing import Column, Table
from config.models import ImportRun
from institutions.access import AgencyRequest

SHOWN = 20
COLUMNS = (
    Column("number", gettext_lazy("Number"), "code"),
    Column("name", gettext_lazy("Full name")),
    Column("first", gettext_lazy("From"), "date"),
    Column("last", gettext_lazy("Last day"), "date"),
)


def decide_import(
    request: AgencyRequest, run_id: int, *, model: type[Registration], back: str
) -> HttpResponseBase:
    """What waits of one import, and the act that puts all of it in force; afterwards at ``back``."""
    # An import is its agency's: whoever does not see the run is told there is none.
    run = get_object_or_404(ImportRun.objects.select_related("uploaded_by", "agency"), pk=run_id)
    waiting = waiting_of(model, run.pk)
    first = [
        {"number": one.number, "name": one.psn_name, "first": one.first_day, "last": one.last_day}
        for one in waiting.order_by("pk")[:SHOWN]
    ]

    def do() -> str:
        approve_import(model=model, run_id=run.pk, acting_user=request.user)
        enqueue_redo_registered(owner=request.user, agency=run.agency, model=model, import_run_id=run.pk)
        return back

    return act_page(
        request,
        title=_("Decide on an import"),
        facts=[
            Fact(_("Import"), f"{run.pk} · {run.filename}"),
            Fact(_("Imported by"), f"{run.uploaded_by} · {run.agency}"),
            Fact(_("Waiting for a decision"), waiting.count()),
        ],
        affects=Table(_("The first of them"), COLUMNS, first),
        warnings=[_("All of them come into force. Refuse single ones on their own pages first.")],
        label=_("Approve all"),
        said=_("The import is in force."),
        do=do,
        cancel_url=back,
    )
