"""Paying what is owed out of procurement: the batch, and on an amount's page its payments and set-offs."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import ProcurementPayable
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from config.listing.tables import Column as TableColumn
from funds.models import Entry, Payment, SupplierSetOff
from funds.reads.procurement import ties, with_open
from funds.services.procurement.prepare import prepare_procurement_payments
from institutions.access import AgencyRequest
from institutions.models import Agency

from .capital import READERS, TIE_COLUMNS, scheme_of
from .capital_acts import GroupForm, lenders_in_reach


@requires(duty="finance")
@once
def pay(request: AgencyRequest) -> HttpResponseBase:
    """One batch of everything approved of a payer and scheme."""
    waiting = ProcurementPayable.objects.filter(state=ProcurementPayable.State.READY)
    groups = list(
        waiting.order_by("payer__code", "insutype")
        .values("payer", "payer__name", "insutype")
        .annotate(count=Count("pk"), sum=Sum("amount"))
    )
    form = GroupForm(
        request.POST or None,
        groups=[
            (group["payer"], group["payer__name"], group["insutype"], group["count"], group["sum"])
            for group in groups
        ],
    )

    def make() -> str:
        payer, insutype = form.cleaned_data["batch"].split("-")
        agency: Agency = request.assignment.agency
        user: Any = request.user
        batch = prepare_procurement_payments(
            payer=lenders_in_reach(agency).get(pk=payer), insutype=insutype, acting_user=user
        )
        return reverse("funds:batch", args=[batch.pk])

    return act_page(
        request,
        title=_("Prepare payments out of procurement"),
        facts=[Fact(_("Waiting to be paid"), sum(group["count"] for group in groups))],
        warnings=[_("The batch needs another person's approval before it goes to the bank.")],
        form=form,
        do=make,
        label=_("Prepare a batch"),
        said=_("The batch is prepared."),
        cancel_url=reverse("funds:procurement_balances"),
    )


@requires(duty=READERS)
def balances(request: AgencyRequest) -> HttpResponse:
    """What institutions still owe of what their suppliers were paid, beside the ledger's account."""
    open_rows = with_open(ProcurementPayable.objects.select_related("supplier", "institution", "payer"))
    rows = ties()
    return render(
        request,
        "funds/procurement/balances.html",
        {
            "title": _("Paid to suppliers, beside the ledger"),
            "may_pay": "finance" in request.assignment.duties,
            "ties": Table(_("By county and scheme"), _tie_columns(), rows, unit=_("yuan")),
            "differs": [row for row in rows if row.difference],
            "open": Table(
                _("To be set off by the next clearing"),
                (
                    Column("number", _("Number"), "code"),
                    Column("supplier", _("Supplier")),
                    Column("institution", _("Institution")),
                    Column("payer", _("Paid by")),
                    Column("insutype", _("Scheme"), get=scheme_of),
                    Column("paid_on", _("Paid on"), "date"),
                    Column("amount", _("Amount"), "money"),
                    Column("open", _("Still open"), "money"),
                ),
                open_rows.filter(open__gt=0).order_by("payer__code", "paid_on", "pk"),
                row_url=lambda row: row.get_absolute_url(),
                unit=_("yuan"),
            ),
        },
    )


def _tie_columns() -> list[TableColumn]:
    titles = {"lender": _("Paid by"), "loans": _("Amounts open"), "open": _("Open by the payments")}
    return [
        TableColumn(one.name, titles.get(one.name, one.title), one.kind, get=one.get) for one in TIE_COLUMNS
    ]


def money_of_payable(request: AgencyRequest, payable: ProcurementPayable) -> dict[str, Any]:
    """Panel on an amount's page: its payments, what was set off, its entries."""
    payments = list(Payment.objects.filter(procured=payable).select_related("batch").order_by("number"))
    set_offs = SupplierSetOff.objects.filter(payable=payable).select_related("statement__clearing")
    keys = [f"payment:{one.number}:procured" for one in payments]
    return {
        "payments": Table(
            _("Payments"),
            (
                Column("number", _("Payment number"), "code"),
                Column("account_no", _("Account number"), "code"),
                Column("amount", _("Amount"), "money"),
                Column("state", _("State")),
                Column("paid_on", _("Paid on"), "date"),
                Column("failure_reason", _("Bank's reason")),
            ),
            payments,
            row_url=lambda row: reverse("funds:batch", args=[row.batch_id]),
            unit=_("yuan"),
        ),
        "set_offs": Table(
            _("Set off against the institution"),
            (
                Column("statement__clearing__month", _("Clearing month"), "month"),
                Column("amount", _("Amount"), "money"),
                Column("booked_on", _("Booked on"), "date"),
            ),
            set_offs.order_by("pk"),
            row_url=lambda row: reverse("funds:statement", args=[row.statement_id]),
            unit=_("yuan"),
        )
        if payable.supplier_id
        else None,
        "entries": Entry.objects.filter(key__in=keys).select_related("book").order_by("booked_on", "pk"),
    }
