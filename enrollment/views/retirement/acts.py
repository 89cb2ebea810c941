"""Acts on a retirement case: decide, send back, accept and pay at once, pay a month."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from config import display
from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, once
from config.money import from_fen
from config.periods import Month
from enrollment.explaining import percent
from enrollment.models import RetirementCase
from enrollment.retirement_forms import AcceptForm, MonthPaidForm, PaymentForm, ReasonForm
from enrollment.rules.contributions.outcome import Due
from enrollment.services.retirement.judge import confirm_retirement, return_retirement
from enrollment.services.retirement.topup import (
    accept_once,
    monthly_due,
    pay_month,
    quote_once,
    record_payment,
    still_missing,
)
from institutions.access import AgencyRequest

from .cases import case_in_reach


def _act(
    request: AgencyRequest,
    case: RetirementCase,
    *,
    title: str,
    do: Callable[[], Any],
    said: str,
    form: forms.Form | None = None,
    facts: tuple[Fact, ...] = (),
    warnings: tuple[str, ...] = (),
) -> HttpResponseBase:
    def act() -> str:
        do()
        return case.get_absolute_url()

    return act_page(
        request,
        title=title,
        facts=[
            Fact(_("Person"), case.person.psn_name),
            Fact(_("Retired on"), case.retired_on),
            Fact(_("Months needed"), case.needed),
            Fact(_("Months counted"), case.counted),
            Fact(_("Months missing"), still_missing(case)),
            *facts,
        ],
        warnings=warnings,
        form=form,
        do=act,
        said=said,
        cancel_url=case.get_absolute_url(),
    )


@requires(duty="review")
@once
def confirm(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    case = case_in_reach(retirement_id)
    return _act(
        request,
        case,
        title=_("Decide the retirement"),
        do=lambda: confirm_retirement(case=case, acting_user=request.user),
        warnings=(_("Without missing months the coverage goes on as that of the retired."),),
        said=_("Decided."),
    )


@requires(duty="review")
@once
def send_back(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    case = case_in_reach(retirement_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        title=_("Send the case back"),
        form=form,
        do=lambda: return_retirement(case=case, acting_user=request.user, **form.cleaned_data),
        said=_("Sent back."),
    )


@requires(duty="register")
@once
def accept(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    """The quote of today, and its acceptance."""
    case = case_in_reach(retirement_id)
    today = timezone.localdate()
    form = AcceptForm(request.POST or None, initial={"day": today})
    return _act(
        request,
        case,
        title=_("Accept the payment at once"),
        form=form,
        facts=_quoted(lambda: quote_once(case=case, day=today)),
        do=lambda: accept_once(case=case, acting_user=request.user, **form.cleaned_data),
        said=_("Accepted."),
    )


@requires(duty="register")
@once
def pay(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    case = case_in_reach(retirement_id)
    form = PaymentForm(request.POST or None, initial={"day": timezone.localdate()})
    return _act(
        request,
        case,
        title=_("Record the payment at once"),
        form=form,
        facts=(Fact(_("Amount"), case.once_amount),),
        do=lambda: record_payment(case=case, acting_user=request.user, **form.cleaned_data),
        warnings=(_("The coverage goes on as that of the retired from the day of payment."),),
        said=_("Recorded."),
    )


@requires(duty="register")
@once
def pay_a_month(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    case = case_in_reach(retirement_id)
    today = timezone.localdate()
    form = MonthPaidForm(request.POST or None, initial={"paid_on": today, "month": str(Month.of(today))})
    return _act(
        request,
        case,
        title=_("Record a month paid on"),
        form=form,
        facts=_quoted(lambda: monthly_due(case=case, month=Month.of(today))),
        do=lambda: pay_month(case=case, acting_user=request.user, **form.cleaned_data),
        said=_("Recorded."),
    )


def _quoted(quote: Callable[[], Due]) -> tuple[Fact, ...]:
    """Base, rate and amount of today with the clause; or why there is none."""
    try:
        due = quote()
    except DomainError as refused:
        return (Fact(_("Amount today"), str(refused)),)
    return (
        Fact(_("Base"), display.money_text(from_fen(due.base or 0))),
        Fact(_("Rate"), percent(due.rate or 0)),
        Fact(_("Amount today"), display.money_text(from_fen(due.amount))),
        Fact(_("Clause"), due.given.clause or due.given.assumed or "—"),
    )
