"""The log of files in and out, one file with its rows, and its copy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import joined, minute, month
from config.exports import described
from config.forms import Fact
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, TextFilter
from config.models import ImportRun
from enrollment.models import (
    ComparisonRow,
    Counterpart,
    Direction,
    ExchangeAgreement,
    ExchangeFile,
    LayoutCode,
)
from enrollment.services.exchange.agreed import EXCHANGE_LEVELS
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach


def may_exchange(assignment: Any) -> bool:
    """Does the person take files in and hand them out, for the city or a county?"""
    return Duty.HANDLE in assignment.duties and assignment.agency.level in EXCHANGE_LEVELS


def _stands(file: ExchangeFile) -> str:
    return _("Withdrawn") if file.withdrawn_at else _("Stands")


def _tone(file: ExchangeFile) -> str:
    return "warn" if file.withdrawn_at else "ok"


class FileList(Listing):
    key = "exchange_files"
    title = gettext_lazy("Files in and out")
    columns = (
        Column("made_at", gettext_lazy("Exchanged at"), "minute"),
        Column("agreement__direction", gettext_lazy("Direction")),
        Column("agreement__counterpart_name", gettext_lazy("Office")),
        Column("agreement__layout", gettext_lazy("Layout")),
        Column("period", gettext_lazy("Month"), "month"),
        Column("purpose", gettext_lazy("Purpose")),
        Column("row_count", gettext_lazy("Rows"), "number", total=True),
        Column("filename", gettext_lazy("File")),
        Column("made_by", gettext_lazy("Handled by")),
        Column("agency", gettext_lazy("Handled at")),
        Column("stands", gettext_lazy("State"), "badge", get=_stands, tone=_tone),
        Column("sha256", gettext_lazy("Digest of the file"), "code", default=False),
    )  # fmt: skip
    filters = (
        ChoiceFilter(
            "counterpart", gettext_lazy("Kind of office"), "agreement__counterpart", choices=Counterpart
        ),
        TextFilter("office", gettext_lazy("Office"), lookups=("agreement__counterpart_name__begins",),
                   hint=gettext_lazy("start of the name")),
        MonthFilter("month", gettext_lazy("Month"), "period"),
        ChoiceFilter("direction", gettext_lazy("Direction"), "agreement__direction", choices=Direction),
        ChoiceFilter("layout", gettext_lazy("Layout"), "agreement__layout", choices=LayoutCode),
    )  # fmt: skip
    order = "-pk"
    empty_title = gettext_lazy("No file was exchanged yet.")
    empty_hint = gettext_lazy("Open an agreement to take a file in or to hand one out.")

    def rows(self) -> QuerySet[ExchangeFile]:
        return ExchangeFile.objects.select_related("agreement", "agency", "made_by")

    def row_url(self, row: ExchangeFile) -> str:
        return row.get_absolute_url()

    def row_css(self, row: ExchangeFile) -> str:
        return "quiet" if row.withdrawn_at else ""

    def actions(self) -> Iterator[Action]:
        yield Action(_("Exchange agreements"), reverse("enrollment:exchange_agreements"))


def _match(row: ComparisonRow) -> str:
    if row.person_id is None:
        return _("Not found")
    return _("Found here") if row.person is not None else _("Found in another county")


def _match_tone(row: ComparisonRow) -> str:
    return "warn" if row.person_id is None else "ok"


def _told(row: ComparisonRow) -> str:
    """The layout's further columns as label and value, choices by their names."""
    parts = []
    for column in layout_of(row.kind).columns:
        value = row.detail.get(column.name)
        if value is not None:
            shown = (column.choices or {}).get(value, value)
            parts.append(f"{column.label} {shown}")
    return joined(parts)


def _person_page(row: ComparisonRow) -> str | None:
    return reverse("enrollment:person", args=[row.person_id]) if row.person is not None else None


