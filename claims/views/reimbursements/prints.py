"""Papers the counter hands out: acceptance slip, correction notice, and one receipt for all payers (一单制)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import AMOUNT_LABELS, FUND_PARTS, SPLITS, Reimbursement
from claims.services.reimbursements.settle import settlements_of_case
from config.access import requires
from config.codes import name_of

from .case import case_of
from .lists import address, payable_of

# Payers that stand on every receipt, so that the person sees that they were asked.
ALWAYS = ("hifp_pay", "hifmi_pay", "maf_pay")
Row = tuple[Any, list[Decimal], Decimal, str]


@requires()
def slip(request: HttpRequest, reimbursement_id: int) -> HttpResponse:
    """What was handed in, and by when the case is finished."""
    case = case_of(reimbursement_id)
    return _print(
        request, case, "claims/reimbursement_slip.html", _("Acceptance slip"), papers=case.papers.all()
    )


@requires()
def notice(request: HttpRequest, reimbursement_id: int) -> HttpResponse:
    """What is missing, and by when it is to be handed in."""
    case = case_of(reimbursement_id)
    if not case.waits_for_papers:
        raise Http404
    missing = case.papers.filter(is_missing=True)
    return _print(
        request, case, "claims/reimbursement_notice.html", _("Notice of missing papers"), papers=missing
    )


@requires()
def receipt(request: HttpRequest, reimbursement_id: int) -> HttpResponse:
    """Every bill of the case with every payer's part, and the person's."""
    case = case_of(reimbursement_id)
    settlements = settlements_of_case(case)
    bills = {bill.pk: bill for bill in (one.bill for one in settlements)}
    return _print(
        request,
        case,
        "claims/reimbursement_receipt.html",
        _("Reimbursement receipt"),
        heads=[(bills[one.bill_id], one) for one in settlements],
        rows=receipt_rows(settlements),
        payable=payable_of(case),
    )


def receipt_rows(settlements: list[Any]) -> list[Row]:
    """Label, amount of each bill, their sum, weight of the line; rarer funds that pay nothing are left out."""
    rows: list[Row] = [_row("medfee_sumamt", settlements, "strong")]
    rows += [_row(name, settlements, "indent") for name in SPLITS]
    rows.append(_row("act_pay_dedc", settlements, ""))
    rows.append(_row("fund_pay_sumamt", settlements, "strong"))
    parts = [
        _row(name, settlements, "indent") for name in FUND_PARTS if name in ALWAYS or _sum(name, settlements)
    ]
    rows += parts
    if _sum("hosp_part_amt", settlements):
        rows.append(_row("hosp_part_amt", settlements, ""))
    rows.append(_row("psn_part_amt", settlements, "strong"))
    rows += [_row(name, settlements, "indent") for name in ("acct_pay", "psn_cash_pay")]
    return rows


def _row(name: str, settlements: list[Any], css: str) -> Row:
    amounts = [getattr(one, name) for one in settlements]
    return AMOUNT_LABELS[name], amounts, _sum(name, settlements), css


def _sum(name: str, settlements: list[Any]) -> Decimal:
    return sum((getattr(one, name) for one in settlements), Decimal(0))


def _print(
    request: HttpRequest, case: Reimbursement, template: str, title: str, **context: Any
) -> HttpResponse:
    return render(
        request,
        template,
        {
            "title": title,
            "case": case,
            "scheme": name_of("insutype", case.insutype),
            "back_url": address(case),
            "printed_at": timezone.now(),
            **context,
        },
    )
