"""One paper: its lines (filled in while a draft), what is taken out first, counties compared, its steps; execution."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.display import changed_query
from config.errors import DomainError
from config.forms import changed_meanwhile, done, once, refusals
from config.listing.export import tables_workbook
from config.money import from_fen, to_fen
from config.spreadsheets.web import workbook_answer
from funds.forms_fund_budgets import CountyForm, LineForm
from funds.models import FundBudget, FundBudgetLine
from funds.reads.budget_lines import lines_of, name_of_line
from funds.reads.fund_budgets import execution
from funds.rules.fund_budgets import SECTIONS, Watch, available
from funds.services.fund_budgets.course import waiting_step
from funds.services.fund_budgets.faults import FundBudgetRefused
from funds.services.fund_budgets.lines import Entered, set_lines
from funds.services.fund_budgets.terms import FundBudgetTerms, terms_of
from funds.spreadsheets.fund_budget_lines import lines_to_fill
from institutions.access import AgencyRequest

from .papers import TONE, may_of, paper_in_reach
from .tables import (
    SECTION_NAMES,
    amount_title,
    base_title,
    compare_table,
    course_chart,
    execution_rows,
    execution_table,
    line_rows,
    lines_table,
    months_table,
    steps_table,
)

REFUSED = 422
Kind, State = FundBudget.Kind, FundBudget.State


def _lines(paper: FundBudget) -> list[FundBudgetLine]:
    order = {line.code: n for n, line in enumerate(lines_of(paper.insutype))}
    found = FundBudgetLine.objects.filter(budget=paper).select_related("county")
    return sorted(found, key=lambda line: (line.county.code, order.get(line.code, 99)))


def _counties(lines: list[FundBudgetLine]) -> list[tuple[int, str]]:
    return list(dict.fromkeys((line.county_id, str(line.county)) for line in lines))


def _chosen(request: AgencyRequest, counties: list[tuple[int, str]]) -> tuple[CountyForm, int | None]:
    form = CountyForm(request.GET, counties=counties)
    chosen = form.cleaned_data["county"] if form.is_valid() else None
    return form, counties[0][0] if chosen is None and len(counties) == 1 else chosen


def _terms(paper: FundBudget) -> FundBudgetTerms | None:
    try:
        return terms_of(paper.area, paper.year)
    except FundBudgetRefused:
        return None


def _taken_out(paper: FundBudget, lines: list[FundBudgetLine]) -> dict[str, Any] | None:
    """What benefits may come to, with the clause that takes something out before (ZY-21)."""
    if paper.kind in (Kind.ADJUSTMENT, Kind.ACCOUNTS):
        return None
    amounts: dict[str, int] = {}
    for line in lines:
        amounts[line.code] = amounts.get(line.code, 0) + to_fen(line.amount)
    found, terms = available(lines_of(paper.insutype), amounts), _terms(paper)
    said = None if terms is None else terms.policy.section("pooling").get("taken_out_first")
    return {
        "income": from_fen(found.income), "left": from_fen(found.left), "benefits": from_fen(found.benefits),
        "beyond": from_fen(found.beyond) if found.beyond > 0 else None, "said": said,
        "first": [(name_of_line(paper.insutype, code), from_fen(fen)) for code, fen in found.first],
    }  # fmt: skip


class _LineForms:
    """The table filled in: a form per line of one county; what was typed stays when refused."""

    def __init__(self, request: AgencyRequest, paper: FundBudget, lines: list[FundBudgetLine]) -> None:
        data = request.POST if request.method == "POST" else None
        self.paper, self.user, self.errors = paper, request.user, list[str]()
        self.bound = data is not None
        self.rows = [
            (line, name_of_line(paper.insutype, line.code),
             LineForm(data, prefix=f"line{line.pk}", initial={"amount": line.amount, "reason": line.reason}))
            for line in lines
        ]  # fmt: skip

    def saved(self) -> bool:
        valid = [form.is_valid() and not changed_meanwhile(form) for _line, _name, form in self.rows]
        if not all(valid):
            self.errors = [_("Some rows cannot be saved: see below. Nothing was changed.")]
            return False
        entered = {line.pk: Entered(**form.cleaned_data) for line, _name, form in self.rows}
        user: Any = self.user
        try:
            with transaction.atomic():
                set_lines(budget=self.paper, entered=entered, acting_user=user)
        except (DomainError, ValidationError) as refusal:
            self.errors = refusals(refusal)
            return False
        return True


@requires()
@once
def paper_page(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook, with ``fill`` as a sheet to be filled in."""
    paper = paper_in_reach(request, fund_budget_id)
    every = _lines(paper)
    form, county = _chosen(request, _counties(every))
    lines = [line for line in every if county in (None, line.county_id)]
    may = may_of(request.assignment, paper)
    if "fill" in request.GET and may["set"]:
        return workbook_answer(lines_to_fill(paper, lines), f"{paper} {_('Sheet of lines to fill in')}")
    table = lines_table(paper, line_rows(paper, lines))
    tables = [table, compare_table(paper, lines), steps_table(paper)]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), str(paper))
    forms = _line_forms(request, paper, lines, county, may["set"])
    if forms is not None and request.method == "POST" and forms.saved():
        return done(request, _("Saved."), f"{paper.get_absolute_url()}{changed_query(request.GET)}")
    context: dict[str, Any] = {
        "title": str(paper), "paper": paper, "tone": TONE[paper.state], "may": may, "form": form, "forms": forms,
        "table": table, "compare": tables[1], "steps": tables[2], "waiting": waiting_step(paper),
        "taken": _taken_out(paper, lines), "several": len(_counties(every)) > 1, "county": county,
        "how": [(name_of_line(paper.insutype, line.code), line) for line in lines] if county else [],
        "base_title": base_title(paper.kind), "amount_title": amount_title(paper.kind),
        "binds": (paper.kind, paper.state) == (Kind.BUDGET, State.APPROVED),
        "may_change": may_draft(request, paper), "year_over": paper.year < timezone.localdate().year,
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "fill_url": changed_query(request.GET, fill="1"), "tables": [table, tables[2]],
        "agency": paper.unit, "period": str(paper.year), "printed_at": timezone.now(),
        "maker": paper.prepared_by, "checker": paper.checked_by, "back_url": paper.get_absolute_url(),
    }  # fmt: skip
    name = "paper_print" if "print" in request.GET else "paper"
    status = REFUSED if forms is not None and forms.errors else 200
    return render(request, f"funds/fund_budgets/{name}.html", context, status=status)


