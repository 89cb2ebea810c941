"""Entering the bills of a case and their fee lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms import BillForm, LineForm
from claims.models import FeeLine, ReimbursementBill
from claims.rules.reimbursements import FLOW
from claims.services.reimbursements import enter
from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, changed_meanwhile, done, once, refusals
from config.money import from_fen, round_to_fen
from institutions.access import AgencyRequest

from .case import case_of
from .lists import address


@requires(duty="handle")
@once
def enter_bill(request: AgencyRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    form = BillForm(request.POST or None)

    def store() -> HttpResponseBase:
        case_bill = enter.enter_bill(
            case=case,
            fixmedins_code=form.cleaned_data["fixmedins_code"],
            facts=form.facts,
            acting_user=request.user,
        )
        return done(request, _("The bill is entered."), _next(request, case_bill))

    context = {"title": _("Enter a bill"), "case": case, "open": True, "cancel_url": address(case)}
    return _answer(request, form, store, context)


@requires(duty="handle")
@once
def bill(request: AgencyRequest, case_bill_id: int) -> HttpResponseBase:
    """A bill of a case with its lines; changed until it is settled."""
    case_bill = _case_bill(case_bill_id)
    form = BillForm(request.POST or None, bill=case_bill.bill)

    def store() -> HttpResponseBase:
        enter.change_bill(
            case_bill=case_bill,
            fixmedins_code=form.cleaned_data["fixmedins_code"],
            facts=form.facts,
            acting_user=request.user,
        )
        return done(request, _("The bill is changed."), _next(request, case_bill))

    is_open = case_bill.live and FLOW.allows(case_bill.reimbursement.reim_stas, "enter")
    for field in form.fields.values():
        field.disabled = not is_open
    lines = list(case_bill.bill.fee_lines.order_by("feedetl_sn"))
    context = {
        "title": _("Bill %(number)s") % {"number": case_bill.bill.setl_id},
        "case": case_bill.reimbursement,
        "case_bill": case_bill,
        "open": is_open,
        "lines": lines,
        "lines_total": sum(line.det_item_fee_sumamt for line in lines),
        "cancel_url": address(case_bill.reimbursement),
    }
    return _answer(request, form, store, context)


@requires(duty="handle")
@once
def line(request: AgencyRequest, case_bill_id: int) -> HttpResponseBase:
    """One more fee line, the next number proposed."""
    case_bill = _case_bill(case_bill_id)
    number = case_bill.bill.fee_lines.count() + 1
    form = LineForm(request.POST or None, initial={"feedetl_sn": str(number)})

    def store() -> HttpResponseBase:
        given = form.line
        total = from_fen(round_to_fen(given["cnt"] * given["pric"]))
        enter.enter_line(
            case_bill=case_bill,
            line={**given, "det_item_fee_sumamt": total},
            acting_user=request.user,
        )
        again = "another" in request.POST
        where = reverse("claims:enter_fee_line", args=[case_bill.pk]) if again else _page(case_bill)
        return done(request, _("The line is entered: %(amount)s yuan.") % {"amount": total}, where)

    context = {
        "title": _("Fee line of bill %(number)s") % {"number": case_bill.bill.setl_id},
        "case": case_bill.reimbursement,
        "may_repeat": True,
        "open": True,
        "cancel_url": _page(case_bill),
    }
    return _answer(request, form, store, context)


@requires(duty="handle")
@once
def remove_line(request: AgencyRequest, case_bill_id: int, line_id: int) -> HttpResponseBase:
    case_bill = _case_bill(case_bill_id)
    fee_line = get_object_or_404(FeeLine, pk=line_id, bill=case_bill.bill_id)

    def remove() -> str:
        enter.remove_line(case_bill=case_bill, line=fee_line, acting_user=request.user)
        return _page(case_bill)

    return act_page(
        request,
        title=_("Remove the fee line"),
        facts=[
            Fact(_("Line number"), fee_line.feedetl_sn),
            Fact(_("Item"), fee_line.item_name or fee_line.med_list_codg),
            Fact(_("Amount, yuan"), f"{fee_line.det_item_fee_sumamt:,.2f}"),
        ],
        do=remove,
        label=_("Remove"),
        said=_("The line is removed."),
        danger=True,
        cancel_url=_page(case_bill),
    )


@requires(duty="handle")
@once
def remove_bill(request: AgencyRequest, case_bill_id: int) -> HttpResponseBase:
    case_bill = _case_bill(case_bill_id)
    case = case_bill.reimbursement

    def remove() -> str:
        enter.remove_bill(case_bill=case_bill, acting_user=request.user)
        return address(case)

    return act_page(
        request,
        title=_("Remove the bill from the case"),
        facts=[
            Fact(_("Bill"), case_bill.bill.setl_id),
            Fact(_("Institution"), case_bill.bill.institution),
            Fact(_("Amount, yuan"), f"{case_bill.bill.medfee_sumamt:,.2f}"),
        ],
        warnings=[_("Its fee lines go with it; it can be entered again.")],
        do=remove,
        label=_("Remove"),
        said=_("The bill is removed."),
        danger=True,
        cancel_url=_page(case_bill),
    )


def _answer(
    request: AgencyRequest, form: Any, store: Callable[[], HttpResponseBase], context: dict[str, Any]
) -> HttpResponseBase:
    """Store what was typed, or show it again with what is wrong."""
    if request.method == "POST" and form.is_valid() and not changed_meanwhile(form):
        try:
            return store()
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
    status = 422 if form.errors else 200
    return render(request, "claims/reimbursement_bill.html", {"form": form, **context}, status=status)


def _case_bill(case_bill_id: int) -> ReimbursementBill:
    return get_object_or_404(
        ReimbursementBill.objects.select_related("reimbursement", "bill__institution"), pk=case_bill_id
    )


def _next(request: AgencyRequest, case_bill: ReimbursementBill) -> str:
    """On to the fee lines when that button was used, else back to the case."""
    if "lines" in request.POST:
        return reverse("claims:enter_fee_line", args=[case_bill.pk])
    return address(case_bill.reimbursement)


def _page(case_bill: ReimbursementBill) -> str:
    return reverse("claims:reimbursement_bill", args=[case_bill.pk])
