"""What is laid before the supervision committee: raising, running, use, management of the fund (HG-09, 002 五(四))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property

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
from funds.models import Aspect, CommitteeSession
from funds.models import IndicatorCode as Code
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.reads.indicators import INDICATORS, MONTHS, Facts
from institutions.models import Agency

YUAN, PERCENT, COUNT = "yuan", "percent", "count"
TENTHS = 10


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

    @cached_property
    def statements(self) -> FinancialStatements:
        return FinancialStatements(Asked(self.agency.area, self.insutype, self.unit, self.month))

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
    shown = False
    for row in question.statements.income_expenditure.rows:
        if row.line.id == heading:
            shown = True
        elif shown and not row.line.memo and not row.line.heading:
            amount = question.statements.income_expenditure.cell(row.line.id, "year-all")
            if amount or row.line.id == total:
                yield row.line.zh.strip(), YUAN, amount
        if row.line.id == total:
            return


def _indicators(question: Question, *codes: Code) -> Iterator[Named]:
    """Watched figures of the month, read as everywhere else."""
    facts = Facts(question.agency.area, question.insutype, question.unit, question.month)
    for code in codes:
        indicator = INDICATORS[code]
        value, months = indicator.of(facts).value, indicator.unit == MONTHS
        scale = TENTHS if months else TEN_THOUSAND
        shown = None if value is None else half_up(value.numerator * scale, value.denominator)
        yield str(code.label), MONTHS if months else PERCENT, shown


def _raising(question: Question) -> Iterator[Named]:
    yield from _rows(question, "income", "total_income")
    yield from _indicators(question, Code.COVERAGE, Code.COLLECTION_RATE)


def _running(question: Question) -> Iterator[Named]:
    sheet = question.statements.income_expenditure
    yield _("Surplus of the year so far"), YUAN, sheet.cell("result", "year-all")
    yield _("Balance at the end of the month"), YUAN, sheet.cell("closing", "year-all")
    yield from _indicators(question, Code.MONTHS_COVERED, Code.CURRENT_BALANCE, Code.ACCUMULATED_BALANCE)


def _use(question: Question) -> Iterator[Named]:
    yield from _rows(question, "expense", "total_expense")
    yield from _indicators(question, Code.BUDGET_USE, Code.IN_POLICY_RATIO, Code.PERSONAL_SHARE)


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
