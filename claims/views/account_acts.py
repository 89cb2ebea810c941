"""Acts on one account: open, authorise a relative, share, end sharing, ask for and review what goes in or out."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import AccountRequest, FamilyAuthorisation, PersonalAccount, Relation
from claims.services.personal_accounts.accounts import open_personal_account
from claims.services.personal_accounts.requests import refuse_request, request_movement, review_request
from claims.services.personal_accounts.sharing import (
    authorise_relative,
    revoke_authorisation,
    share_with_relative,
)
from config.access import openable, requires
from config.codes import name_of
from config.display import masked_account
from config.forms import TOKEN, DayField, Fact, LineField, MoneyInput, act_page, once
from config.listing import Column, FlagFilter, Listing
from config.scoping import system_scope
from enrollment.models import Person
from institutions.access import AgencyRequest
from institutions.models import Assignment

from .personal_accounts import page_of

TONES = {"waiting": "warn", "posted": "ok", "refused": "bad"}


def _account(account_id: int) -> PersonalAccount:
    return get_object_or_404(
        PersonalAccount.objects.select_related("person__county__area", "person__county__parent"),
        pk=account_id,
    )


def _facts(account: PersonalAccount) -> list[Fact]:
    return [
        Fact(_("Person"), f"{account.person.psn_name} {account.person.psn_no}"),
        Fact(_("Scheme"), name_of("insutype", account.insutype)),
        Fact(_("Own account, yuan"), f"{account.balance:,.2f}"),
        Fact(_("Family's share, yuan"), f"{account.family_balance:,.2f}"),
    ]


class OpenForm(forms.Form):
    insutype = forms.ChoiceField(
        label=gettext_lazy("Scheme"),
        choices=lambda: [(scheme, name_of("insutype", scheme)) for scheme in ("310", "340", "390")],
    )


@requires(duty="handle")
@once
def open_account(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = get_object_or_404(Person.objects.select_related("county__area"), pk=person_id)
    form = OpenForm(request.POST or None, initial={"insutype": "310"})
    return act_page(
        request,
        title=_("Open a personal account"),
        facts=[Fact(_("Person"), f"{person.psn_name} {person.psn_no}"), Fact(_("County"), person.county)],
        form=form,
        do=lambda: page_of(
            open_personal_account(
                person=person, day=timezone.localdate(), acting_user=request.user, **form.cleaned_data
            ).pk
        ),
        label=_("Open the account"),
        said=_("The account is open."),
        cancel_url=reverse("enrollment:person", args=[person.pk]),
    )


class AuthoriseForm(forms.Form):
    psn_no = LineField(label=gettext_lazy("Person number of the relative"), max_length=30)
    relation = forms.ChoiceField(label=gettext_lazy("Relation"), choices=Relation)
    day = DayField(label=gettext_lazy("From"))


@requires(duty="handle")
@once
def authorise(request: AgencyRequest, account_id: int) -> HttpResponseBase:
    account = _account(account_id)
    form = AuthoriseForm(request.POST or None, initial={"day": timezone.localdate()})
    return act_page(
        request,
        title=_("Let a relative share the account"),
        facts=_facts(account),
        warnings=[_("No money moves yet: each sharing is an act of its own.")],
        form=form,
        do=lambda: page_of(
            authorise_relative(
                account=account,
                psn_no=form.cleaned_data["psn_no"].upper(),
                relation=form.cleaned_data["relation"],
                day=form.cleaned_data["day"],
                acting_user=request.user,
            )
            and account.pk
        ),
        label=_("Authorise"),
        said=_("The relative is authorised."),
        cancel_url=page_of(account.pk),
    )


class ShareForm(forms.Form):
    amount = MoneyInput(label=gettext_lazy("Amount, yuan"))


def _authorisation(authorisation_id: int) -> tuple[FamilyAuthorisation, PersonalAccount]:
    """For whoever sees the person who shares: theirs is the account."""
    seen = get_object_or_404(FamilyAuthorisation.objects, pk=authorisation_id)
    account = get_object_or_404(
        PersonalAccount.objects.select_related("person__county__area"),
        person=seen.donor_id,
        insutype=seen.insutype,
    )
    # The relative may belong to another county: only the name is shown.
    with system_scope():
        authorisation = FamilyAuthorisation.objects.select_related("donor", "relative").get(pk=seen.pk)
    return authorisation, account


@requires(duty="handle")
@once
def share(request: AgencyRequest, authorisation_id: int) -> HttpResponseBase:
    authorisation, account = _authorisation(authorisation_id)
    form = ShareForm(request.POST or None)

    def do() -> str:
        share_with_relative(
            authorisation=authorisation,
            amount=form.cleaned_data["amount"],
            day=timezone.localdate(),
            reference=_reference(request),
            acting_user=request.user,
        )
        return page_of(account.pk)

    return act_page(
        request,
        title=_("Share with a relative"),
        facts=[
            *_facts(account),
            Fact(
                _("Relative"), f"{authorisation.relative.psn_name} · {authorisation.get_relation_display()}"
            ),
        ],
        warnings=[_("The amount leaves the account now and helps to pay the relative's bills from now on.")],
        form=form,
        do=do,
        label=_("Share"),
        said=_("The amount is shared."),
        cancel_url=page_of(account.pk),
    )


def _reference(request: AgencyRequest) -> UUID:
    """The form's own token names the act, so that sending it twice shares once."""
    try:
        return UUID(request.POST.get(TOKEN, ""))
    except ValueError:
        return uuid4()