class RowList(Listing):
    """The rows of one file that the reader may see: a county its own, the city all."""

    key = "exchange_rows"
    title = gettext_lazy("Rows of the file")
    template = "enrollment/exchange/facts_list.html"
    columns = (
        Column("row_no", gettext_lazy("Row"), "number", sort="row_no"),
        Column("psn_name", gettext_lazy("Full name")),
        Column("certno", gettext_lazy("Certificate number"), "masked"),
        Column("brdy", gettext_lazy("Born on"), "date"),
        Column("gend", gettext_lazy("Gender")),
        Column("county", gettext_lazy("County")),
        Column("told", gettext_lazy("What the file says"), get=_told),
        Column("match", gettext_lazy("In our registers"), "badge", get=_match, tone=_match_tone),
        Column("person__psn_no", gettext_lazy("Person number"), "code", link=_person_page),
    )
    filters = (
        FlagFilter("found", gettext_lazy("Found here"), when=Q(person__isnull=False)),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        TextFilter(
            "q", gettext_lazy("Person"), lookups=("certno", "psn_name__begins"),
            hint=gettext_lazy("certificate number or start of the name"),
        ),
    )  # fmt: skip
    order = "row_no"
    empty_title = gettext_lazy("No row of this file is yours to see.")
    empty_hint = gettext_lazy("Of a file that was handed out or withdrawn no rows are kept.")

    @cached_property
    def file(self) -> ExchangeFile:
        found: ExchangeFile = ExchangeFile.objects.select_related("agreement").get(pk=self.given["file"])
        return found

    def heading(self) -> str:
        return self.file.filename

    def rows(self) -> QuerySet[ComparisonRow]:
        return ComparisonRow.objects.filter(file=self.given["file"]).select_related("county", "person")

    def row_url(self, row: ComparisonRow) -> str | None:
        return _person_page(row)

    def actions(self) -> Iterator[Action]:
        file = self.file
        yield Action(_("Exchange agreement"), file.agreement.get_absolute_url())
        if file.import_run_id and ImportRun.objects.filter(pk=file.import_run_id).exists():
            yield Action(_("Import"), reverse("import", args=[file.import_run_id]))
        if not may_exchange(self.assignment):
            return
        if file.copy and file.agency_id == self.assignment.agency_id:
            yield Action(_("Download"), reverse("enrollment:exchange_copy", args=[file.pk]), main=True)
        if file.agreement.direction == Direction.IN and not file.withdrawn_at and answer_agreements(file):
            yield Action(_("Answer"), reverse("enrollment:answer_exchange_file", args=[file.pk]), main=True)


def answer_agreements(file: ExchangeFile) -> QuerySet[ExchangeAgreement]:
    """The agreements under which an answer may go to the office the file came from."""
    agreements: QuerySet[ExchangeAgreement] = ExchangeAgreement.objects.filter(
        area=file.agreement.area_id,
        counterpart_name=file.agreement.counterpart_name,
        layout=LayoutCode.ANSWER,
    )
    return agreements


def file_or_404(exchange_file_id: int) -> ExchangeFile:
    known = ExchangeFile.objects.select_related("agreement__area", "agency", "made_by", "withdrawn_by")
    return get_object_or_404(known, pk=exchange_file_id)


@requires()
def file_list(request: AgencyRequest) -> HttpResponseBase:
    return FileList.respond(request)


@requires()
def file_page(request: AgencyRequest, exchange_file_id: int) -> HttpResponseBase:
    file = file_or_404(exchange_file_id)
    return RowList.respond(request, file=file.pk, context={"facts": facts_of(file), "as_of": _stands(file)})


def facts_of(file: ExchangeFile) -> list[Fact]:
    agreement = file.agreement
    facts = [
        Fact(_("Office"), f"{agreement.counterpart_name} ({agreement.get_counterpart_display()})"),
        Fact(_("Layout"), f"{agreement.get_layout_display()}, {agreement.get_direction_display()}"),
        Fact(_("Month"), month(file.period)),
        Fact(_("Purpose"), file.purpose),
        Fact(_("Rows"), f"{file.row_count:,}"),
        Fact(_("Handled by"), f"{file.made_by} · {file.agency} · {minute(file.made_at)}"),
        Fact(_("Digest of the file"), file.sha256),
    ]
    if file.withdrawn_at:
        facts.append(Fact(_("Withdrawn by"), f"{file.withdrawn_by} · {minute(file.withdrawn_at)}"))
    return facts


@requires(duty="handle")
def copy(request: AgencyRequest, exchange_file_id: int) -> HttpResponseBase:
    """What was handed out, to send on: for the agency that made it, since the rows are those it may see."""
    file = file_or_404(exchange_file_id)
    assignment: Any = request.assignment
    if not file.copy or file.agency_id != assignment.agency_id:
        messages.warning(request, _("Only the agency that handed a file out has its copy."))
        return redirect(file.get_absolute_url())
    response = FileResponse(file.copy.open("rb"), as_attachment=True, filename=file.filename)
    return described(response, rows=file.row_count, whole="exchange")  # type: ignore[no-any-return]
