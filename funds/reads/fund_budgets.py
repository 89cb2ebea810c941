"""Fund budgets read: what the ledger says of each line and month, what is in force, how execution stands.

All within the reader's scope: a county sees its own part of everything.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet, Sum

from config.money import from_fen, to_fen
from funds.models import AccountBalance, Entry, FundBudget, FundBudgetLine, Leg
from funds.rules.fund_budgets import EXPENSE, MONTHS, BudgetLine, Watch, warned
from institutions.models import Agency, PoolingArea

from .budget_lines import lines_of

Months = list[int]
# Budget lines by county (agency id) and code.
LineKey = tuple[int, str]


def actuals(
    area: PoolingArea, insutype: str, year: int, counties: Iterable[int] | None = None
) -> dict[LineKey, Months]:
    """Fen by county, line and month of ``year`` as the ledger has them; what closes the year is left out.

    Income and what is put into a reserve grows on the credit side, spending on the debit side.
    """
    lines = lines_of(insutype)
    code_of = {role: line for line in lines for role in line.roles}
    wanted = None if counties is None else set(counties)
    found: dict[LineKey, Months] = defaultdict(lambda: [0] * MONTHS)
    of_year = {"month__gte": dt.date(year, 1, 1), "month__lt": dt.date(year + 1, 1, 1)}
    balances = AccountBalance.objects.filter(
        account__book__insutype=insutype, account__area=area, account__subject__role__in=code_of, **of_year
    ).values_list("account__subject__role", "account__agency", "account__county", "month", "debit", "credit")
    closing = Leg.objects.filter(
        account__book__insutype=insutype, account__area=area, account__subject__role__in=code_of,
        entry__kind=Entry.Kind.CLOSING, booked_on__gte=dt.date(year, 1, 1), booked_on__lt=dt.date(year + 1, 1, 1),
    ).values_list(
        "account__subject__role", "account__agency", "account__county", "booked_on", "credit", "debit"
    )  # fmt: skip
    # A closing leg is taken off again: its sides stand the other way round.
    for role, agency, county, month, debit, credit in (*balances, *closing):
        where = county or agency
        if wanted is not None and where not in wanted:
            continue
        line = code_of[role]
        spent = to_fen(debit) - to_fen(credit)
        spending = line.section == EXPENSE or role.endswith("_expense")
        found[where, line.code][month.month - 1] += spent if spending else -spent
    return dict(found)


def year_actuals(
    area: PoolingArea, insutype: str, year: int, counties: Iterable[int] | None = None
) -> dict[LineKey, int]:
    return {key: sum(months) for key, months in actuals(area, insutype, year, counties).items()}


def approved_of(unit: Agency, insutype: str, year: int) -> FundBudget | None:
    """The approved budget that binds ``unit``: its own, else its city's."""
    papers = FundBudget.objects.filter(
        area=unit.area_id, insutype=insutype, year=year, kind=FundBudget.Kind.BUDGET,
        state=FundBudget.State.APPROVED,
    ).select_related("unit", "area")  # fmt: skip
    own: FundBudget | None = papers.filter(unit=unit).first()
    city: FundBudget | None = papers.filter(unit__level=Agency.Level.CITY).first()
    return own or city


def in_force(budget: FundBudget, counties: Iterable[int] | None = None) -> dict[LineKey, int]:
    """Fen by county and line: the approved budget with every approved change."""
    papers = FundBudget.objects.filter(
        unit=budget.unit_id, insutype=budget.insutype, year=budget.year, state=FundBudget.State.APPROVED,
        kind__in=(FundBudget.Kind.BUDGET, FundBudget.Kind.ADJUSTMENT),
    )  # fmt: skip
    lines: QuerySet[FundBudgetLine] = FundBudgetLine.objects.filter(budget__in=papers)
    if counties is not None:
        lines = lines.filter(county__in=list(counties))
    sums = lines.order_by().values_list("county", "code").annotate(n=Sum("amount"))
    return {(county, code): to_fen(amount) for county, code, amount in sums}


def by_code(amounts: Mapping[LineKey, int]) -> dict[str, int]:
    """Over all counties."""
    found: dict[str, int] = defaultdict(int)
    for (_county, code), amount in amounts.items():
        found[code] += amount
    return dict(found)


@dataclass(frozen=True)
class Execution:
    """One line's year against its budget; ``months`` fen of each month, ``counted`` of them are over."""

    line: BudgetLine
    budget: int
    months: Sequence[int]
    counted: int
    watch: Watch

    @property
    def actual(self) -> int:
        return sum(self.months)

    @cached_property
    def warned(self) -> str:
        return warned(self.line, self.budget, self.actual, self.counted, self.watch)

    @property
    def rate(self) -> int | None:
        """Ten-thousandths of the budget."""
        return None if not self.budget else self.actual * 10_000 // self.budget

    @property
    def yuan(self) -> dict[str, Decimal]:
        return {
            "budget": from_fen(self.budget),
            "actual": from_fen(self.actual),
            "left": from_fen(self.budget - self.actual),
        }

    @property
    def by_month(self) -> list[Decimal]:
        return [from_fen(fen) for fen in self.months]


def execution(
    budget: FundBudget, *, today: dt.date, watch: Watch, county: int | None = None
) -> list[Execution]:
    """Every line of the scheme against the budget in force, of one county when given."""
    counties = None if county is None else [county]
    whole = by_code(in_force(budget, counties))
    spent: dict[str, Months] = defaultdict(lambda: [0] * MONTHS)
    of_unit = counties
    if of_unit is None and budget.unit.level == Agency.Level.COUNTY:
        of_unit = [budget.unit_id]
    for (_county, code), months in actuals(budget.area, budget.insutype, budget.year, of_unit).items():
        spent[code] = [one + more for one, more in zip(spent[code], months, strict=True)]
    counted = MONTHS if today.year > budget.year else (today.month - 1 if today.year == budget.year else 0)
    return [
        Execution(line, whole.get(line.code, 0), spent[line.code], counted, watch)
        for line in lines_of(budget.insutype)
    ]
