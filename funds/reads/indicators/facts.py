"""The facts behind a county's month, each read once: the ledger, the people, the bills, plans and budgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from django.db.models import Min, Sum
from django.urls import reverse
from django.utils.http import urlencode

from claims.models import Settlement
from config.keeping import Asking, at_once
from config.money import to_fen
from config.periods import Month
from enrollment.models import Population
from enrollment.reads.targets import Progress, covered_at, progress, published, summed
from funds.models import AccountBalance, Book, IndicatorValue, WatchMonth
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.reads.fund_budgets import actuals, approved_of, in_force
from funds.reads.inpatient_ratio import PaidShare, paid_shares
from funds.reads.rounds import planned_and_spent
from funds.rules.financial_statements import PERSONAL, POOLED
from funds.rules.fund_budgets import EXPENSE
from funds.rules.watch import TALK, WARNING
from institutions.models import Agency, PoolingArea

from ..budget_lines import lines_of

Period = Month | int
TWELVE = 12


@dataclass(frozen=True)
class Flow:
    """What came in and went out of the pooled fund over some months, fen."""

    income: int
    expense: int

    def __add__(self, other: Flow) -> Flow:
        return Flow(self.income + other.income, self.expense + other.expense)

    def __sub__(self, other: Flow) -> Flow:
        return Flow(self.income - other.income, self.expense - other.expense)


@dataclass(frozen=True)
class Bills:
    """The settled bills of a period that count, fen."""

    cost: int
    funds: int
    cash: int


class Facts:
    """The facts of one scheme, county (or area) and month or year, each read when first asked for.

    The fund meant is the pooled part: of employees, without personal accounts and without what was credited to them.
    """

    def __init__(
        self,
        area: PoolingArea,
        insutype: str,
        county: Agency | None,
        period: Period,
        shared: dict[Any, Any] | None = None,
        asking: Asking = at_once,
    ) -> None:
        """``shared``: what is read of the whole area at once; one dictionary for the facts of many counties.

        ``asking``: how old a count of all people may be.
        """
        self.area, self.insutype, self.county, self.period = area, insutype, county, period
        self._shared = {} if shared is None else shared
        self._asking = asking
        self._read: dict[Month, FinancialStatements] = {}
        self.month = period if isinstance(period, Month) else Month(period, TWELVE)
        self.year_ago = Month(self.month.year - 1, self.month.number)

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """First day of the first and of the last month of the period."""
        first = self.month if isinstance(self.period, Month) else Month(self.period, 1)
        return first.first, self.month.first

    # --- the ledger ---------------------------------------------------------------------------------------------

    @cached_property
    def books_since(self) -> Month | None:
        """The first month the scheme's books in the area know of; None where that is later than the month asked."""
        held = AccountBalance.objects.filter(
            account__area=self.area, account__book__insutype=self.insutype, month__lte=self.month.first
        )
        first = held.aggregate(first=Min("month"))["first"]
        if first is None:
            opened = Book.objects.filter(area=self.area, insutype=self.insutype).aggregate(
                first=Min("opened_on")
            )
            first = opened["first"]
        return Month.of(first) if first is not None and first <= self.month.first else None

    @cached_property
    def so_far(self) -> Flow:
        """This year, through the month."""
        return _flow(self._statements(self.month))

    @cached_property
    def rolling(self) -> Flow:
        """The twelve months that end with the month; fewer where the books are younger (:attr:`rolling_months`)."""
        return self._rolling(self.month)

    @cached_property
    def rolling_months(self) -> int:
        """How many months with books :attr:`rolling` covers, twelve at most."""
        since = self.books_since
        return 0 if since is None else min(_months_between(since, self.month), TWELVE)

    @cached_property
    def rolling_before(self) -> Flow | None:
        """The twelve months before those; None where the books do not reach so far back."""
        since = self.books_since
        if since is None or _months_between(since, self.month) < 2 * TWELVE:
            return None
        return self._rolling(self.year_ago)

    @cached_property
    def balance(self) -> int | None:
        """What the pooled fund has at the end of the month, without reserves; None without books."""
        if self.books_since is None:
            return None
        statements = self._statements(self.month)
        return statements.balance_sheet.cell(
            "pooled_net" if statements.layout.personal else "fund_net", "closing"
        )

    def _rolling(self, month: Month) -> Flow:
        now = _flow(self._statements(month))
        if month.number == TWELVE:
            return now
        before = Month(month.year - 1, month.number)
        return now + _flow(self._statements(Month(before.year, TWELVE))) - _flow(self._statements(before))

    def _statements(self, month: Month) -> FinancialStatements:
        if month not in self._read:
            self._read[month] = FinancialStatements(Asked(self.area, self.insutype, self.county, month))
        return self._read[month]

    def _once(self, key: tuple[Any, ...], read: Callable[[], Any]) -> Any:
        if key not in self._shared:
            self._shared[key] = read()
        return self._shared[key]

    @property
    def ledger_address(self) -> str:
        asked = Asked(self.area, self.insutype, self.county, self.month)
        return f"{reverse('funds:financial_statements')}?{urlencode(asked.address)}"

    # --- people -------------------------------------------------------------------------------------------------

    @cached_property
    def insured(self) -> int | None:
        """Insured in this scheme at the end of the month: as counted for the targets, else counted now."""
        return self._heads(self.month, (self.insutype,))

    @cached_property
    def insured_year_ago(self) -> int | None:
        return self._heads(self.year_ago, (self.insutype,))

    @cached_property
    def insured_in_any(self) -> int | None:
        """Insured in any basic scheme at the end of the month."""
        return self._heads(self.month, None)

    @cached_property
    def population(self) -> int | None:
        """Residents as published for the year."""
        known = Population.objects.filter(county__area=self.area, year=self.month.year)
        if self.county is not None:
            known = known.filter(county=self.county)
        found: int | None = known.aggregate(Sum("residents"))["residents__sum"]
        return found

    @cached_property
    def collection(self) -> Progress | None:
        """The year's target of the scheme and what was collected of it until the end of the month."""
        found = [one for one in self._progress(self.month) if one.insutype == self.insutype]
        return summed(found) if found else None

    def _progress(self, month: Month) -> list[Progress]:
        rows = self._once(
            ("progress", month), lambda: progress(published(self.area, month.year), self.area, month)
        )
        return [one for one in rows if self.county is None or one.county == self.county]

    def _heads(self, month: Month, schemes: tuple[str, ...] | None) -> int | None:
        wanted = [one for one in self._progress(month) if schemes is None or one.insutype in schemes]
        if wanted:
            return sum(one.covered for one in wanted)
        counted = self._once(("covered", month), partial(self._covered, month))
        own = [
            people
            for county, insutype, people in counted
            if (self.county is None or county == self.county.pk) and (schemes is None or insutype in schemes)
        ]
        return sum(own) if own else None

    def _covered(self, month: Month) -> list[tuple[int, str, int]]:
        """(county, scheme, people) at the end of the month."""

        def count() -> list[tuple[int, str, int]]:
            return [(*key, people) for key, people in covered_at(self.area, month.last).items()]

        found: list[tuple[int, str, int]] = self._asking("covered", (self.area.pk, str(month)), count)
        return found

    # --- bills --------------------------------------------------------------------------------------------------

    @cached_property
    def stays(self) -> PaidShare | None:
        """In-scope costs of inpatient care and what paid them, summed over the period."""
        first, last = self.span
        month, found = Month.of(first), []
        while month.first <= last:
            found += [
                one
                for one in self._once(("stays", month), partial(paid_shares, self.area, month))
                if one.insutype == self.insutype and one.county == self.county
            ]
            month = month.following
        if not found:
            return None
        return PaidShare(
            self.county, self.insutype, sum(one.stays for one in found), sum(one.in_scope for one in found),
            sum(one.basic for one in found), sum(one.funds for one in found), found[-1].aim,
        )  # fmt: skip

    @cached_property
    def bills(self) -> Bills | None:
        """All settled bills of the period's clearing months, cancels taken off."""
        rows = Settlement.objects.filter(
            is_current=True, insutype=self.insutype, clr_month__range=self.span, insu_county__area=self.area
        )
        if self.county is not None:
            rows = rows.filter(insu_county=self.county)
        found = rows.order_by().aggregate(
            cost=Sum("medfee_sumamt"), funds=Sum("fund_pay_sumamt"), cash=Sum("psn_cash_pay")
        )
        if found["cost"] is None:
            return None
        return Bills(*(to_fen(found[name]) for name in ("cost", "funds", "cash")))

    # --- plans and budgets --------------------------------------------------------------------------------------

    @cached_property
    def plans(self) -> tuple[int, int, int] | None:
        """(planned, spent, how far they lay apart month by month and unit by unit) of the period's rounds."""
        found = self._once(
            ("plans", self.insutype, self.span),
            lambda: planned_and_spent(self.area, self.insutype, *self.span),
        )
        own = [
            both for (unit, _month), both in found.items() if self.county is None or unit == self.county.pk
        ]
        if not own:
            return None
        return (
            sum(plan for plan, _spent in own),
            sum(spent for _plan, spent in own),
            sum(abs(spent - plan) for plan, spent in own),
        )

    @cached_property
    def budget(self) -> tuple[int, int] | None:
        """(spent, budgeted) of the year so far on the budget's lines of spending; None without an approved budget."""
        unit = self.county or Agency.objects.filter(area=self.area, level=Agency.Level.CITY).first()
        paper = approved_of(unit, self.insutype, self.month.year) if unit else None
        if paper is None:
            return None
        counties = None if self.county is None else [self.county.pk]
        spending = {line.code for line in lines_of(self.insutype) if line.section == EXPENSE}
        whole = sum(fen for (_county, code), fen in in_force(paper, counties).items() if code in spending)
        spent = sum(
            sum(months[: self.month.number])
            for (_county, code), months in actuals(
                self.area, self.insutype, self.month.year, counties
            ).items()
            if code in spending
        )
        return spent, whole

    # --- what was published ---------------------------------------------------------------------------------

    @cached_property
    def warned_months(self) -> int | None:
        """Published months of the year so far with a warning of this unit and scheme; None: none is published."""
        published_months = WatchMonth.objects.filter(
            area=self.area, state=WatchMonth.State.PUBLISHED,
            month__range=(dt.date(self.month.year, 1, 1), self.month.first),
        )  # fmt: skip
        if not published_months.exists():
            return None
        whose = {"unit": self.county} if self.county else {"unit__level": Agency.Level.CITY}
        outside = IndicatorValue.objects.filter(
            month__in=published_months, insutype__in=("", self.insutype), level__in=(WARNING, TALK), **whose
        )
        return int(outside.order_by().values("month").distinct().count())

    # --- together -----------------------------------------------------------------------------------------------

    def per_head(self, spent: Flow | None, heads: int | None) -> Fraction | None:
        """Fen a head and year."""
        return Fraction(spent.expense, heads) if spent is not None and heads else None


def _flow(statements: FinancialStatements) -> Flow:
    """Of the year so far. What was credited to personal accounts leaves the pooled fund: it is taken off its income."""
    sheet = statements.income_expenditure
    if not statements.layout.personal:
        return Flow(sheet.cell("total_income", "year-all"), sheet.cell("total_expense", "year-all"))
    credited = sheet.cell("direct", f"year-{PERSONAL}")
    return Flow(
        sheet.cell("total_income", f"year-{POOLED}") - credited, sheet.cell("total_expense", f"year-{POOLED}")
    )


def _months_between(first: Month, last: Month) -> int:
    """How many months, both counted."""
    return (last.year - first.year) * TWELVE + last.number - first.number + 1
