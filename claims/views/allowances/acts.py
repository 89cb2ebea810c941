"""What is done with an allowance, each behind its summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import AccountForm, CheckAccountForm, ReasonForm
from claims.models import MaternityAllowance
from claims.services.allowances import account as accounts
from claims.services.allowances.calculate import calculate_allowance, preview
from claims.services.allowances.review import return_allowance, review_allowance, withdraw_allowance
from config import display
from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from config.money import from_fen

from .case import COUNTER, case_of
from .lists import address

STEPS = (
    Column("text", gettext_lazy("Step")),
    Column("amount", gettext_lazy("Amount"), "money"),
    Column("clause", gettext_lazy("Clause")),
    Column("assumed", gettext_lazy("Assumed")),
)


@requires(duty="handle")
@once
def calculate(request: HttpRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    try:
        days, fen, steps = preview(case)
        facts = [Fact(_("Days"), days), Fact(_("Amount, yuan"), f"{from_fen(fen):,.2f}")]
        affects, warnings = Table(_("How it was reckoned"), STEPS, steps), []
    except DomainError as refusal:
        facts, affects, warnings = [], None, [str(refusal)]
    return _act(
        request,
        case,
        lambda: calculate_allowance(case=case, acting_user=_user(request)),
        title=_("Reckon the allowance"),
        facts=facts,
        affects=affects,
        warnings=warnings,
        label=_("Calculate"),
        said=_("The allowance is reckoned; a second person reviews it."),
    )


@requires(duty="review")
@once
def review(request: HttpRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    return _act(
        request,
        case,
        lambda: review_allowance(case=case, acting_user=_user(request)),
        title=_("Review the allowance"),
        facts=[
            Fact(_("Employer"), case.employer_name),
            Fact(_("Evidence of the base"), case.base_evidence),
            Fact(_("Days"), case.days),
            Fact(_("To be paid, yuan"), f"{case.amount or 0:,.2f}"),
            Fact(_("Account paid to"), case.account or "—"),
        ],
        warnings=[_("From then on the amount is owed and waits for its payment.")],
        label=_("Confirm"),
        said=_("The case is reviewed."),
    )


@requires(duty=("review", "handle"))
@once
def send_back(request: HttpRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        lambda: return_allowance(case=case, reason=form.cleaned_data["reason"], acting_user=_user(request)),
        title=_("Send the case back"),
        form=form,
        label=_("Send back"),
        said=_("The case is sent back."),
        danger=True,
    )


@requires(duty=COUNTER)
@once
def withdraw(request: HttpRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        lambda: withdraw_allowance(case=case, reason=form.cleaned_data["reason"], acting_user=_user(request)),
        title=_("Withdraw the case"),
        form=form,
        label=_("Withdraw"),
        said=_("The case is withdrawn."),
        danger=True,
    )


@requires(duty=COUNTER)
@once
def account(request: HttpRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    initial = {"account_name": case.employer_name, "holder": "employer"}
    form = AccountForm(request.POST or None, initial=initial)
    return _act(
        request,
        case,
        lambda: accounts.enter_account(case=case, acting_user=_user(request), **form.cleaned_data),
        title=_("Account the case is paid to"),
        warnings=[_("A second person checks the account against the card before anything is paid.")],
        form=form,
        label=_("Save"),
        said=_("The account is entered; a second person must check it."),
    )


@requires(duty="review")
@once
def check_account(request: HttpRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    form = CheckAccountForm(request.POST or None, account=case.account)
    facts = []
    if case.account is not None:
        facts = [
            Fact(_("Account holder"), case.account.get_holder_display()),
            Fact(_("Account name"), case.account.account_name),
            Fact(_("Account number"), display.masked_account(case.account.account_no)),
            Fact(_("Bank"), f"{case.account.bank_name} {case.account.bank_code}"),
            Fact(_("Evidence"), case.account.evidence or "—"),
            Fact(_("Entered by"), case.account.entered_by),
        ]
    return _act(
        request,
        case,
        lambda: accounts.check_account(case=case, acting_user=_user(request)),
        title=_("Check the account"),
        form=form,
        facts=facts,
        warnings=[_("Compare every digit with the bank card.")],
        label=_("It is right"),
        said=_("The account is checked."),
    )


def _act(
    request: HttpRequest, case: MaternityAllowance, do: Callable[[], object], *, facts: Any = (), **shown: Any
) -> HttpResponseBase:
    """The act's page with whose case it is above everything else; back to the case afterwards."""

    def act() -> str:
        do()
        return address(case)

    who = [
        Fact(_("Case number"), case.number),
        Fact(_("Full name"), case.psn_name),
        Fact(_("Insured in"), case.insu_county),
    ]
    return act_page(request, facts=[*who, *facts], do=act, cancel_url=address(case), **shown)


def _user(request: HttpRequest) -> Any:
    return request.user
