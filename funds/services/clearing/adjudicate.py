"""Adjudicate one unit: what each institution it pays is owed for the month, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from claims.models import CLEARED, FUND_PARTS, Bill, Deduction, PayLoc, ReportedSettlement, Settlement
from claims.payment_words import in_words
from config.moments import first_moment
from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import Clearing, Statement, StatementLine
from funds.rules.statements import ACCOUNT, POOLED, Claimed, InstitutionStatement, LineKey, make_statement
from institutions.models import Agency, Institution

from .faults import MOST_ROWS_NAMED, StepFault, rows_named
from .given_back import given_back
from .month_methods import ByMethod, month_by_method
from .terms import Terms, terms_of
from .units import at_institutions_of, paid_by
from .years_waiting import WaitingYear, settle_in, together, waiting_years

# Everything an institution is owed on a bill: the payers' parts (ZY-14), and what the personal account paid.
PARTS = (*FUND_PARTS, ACCOUNT)


@dataclass
class Asked:
    """What one institution brings into the month, in fen."""

    bill_count: int = 0
    medfee: int = 0
    claimed: list[Claimed] = field(default_factory=list)
    deductions: int = 0
    returned: dict[int, int] = field(default_factory=dict)
    brought: dict[LineKey, int] = field(default_factory=dict)
    by_method: ByMethod = field(default_factory=ByMethod)
    years: list[WaitingYear] = field(default_factory=list)

    @property
    def pooled(self) -> int:
        return sum(one.approved for one in self.claimed if one.fund_part == POOLED)


@transaction.atomic
def adjudicate_unit(clearing: Clearing, unit: Agency) -> None:
    """Replace the unit's statements of the month; raises :class:`StepFault` naming rows that stand in the way."""
    _refuse_waiting_bills(clearing, unit)
    _refuse_unreviewed_deductions(clearing, unit)
    terms = terms_of(clearing)
    asked = _claimed_by_institution(clearing, unit)
    _add_methods(asked, clearing, unit)
    _add_deductions(asked, clearing, unit)
    for institution, returned in given_back(clearing, unit).items():
        asked[institution].returned = returned
    for year in waiting_years(clearing, unit):
        asked[year.institution].years.append(year)
    _add_what_was_carried(asked, clearing, unit)
    _store(clearing, unit, asked, terms)


def settlements_of(clearing: Clearing, unit: Agency) -> QuerySet[Settlement]:
    """The settlements of the month that ``unit`` pays institutions for."""
    return Settlement.unscoped.filter(
        CLEARED, paid_by(unit), clr_month=clearing.month, insutype=clearing.insutype
    )


def _refuse_waiting_bills(clearing: Clearing, unit: Agency) -> None:
    month = Month.of(clearing.month)
    start, end = (first_moment(day) for day in (month.first, month.next_first))
    waiting = Bill.unscoped.filter(
        paid_by(unit),
        ~Q(pay_loc=PayLoc.COUNTER),
        ~Exists(Settlement.unscoped.filter(bill=OuterRef("pk"), is_current=True)),
        # What its sender took back before it was settled never is.
        ~Exists(ReportedSettlement.unscoped.filter(bill=OuterRef("pk"), refd_setl_flag=True)),
        insutype=clearing.insutype,
        setl_time__gte=start,
        setl_time__lt=end,
    )
    named = list(waiting.order_by("setl_id").values_list("setl_id", flat=True)[:MOST_ROWS_NAMED])
    if named:
        raise StepFault("bills_waiting", **rows_named(named, waiting.count()))


def deductions_of(clearing: Clearing, unit: Agency) -> QuerySet[Deduction]:
    """What is deducted in the clearing's month from the institutions that ``unit`` pays."""
    here = at_institutions_of(unit, clearing.area_id)
    return Deduction.unscoped.filter(here, clr_month=clearing.month, insutype=clearing.insutype)


def _refuse_unreviewed_deductions(clearing: Clearing, unit: Agency) -> None:
    waiting = deductions_of(clearing, unit).filter(reviewed_by__isnull=True).order_by("reference")
    if named := list(waiting.values_list("reference", flat=True)):
        raise StepFault("deductions_unreviewed", **rows_named(named))


def _claimed_by_institution(clearing: Clearing, unit: Agency) -> dict[int, Asked]:
    """One grouped read of the month, answered from the covering index."""
    sums: dict[str, Any] = {f"{part}_sum": Sum(part) for part in PARTS}
    counts = {f"{part}_count": Count(part, filter=~Q(**{part: 0})) for part in PARTS if part != POOLED}
    groups: Any = (
        settlements_of(clearing, unit)
        .order_by()
        .values("institution_id", "insu_county_id")
        .annotate(bills=Count("*"), medfee=Sum("medfee_sumamt"), **sums, **counts)
    )
    asked: dict[int, Asked] = defaultdict(Asked)
    for row in groups:
        one = asked[row["institution_id"]]
        one.bill_count += row["bills"]
        one.medfee += to_fen(row["medfee"])
        for part in PARTS:
            amount = to_fen(row[f"{part}_sum"])
            # The pooled line counts every bill, so that a bill that was paid nothing is still seen.
            bills = row["bills"] if part == POOLED else row[f"{part}_count"]
            if bills:
                one.claimed.append(Claimed(row["insu_county_id"], part, bills, amount))
    return asked