def _line_forms(
    request: AgencyRequest, paper: FundBudget, lines: list[FundBudgetLine], county: int | None, may_set: bool
) -> _LineForms | None:
    """Where one county is chosen, or where a paper has only one."""
    if not may_set or county is None or "print" in request.GET:
        return None
    return _LineForms(request, paper, lines)


def may_draft(request: AgencyRequest, paper: FundBudget) -> bool:
    """May the reader begin a change or the accounts of this budget?"""
    assignment = request.assignment
    return paper.unit == assignment.agency and "finance" in assignment.duties


@requires()
def execution_page(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    """Each line by month against the budget in force, with what is warned of (NM-04)."""
    paper = paper_in_reach(request, fund_budget_id)
    form, county = _chosen(request, _counties(_lines(paper)))
    terms = _terms(paper)
    watch = Watch(0, 0) if terms is None else terms.watch
    section = None if terms is None else terms.policy.section("budget")
    found = execution(paper, today=timezone.localdate(), watch=watch, county=county)
    laid_out = execution_rows(paper, found)
    tables = [execution_table(laid_out), months_table(paper, laid_out)]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), f"{paper} {_('Execution')}")
    context: dict[str, Any] = {
        "title": _("Execution: %(paper)s") % {"paper": paper}, "paper": paper, "form": form, "tables": tables,
        "several": len(_counties(_lines(paper))) > 1, "warned": sum(bool(one.warned) for one in found),
        "figures": [
            (SECTION_NAMES[part], *(from_fen(sum(fen)) for fen in zip(*rows, strict=True)))
            for part in SECTIONS
            if (rows := [(one.budget, one.actual) for one in found if one.line.section == part])
        ],
        "charts": [
            (f"course-{part}", SECTION_NAMES[part], course_chart(found, part, paper.year))
            for part in ("income", "expense")
        ],
        "warn_at": None if section is None else section.get("warn_at"),
        "warn_ahead": None if section is None else section.get("warn_ahead"),
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "agency": paper.unit, "period": str(paper.year),
        "printed_at": timezone.now(), "maker": request.user, "checker": None,
        "back_url": request.path,
    }  # fmt: skip
    name = "paper_print" if "print" in request.GET else "execution"
    return render(request, f"funds/fund_budgets/{name}.html", context)
