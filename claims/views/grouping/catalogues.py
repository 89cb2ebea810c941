"""Group catalogues: drafts and what stands in them, institutions' factors, the second person who puts them in force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import GroupCatalogue, GroupMethod, InstitutionFactor, PaymentGroup
from claims.services import group_catalogues as services
from claims.spreadsheets.payment_groups_export import factors_workbook, groups_workbook
from config.access import requires
from config.display import day as day_text
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from config.scoping import current_scope
from config.spreadsheets.web import workbook_answer
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL, Duty
from institutions.services.policy_versions import municipal_agency


def catalogues_in_reach() -> QuerySet[GroupCatalogue]:
    return GroupCatalogue.objects.in_reach(current_scope()).select_related(
        "area", "handled_by", "reviewed_by"
    )


def page_of(catalogue: GroupCatalogue) -> str:
    return reverse("claims:group_catalogue", args=[catalogue.pk])


def number_text(value: Any) -> str:
    """A weight, rate or quota as it is written: no zeros at its end."""
    return "" if value is None else f"{value.normalize():f}"


def rate_text(catalogue: GroupCatalogue) -> str:
    """What a point (DIP) or a weight of 1 (DRG) is worth; empty while nothing is decided."""
    if catalogue.rate is None:
        return ""
    words = (
        _("%(rate)s yuan a point")
        if catalogue.method == GroupMethod.DIP
        else _("%(rate)s yuan a weight of 1")
    )
    return words % {"rate": f"{catalogue.rate.normalize():,f}"}


class GroupCatalogueList(Listing):
    key = "group-catalogues"
    title = gettext_lazy("Group catalogues")
    columns = (
        Column("method", gettext_lazy("Payment method")),
        Column("year", gettext_lazy("Year"), "code"),
        Column("number", gettext_lazy("Version"), "number"),
        Column("state", gettext_lazy("State"), "badge", tone={"draft": "warn", "in_force": "ok"}),
        Column("effective_from", gettext_lazy("Holds from"), "date"),
        Column("in_it", gettext_lazy("Groups"), "number"),
        Column("rate", gettext_lazy("Rate or point value"), get=rate_text),
        Column("area", gettext_lazy("Pooling area")),
        Column("basis", gettext_lazy("Basis document")),
        Column("handled_by", gettext_lazy("Handled by")),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
        Column("reviewed_at", gettext_lazy("Reviewed at"), "minute", default=False),
    )
    filters = (
        TextFilter("year", gettext_lazy("Year"), lookups=("year",)),
        ChoiceFilter("method", gettext_lazy("Payment method"), choices=GroupMethod),
        ChoiceFilter("state", gettext_lazy("State"), choices=GroupCatalogue.State),
    )
    empty_title = gettext_lazy("No group catalogue.")
    empty_hint = gettext_lazy("An import of payment groups opens a draft for its method and year.")

    def rows(self) -> QuerySet[GroupCatalogue]:
        return catalogues_in_reach().annotate(in_it=Count("groups"))

    def row_url(self, row: GroupCatalogue) -> str:
        return page_of(row)

    def actions(self) -> list[Action]:
        mine = self.assignment
        if not (mine and mine.agency.is_municipal and Duty.HANDLE in mine.duties):
            return []
        upload = reverse("import_upload")
        return [
            Action(_("Import factors"), f"{upload}?kind=institution_factors"),
            Action(_("Import groups"), f"{upload}?kind=payment_groups", main=True),
        ]


@requires()
def catalogue_list(request: AgencyRequest) -> HttpResponseBase:
    return GroupCatalogueList.respond(request)


class GroupList(Listing):
    key = "payment-groups"
    title = gettext_lazy("Payment groups")
    unit = gettext_lazy("yuan")
    template = "claims/grouping/catalogue.html"
    columns = (
        Column("code", gettext_lazy("Group code"), "code", sort="code"),
        Column("name", gettext_lazy("Group name")),
        Column("tier", gettext_lazy("Kind of group")),
        Column("treatment", gettext_lazy("Treatment")),
        Column("diagnoses", gettext_lazy("Main diagnoses"), "code"),
        Column("procedures", gettext_lazy("Main procedures"), "code"),
        Column("weight", gettext_lazy("Weight or points"), "quantity"),
        Column("quota", gettext_lazy("Quota"), "quantity"),
        Column("quota_lv1", gettext_lazy("Quota at level 1"), "quantity", default=False),
        Column("quota_lv2", gettext_lazy("Quota at level 2"), "quantity", default=False),
        Column("quota_lv3", gettext_lazy("Quota at level 3"), "quantity", default=False),
        Column("mean_cost", gettext_lazy("Mean cost"), "money"),
        Column("mean_cost_lv1", gettext_lazy("Mean cost at level 1"), "money", default=False),
        Column("mean_cost_lv2", gettext_lazy("Mean cost at level 2"), "money", default=False),
        Column("mean_cost_lv3", gettext_lazy("Mean cost at level 3"), "money", default=False),
        Column("base_disease", gettext_lazy("Base disease"), default=False),
    )
    filters = (
        TextFilter("q", gettext_lazy("Group"), lookups=("code__begins", "name__contains", "diagnoses__contains"),
                   hint=gettext_lazy("code, diagnosis or part of the name")),
        ChoiceFilter("tier", gettext_lazy("Kind of group"), choices=PaymentGroup.Tier),
        ChoiceFilter("treatment", gettext_lazy("Treatment"), choices=PaymentGroup.Treatment),
    )  # fmt: skip
    order = "code"
    empty_title = gettext_lazy("No groups.")

    def rows(self) -> QuerySet[PaymentGroup]:
        return PaymentGroup.objects.filter(
            catalogue=self.given["catalogue"], catalogue__in=catalogues_in_reach()
        ).select_related("catalogue")

    def row_url(self, row: PaymentGroup) -> str | None:
        drafting = self.assignment and Duty.HANDLE in self.assignment.duties and row.catalogue.is_draft
        return reverse("claims:payment_group", args=[row.catalogue_id, row.pk]) if drafting else None


def catalogue_or_404(catalogue_id: int) -> GroupCatalogue:
    found: GroupCatalogue = get_object_or_404(catalogues_in_reach(), pk=catalogue_id)
    return found


@requires()
def catalogue_page(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    """The groups of a version, and what may be done with it."""
    catalogue = catalogue_or_404(group_catalogue_id)
    duties = request.user.duties_at(municipal_agency(catalogue.area))
    context = {
        "catalogue": catalogue,
        "rate": rate_text(catalogue),
        "may_handle": catalogue.is_draft and Duty.HANDLE in duties,
        "may_review": catalogue.is_draft and Duty.REVIEW in duties,
    }
    return GroupList.respond(request, catalogue=catalogue.pk, context=context)


class FactorList(Listing):
    key = "institution-factors"
    title = gettext_lazy("Institution factors")
    columns = (
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("institution__county", gettext_lazy("County")),
        Column("institution__dedc_hosp_lv", gettext_lazy("Level for benefits")),
        Column("factor", gettext_lazy("Factor"), "quantity"),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("institution__fixmedins_code", "institution__name__contains"),
        ),
    )
    order = "pk"
    empty_title = gettext_lazy("No institution has a factor of its own.")
    empty_hint = gettext_lazy("Whoever has none goes by the policy's factor of its level.")

    def rows(self) -> QuerySet[InstitutionFactor]:
        return InstitutionFactor.objects.filter(
            catalogue=self.given["catalogue"], catalogue__in=catalogues_in_reach()
        ).select_related("institution__county")

    def actions(self) -> list[Action]:
        at = [self.given["catalogue"]]
        return [
            Action(_("Factors as a sheet"), reverse("claims:institution_factors_xlsx", args=at)),
            Action(_("Groups"), reverse("claims:group_catalogue", args=at)),
        ]


@requires()
def factor_list(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    return FactorList.respond(request, catalogue=catalogue_or_404(group_catalogue_id).pk)


@requires()
def groups_xlsx(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    """The groups in the columns of their import."""
    catalogue = catalogue_or_404(group_catalogue_id)
    return workbook_answer(
        groups_workbook(catalogue), f"groups-{catalogue.method}-{catalogue.year}-{catalogue.number or 0}"
    )


@requires()
def factors_xlsx(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    """The institutions' factors in the columns of their import."""
    catalogue = catalogue_or_404(group_catalogue_id)
    return workbook_answer(
        factors_workbook(catalogue), f"factors-{catalogue.method}-{catalogue.year}-{catalogue.number or 0}"
    )


