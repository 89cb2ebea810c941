"""What is done with a case, each behind its summary: papers, settle, send back, account, review, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import AccountForm, CheckAccountForm, PapersForm, ReasonForm
from claims.models import Reimbursement
from claims.reads.double_claims import double_claims
from claims.services.reimbursements import account as accounts
from claims.services.reimbursements.register import record_papers
from claims.services.reimbursements.review import parts_of, review_case
from claims.services.reimbursements.settle import live_bills, return_case, settle_case, settlements_of_case
from claims.services.reimbursements.withdraw import withdraw_case
from config import display
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from config.money import from_fen

from .case import COUNTER, case_of
from .lists import address

BILLS = (
    Column("setl_id", gettext_lazy("Bill"), "code"),
    Column("institution", gettext_lazy("Institution")),
    Column("begndate", gettext_lazy("From"), "date"),
    Column("enddate", gettext_lazy("To"), "date"),
    Column("medfee_sumamt", gettext_lazy("Total"), "money"),
)
OUTCOMES = (
    Column("setl_id", gettext_lazy("Bill"), "code"),
    Column("medfee_sumamt", gettext_lazy("Total"), "money"),
    Column("inscp_scp_amt", gettext_lazy("In scope"), "money"),
    Column("fund_pay_sumamt", gettext_lazy("Funds together"), "money"),
    Column("psn_part_amt", gettext_lazy("Borne by the person"), "money"),
)


@requires(duty=COUNTER)
@once
def papers(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    form = PapersForm(request.POST or None, case=case)
    return _act(
        request,
        case,
        lambda: record_papers(case=case, papers=form.papers, acting_user=_user(request)),
        title=_("Papers of the case"),
        warnings=[_("The time to finish runs from the day on which none is missing.")],
        form=form,
        label=_("Save"),
        said=_("The papers are recorded."),
    )


@requires(duty="handle")
@once
def settle(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    bills = list(live_bills(case).select_related("institution"))
    return _act(
        request,
        case,
        lambda: settle_case(case=case, acting_user=_user(request)),
        title=_("Settle the case"),
        facts=[Fact(_("Amount, yuan"), f"{sum(bill.medfee_sumamt for bill in bills):,.2f}")],
        affects=Table(_("Bills"), BILLS, bills),
        warnings=_doubts(case),
        label=_("Settle"),
        said=_("The case is settled; a second person reviews it."),
    )


@requires(duty="review")
@once
def review(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    due = from_fen(sum(parts_of(case).values()))
    return _act(
        request,
        case,
        lambda: review_case(case=case, acting_user=_user(request)),
        title=_("Review the case"),
        facts=[
            Fact(_("To be paid, yuan"), f"{due:,.2f}"),
            Fact(_("Account paid to"), case.account or "—"),
            Fact(_("Settled by"), case.handled_by),
        ],
        affects=Table(_("Bills"), OUTCOMES, settlements_of_case(case)),
        warnings=[*_doubts(case), _("From then on the amount is owed and waits for its payment.")],
        label=_("Confirm"),
        said=_("The case is reviewed."),
    )


@requires(duty=("review", "handle"))
@once
def send_back(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        lambda: return_case(case=case, reason=form.cleaned_data["reason"], acting_user=_user(request)),
        title=_("Send the case back"),
        affects=Table(_("Settlements that are cancelled"), OUTCOMES, settlements_of_case(case)),
        warnings=[_("What the bills used of the person's ceilings is free again; they are entered anew.")],
        form=form,
        label=_("Send back"),
        said=_("The case is sent back."),
        danger=True,
    )


@requires(duty=COUNTER)
@once
def account(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    form = AccountForm(request.POST or None, initial={"account_name": case.psn_name})
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
def check_account(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
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


@requires(duty=COUNTER)
@once
def withdraw(request: HttpRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        lambda: withdraw_case(case=case, reason=form.cleaned_data["reason"], acting_user=_user(request)),
        title=_("Withdraw the case"),
        affects=Table(_("Bills"), BILLS, live_bills(case).select_related("institution")),
        warnings=[_("The case ends; its bills can be brought again.")],
        form=form,
        label=_("Withdraw"),
        said=_("The case is withdrawn."),
        danger=True,
    )


def _act(
    request: HttpRequest, case: Reimbursement, do: Callable[[], object], *, facts: Any = (), **shown: Any
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


def _doubts(case: Reimbursement) -> list[str]:
    return [
        _("Bill %(bill)s: the person has another bill of the same institution and days, %(other)s.")
        % {"bill": mine, "other": other}
        for mine, other in double_claims(case)
    ]


def _user(request: HttpRequest) -> Any:
    return request.user
