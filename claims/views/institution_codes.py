"""Institutions' own codes: what they stand for, and those that hold up bills because nobody has said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import InstitutionCode, UnmatchedCode
from claims.services.institution_codes import correct_meaning, give_meaning
from claims.views.catalogue import item_url
from config.access import requires
from config.display import day as day_text
from config.display import money, whole
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

OWN_EXPENSE = gettext_lazy("own expense")


def _may_handle(listing: Listing) -> bool:
    return bool(listing.assignment and Duty.HANDLE in listing.assignment.duties)


class UnmatchedList(Listing):
    key = "unmatched-codes"
    title = gettext_lazy("Unmatched codes")
    unit = gettext_lazy("yuan")
    columns = (
        Column("institution__name", gettext_lazy("Institution")),
        Column("own_code", gettext_lazy("Code on the bill"), "code"),
        Column("item_name", gettext_lazy("Item")),
        Column("bills", gettext_lazy("Waiting bills"), "number", sort="bills", total=True),
        Column("lines", gettext_lazy("Fee lines"), "number", sort="lines", total=True),
        Column("amount", gettext_lazy("Amount"), "money", sort="amount", total=True),
        Column("first_day", gettext_lazy("Care from"), "date"),
        Column("last_day", gettext_lazy("To"), "date"),
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Code"),
            lookups=("med_list_codg__begins", "medins_list_codg__begins", "item_name__contains"),
            hint=gettext_lazy("code or part of the name"),
        ),
        ChoiceFilter(
            "county", gettext_lazy("County"), field="institution__county", choices=counties_in_reach
        ),
    )
    order = "-amount"
    empty_title = gettext_lazy("Every code on the waiting bills is known.")
    empty_hint = gettext_lazy(
        "A code that the catalogue does not know appears here with the bills it holds up."
    )

    def rows(self) -> QuerySet[UnmatchedCode]:
        return UnmatchedCode.objects.select_related("institution")

    def row_url(self, row: UnmatchedCode) -> str | None:
        return reverse("claims:match_code", args=[row.pk]) if _may_handle(self) else None

    def actions(self) -> list[Action]:
        return [Action(_("Institutions' own codes"), reverse("claims:institution_codes"))]


@requires()
def unmatched_list(request: AgencyRequest) -> HttpResponseBase:
    return UnmatchedList.respond(request)


class MeaningForm(forms.Form):
    med_list_codg = LineField(
        label=gettext_lazy("Catalogue code"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("Empty when the item is outside the catalogue: own expense."),
    )
    own_expense = forms.BooleanField(label=gettext_lazy("Outside the catalogue: own expense"), required=False)
    valid_from = DayField(label=gettext_lazy("From"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("med_list_codg")) == bool(values.get("own_expense")):
            self.add_error(
                "med_list_codg", _("Give the catalogue code, or say that the item is own expense.")
            )
        return values


@requires(duty="handle")
@once
def match_code(request: AgencyRequest, unmatched_id: int) -> HttpResponseBase:
    """Say what an unmatched code stands for."""
    found = get_object_or_404(UnmatchedCode.objects.select_related("institution"), pk=unmatched_id)
    form = MeaningForm(request.POST or None, initial={"valid_from": found.first_day})

    def keep() -> str:
        give_meaning(
            institution=found.institution,
            own_code=found.own_code,
            own_name=found.item_name,
            code=form.cleaned_data["med_list_codg"],
            valid_from=form.cleaned_data["valid_from"],
            acting_user=request.user,
        )
        return reverse("claims:unmatched_codes")

    return act_page(
        request,
        title=_("Say what the code stands for"),
        facts=[
            Fact(_("Institution"), found.institution),
            Fact(_("Code on the bill"), found.own_code),
            Fact(_("Item"), found.item_name or None),
            Fact(_("Waiting bills"), whole(found.bills)),
            Fact(_("Fee lines"), whole(found.lines)),
            Fact(_("Amount, yuan"), money(found.amount)),
        ],
        warnings=[
            _("The waiting bills are settled with the next run; bills settled already stay as they are.")
        ],
        form=form,
        do=keep,
        label=_("Save"),
        said=_("The code has a meaning now."),
        cancel_url=reverse("claims:unmatched_codes"),
    )


class InstitutionCodeList(Listing):
    key = "institution-codes"
    title = gettext_lazy("Institutions' own codes")
    columns = (
        Column("institution__name", gettext_lazy("Institution")),
        Column("medins_list_codg", gettext_lazy("Institution's own code"), "code"),
        Column("own_name", gettext_lazy("Name at the institution")),
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code",
               get=lambda row: row.med_list_codg or OWN_EXPENSE,
               link=lambda row: item_url(row.med_list_codg) if row.med_list_codg else None),
        Column("start", gettext_lazy("From"), "date", get=lambda row: row.period.lower),
        Column("end", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
        Column("handled_by", gettext_lazy("Handled by")),
    )  # fmt: skip
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Code"),
            lookups=("med_list_codg__begins", "medins_list_codg__begins", "own_name__contains"),
            hint=gettext_lazy("code or part of the name"),
        ),
        ChoiceFilter(
            "county", gettext_lazy("County"), field="institution__county", choices=counties_in_reach
        ),
        FlagFilter("open", gettext_lazy("Still in use"), field="period__endswith__isnull"),
    )
    empty_title = gettext_lazy("No own codes.")
    empty_hint = gettext_lazy(
        "Import what institutions' own item codes stand for; it is asked when a code is unknown."
    )

    def rows(self) -> QuerySet[InstitutionCode]:
        return InstitutionCode.objects.select_related("institution", "handled_by")

    def row_url(self, row: InstitutionCode) -> str | None:
        return reverse("claims:institution_code", args=[row.pk]) if _may_handle(self) else None

    def actions(self) -> list[Action]:
        if not _may_handle(self):
            return []
        return [Action(_("Import"), reverse("import_upload") + "?kind=institution_codes", main=True)]


@requires()
def code_list(request: AgencyRequest) -> HttpResponseBase:
    return InstitutionCodeList.respond(request)


class CorrectionForm(forms.Form):
    med_list_codg = LineField(
        label=gettext_lazy("Catalogue code"),
        max_length=50,
        required=False,
        help_text=gettext_lazy("Empty when the item is outside the catalogue: own expense."),
    )
    last_day = DayField(
        label=gettext_lazy("To"),
        required=False,
        help_text=gettext_lazy("The last day; empty while it goes on."),
    )


@requires(duty="handle")
@once
def correct_code(request: AgencyRequest, institution_code_id: int) -> HttpResponseBase:
    """Correct or end what an own code stands for."""
    meaning = get_object_or_404(InstitutionCode.objects.select_related("institution"), pk=institution_code_id)
    form = CorrectionForm(request.POST or None, initial={"med_list_codg": meaning.med_list_codg})

    def correct() -> str:
        values = form.cleaned_data
        correct_meaning(
            meaning=meaning, code=values["med_list_codg"], last_day=values["last_day"], acting_user=request.user,
        )  # fmt: skip
        return reverse("claims:institution_codes")

    return act_page(
        request,
        title=_("Correct an own code"),
        facts=[
            Fact(_("Institution"), meaning.institution),
            Fact(_("Institution's own code"), meaning.medins_list_codg),
            Fact(_("Name at the institution"), meaning.own_name or None),
            Fact(_("From"), day_text(meaning.period.lower)),
            Fact(_("Ends before"), day_text(meaning.period.upper)),
        ],
        form=form,
        do=correct,
        label=_("Save"),
        said=_("Saved."),
        cancel_url=reverse("claims:institution_codes"),
    )
