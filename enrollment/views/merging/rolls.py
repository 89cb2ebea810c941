"""The rolls, their rows, and what a person does about one row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import day, masked, masked_column
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from config.models import ImportRun
from enrollment.models import LegacyRoll, LegacyRow
from enrollment.services.merging.rows import complete_row, put_back
from enrollment.services.merging.rows import set_aside as set_row_aside
from enrollment.spreadsheets.legacy_rolls import LegacyRollSheet
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

FORMER = ("380", "391")
TONES = {"sound": "ok", "extended": "ok", "other": "plain", "missing": "warn", "faulty": "bad"}


def schemes(_listing: Any) -> list[tuple[str, str]]:
    return [(code, name_of("insutype", code)) for code in FORMER]


def last_day(row: Any) -> Any:
    """The last covered day: stored periods are half open."""
    return row.period.upper - dt.timedelta(days=1)


class RollList(Listing):
    key = "enrollment.legacy_rolls"
    title = gettext_lazy("Rolls of former schemes")
    columns = (
        Column("county", gettext_lazy("County")),
        Column("insutype", gettext_lazy("Former scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("source", gettext_lazy("Handed over by")),
        Column("as_of", gettext_lazy("Roll as of"), "date"),
        Column("file_rows", gettext_lazy("Rows in the file"), "number", total=True),
        Column("stored_rows", gettext_lazy("Rows stored"), "number", total=True),
        Column("returned_rows", gettext_lazy("Rows returned"), "number", total=True),
        Column("filename", gettext_lazy("File name"), get=lambda row: row.run_filename or ""),
        Column("sha256", "SHA-256", "code", get=lambda row: row.run_sha256 or "", default=False),
    )
    filters = (
        ChoiceFilter("insutype", gettext_lazy("Former scheme"), choices=schemes),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    empty_title = gettext_lazy("No roll of a former scheme was imported yet.")
    empty_hint = gettext_lazy("Import the rolls that the former schemes handed over.")

    def rows(self) -> QuerySet[LegacyRoll]:
        run = ImportRun.objects.filter(pk=OuterRef("import_run_id"))
        return LegacyRoll.objects.select_related("county", "merging").annotate(
            run_filename=Subquery(run.values("filename")[:1]), run_sha256=Subquery(run.values("sha256")[:1])
        )

    def row_url(self, row: LegacyRoll) -> str:
        return reverse("enrollment:legacy_roll", args=[row.pk])

    def actions(self) -> Iterator[Action]:
        if Duty.REGISTER in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=legacy_roll", main=True)


class RollRows(Listing):
    key = "enrollment.legacy_rows"
    title = gettext_lazy("Rows of a former roll")
    unit = gettext_lazy("yuan")
    columns = (
        Column("row_no", gettext_lazy("Row in the file"), "number"),
        Column("legacy_no", gettext_lazy("Number on the former roll"), "code"),
        Column("name", gettext_lazy("Full name")),
        Column("certno_given", gettext_lazy("Certificate number as given"), "masked"),
        Column("certificate", gettext_lazy("Worth of the number"), "badge", tone=TONES),
        Column("birth", gettext_lazy("Born on"), "date"),
        Column("village", gettext_lazy("Village or community")),
        Column("household", gettext_lazy("Household number"), "code", default=False),
        Column("first", gettext_lazy("First day of cover"), "date", get=lambda row: row.period.lower),
        Column("last", gettext_lazy("Last day of cover"), "date", get=last_day),
        Column("paid", gettext_lazy("Paid by the person"), "money", total=True),
        Column("person", gettext_lazy("Person"), get=lambda row: _("known") if row.found_id else "",
               link=lambda row: row.found_id and reverse("enrollment:found_person", args=[row.found_id])),
        Column("set_aside", gettext_lazy("Set aside because")),
    )  # fmt: skip
    filters = (
        TextFilter("q", gettext_lazy("Row"), lookups=("legacy_no", "certno", "certno_given", "name__begins"),
                   hint=gettext_lazy("number, certificate or start of the name")),
        ChoiceFilter("certificate", gettext_lazy("Worth of the number"), choices=LegacyRow.Certificate),
        FlagFilter("born", gettext_lazy("Birth date known"), when=Q(birth__isnull=False)),
    )  # fmt: skip
    order = "pk"
    empty_title = gettext_lazy("No row of this roll is stored.")

    @cached_property
    def roll(self) -> LegacyRoll:
        return LegacyRoll.objects.select_related("county").get(pk=self.given["roll"])

    def heading(self) -> str:
        return f"{self.roll.county} · {name_of('insutype', self.roll.insutype)} · {day(self.roll.as_of)}"

    def rows(self) -> QuerySet[LegacyRow]:
        return LegacyRow.objects.filter(roll=self.roll)

    def row_url(self, row: LegacyRow) -> str:
        return row.get_absolute_url()


@requires()
def rolls(request: AgencyRequest) -> HttpResponseBase:
    return RollList.respond(request)


@requires()
def roll(request: AgencyRequest, roll_id: int) -> HttpResponseBase:
    return RollRows.respond(request, roll=get_object_or_404(LegacyRoll.objects, pk=roll_id).pk)


# --- one row -----------------------------------------------------------------------------------------------------


def row_in_reach(legacy_row_id: int) -> LegacyRow:
    known = LegacyRow.objects.select_related("county", "roll", "merging__area", "found", "changed_by")
    return get_object_or_404(known, pk=legacy_row_id)


def facts_of_row(row: LegacyRow) -> list[Fact]:
    """What the row says, and what was made of it."""
    return [
        Fact(_("Former scheme"), name_of("insutype", row.insutype)),
        Fact(_("County"), row.county),
        Fact(_("Row in the file"), row.row_no),
        Fact(_("Number on the former roll"), row.legacy_no),
        Fact(_("Full name"), row.name),
        Fact(_("Certificate number as given"), masked(row.certno_given)),
        Fact(_("Certificate number"), f"{masked(row.certno)} ({row.get_certificate_display()})"),
        Fact(_("Born on"), day(row.birth)),
        Fact(_("Gender"), row.get_gend_display()),
        Fact(_("Village or community"), row.village or "—"),
        Fact(_("Household number"), row.household or "—"),
        Fact(_("Covered"), f"{day(row.period.lower)} – {day(last_day(row))}"),
        Fact(_("Paid by the person"), f"{row.paid:,.2f}"),
    ]


@requires()
def legacy_row(request: AgencyRequest, legacy_row_id: int) -> HttpResponseBase:
    """The row as the file had it, what counts of it, and who it is."""
    found = row_in_reach(legacy_row_id)
    titles = {column.name: column.label for column in LegacyRollSheet.columns}
    duties = request.assignment.duties
    context = {
        "title": _("Row %(number)s of a former roll") % {"number": found.row_no},
        "row": found,
        "facts": facts_of_row(found),
        "given": [
            Fact(titles.get(name, name), masked_column(name, value)) for name, value in found.raw.items()
        ],
        "may_register": Duty.REGISTER in duties and found.merging.closed_at is None,
    }
    return render(request, "enrollment/merging/row.html", context)


class CompleteForm(forms.Form):
    certno = LineField(label=gettext_lazy("Identity-card number"), max_length=18, required=False)
    birth = DayField(label=gettext_lazy("Born on"), required=False)
    reason = LineField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("What was seen, and by whom.")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("certno") and not given.get("birth"):
            raise forms.ValidationError(_("Give the certificate number or the birth date."))
        return given


class ReasonForm(forms.Form):
    reason = LineField(
        label=gettext_lazy("Reason"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True})
    )


@requires(duty="register")
@once
def complete(request: AgencyRequest, legacy_row_id: int) -> HttpResponseBase:
    """Say the certificate or birth date that the file left out or had wrong."""
    found = row_in_reach(legacy_row_id)
    form = CompleteForm(request.POST or None)

    def do() -> str:
        return complete_row(row=found, acting_user=request.user, **form.cleaned_data).get_absolute_url()

    return act_page(
        request,
        title=_("Complete a row"),
        facts=facts_of_row(found),
        form=form,
        do=do,
        said=_("The row is completed and matched anew."),
        cancel_url=found.get_absolute_url(),
    )


@requires(duty="register")
@once
def set_aside(request: AgencyRequest, legacy_row_id: int) -> HttpResponseBase:
    """The row means nobody, or counts again when it was set aside."""
    found = row_in_reach(legacy_row_id)
    form = ReasonForm(request.POST or None)
    act, label, said = (
        (put_back, _("Put back"), _("The row counts again."))
        if found.set_aside
        else (set_row_aside, _("Set aside"), _("The row is set aside."))
    )

    def do() -> str:
        return act(row=found, acting_user=request.user, **form.cleaned_data).get_absolute_url()

    return act_page(
        request,
        title=label,
        facts=facts_of_row(found),
        warnings=() if found.set_aside else [_("Nobody is registered or covered by a row set aside; it stays stored.")],
        form=form,
        label=label,
        do=do,
        said=said,
        cancel_url=found.get_absolute_url(),
    )  # fmt: skip
