"""What a hypothetical bill would get: one bill typed in, or a sheet of them; answered on the page, nothing stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from claims.explaining import benefit_name, explain
from claims.models import AMOUNT_LABELS, FUND_PARTS, SPLITS
from claims.rules.quoting import QuoteCase
from claims.services.quote import Quote, quote, quote_bill
from claims.spreadsheets.quote_results import quote_template, quote_workbook
from config.access import requires
from config.display import day
from config.errors import DomainError
from config.forms import Fact
from config.money import from_fen
from config.spreadsheets.faults import FileFault
from config.spreadsheets.web import dated, uploaded, workbook_answer
from institutions.access import AgencyRequest

from .quote_forms import BillForm, SheetForm

MOST_SHOWN = 100
"""More bills than this are counted on the page and stand in the workbook."""
PAID = (
    "act_pay_dedc",
    *FUND_PARTS,
    "fund_pay_sumamt",
    "hosp_part_amt",
    "psn_part_amt",
    "acct_pay",
    "psn_cash_pay",
)
ALWAYS = {"fund_pay_sumamt", "psn_part_amt", "psn_cash_pay", "act_pay_dedc"}


@requires(duty={"register", "handle", "review", "administer"})
def quote_one(request: AgencyRequest) -> HttpResponseBase:
    """One bill from typed facts: amounts, and every step with its clause."""
    area = request.assignment.agency.area
    form = BillForm(request.POST or None, request.FILES or None, area=area)
    found: Quote | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = quote_bill(cells=form.cells(), policy_of=form.policy_of())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            for fault in found.faults:
                form.add_error(form.field_of(fault.column), str(fault))
            if not form.errors and "export" in request.POST:
                return _workbook(found)
    context = {
        "title": _("Try a bill"),
        "form": form,
        "cases": [_shown(case) for case in found.cases if case.outcome] if found else [],
    }
    return render(request, "claims/quote.html", context, status=422 if form.errors else 200)


@requires(duty={"register", "handle", "review", "administer"})
def quote_sheet(request: AgencyRequest) -> HttpResponseBase:
    """Many bills from a sheet: those of one person and year follow each other."""
    if "template" in request.GET:
        return workbook_answer(quote_template(), dated(_("Bills to try")))
    area = request.assignment.agency.area
    form = SheetForm(request.POST or None, request.FILES or None, area=area)
    found: Quote | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = _quoted(form)
        except (DomainError, FileFault) as error:
            form.add_error("file" if isinstance(error, FileFault) else None, str(error))
        else:
            if "export" in request.POST:
                return _workbook(found)
    cases = [case for case in found.cases if case.outcome] if found else []
    context = {
        "title": _("Try a sheet of bills"),
        "form": form,
        "found": found,
        "settled": len(cases),
        "faults": found.faults[:MOST_SHOWN] if found else [],
        "cases": [_shown(case) for case in cases[:MOST_SHOWN]],
        "most_shown": MOST_SHOWN,
    }
    return render(request, "claims/quote_sheet.html", context, status=422 if form.errors else 200)


def _quoted(form: SheetForm) -> Quote:
    """The uploaded file worked through; it is gone as soon as it is read."""
    with uploaded(form.cleaned_data["file"]) as path:
        return quote(path=path, policy_of=form.policy_of())


def _shown(case: QuoteCase) -> dict[str, Any]:
    """One settled case as the page shows it, amounts in yuan."""
    outcome = case.outcome
    amounts = {name: from_fen(getattr(outcome, name)) for name in ("medfee_sumamt", *SPLITS, *PAID)}
    checks = [check.identity for check in case.checks if check.answer == "fails"]
    return {
        "case": case,
        "facts": [
            Fact(_("Policy date"), day(case.policy_date)),
            Fact(_("Benefit"), benefit_name(outcome.benefit) if outcome else ""),
        ],
        "splits": [(AMOUNT_LABELS[name], amounts[name]) for name in ("medfee_sumamt", *SPLITS)],
        "paid": [(AMOUNT_LABELS[name], amounts[name]) for name in PAID if amounts[name] or name in ALWAYS],
        "fund": amounts["fund_pay_sumamt"],
        "person": amounts["psn_part_amt"],
        "total": amounts["medfee_sumamt"],
        "steps": explain(case.steps),
        "failed": ", ".join(checks),
    }


def _workbook(found: Quote) -> HttpResponseBase:
    return workbook_answer(quote_workbook(found), dated(_("Bills tried")))
