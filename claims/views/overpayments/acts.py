"""What is done with an overpayment, each behind its summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms import ReasonForm
from claims.forms_overpayments import AgreementForm, DecisionForm, ReceiptForm
from claims.models import Overpayment, Recovery
from claims.services.overpayments import agree as agreements
from claims.services.overpayments.receive import check_receipt, drop_receipt, enter_receipt
from claims.services.overpayments.record import confirm_overpayment, withdraw_overpayment
from claims.services.overpayments.write_off import ask_write_off, decide_write_off
from config.access import requires
from config.forms import Fact, act_page, once

from .debt import debt_of
from .lists import address


@requires(duty="review")
@once
def confirm(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    return _act(
        request,
        debt,
        lambda: confirm_overpayment(debt=debt, acting_user=_user(request)),
        title=_("Confirm the overpayment"),
        facts=[Fact(_("Reason"), debt.reason), Fact(_("Found by"), debt.found_by)],
        warnings=[_("From then on the person owes the amount to the fund.")],
        label=_("Confirm"),
        said=_("The overpayment is confirmed."),
    )


@requires(duty=("handle", "inspect", "review"))
@once
def withdraw(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    return _act(
        request,
        debt,
        lambda: withdraw_overpayment(debt=debt, acting_user=_user(request)),
        title=_("Withdraw the overpayment"),
        warnings=[_("It was none: nothing is owed.")],
        label=_("Withdraw"),
        said=_("The overpayment is withdrawn."),
        danger=True,
    )


@requires(duty="handle")
@once
def agree(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    form = AgreementForm(request.POST or None, initial={"agreed_on": timezone.localdate()})
    return _act(
        request,
        debt,
        lambda: agreements.agree(debt=debt, acting_user=_user(request), **form.cleaned_data),
        title=_("Agreement on paying back"),
        warnings=[_("What is still owed is spread evenly; a former agreement is replaced.")],
        form=form,
        label=_("Save"),
        said=_("The agreement is recorded."),
    )


@requires(duty=("handle", "finance"))
@once
def receive(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    form = ReceiptForm(request.POST or None, initial={"received_on": timezone.localdate()})
    return _act(
        request,
        debt,
        lambda: enter_receipt(debt=debt, acting_user=_user(request), **form.cleaned_data),
        title=_("Record money that came back"),
        warnings=[_("It counts once a second person has checked it against the bank's statement.")],
        form=form,
        label=_("Save"),
        said=_("The receipt is recorded; a second person checks it."),
    )


@requires(duty=("review", "finance"))
@once
def check(request: HttpRequest, overpayment_id: int, recovery_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    receipt = _receipt(debt, recovery_id)
    return _act(
        request,
        debt,
        lambda: check_receipt(receipt=receipt, acting_user=_user(request)),
        title=_("Check the receipt"),
        facts=_facts_of(receipt),
        label=_("It is right"),
        said=_("The receipt is checked."),
    )


@requires(duty=("handle", "finance", "review"))
@once
def drop(request: HttpRequest, overpayment_id: int, recovery_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    receipt = _receipt(debt, recovery_id)
    return _act(
        request,
        debt,
        lambda: drop_receipt(receipt=receipt, acting_user=_user(request)),
        title=_("Remove the receipt"),
        facts=_facts_of(receipt),
        label=_("Remove"),
        said=_("The receipt is removed."),
        danger=True,
    )


@requires(duty="handle")
@once
def ask(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        debt,
        lambda: ask_write_off(debt=debt, reason=form.cleaned_data["reason"], acting_user=_user(request)),
        title=_("Ask for a write-off"),
        form=form,
        label=_("Ask"),
        said=_("The write-off is asked; somebody who approves decides."),
    )


@requires(duty="approve")
@once
def decide(request: HttpRequest, overpayment_id: int) -> HttpResponseBase:
    debt = debt_of(overpayment_id)
    form = DecisionForm(request.POST or None)
    return _act(
        request,
        debt,
        lambda: decide_write_off(
            debt=debt, approved=form.cleaned_data["decision"] == "yes", acting_user=_user(request)
        ),
        title=_("Decide on the write-off"),
        facts=[
            Fact(_("Reason"), debt.write_off_reason),
            Fact(_("Write-off asked by"), debt.write_off_asked_by or "—"),
        ],
        warnings=[_("What is written off is not recovered any more.")],
        form=form,
        label=_("Confirm"),
        said=_("The write-off is decided."),
        danger=True,
    )


def _act(
    request: HttpRequest, debt: Overpayment, do: Callable[[], object], *, facts: Any = (), **shown: Any
) -> HttpResponseBase:
    """The act's page with whose debt it is above everything else; back to the debt afterwards."""

    def act() -> str:
        do()
        return address(debt)

    who = [
        Fact(_("Overpayment"), debt.number),
        Fact(_("Full name"), debt.psn_name),
        Fact(_("Amount, yuan"), f"{debt.amount:,.2f}"),
        Fact(_("Still owed, yuan"), f"{debt.outstanding:,.2f}"),
    ]
    return act_page(request, facts=[*who, *facts], do=act, cancel_url=address(debt), **shown)


def _receipt(debt: Overpayment, recovery_id: int) -> Recovery:
    return get_object_or_404(Recovery.objects.select_related("entered_by"), pk=recovery_id, overpayment=debt)


def _facts_of(receipt: Recovery) -> list[Fact]:
    return [
        Fact(_("Receipt, yuan"), f"{receipt.amount:,.2f}"),
        Fact(_("Came in on"), receipt.received_on),
        Fact(_("Evidence"), receipt.evidence),
        Fact(_("Entered by"), receipt.entered_by),
    ]


def _user(request: HttpRequest) -> Any:
    return request.user
