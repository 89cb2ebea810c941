"""The approved budget binds (ZY-24): what is left of it, and what is told when a plan goes beyond it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.models import Clearing, FundBudget, StatementLine
from funds.reads.fund_budgets import approved_of, by_code, in_force, year_actuals
from funds.rules.statements import POOLED
from institutions.models import Agency

from .faults import BeyondBudget

BENEFITS = "benefits"


@dataclass(frozen=True)
class LeftOfBudget:
    """One line of a year at one agency, yuan: in force, spent by the ledger; ``paper`` is the approved budget."""

    paper: FundBudget
    budget: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        return self.budget - self.spent

    def beyond(self, planned: Decimal) -> Decimal:
        """By how much ``planned`` (yuan) exceeds what is left; zero when it does not."""
        return max(planned - self.left, Decimal(0))


def left_of_budget(*, agency: Agency, insutype: str, year: int, code: str = BENEFITS) -> LeftOfBudget | None:
    """Of a county its part of the budget that binds it, of the city the whole; None while none is approved."""
    paper = approved_of(agency, insutype, year)
    if paper is None:
        return None
    counties = None if agency.level == Agency.Level.CITY else [agency.pk]
    stands = by_code(in_force(paper, counties)).get(code, 0)
    spent = by_code(year_actuals(agency.area, insutype, year, counties)).get(code, 0)
    return LeftOfBudget(paper, from_fen(stands), from_fen(spent))


def beyond_in_clearing(clearing: Clearing) -> list[tuple[Agency, Decimal]]:
    """Counties whose people's care of a month comes to more than is left of their benefits, and by how much (yuan)."""
    sums = (
        StatementLine.objects.filter(statement__clearing=clearing, fund_part=POOLED)
        .order_by()
        .values_list("insu_county")
        .annotate(n=Sum("payable"))
    )
    owed = dict(sums)
    found = []
    for county in Agency.objects.filter(pk__in=owed).select_related("area").order_by("code"):
        left = left_of_budget(agency=county, insutype=clearing.insutype, year=clearing.month.year)
        if left is not None and left.beyond(owed[county.pk]) > 0:
            found.append((county, left.beyond(owed[county.pk])))
    return found


def require_within_budget(
    *, agency: Agency, insutype: str, day: dt.date, planned: Decimal, code: str = BENEFITS
) -> None:
    """Raises :class:`BeyondBudget`, saying by how much, where a plan of ``planned`` yuan exceeds what is left."""
    found = left_of_budget(agency=agency, insutype=insutype, year=day.year, code=code)
    if found is not None and to_fen(found.beyond(planned)) > 0:
        raise BeyondBudget(
            _("%(agency)s plans %(planned)s yuan, %(left)s are left of %(budget)s: %(beyond)s beyond the budget. "
              "It is changed through its steps first."),
            agency=agency, planned=f"{planned:,.2f}", left=f"{found.left:,.2f}", budget=found.paper,
            beyond=f"{found.beyond(planned):,.2f}",
        )  # fmt: skip
