"""Receipts moved from the treasury to the fiscal special account: what is due, what was moved, recording a slip."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, Column, DaysFilter, Listing, TextFilter
from config.listing.tables import Table
from funds.forms_collection import TransferForm
from funds.models import Book, TreasuryTransfer
from funds.reads.treasury import due_transfers
from funds.services.treasury_transfers import record_transfer
from institutions.access import AgencyRequest
from institutions.models import Agency

READERS = ("finance", "review", "approve", "audit")
DUE_COLUMNS = (
    Column("unit", gettext_lazy("Agency")),
    Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("first", gettext_lazy("Receipts from"), "date", get=lambda row: row.stretch.first),
    Column("last", gettext_lazy("Receipts to"), "date", get=lambda row: row.stretch.last),
    Column("held", gettext_lazy("In the treasury"), "money"),
    Column(
        "late",
        gettext_lazy("State"),
        "badge",
        get=lambda row: _("Late") if row.late else _("Due"),
        tone=lambda row: "bad" if row.late else "info",
    ),
)


class TransferList(Listing):
    key = "treasury-transfers"
    title = gettext_lazy("Transfers out of the treasury")
    unit = gettext_lazy("yuan")
    columns = (
        Column("moved_on", gettext_lazy("Moved on"), "date"),
        Column("number", gettext_lazy("Number of the transfer slip"), "code"),
        Column("agency", gettext_lazy("Agency")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("first", gettext_lazy("Receipts from"), "date"),
        Column("last", gettext_lazy("Receipts to"), "date"),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column(
            "is_late",
            gettext_lazy("State"),
            "badge",
            get=lambda row: _("Late") if row.is_late else _("In time"),
            tone=lambda row: "warn" if row.is_late else "ok",
        ),
        Column("recorded_by", gettext_lazy("Recorded by")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Number of the transfer slip"), lookups=("number",)),
        DaysFilter("moved", gettext_lazy("Moved on"), field="moved_on"),
    )
    order = "-pk"
    template = "funds/collection/treasury.html"
    empty_title = gettext_lazy("Nothing was moved yet.")
    empty_hint = gettext_lazy(
        "What tax collects stands in the treasury until finance moves it; each slip is recorded here."
    )

    def rows(self) -> QuerySet[TreasuryTransfer]:
        return TreasuryTransfer.objects.select_related("agency", "recorded_by")

    def actions(self) -> Iterable[Action]:
        if self.assignment and "finance" in self.assignment.duties:
            yield Action(gettext_lazy("Record a slip"), reverse("funds:record_transfer"), main=True)


@requires(duty=READERS)
def transfer_list(request: AgencyRequest) -> HttpResponseBase:
    due = due_transfers(request.assignment.agency, timezone.localdate())
    table = Table(_("To be moved"), DUE_COLUMNS, due, unit=_("yuan"))
    return TransferList.respond(request, context={"due": table, "any_due": bool(due)})


@requires(duty="finance", levels={"city", "county"})
@once
def record(request: AgencyRequest) -> HttpResponseBase:
    """One slip of finance; what the treasury holds stands above the form."""
    unit: Agency = request.assignment.agency
    schemes = Book.objects.filter(unit=unit).values_list("insutype", flat=True)
    due = due_transfers(unit, timezone.localdate())
    first = due[0] if due else None
    form = TransferForm(
        request.POST or None,
        schemes=schemes,
        initial={
            "moved_on": timezone.localdate(),
            "insutype": first and first.insutype,
            "day_of_receipts": first and first.stretch.last,
            "amount": first and first.held,
        },
    )

    def act() -> str:
        record_transfer(unit=unit, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:treasury_transfers")

    return act_page(
        request,
        title=_("Record a transfer out of the treasury"),
        facts=[Fact(_("Agency"), unit)],
        affects=Table(_("To be moved"), DUE_COLUMNS, due, unit=_("yuan")),
        warnings=[_("It is posted at once: from the treasury to the fiscal special account.")],
        form=form,
        do=act,
        label=_("Record and post"),
        said=_("The transfer is recorded and posted."),
        cancel_url=reverse("funds:treasury_transfers"),
    )
