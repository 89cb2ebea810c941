"""What each institution would be lent for a year: last year's pooled payments as cleared, and the policy's months.

The arithmetic is that of the what-if of payment methods (``claims.rules.payment.settling.lent_ahead``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Sum

from claims.rules.payment.settling import UnitYear, lent_ahead
from config.money import from_fen, to_fen
from funds.models import CapitalLoan, Clearing, StatementLine
from funds.rules.statements import POOLED
from institutions.models import Agency, Institution
from institutions.rules.steps import Step
from institutions.services.designated_on import DesignationReader

from .terms import CapitalTerms, capital_terms

CLEARED_STATES = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)
# The steps of the rule that end in an amount lent; a step of an adjusted prepayment replaces the one before it.
KIND_OF_STEP = {
    "working_capital": CapitalLoan.Kind.CAPITAL,
    "prepayment": CapitalLoan.Kind.PREPAYMENT,
    "prepayment_adjusted": CapitalLoan.Kind.PREPAYMENT,
}


@dataclass(frozen=True)
class PlannedLoan:
    """One proposal: ``last_year`` and ``amount`` in fen, with the steps of the rule."""

    institution: Institution
    lender: Agency
    insutype: str
    kind: str
    last_year: int
    months_cleared: int
    amount: int
    steps: tuple[Step, ...]

    @property
    def amount_yuan(self) -> Decimal:
        return from_fen(self.amount)

    @property
    def last_year_yuan(self) -> Decimal:
        return from_fen(self.last_year)


def plan_capital(lenders: Sequence[Agency], year: int) -> list[PlannedLoan]:
    """By lender, institution and scheme; institutions without a designation on the day of lending are left out.

    Raises ``NothingLent`` where the area's policy lends nothing in ``year``.
    """
    if not lenders:
        return []
    area = lenders[0].area
    terms = capital_terms(area, year)
    months = _months_cleared(area.pk, year - 1)
    paid = list(
        StatementLine.unscoped.filter(
            statement__clearing__area=area,
            statement__clearing__month__year=year - 1,
            statement__clearing__state__in=CLEARED_STATES,
            statement__payer__in=[lender.pk for lender in lenders],
            # Who is paid from here because the institution stands here; care outside the area is not lent for.
            statement__institution__county=F("statement__payer"),
            statement__institution__kind=Institution.Kind.MEDICAL,
            fund_part=POOLED,
        )
        .order_by()
        .values("statement__institution_id", "statement__payer_id", "statement__clearing__insutype")
        .annotate(
            to_pay=Sum("payable"), held=Sum("deposit"), of_years=Sum("year_end"), settled=Sum("released")
        )
    )
    by_pk = {lender.pk: lender for lender in lenders}
    institutions = Institution.unscoped.in_bulk([row["statement__institution_id"] for row in paid])
    designated = DesignationReader(institutions)
    planned: list[PlannedLoan] = []
    for row in paid:
        institution = institutions[row["statement__institution_id"]]
        refused = designated.refuses(
            institution.pk, terms.lent_by, area=area.pk, county=institution.county_id
        )
        if refused:
            continue
        scheme = row["statement__clearing__insutype"]
        planned += _of(
            institution,
            by_pk[row["statement__payer_id"]],
            scheme,
            # What a cleared year pays was not paid for this year's care.
            to_fen(row["to_pay"]) + to_fen(row["held"]) - to_fen(row["of_years"]) - to_fen(row["settled"]),
            months.get(scheme, 0),
            terms,
        )
    return sorted(
        planned, key=lambda one: (one.lender.code, one.institution.fixmedins_code, one.insutype, one.kind)
    )


def _months_cleared(area_id: int, year: int) -> dict[str, int]:
    cleared = Clearing.unscoped.filter(area=area_id, month__year=year, state__in=CLEARED_STATES)
    return dict(cleared.order_by().values_list("insutype").annotate(Count("month", distinct=True)))


def _of(
    institution: Institution, lender: Agency, insutype: str, last_year: int, months: int, terms: CapitalTerms
) -> list[PlannedLoan]:
    steps = lent_ahead(UnitYear(due=0, prepaid=0, deposit=0, last_year=last_year), terms.methods)
    by_kind: dict[str, list[Step]] = {}
    for one in steps:
        by_kind.setdefault(KIND_OF_STEP[one.code], []).append(one)
    return [
        PlannedLoan(institution, lender, insutype, kind, last_year, months, some[-1].amount or 0, tuple(some))
        for kind, some in by_kind.items()
        if (some[-1].amount or 0) > 0
    ]
