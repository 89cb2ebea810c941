"""Payment batches: what is to be paid, its approval, the file for the bank, what failed or came back, issued again.

The bank's answers come in through the import pages, as a kind of sheet.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.exports import described
from config.forms import Fact, act_page, once
from config.listing import Column, FlagFilter, Listing, MonthFilter, Table, TextFilter
from config.spreadsheets.web import workbook_answer
from funds.models import Clearing, Payment, PaymentBatch, UnclaimedReturn
from funds.reads.paybacks import given_up, waiting_paybacks
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch, is_answered
from funds.services.payments.purposes import purpose_of
from funds.services.payments.reissue import reissue_payments
from institutions.access import AgencyRequest

READERS = ("finance", "approve", "review", "audit", "handle")


def _state_of(batch: Any) -> str:
    if batch.approved_by_id is None:
        return str(_("Waiting for approval"))
    if batch.failed:
        return str(_("Failed payments"))
    if batch.sent_back:
        return str(_("Payments sent back"))
    if batch.pending:
        return str(_("With the bank"))
    return str(_("Paid")) if batch.paid == batch.count else str(_("Dealt with"))


def _left(state: str) -> Q:
    """Payments of a batch that ended so, and were neither issued again nor given up."""
    return Q(payments__state=state, payments__reissued_as__isnull=True) & ~Q(given_up("payments"))


def _what_for(batch: Any) -> str:
    """The month a batch clears, or people."""
    if batch.clearing is None and batch.loans:
        return str(_("Working capital"))
    if batch.clearing is None and batch.procured:
        return str(_("Central procurement"))
    if batch.clearing is None and batch.province:
        return str(_("To the province for care outside the area"))
    if batch.clearing is None and batch.premiums:
        return str(_("Premium to the serious-illness insurer"))
    if batch.clearing is None:
        return str(_("To people"))
    return str(_("Clearing of %(month)s") % {"month": f"{batch.clearing.month:%Y-%m}"})


def _tone_of(batch: Any) -> str:
    if batch.approved_by_id is None:
        return "warn"
    if batch.failed or batch.sent_back:
        return "bad"
    return "info" if batch.pending else "ok"


class BatchList(Listing):
    key = "batches"
    title = gettext_lazy("Payment batches")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Batch number"), "code"),
        Column("for", gettext_lazy("For"), get=_what_for),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("payer", gettext_lazy("Paid by")),
        Column("status", gettext_lazy("State"), "badge", get=_state_of, tone=_tone_of),
        Column("count", gettext_lazy("Payments"), "number"),
        Column("amount", gettext_lazy("Amount"), "money"),
        Column("paid", gettext_lazy("Paid"), "number"),
        Column("failed", gettext_lazy("Failed"), "number", default=False),
        Column("sent_back", gettext_lazy("Sent back by the bank"), "number", default=False),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("approved_by", gettext_lazy("Approved by")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Batch number"), lookups=("number__begins",)),
        MonthFilter("month", gettext_lazy("Month"), field="clearing__month"),
        FlagFilter("open", gettext_lazy("Waiting for approval"), field="approved_by__isnull"),
    )
    empty_title = gettext_lazy("No payment batches.")
    empty_hint = gettext_lazy(
        "They are prepared when a reviewed clearing has been posted, or from what is owed to people."
    )

    def heading(self) -> str:
        if "clearing" not in self.given:
            return str(self.title)
        clearing = Clearing.objects.get(pk=self.given["clearing"])
        return _("Payment batches of %(month)s") % {"month": f"{clearing.month:%Y-%m}"}

    def rows(self) -> QuerySet[Any]:
        batches = PaymentBatch.objects.select_related("clearing", "payer", "prepared_by", "approved_by")
        if "clearing" in self.given:
            batches = batches.filter(clearing=self.given["clearing"])
        return batches.annotate(
            count=Count("payments"),
            amount=Sum("payments__amount"),
            loans=Count("payments__loan"),
            procured=Count("payments__procured"),
            province=Count("payments__province_due"),
            premiums=Count("payments__premium"),
            paid=Count("payments", filter=Q(payments__state=Payment.State.PAID)),
            pending=Count(
                "payments", filter=Q(payments__state__in=(Payment.State.PREPARED, Payment.State.SENT))
            ),
            failed=Count("payments", filter=_left(Payment.State.FAILED)),
            sent_back=Count("payments", filter=_left(Payment.State.RETURNED)),
        )

    def row_url(self, row: Any) -> str:
        return _page(row)


@requires(duty=READERS)
def batch_list(request: AgencyRequest) -> HttpResponseBase:
    return BatchList.respond(request)


@requires(duty=READERS)
def batches_of_clearing(request: AgencyRequest, clearing_id: int) -> HttpResponseBase:
    clearing = get_object_or_404(Clearing.objects, pk=clearing_id)
    return BatchList.respond(request, clearing=clearing.pk, context={"period": f"{clearing.month:%Y-%m}"})


@requires(duty=READERS)
def batch_page(request: AgencyRequest, batch_id: int) -> HttpResponse:
    """One batch: every payment with its account and how it ended."""
    batch = _batch(batch_id)
    payments = list(
        batch.payments.select_related(
            "statement__institution", "payee_agency", "reissued_as__batch", "reissues", "payable", "procured"
        ).order_by("number")
    )
    waiting = {one.payment_id: one for one in waiting_paybacks().filter(payment__batch=batch)}
    gone = {
        one.payment_id: one
        for one in UnclaimedReturn.objects.filter(payment__batch=batch, withdrawn_by__isnull=True)
    }
    for payment in payments:
        payment.payback = waiting.get(payment.pk)
        payment.gone = gone.get(payment.pk)
        payment.open = (
            payment.state in Payment.UNPAID_STATES
            and not hasattr(payment, "reissued_as")
            and payment.gone is None
        )
        payment.is_held = (
            payment.open
            and payment.kind in (Payment.Kind.INSTITUTION, Payment.Kind.PERSON)
            and (payment.state == Payment.State.RETURNED or payment.settles_return)
        )
    again = [payment for payment in payments if payment.open]
    duties = set(request.assignment.duties)
    return render(
        request,
        "funds/batch.html",
        {
            "title": _("Payment batch %(number)s") % {"number": batch.number},
            "batch": batch,
            "payments": payments,
            "kind": payments[0].kind if payments else "",
            "scheme": name_of("insutype", batch.insutype),
            "total": sum(payment.amount for payment in payments),
            "may_approve": batch.approved_by_id is None and "approve" in duties,
            "may_export": batch.approved_by_id is not None and "finance" in duties and not is_answered(batch),
            "may_enter": "finance" in duties,
            "may_check": "review" in duties,
            "may_approve_gone": "approve" in duties,
            "any_returned": any(p.returned_on for p in payments),
            "may_reissue": bool(again) and "finance" in duties,
        },
    )


@requires(duty="approve")
@once
def approve(request: AgencyRequest, batch_id: int) -> HttpResponseBase:
    """The summary before money moves, then the approval."""
    batch = _batch(batch_id)

    def confirm() -> str:
        approve_batch(batch=batch, acting_user=request.user)
        return _page(batch)

    sums = batch.payments.aggregate(count=Count("pk"), amount=Sum("amount"))
    return act_page(
        request,
        title=_("Approve the payment batch"),
        facts=[
            Fact(_("Batch number"), batch.number),
            Fact(_("Paid by"), batch.payer),
            Fact(_("Payments"), sums["count"]),
            Fact(_("Amount, yuan"), f"{sums['amount'] or 0:,.2f}"),
            Fact(_("Prepared by"), batch.prepared_by),
        ],
        warnings=[_("After approval the file can be sent to the bank.")],
        do=confirm,
        label=_("Approve"),
        said=_("The batch is approved."),
        cancel_url=_page(batch),
    )


@requires(duty="finance")
@require_POST
def export(request: AgencyRequest, batch_id: int) -> HttpResponseBase:
    """The bank's file of an approved batch."""
    batch = _batch(batch_id)
    try:
        content = export_batch(batch=batch, acting_user=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(_page(batch))
    return described(workbook_answer(content, batch.number), whole="bank")


def _account_today(payment: Payment) -> str:
    account = purpose_of(payment).account_today(payment)
    return f"{account.account_no} {account.bank_name}" if account else str(_("no approved account"))


def _is_unchanged(payment: Payment) -> bool:
    account = purpose_of(payment).account_today(payment)
    return account is not None and account.account_no == payment.account_no


_AGAIN_COLUMNS = (
    Column("number", gettext_lazy("Payment number"), "code"),
    Column("account_name", gettext_lazy("Payee")),
    Column("amount", gettext_lazy("Amount"), "money"),
    Column("failure_reason", gettext_lazy("Bank's reason")),
    Column("account_no", gettext_lazy("Account until now"), "code"),
    Column("account_today", gettext_lazy("Account today"), get=_account_today),
)


@requires(duty="finance")
@once
def reissue(request: AgencyRequest, batch_id: int) -> HttpResponseBase:
    """Issue again what of the batch failed or was sent back, to the accounts approved today."""
    batch = _batch(batch_id)
    failed = list(
        batch.payments.filter(~given_up(), state__in=Payment.UNPAID_STATES, reissued_as__isnull=True)
    )

    def again() -> str:
        return _page(reissue_payments(payments=failed, acting_user=request.user))

    warnings = [
        _("The payee's account is the one approved today; the new batch needs approval like the first.")
    ]
    if unchanged := sum(_is_unchanged(payment) for payment in failed):
        warnings.append(
            _(
                "%(count)s of them go to the account the bank did not accept: if it is wrong, have it corrected first."
            )
            % {"count": unchanged}
        )
    return act_page(
        request,
        title=_("Issue payments again"),
        facts=[
            Fact(_("Batch number"), batch.number),
            Fact(_("Payments"), len(failed)),
            Fact(_("Amount, yuan"), f"{sum(payment.amount for payment in failed):,.2f}"),
        ],
        affects=Table(_("Payments"), _AGAIN_COLUMNS, failed, unit=_("yuan")),
        warnings=warnings,
        do=again,
        label=_("Issue payments again"),
        said=_("A new batch is prepared."),
        cancel_url=_page(batch),
    )


def _batch(batch_id: int) -> PaymentBatch:
    related = ("clearing__area", "payer__area", "prepared_by", "approved_by")
    return get_object_or_404(PaymentBatch.objects.select_related(*related), pk=batch_id)


def _page(batch: Any) -> str:
    return reverse("funds:batch", args=[batch.pk])