def _add_methods(asked: dict[int, Asked], clearing: Clearing, unit: Agency) -> None:
    billed = {institution: one.pooled for institution, one in asked.items()}
    for institution, by_method in month_by_method(clearing, unit, billed).items():
        asked[institution].by_method = by_method


def _add_deductions(asked: dict[int, Asked], clearing: Clearing, unit: Agency) -> None:
    sums = deductions_of(clearing, unit).order_by().values_list("institution_id").annotate(Sum("amount"))
    for institution_id, amount in sums:
        asked[institution_id].deductions += to_fen(amount)


def _add_what_was_carried(asked: dict[int, Asked], clearing: Clearing, unit: Agency) -> None:
    """Each institution takes over from its own latest statement, however many months ago that was."""
    latest = (
        Statement.unscoped.filter(
            clearing__area=clearing.area,
            clearing__insutype=clearing.insutype,
            clearing__month__lt=clearing.month,
            payer=unit,
            institution__in=asked.keys(),
        )
        .order_by("institution_id", "-clearing__month")
        .distinct("institution_id")
    )
    before = {statement.pk: statement for statement in latest}
    for statement in before.values():
        asked[statement.institution_id].deductions += to_fen(statement.det_later)
    for line in StatementLine.unscoped.filter(statement__in=before.keys()).exclude(carried=0):
        one = asked[before[line.statement_id].institution_id]
        one.brought[line.insu_county_id, line.fund_part] = to_fen(line.carried)


def _store(clearing: Clearing, unit: Agency, asked: dict[int, Asked], terms: Terms) -> None:
    StatementLine.unscoped.filter(statement__clearing=clearing, statement__payer=unit).delete()
    Statement.unscoped.filter(clearing=clearing, payer=unit).delete()
    institutions = Institution.unscoped.in_bulk(asked.keys())
    statements, results = [], []
    for institution_id, one in sorted(asked.items()):
        institution = institutions[institution_id]
        result = make_statement(
            one.claimed,
            brought=one.brought,
            deductions=one.deductions,
            returned=one.returned,
            deposit_share=terms.deposit_share_of(institution, unit),
            by_method=one.by_method.amount,
            home=unit.pk,
            years=together(one.years),
        )
        statements.append(_statement(clearing, unit, institution, one, result))
        results.append(result)
    Statement.unscoped.bulk_create(statements)
    for statement, result in zip(statements, results, strict=True):
        if result.settles_years:
            settle_in(statement, asked[statement.institution_id].years)
    StatementLine.unscoped.bulk_create(
        line
        for statement, result in zip(statements, results, strict=True)
        for line in _lines(statement, result)
    )


def _statement(
    clearing: Clearing, unit: Agency, institution: Institution, asked: Asked, result: InstitutionStatement
) -> Statement:
    return Statement(
        clearing=clearing,
        institution=institution,
        payer=unit,
        bill_count=asked.bill_count,
        medfee_sumamt=from_fen(asked.medfee),
        fund_appy_sum=from_fen(result.approved - result.account),
        acct_pay=from_fen(result.account),
        by_method=from_fen(result.by_method),
        by_methods=asked.by_method.methods,
        method_steps=in_words(asked.by_method.steps),
        brought_forward=from_fen(result.brought),
        det_sumamt=from_fen(result.deducted),
        det_later=from_fen(result.deductions_later),
        det_returned=from_fen(result.returned),
        dpst_sumamt=from_fen(result.deposit),
        year_end=from_fen(result.year_end),
        dpst_released=from_fen(result.released),
        carried_forward=from_fen(result.carried),
        act_dfr_amt=from_fen(result.payable),
    )


def _lines(statement: Statement, result: InstitutionStatement) -> Iterable[StatementLine]:
    for line in result.lines:
        yield StatementLine(
            statement=statement,
            insu_county_id=line.insu_county,
            fund_part=line.fund_part,
            bill_count=line.bill_count,
            approved=from_fen(line.approved),
            by_method=from_fen(line.by_method),
            brought=from_fen(line.brought),
            returned=from_fen(line.returned),
            deducted=from_fen(line.deducted),
            deposit=from_fen(line.deposit),
            year_end=from_fen(line.year_end),
            released=from_fen(line.released),
            carried=from_fen(line.carried),
            payable=from_fen(line.payable),
        )
