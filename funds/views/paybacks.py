"""Payments the bank sent back (退汇): the list, and entering one from its slip, checked by a second person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, DaysFilter, Listing, TextFilter
from funds.forms_capital import WhyForm
from funds.forms_paybacks import PaybackForm
from funds.models import Payback, Payment
from funds.reads.paybacks import AGAIN, ENDED, ENDING, ENTERED, HELD, SETTLED, STANDS, sent_back_payments
from funds.services.payments.paybacks import check_payback, enter_payback, withdraw_payback
from institutions.access import AgencyRequest

from .payments import READERS

TONES = {ENTERED: "warn", HELD: "bad", ENDING: "warn", AGAIN: "info", SETTLED: "ok", ENDED: "plain"}


class SentBackList(Listing):
    key = "sent-back-payments"
    title = gettext_lazy("Payments sent back")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Payment number"), "code", sort="number"),
        Column("stands", gettext_lazy("State"), "badge", get=lambda row: STANDS[row.stands],
               tone=lambda row: TONES[row.stands]),
        Column("kind", gettext_lazy("Kind"), default=False),
        Column("account_name", gettext_lazy("Payee")),
        Column("payer", gettext_lazy("Paid by")),
        Column("scheme", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.batch.insutype)),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("paid_on", gettext_lazy("Paid on"), "date"),
        Column("back_on", gettext_lazy("Sent back on"), "date"),
        Column("why", gettext_lazy("Bank's reason")),
    )  # fmt: skip
    filters = (
        TextFilter("q", gettext_lazy("Payment number"), lookups=("number__begins",)),
        ChoiceFilter("stands", gettext_lazy("State"), choices=tuple(STANDS.items())),
        DaysFilter("returned_on", gettext_lazy("Sent back on")),
    )
    order = "-number"
    empty_title = gettext_lazy("The bank has sent nothing back.")
    empty_hint = gettext_lazy(
        "A payment that was paid and comes back is told by the bank's return file, or entered on the page of its batch."
    )

    def rows(self) -> QuerySet[Any]:
        return sent_back_payments().select_related("payer", "batch")

    def row_url(self, row: Any) -> str:
        return reverse("funds:batch", args=[row.batch_id])


@requires(duty=READERS)
def sent_back_list(request: AgencyRequest) -> HttpResponseBase:
    return SentBackList.respond(request)


@requires(duty="finance")
@once
def enter(request: AgencyRequest, payment_id: int) -> HttpResponseBase:
    """What the bank's slip says of a payment it had paid."""
    payment = get_object_or_404(Payment.objects.select_related("payer", "batch"), pk=payment_id)
    form = PaybackForm(request.POST or None, initial={"returned_on": timezone.localdate()})

    def act() -> str:
        enter_payback(payment=payment, acting_user=request.user, **form.cleaned_data)
        return batch_of(payment)

    return act_page(
        request, title=_("Enter that the bank sent a payment back"), facts=facts_of(payment), form=form, do=act,
        warnings=[_("Once another person checked it, the money is held for the payee and can be issued again.")],
        label=_("Save"), said=_("It waits for the check."), cancel_url=batch_of(payment),
    )  # fmt: skip


@requires(duty="review")
@once
def check(request: AgencyRequest, payback_id: int) -> HttpResponseBase:
    found = _payback(payback_id)

    def act() -> str:
        check_payback(payback=found, acting_user=request.user)
        return batch_of(found.payment)

    return act_page(
        request, title=_("Check that the bank sent a payment back"),
        facts=[*facts_of(found.payment), *_said(found)], do=act,
        warnings=[_("The whole amount is booked back into the account it was paid from, and owed to the payee.")],
        label=_("Confirm"), said=_("The payment is returned and booked."), cancel_url=batch_of(found.payment),
    )  # fmt: skip


@requires(duty="finance")
@once
def withdraw(request: AgencyRequest, payback_id: int) -> HttpResponseBase:
    """Take back what was entered wrongly, before it is checked."""
    found = _payback(payback_id)
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_payback(payback=found, acting_user=request.user, **form.cleaned_data)
        return batch_of(found.payment)

    return act_page(
        request, title=_("Withdraw the entry"), facts=[*facts_of(found.payment), *_said(found)], form=form, do=act,
        danger=True, label=_("Withdraw the entry"), said=_("The entry is withdrawn."),
        cancel_url=batch_of(found.payment),
    )  # fmt: skip


def _payback(payback_id: int) -> Payback:
    related = ("payment__payer", "payment__batch", "entered_by")
    return get_object_or_404(Payback.objects.select_related(*related), pk=payback_id)


def facts_of(payment: Payment) -> list[Fact]:
    return [
        Fact(_("Payment number"), payment.number),
        Fact(_("Payee"), f"{payment.account_name} {payment.shown_account}"),
        Fact(_("Paid by"), payment.payer),
        Fact(_("Amount"), money_text(payment.amount)),
        Fact(_("Paid on"), payment.paid_on),
        *([Fact(_("Sent back on"), payment.returned_on)] if payment.returned_on else []),
    ]


def _said(found: Payback) -> list[Fact]:
    return [
        Fact(_("Sent back on"), found.returned_on),
        Fact(_("Bank's reason"), found.reason),
        Fact(_("Number of the bank's slip"), found.evidence),
        Fact(_("Entered by"), found.entered_by),
    ]


def batch_of(payment: Payment) -> str:
    return reverse("funds:batch", args=[payment.batch_id])
