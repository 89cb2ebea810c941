"""Versions of the catalogue: drafts and what they change, and the second person who puts them in force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CatalogueItem, CatalogueVersion, Change
from claims.services.catalogue_versions import (
    describe_draft,
    discard_draft,
    first_day_of,
    put_in_force,
    remove_proposal,
    rows_by_change,
)
from claims.views.catalogue import (
    CHANGE_TONES,
    item_url,
    kind_text,
    price_text,
    scheme_text,
    share_text,
    terms_texts,
    versions_in_reach,
)
from config.access import requires
from config.display import day as day_text
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL, Duty
from institutions.services.policy_versions import municipal_agency


class CatalogueVersionList(Listing):
    key = "catalogue-versions"
    title = gettext_lazy("Catalogue versions")
    columns = (
        Column("number", gettext_lazy("Version"), "number"),
        Column("title", gettext_lazy("Title")),
        Column("area", gettext_lazy("Pooling area")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: scheme_text(row.insutype)),
        Column("state", gettext_lazy("State"), "badge", tone={"draft": "warn", "in_force": "ok"}),
        Column("rows", gettext_lazy("Rows"), "number"),
        Column("complete_from", gettext_lazy("Complete from"), "date"),
        Column("basis", gettext_lazy("Basis document")),
        Column("handled_by", gettext_lazy("Handled by")),
        Column("handled_at", gettext_lazy("Handled at"), "minute", default=False),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
        Column("reviewed_at", gettext_lazy("Reviewed at"), "minute"),
    )
    filters = (
        TextFilter("q", gettext_lazy("Title"), lookups=("title__contains", "basis__contains")),
        ChoiceFilter("state", gettext_lazy("State"), choices=CatalogueVersion.State),
    )
    empty_title = gettext_lazy("No catalogue version.")
    empty_hint = gettext_lazy("An import of the catalogue, or a change by hand, opens a draft.")

    def rows(self) -> QuerySet[CatalogueVersion]:
        versions = versions_in_reach().select_related("area", "handled_by", "reviewed_by")
        return versions.annotate(rows=Count("items"))

    def row_url(self, row: CatalogueVersion) -> str:
        return page_of(row)


def page_of(version: CatalogueVersion) -> str:
    return reverse("claims:catalogue_version", args=[version.pk])


class VersionRows(Listing):
    key = "catalogue-version-rows"
    title = gettext_lazy("Rows of a catalogue version")
    unit = gettext_lazy("yuan per unit")
    template = "claims/catalogue_version.html"
    columns = (
        Column("med_list_codg", gettext_lazy("Catalogue code"), "code", sort="med_list_codg"),
        Column("change", gettext_lazy("Kind of change"), "badge", tone=CHANGE_TONES),
        Column("item_name", gettext_lazy("Item")),
        Column("list_type", gettext_lazy("Kind of item"), get=lambda row: kind_text(row.list_type)),
        Column("chrgitm_lv", gettext_lazy("Class")),
        Column("selfpay_prop", gettext_lazy("Own first share"), get=lambda row: share_text(row.selfpay_prop)),
        Column(
            "pric_uplmt_amt", gettext_lazy("Ceiling price"), get=lambda row: price_text(row.pric_uplmt_amt)
        ),
        Column(
            "pay_standard", gettext_lazy("Payment standard"), get=lambda row: price_text(row.pay_standard)
        ),
        Column("start", gettext_lazy("From"), "date", get=lambda row: row.period.lower),
        Column("end", gettext_lazy("Ends before"), "date", get=lambda row: row.period.upper),
        Column("reason", gettext_lazy("Reason")),
        Column("handled_by", gettext_lazy("Handled by")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Item"), lookups=("med_list_codg__begins", "item_name__contains"),
                   hint=gettext_lazy("code or part of the name")),
        ChoiceFilter("change", gettext_lazy("Kind of change"), choices=Change),
        FlagFilter("negotiated", gettext_lazy("Negotiated drug")),
    )  # fmt: skip
    order = "med_list_codg"
    empty_title = gettext_lazy("This version has no rows.")

    def rows(self) -> QuerySet[CatalogueItem]:
        version = self.given["version"]
        return CatalogueItem.objects.filter(version=version, version__in=versions_in_reach()).select_related(
            "handled_by", "version"
        )

    def row_url(self, row: CatalogueItem) -> str:
        if row.version.is_draft:
            return reverse("claims:catalogue_row", args=[row.version_id, row.pk])
        return item_url(row.med_list_codg)


@requires(region=True)
def version_list(request: AgencyRequest) -> HttpResponseBase:
    return CatalogueVersionList.respond(request)


def version_or_404(version_id: int) -> CatalogueVersion:
    found: CatalogueVersion = get_object_or_404(
        versions_in_reach().select_related("area", "handled_by", "reviewed_by"), pk=version_id
    )
    return found


@requires(region=True)
def version_page(request: AgencyRequest, catalogue_version_id: int) -> HttpResponseBase:
    """What a version enters, changes, takes out; and what may be done with it."""
    version = version_or_404(catalogue_version_id)
    duties = request.user.duties_at(municipal_agency(version.area))
    context = {
        "version": version,
        "scheme": scheme_text(version.insutype),
        "by_change": _by_change(version),
        "first_day": first_day_of(version),
        "may_handle": version.is_draft and Duty.HANDLE in duties,
        "may_review": version.is_draft and Duty.REVIEW in duties,
    }
    return VersionRows.respond(request, version=version.pk, context=context)


def _by_change(version: CatalogueVersion) -> list[tuple[Any, int]]:
    counted = rows_by_change(version)
    return [(change.label, counted[change]) for change in Change if counted[change]]


class DraftForm(forms.Form):
    title = LineField(label=gettext_lazy("Title"), max_length=200)
    basis = LineField(
        label=gettext_lazy("Basis document"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The document it follows, with its number."),
    )
    complete_from = DayField(
        label=gettext_lazy("Complete from"),
        required=False,
        help_text=gettext_lazy("From this day a bill with a code the catalogue does not know waits."),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def describe(request: AgencyRequest, catalogue_version_id: int) -> HttpResponseBase:
    version = version_or_404(catalogue_version_id)
    shown = {name: getattr(version, name) for name in DraftForm.base_fields}
    form = DraftForm(request.POST or None, initial=shown)

    def save() -> str:
        describe_draft(version=version, acting_user=request.user, **form.cleaned_data)
        return page_of(version)

    return act_page(
        request,
        title=_("Describe the draft"),
        form=form,
        do=save,
        label=_("Save"),
        said=_("Saved."),
        cancel_url=page_of(version),
    )


@requires(duty="review", levels=MUNICIPAL)
@once
def enforce(request: AgencyRequest, catalogue_version_id: int) -> HttpResponseBase:
    version = version_or_404(catalogue_version_id)

    def confirm() -> str:
        put_in_force(version=version, acting_user=request.user)
        return page_of(version)

    warnings = [
        _("From now on its rows never change; a correction is a new version."),
        _("Bills that are settled already keep the catalogue they were settled by."),
    ]
    if version.complete_from is not None:
        warnings.append(
            _("Bills from %(day)s on with a code the catalogue does not know will wait.")
            % {"day": day_text(version.complete_from)}
        )
    return act_page(
        request,
        title=_("Put the catalogue version in force"),
        facts=[
            Fact(_("Title"), version.title),
            Fact(_("Basis document"), version.basis or None),
            Fact(_("Pooling area"), version.area),
            Fact(_("Scheme"), scheme_text(version.insutype)),
            *(Fact(label, f"{number:,}") for label, number in _by_change(version)),
            Fact(_("First day"), day_text(first_day_of(version))),
            Fact(_("Handled by"), version.handled_by),
        ],
        warnings=warnings,
        do=confirm,
        label=_("Put in force"),
        said=_("The version is in force."),
        cancel_url=page_of(version),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def discard(request: AgencyRequest, catalogue_version_id: int) -> HttpResponseBase:
    version = version_or_404(catalogue_version_id)

    def throw_away() -> str:
        discard_draft(version=version, acting_user=request.user)
        return reverse("claims:catalogue_versions")

    return act_page(
        request,
        title=_("Discard the draft"),
        facts=[Fact(_("Title"), version.title), *(Fact(label, n) for label, n in _by_change(version))],
        do=throw_away,
        danger=True,
        label=_("Discard"),
        said=_("The draft is discarded."),
        cancel_url=page_of(version),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def remove_row(request: AgencyRequest, catalogue_version_id: int, catalogue_row_id: int) -> HttpResponseBase:
    """One row of a draft: look at it, take it out."""
    version = version_or_404(catalogue_version_id)
    row = get_object_or_404(version.items.all(), pk=catalogue_row_id)

    def remove() -> str:
        remove_proposal(item=row, acting_user=request.user)
        return page_of(version)

    return act_page(
        request,
        title=_("Take the row out of the draft"),
        facts=[
            Fact(_("Catalogue code"), row.med_list_codg),
            Fact(_("Item"), row.item_name or None),
            Fact(_("Kind of change"), row.get_change_display()),
            Fact(_("From"), day_text(row.period.lower)),
            Fact(_("Ends before"), day_text(row.period.upper)),
            Fact(_("Reason"), row.reason or None),
            *(Fact(label, text) for label, text in terms_texts(row)),
        ],
        do=remove,
        danger=True,
        label=_("Take out"),
        said=_("The row is taken out."),
        cancel_url=page_of(version),
    )
