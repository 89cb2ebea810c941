"""A county's year in one scheme against the budget in force."""

from __future__ import annotations

from collections.abc import Mapping

from funds.models import FundBudget
from funds.reads.budget_lines import lines_of
from funds.reads.fund_budgets import approved_of, in_force, year_actuals
from funds.rules.county_assessment import CountyFigures
from funds.rules.fund_budgets import EXPENSE, INCOME
from institutions.models import Agency


def county_figures(unit: Agency, insutype: str, year: int) -> CountyFigures | None:
    """The county's year against the budget in force, fen; None without an approved budget.

    Income are the lines of income, spending those of benefits and other expenses: what is taken out before (premiums,
    reserves) the city decides.
    """
    paper: FundBudget | None = approved_of(unit, insutype, year)
    if paper is None:
        return None
    budget = in_force(paper, [unit.pk])
    actual = year_actuals(unit.area, insutype, year, [unit.pk])

    def of(section: str, amounts: Mapping[tuple[int, str], int]) -> int:
        codes = {line.code for line in lines_of(insutype) if line.section == section}
        return sum(fen for (county, code), fen in amounts.items() if county == unit.pk and code in codes)

    return CountyFigures(of(INCOME, budget), of(INCOME, actual), of(EXPENSE, budget), of(EXPENSE, actual))
