"""The list of designated institutions, an institution's file, and its payee accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import Fact, LineField, act_page, once
from config.listing import ChoiceFilter, Column, DayField, FlagFilter, Listing, TextFilter
from config.panels import panels_of
from config.search import Hit
from institutions.access import AgencyRequest
from institutions.desk_accounts import WAITS
from institutions.models import Agency, Duty, Institution, PayeeAccount
from institutions.services.payee_accounts import (
    approve_payee_account,
    paying_agency,
    prepare_payee_account,
    withdraw_payee_account,
)


def counties_in_reach(listing: Listing) -> list[tuple[int, str]]:
    """Counties whose rows the reader may see, for a filter."""
    scope = listing.user.scope()
    counties = Agency.objects.filter(level=Agency.Level.COUNTY)
    if not scope.everything:
        counties = counties.filter(pk__in=scope.counties)
    return list(counties.values_list("pk", "name"))


class InstitutionList(Listing):
    key = "institutions"
    title = gettext_lazy("Designated institutions")
    columns = (
        Column("fixmedins_code", gettext_lazy("Institution code"), "code", sort="fixmedins_code"),
        Column("name", gettext_lazy("Name")),
        Column("kind", gettext_lazy("Kind")),
        Column("dedc_hosp_lv", gettext_lazy("Level for benefits")),
        Column("county", gettext_lazy("County"), get=lambda row: row.county or _("Outside the area")),
        Column("consortium", gettext_lazy("Consortium")),
        Column("admdvs", gettext_lazy("District code"), "code", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("fixmedins_code__begins", "name__begins"),
            hint=gettext_lazy("code or start of the name"),
        ),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=Institution.Kind),
        ChoiceFilter("level", gettext_lazy("Level"), field="dedc_hosp_lv", choices=Institution.Tier),
        FlagFilter(
            "waiting",
            gettext_lazy("Account waits"),
            when=Q(Exists(PayeeAccount.objects.filter(WAITS, institution=OuterRef("pk")))),
        ),
    )
    order = "fixmedins_code"
    empty_title = gettext_lazy("No institutions yet.")
    empty_hint = gettext_lazy("Import the list of designated institutions to begin.")

    def rows(self) -> QuerySet[Institution]:
        return Institution.objects.select_related("county", "consortium")

    def row_url(self, row: Institution) -> str:
        return reverse("institutions:institution", args=[row.pk])


@requires()
def institution_list(request: AgencyRequest) -> HttpResponseBase:
    return InstitutionList.respond(request)


@requires()
def institution_file(request: AgencyRequest, institution_id: int) -> HttpResponse:
    """One institution: who it is, where its money goes, and what the upper floors know of it."""
    institution = get_object_or_404(
        Institution.objects.select_related("county", "consortium"), pk=institution_id
    )
    return render(
        request,
        "institutions/institution.html",
        {
            "title": institution.name,
            "institution": institution,
            "accounts": institution.payee_accounts.select_related(
                "prepared_by", "approved_by", "withdrawn_by"
            ).order_by("-period"),
            "panels": panels_of("institution", request, institution),
            "may_prepare": Duty.HANDLE in request.user.duties_at(paying_agency(institution)),
            "may_approve": Duty.APPROVE in request.user.duties_at(paying_agency(institution)),
        },
    )


class PayeeAccountForm(forms.Form):
    """A new account for an institution; it waits for a second person."""

    account_name = forms.CharField(label=gettext_lazy("Account name"), max_length=120)
    account_no = forms.RegexField(
        r"^[0-9-]{8,34}$",
        label=gettext_lazy("Account number"),
        error_messages={"invalid": gettext_lazy("An account number has 8 to 34 digits.")},
    )
    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=120)
    bank_code = forms.RegexField(
        r"^[0-9]{12}$",
        label=gettext_lazy("Bank code"),
        required=False,
        error_messages={"invalid": gettext_lazy("A bank code has 12 digits.")},
    )
    valid_from = DayField(label=gettext_lazy("In force from"))


@requires(duty="handle")
@once
def prepare_account(request: AgencyRequest, institution_id: int) -> HttpResponseBase:
    institution = get_object_or_404(Institution.objects, pk=institution_id)
    form = PayeeAccountForm(
        request.POST or None, initial={"account_name": institution.name, "valid_from": timezone.localdate()}
    )

    def prepare() -> str:
        prepare_payee_account(institution=institution, acting_user=request.user, **form.cleaned_data)
        return _file(institution)

    return act_page(
        request,
        title=_("New payee account"),
        facts=[Fact(_("Institution"), institution), Fact(_("Institution code"), institution.fixmedins_code)],
        warnings=[_("The account takes effect only when a second person has approved it.")],
        form=form,
        do=prepare,
        label=_("Prepare"),
        said=_("The account is prepared; a second person must approve it."),
        cancel_url=_file(institution),
    )


@requires(duty="approve")
@once
def approve_account(request: AgencyRequest, institution_id: int, account_id: int) -> HttpResponseBase:
    institution, account = _institution_and_account(institution_id, account_id)

    def approve() -> str:
        approve_payee_account(account=account, acting_user=request.user)
        return _file(institution)

    return act_page(
        request,
        title=_("Approve payee account"),
        facts=_account_facts(account),
        warnings=[_("From that day all payments to this institution go to this account.")],
        do=approve,
        label=_("Approve"),
        said=_("The account is approved."),
        cancel_url=_file(institution),
    )


@requires(duty={"handle", "register"})
@once
def withdraw_account(request: AgencyRequest, institution_id: int, account_id: int) -> HttpResponseBase:
    institution, account = _institution_and_account(institution_id, account_id)
    form = WithdrawalForm(request.POST or None)

    def withdraw() -> str:
        withdraw_payee_account(account=account, acting_user=request.user, **form.cleaned_data)
        return _file(institution)

    return act_page(
        request,
        title=_("Withdraw payee account"),
        facts=_account_facts(account),
        form=form,
        do=withdraw,
        danger=True,
        label=_("Withdraw the account"),
        said=_("The account is withdrawn."),
        cancel_url=_file(institution),
    )


class WithdrawalForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=200)


def _institution_and_account(institution_id: int, account_id: int) -> tuple[Institution, PayeeAccount]:
    institution: Institution = get_object_or_404(Institution.objects, pk=institution_id)
    known = PayeeAccount.objects.select_related("prepared_by")
    return institution, get_object_or_404(known, pk=account_id, institution=institution)


def _account_facts(account: PayeeAccount) -> list[Fact]:
    return [
        Fact(_("Institution"), account.institution),
        Fact(_("Account name"), account.account_name),
        Fact(_("Account number"), account.account_no),
        Fact(_("Bank"), account.bank_name),
        Fact(_("In force from"), account.period.lower),
        Fact(_("Prepared by"), account.prepared_by),
    ]


def _file(institution: Institution) -> str:
    return reverse("institutions:institution", args=[institution.pk])


def find_institutions(text: str, user: Any) -> Any:
    """Search provider: by code or start of the name."""
    found = Institution.objects.filter(Q(fixmedins_code__begins=text.upper()) | Q(name__begins=text))
    for institution in found.select_related("county"):
        yield Hit(
            institution.name,
            reverse("institutions:institution", args=[institution.pk]),
            institution.fixmedins_code,
        )