@requires(duty="handle")
@once
def revoke(request: AgencyRequest, authorisation_id: int) -> HttpResponseBase:
    authorisation, account = _authorisation(authorisation_id)
    return act_page(
        request,
        title=_("End the sharing"),
        facts=[
            Fact(_("Person"), authorisation.donor),
            Fact(
                _("Relative"), f"{authorisation.relative.psn_name} · {authorisation.get_relation_display()}"
            ),
        ],
        warnings=[_("What was shared stays with the relative.")],
        do=lambda: page_of(
            revoke_authorisation(
                authorisation=authorisation,
                day=timezone.localdate(),
                acting_user=request.user,
            )
            and account.pk
        ),
        label=_("End"),
        said=_("Nothing more is shared."),
        danger=True,
        cancel_url=page_of(account.pk),
    )


class RequestForm(forms.Form):
    act = forms.ChoiceField(label=gettext_lazy("Act"), choices=AccountRequest.Act)
    amount = MoneyInput(label=gettext_lazy("Amount, yuan"))
    day = DayField(label=gettext_lazy("Day"))
    reason = LineField(label=gettext_lazy("Reason"), max_length=200)
    heir_number = LineField(label=gettext_lazy("Person number of the heir"), max_length=30, required=False)
    payee_name = LineField(label=gettext_lazy("Payee"), max_length=120, required=False)
    payee_account = LineField(label=gettext_lazy("Payee's account number"), max_length=50, required=False)
    payee_bank = LineField(label=gettext_lazy("Payee's bank"), max_length=120, required=False)
    closes = forms.BooleanField(label=gettext_lazy("Closes the account"), required=False)


@requires(duty="handle")
@once
def make_request(request: AgencyRequest, account_id: int) -> HttpResponseBase:
    account = _account(account_id)
    form = RequestForm(request.POST or None, initial={"day": timezone.localdate()})
    return act_page(
        request,
        title=_("Transfer, pay out, pass on"),
        facts=_facts(account),
        warnings=[_("Nothing moves before a second person's review.")],
        form=form,
        do=lambda: page_of(
            request_movement(
                account=account,
                acting_user=request.user,
                **form.cleaned_data,  # type: ignore[arg-type]
            ).account_id
        ),
        label=_("Put before a reviewer"),
        said=_("The request waits for review."),
        cancel_url=page_of(account.pk),
    )