class DraftForm(forms.Form):
    effective_from = DayField(label=gettext_lazy("Holds from"))
    rate = forms.DecimalField(
        label=gettext_lazy("Rate or point value"),
        required=False,
        max_digits=16,
        decimal_places=6,
        help_text=gettext_lazy(
            "Yuan of one weight or point by the year's budget; empty while none is decided."
        ),
    )
    basis = LineField(label=gettext_lazy("Basis document"), max_length=200, required=False)


def _facts(catalogue: GroupCatalogue) -> list[Fact]:
    return [
        Fact(_("Payment method"), catalogue.get_method_display()),
        Fact(_("Year"), str(catalogue.year)),
        Fact(_("Holds from"), day_text(catalogue.effective_from)),
        Fact(_("Rate or point value"), rate_text(catalogue) or None),
        Fact(_("Basis document"), catalogue.basis or None),
        Fact(_("Groups"), f"{catalogue.groups.count():,}"),
        Fact(_("Institution factors"), f"{catalogue.factors.count():,}"),
        Fact(_("Handled by"), catalogue.handled_by),
    ]


@requires(duty="handle", levels=MUNICIPAL)
@once
def describe(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    catalogue = catalogue_or_404(group_catalogue_id)
    shown = {name: getattr(catalogue, name) for name in DraftForm.base_fields}
    form = DraftForm(request.POST or None, initial=shown)

    def save() -> str:
        services.describe_draft(catalogue=catalogue, acting_user=request.user, **form.cleaned_data)
        return page_of(catalogue)

    return act_page(
        request,
        title=_("Describe the draft"),
        form=form,
        do=save,
        label=_("Save"),
        said=_("Saved."),
        cancel_url=page_of(catalogue),
    )


@requires(duty="review", levels=MUNICIPAL)
@once
def enforce(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    catalogue = catalogue_or_404(group_catalogue_id)

    def confirm() -> str:
        services.put_in_force(catalogue=catalogue, acting_user=request.user)
        return page_of(catalogue)

    return act_page(
        request,
        title=_("Put the group catalogue in force"),
        facts=_facts(catalogue),
        warnings=[
            _("From now on its rows never change; a correction is a new version."),
            _("Months that are grouped already stay as they are until they are grouped again."),
        ],
        do=confirm,
        label=_("Put in force"),
        said=_("The version is in force."),
        cancel_url=page_of(catalogue),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def discard(request: AgencyRequest, group_catalogue_id: int) -> HttpResponseBase:
    catalogue = catalogue_or_404(group_catalogue_id)

    def throw_away() -> str:
        services.discard_draft(catalogue=catalogue, acting_user=request.user)
        return reverse("claims:group_catalogues")

    return act_page(
        request,
        title=_("Discard the draft"),
        facts=_facts(catalogue),
        do=throw_away,
        danger=True,
        label=_("Discard"),
        said=_("The draft is discarded."),
        cancel_url=page_of(catalogue),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def remove_group(request: AgencyRequest, group_catalogue_id: int, payment_group_id: int) -> HttpResponseBase:
    """One group of a draft: look at it, take it out."""
    catalogue = catalogue_or_404(group_catalogue_id)
    group = get_object_or_404(catalogue.groups.all(), pk=payment_group_id)

    def remove() -> str:
        services.remove_group(group=group, acting_user=request.user)
        return page_of(catalogue)

    return act_page(
        request,
        title=_("Take the group out of the draft"),
        facts=[
            Fact(_("Group code"), group.code),
            Fact(_("Group name"), group.name),
            Fact(_("Kind of group"), group.get_tier_display()),
            Fact(_("Treatment"), group.get_treatment_display()),
            Fact(_("Main diagnoses"), group.diagnoses or None),
            Fact(_("Main procedures"), group.procedures or None),
            Fact(_("Weight or points"), number_text(group.weight) or None),
            Fact(_("Quota"), number_text(group.quota) or None),
        ],
        do=remove,
        danger=True,
        label=_("Take out"),
        said=_("The row is taken out."),
        cancel_url=page_of(catalogue),
    )
