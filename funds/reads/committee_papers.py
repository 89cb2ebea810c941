"""What is laid before the supervision committee: raising, running, use, management of the fund (HG-09, 002 五(四))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import (
    BillFinding,
    CaseRecovery,
    Deduction,
    InspectionCase,
    InspectionTarget,
    PublicReport,
)
from config.money import TEN_THOUSAND, half_up, to_fen
from config.periods import Month
from funds.models import Aspect, CommitteeSession, FundBudget
from funds.reads.budget_lines import lines_of
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.reads.fund_budgets import approved_of, by_code, in_force
from funds.reads.inpatient_ratio import paid_shares
from funds.rules.fund_budgets import INCOME as BUDGET_INCOME
from institutions.models import Agency

YUAN, PERCENT, COUNT, MONTHS = "yuan", "percent", "count", "months"


@dataclass(frozen=True)
class Figure:
    """``value`` and that of the same months a year ``before``: fen, ten-thousandths, a number, tenths of a month; None
    where there is nothing to tell."""

    name: str
    unit: str
    value: int | None
    before: int | None


@dataclass(frozen=True)
class Question:
    """Whose fund, of which scheme, in the year up to and including ``month``."""

    agency: Agency
    insutype: str
    month: Month

    @property
    def first(self) -> dt.date:
        return dt.date(self.month.year, 1, 1)

    @property
    def unit(self) -> Agency | None:
        return None if self.agency.is_municipal else self.agency

    def a_year_before(self) -> Question:
        return Question(self.agency, self.insutype, Month(self.month.year - 1, self.month.number))


def papers_of(session: CommitteeSession) -> list[dict[str, object]]:
    """Every aspect with its figures, in the language papers are printed in; what is frozen on the session."""
    question = Question(session.county, session.insutype, Month.of(session.month))
    with translation.override(settings.LANGUAGE_CODE):
        return [
            {"aspect": aspect, "figures": [asdict(one) for one in compared(read, question)]}
            for aspect, read in READS.items()
        ]


Named = tuple[str, str, int | None]
Read = Callable[[Question], Iterator[Named]]


def compared(read: Read, question: Question) -> Iterator[Figure]:
    """The figures of ``question``, each with that of a year before."""
    before = {name: value for name, _unit, value in read(question.a_year_before())}
    for name, unit, value in read(question):
        yield Figure(name, unit, value, before.get(name))


def _rows(question: Question, heading: str, total: str) -> Iterator[Named]:
    """The statement's rows from ``heading`` to ``total`` that are not zero, the year so far."""
    statements = FinancialStatements(
        Asked(question.agency.area, question.insutype, question.unit, question.month)
    )
    shown = False
    for row in statements.income_expenditure.rows:
        if row.line.id == heading:
            shown = True
        elif shown and not row.line.memo and not row.line.heading:
            amount = statements.income_expenditure.cell(row.line.id, "year-all")
            if amount or row.line.id == total:
                yield row.line.zh.strip(), YUAN, amount
        if row.line.id == total:
            return


def _raising(question: Question) -> Iterator[Named]:
    yield from _rows(question, "income", "total_income")
    yield from _of_budget(question, income=True)


def _running(question: Question) -> Iterator[Named]:
    sheet = FinancialStatements(
        Asked(question.agency.area, question.insutype, question.unit, question.month)
    ).income_expenditure
    balance = sheet.cell("closing", "year-all")
    spending = sheet.cell("total_expense", "year-all")
    yield _("Surplus of the year so far"), YUAN, sheet.cell("result", "year-all")
    yield _("Balance at the end of the month"), YUAN, balance
    months = half_up(balance * question.month.number * 10, spending) if spending > 0 else None
    yield _("Months of this year's mean spending it covers"), MONTHS, months


def _use(question: Question) -> Iterator[Named]:
    yield from _rows(question, "expense", "total_expense")
    yield from _of_budget(question, income=False)
    basic = scope = 0
    for number in range(1, question.month.number + 1):
        for share in paid_shares(question.agency.area, Month(question.month.year, number)):
            if share.insutype == question.insutype and share.county == question.unit:
                basic, scope = basic + share.basic, scope + share.in_scope
    paid = half_up(basic * TEN_THOUSAND, scope) if scope > 0 else None
    yield _("Share of in-scope inpatient costs the fund paid"), PERCENT, paid


def _of_budget(question: Question, *, income: bool) -> Iterator[Named]:
    """How much of the year's budget in force is there already; nothing without a budget."""
    budget: FundBudget | None = approved_of(question.agency, question.insutype, question.month.year)
    if budget is None:
        return
    amounts = by_code(in_force(budget, None if question.unit is None else [question.unit.pk]))
    planned = sum(
        amounts.get(line.code, 0)
        for line in lines_of(question.insutype)
        if (
            line.section == BUDGET_INCOME if income else any(role.endswith("_expense") for role in line.roles)
        )
    )
    sheet = FinancialStatements(
        Asked(question.agency.area, question.insutype, question.unit, question.month)
    ).income_expenditure
    so_far = sheet.cell("total_income" if income else "total_expense", "year-all")
    if planned > 0:
        name = (
            _("Income of the year's budget reached") if income else _("Spending of the year's budget reached")
        )
        yield name, PERCENT, half_up(so_far * TEN_THOUSAND, planned)


def _management(question: Question) -> Iterator[Named]:
    """Supervision in the same months: findings, deductions, recoveries of the scheme, the rest of all schemes."""
    area, unit = question.agency.area, question.unit
    days = (question.first, question.month.last)
    own = Q(area=area) if unit is None else Q(county=unit)
    findings: QuerySet[BillFinding] = BillFinding.objects.filter(
        bill__insutype=question.insutype, found_at__date__range=days
    )
    yield _("Findings on bills"), COUNT, findings.count()
    deducted = Deduction.objects.filter(
        finding__in=findings.filter(state=BillFinding.State.DEDUCTED)
    ).aggregate(n=Sum("amount"))
    yield _("Deducted for findings"), YUAN, to_fen(deducted["n"] or 0)
    looked_at = InspectionTarget.objects.filter(inspected_on__range=days).filter(
        Q(inspection__area=area) if unit is None else Q(inspection__county=unit)
    )
    yield _("Institutions inspected"), COUNT, looked_at.count()
    cases = InspectionCase.objects.filter(own, decided_on__range=days)
    yield _("Cases of inspection decided"), COUNT, cases.count()
    recovered = CaseRecovery.objects.filter(case__in=cases, insutype=question.insutype).aggregate(
        n=Sum("amount")
    )
    yield _("Recovered by cases"), YUAN, to_fen(recovered["n"] or 0)
    yield _("Fines imposed"), YUAN, to_fen(cases.aggregate(n=Sum("fine"))["n"] or 0)
    reports = PublicReport.objects.filter(own, received_on__range=days)
    yield _("Reports by the public received"), COUNT, reports.count()
    yield _("Reports by the public that were true"), COUNT, reports.filter(founded=True).count()


READS: dict[str, Read] = {
    Aspect.RAISING: _raising,
    Aspect.RUNNING: _running,
    Aspect.USE: _use,
    Aspect.MANAGEMENT: _management,
}