class RequestList(Listing):
    key = "account-requests"
    title = gettext_lazy("Requests on personal accounts")
    unit = gettext_lazy("yuan")
    columns = (
        Column("account__person__psn_no", gettext_lazy("Person number"), "code"),
        Column("account__person__psn_name", gettext_lazy("Full name")),
        Column("account__person__county", gettext_lazy("County")),
        Column("act", gettext_lazy("Act"), get=lambda row: row.get_act_display()),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("day", gettext_lazy("Day"), "date"),
        Column("reason", gettext_lazy("Reason")),
        Column(
            "state",
            gettext_lazy("State"),
            "badge",
            get=lambda row: row.get_state_display(),
            tone=lambda row: TONES[row.state],
        ),
        Column("payee_name", gettext_lazy("Payee"), default=False),
        Column("payee_account", gettext_lazy("Payee's account number"), "account", default=False),
        Column("payee_bank", gettext_lazy("Payee's bank"), default=False),
        Column("handled_by", gettext_lazy("Handled by")),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
    )
    filters = (FlagFilter("waiting", gettext_lazy("Waiting for review"), field="reviewed_by__isnull"),)
    empty_title = gettext_lazy("No requests.")
    empty_hint = gettext_lazy(
        "Transfers, payments in cash and inheritances are asked for on the account's page."
    )

    def rows(self) -> QuerySet[AccountRequest]:
        return AccountRequest.objects.select_related("account__person__county", "handled_by", "reviewed_by")

    def row_url(self, row: AccountRequest) -> str:
        reviews = self.assignment is not None and "review" in self.assignment.duties
        if row.state == AccountRequest.State.WAITING and reviews:
            return reverse("claims:review_account_request", args=[row.pk])
        return page_of(row.account_id)


@requires()
def request_list(request: AgencyRequest) -> HttpResponseBase:
    return RequestList.respond(request)


def _request_facts(asked: AccountRequest, assignment: Assignment) -> list[Fact]:
    facts = [
        *_facts(asked.account),
        Fact(_("Act"), asked.get_act_display()),
        Fact(_("Amount, yuan"), f"{asked.amount:,.2f}"),
        Fact(_("Reason"), asked.reason),
        Fact(_("Handled by"), asked.handled_by),
    ]
    if asked.heir_id:
        # The heir may belong to another county: only the name is shown.
        with system_scope():
            facts.append(Fact(_("Heir"), str(asked.heir)))
    if asked.payee_name:
        payee = f"{asked.payee_name} {masked_account(asked.payee_account)} {asked.payee_bank}"
        whole = openable(reverse("claims:whole_request", args=[asked.pk]), assignment)
        link = format_html(' <a href="{}">{}</a>', whole, _("Show the full number")) if whole else ""
        facts.append(Fact(_("Payee"), format_html("{}{}", payee, link)))
    if asked.closes:
        facts.append(Fact(_("Closes the account"), _("yes")))
    return facts


def _asked(request_id: int) -> AccountRequest:
    return get_object_or_404(
        AccountRequest.objects.select_related("account__person", "handled_by"), pk=request_id
    )


@requires(duty="review")
@once
def review(request: AgencyRequest, request_id: int) -> HttpResponseBase:
    asked = _asked(request_id)
    return act_page(
        request,
        title=_("Review the request"),
        facts=_request_facts(asked, request.assignment),
        warnings=[_("The money moves at once.")],
        do=lambda: page_of(review_request(request=asked, acting_user=request.user).account_id),
        label=_("Confirm"),
        said=_("The money has moved."),
        cancel_url=page_of(asked.account_id),
    )


@requires(duty="review")
@once
def refuse(request: AgencyRequest, request_id: int) -> HttpResponseBase:
    asked = _asked(request_id)
    return act_page(
        request,
        title=_("Refuse the request"),
        facts=_request_facts(asked, request.assignment),
        do=lambda: page_of(refuse_request(request=asked, acting_user=request.user).account_id),
        label=_("Turn down"),
        said=_("The request is refused; nothing moved."),
        danger=True,
        cancel_url=page_of(asked.account_id),
    )
