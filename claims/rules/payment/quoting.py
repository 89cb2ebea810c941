"""Hypothetical payments: rows of a file worked out one by one, then the months and years they add up to.

A row without an institution is the budget all institutions of its method share. What is wrong with a row is told at
the row; a year (or a common budget) that a faulty row belongs to would be a wrong sum and is set aside.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from config.money import TEN_THOUSAND
from config.spreadsheets.faults import RowFault
from enrollment.rules.contributions.outcome import FactMissing
from institutions.rules.policy_package import PolicyAt
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import Step, step

from .cases import MONTHS, NEEDS, YUAN, Case, Owed, billed, month_base, owed
from .months import Base, MonthPart, month_parts
from .section import BY_POINTS
from .settling import UnitYear, lent_ahead, year_end
from .terms import Terms, terms_of
from .years import Account, Cleared, PoolYear, clear_alone, clear_together

Values = Mapping[str, Any]
PolicyOn = Callable[[dt.date], PolicyAt]
ONCE = ("score", "last_year", "prepaid", "lent")
"""What an institution has one of in a year, in any of its rows."""
_ABOVE_ZERO = ("cases", "months", "weight", "standard", "factor", "mean", "budget")


@dataclass
class Row:
    """One row of the file: a case, or a common budget; sound when it has no faults."""

    row: int
    name: str
    values: Values
    faults: list[RowFault] = field(default_factory=list)
    owed: Owed | None = None
    base: Base | None = None
    part: MonthPart | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def method(self) -> str:
        return self.values.get("method") or ""

    @property
    def institution(self) -> str:
        return self.values.get("institution") or ""

    @property
    def unit(self) -> str:
        return self.values.get("consortium") or self.institution

    @property
    def day(self) -> dt.date | None:
        return self.values.get("day")

    @property
    def year(self) -> int | None:
        return None if self.day is None else self.day.year

    @property
    def is_budget(self) -> bool:
        return not self.institution

    def fault(self, column: str, code: str, **params: Any) -> None:
        self.faults.append(RowFault(self.row, column, code, params=params))


@dataclass
class Year:
    """A year of an institution or consortium: its methods cleared, the account settled; or why not."""

    year: int
    unit: str
    rows: list[Row]
    cleared: list[Cleared] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


@dataclass
class Pool:
    """A common budget of a year and method."""

    budget_row: Row
    outcome: PoolYear | None = None
    faults: list[RowFault] = field(default_factory=list)


@dataclass
class Quote:
    """The file worked out."""

    rows: list[Row]
    pools: list[Pool] = field(default_factory=list)
    years: list[Year] = field(default_factory=list)

    @cached_property
    def rows_at_fault(self) -> list[Row]:
        """Known once every row has been looked at."""
        return [one for one in self.rows if one.faults]

    @property
    def faults(self) -> list[RowFault]:
        """Of rows first, then of the sums they belong to."""
        found = [fault for row in self.rows for fault in row.faults]
        found += [fault for pool in self.pools for fault in pool.faults]
        return found + [fault for year in self.years for fault in year.faults]


def row_of(row: int, values: Values, faults: Iterable[RowFault]) -> Row:
    """One row; ``faults`` are those its cells already have."""
    one = Row(row, values.get("case") or "", values, list(faults))
    at_fault = {fault.column for fault in one.faults}
    for fault in _faults(one):
        if fault.column not in at_fault:
            one.faults.append(fault)
            at_fault.add(fault.column)
    return one


def _faults(one: Row) -> Iterable[RowFault]:
    values = one.values

    def wrong(column: str, code: str, **params: Any) -> RowFault:
        return RowFault(one.row, column, code, params=params)

    for column in ("budget",) if one.is_budget else NEEDS.get(one.method, ()):
        if values.get(column) is None:
            yield wrong(column, "required")
    for column in _ABOVE_ZERO:
        if values.get(column) == 0:
            yield wrong(column, "not_above_zero")
    if (values.get("months") or 0) > MONTHS:
        yield wrong("months", "too_many_months", limit=MONTHS)
    if one.is_budget and one.method and one.method not in BY_POINTS:
        yield wrong("institution", "payment_not_shared")
    for lesser, greater in (("fund", "cost"), ("deducted", "fund"), ("signed", "people")):
        low, high = values.get(lesser), values.get(greater)
        if low is not None and high is not None and low > high:
            yield wrong(lesser, f"payment_{lesser}_above_{greater}")


def work_out(rows: list[Row], policy_on: PolicyOn) -> Quote:
    """Work out the sound rows, their months, common budgets and years."""
    quote = Quote(rows)
    for one in rows:
        _attempt(one, policy_on)
    _pay_months(rows, policy_on)
    quote.pools = _pools(rows)
    shared = {(pool.budget_row.year, pool.budget_row.method): pool for pool in quote.pools}
    quote.years = _years(rows)
    for year in quote.years:
        _once(year, shared)
    for pool in quote.pools:
        _share(pool, quote, policy_on)
    for year in quote.years:
        _settle(year, quote, shared, policy_on)
    return quote


# --- rows and months ---------------------------------------------------------------------------------------------


def _terms(policy_on: PolicyOn, day: dt.date) -> Terms:
    return terms_of(policy_on(day))


def _attempt(one: Row, policy_on: PolicyOn) -> None:
    if one.faults or one.day is None:
        return
    try:
        terms = _terms(policy_on, one.day)
        if not terms.uses(one.method):
            one.fault("method", "payment_not_used")
        elif not one.is_budget:
            case = case_of(one.values)
            one.owed = owed(case, terms)
            base, told = month_base(case, one.owed, terms)
            one.base = Base(base, case.deducted)
            one.steps = [*one.owed.steps, told]
    except FactMissing as missing:
        one.fault(missing.name, "required")
    except PolicyGap as gap:
        one.fault("method", "payment_gap", problem=str(gap))


def case_of(values: Values) -> Case:
    """The facts of a row in the units of the rules."""
    given = {name: values[name] for name in Case._fields if values.get(name) is not None}
    for name in ("weight", "factor", "decided"):
        if name in given:
            given[name] = int(given[name] * TEN_THOUSAND)
    if "standard" in given:
        given["standard"] = int(given["standard"] * YUAN)
    return Case(**given)


def _pay_months(rows: Sequence[Row], policy_on: PolicyOn) -> None:
    """Deposit and prepayment, month by month of each institution and method."""
    months: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for one in rows:
        if one.base is not None and one.day is not None:
            months[one.day.year, one.day.month, one.institution, one.method].append(one)
    for cases in months.values():
        deposit = _terms(policy_on, max(one.day for one in cases if one.day)).deposit
        parts = month_parts([one.base for one in cases if one.base], deposit.value)
        for one, part in zip(cases, parts, strict=True):
            one.part = part
            base = part.deducted + part.deposit + part.prepaid
            one.steps += [
                step("deposit", deposit, amount=part.deposit, share=deposit.value),
                step(
                    "month_paid",
                    amount=part.prepaid,
                    base=base,
                    deducted=part.deducted,
                    deposit=part.deposit,
                ),
            ]


# --- years -------------------------------------------------------------------------------------------------------


def _pools(rows: Sequence[Row]) -> list[Pool]:
    """Common budgets, one for a year and method."""
    first: dict[tuple[int | None, str], Row] = {}
    for one in rows:
        if not one.is_budget or one.faults:
            continue
        known = first.setdefault((one.year, one.method), one)
        if known is not one:
            one.fault("institution", "payment_budget_twice", first=known.row)
    return [Pool(one) for one in first.values()]


def _years(rows: Sequence[Row]) -> list[Year]:
    found: dict[tuple[int, str], Year] = {}
    for one in rows:
        if not one.is_budget and one.year is not None:
            found.setdefault((one.year, one.unit), Year(one.year, one.unit, [])).rows.append(one)
    return list(found.values())


def _once(year: Year, shared: Mapping[tuple[int | None, str], Pool]) -> None:
    """What may be said once is said once."""
    said: dict[tuple[str, str], Row] = {}
    for one in year.rows:
        if one.values.get("budget") is not None and (year.year, one.method) in shared:
            one.fault("budget", "payment_two_budgets", row=shared[year.year, one.method].budget_row.row)
        for name in (*ONCE, "budget"):
            if one.values.get(name) is None:
                continue
            first = said.setdefault((name, one.method if name == "budget" else ""), one)
            if first is not one:
                one.fault(name, "payment_said_twice", first=first.row)


def _faulty(quote: Quote, year: int | None, concerns: Callable[[Row], bool]) -> Row | None:
    """A row at fault that may belong to a sum of the year; what it does not say it may be."""
    return next(
        (one for one in quote.rows_at_fault if one.year in (None, year) and concerns(one)),
        None,
    )


def _account(rows: Sequence[Row], unit: str, method: str) -> Account:
    own = [(one, one.owed) for one in rows if one.method == method and one.owed is not None]
    budgets = [one.values["budget"] for one, _owed in own if one.values.get("budget") is not None]
    return Account(
        unit,
        method,
        cost=sum(one.values.get("cost") or 0 for one, _owed in own),
        billed=sum(billed(case_of(one.values), worked) for one, worked in own),
        owed=sum(worked.fund for _one, worked in own),
        deducted=sum(one.values.get("deducted") or 0 for one, _owed in own),
        points=sum(worked.points or 0 for _one, worked in own),
        budget=budgets[0] if budgets else None,
    )


def _share(pool: Pool, quote: Quote, policy_on: PolicyOn) -> None:
    """Divide a common budget among the institutions of its method."""
    row = pool.budget_row
    faulty = _faulty(quote, row.year, lambda one: one.method in ("", row.method))
    if faulty is not None:
        pool.faults.append(RowFault(row.row, "budget", "payment_row_at_fault", params={"row": faulty.row}))
        return
    accounts = [
        _account(year.rows, year.unit, row.method)
        for year in quote.years
        if year.year == row.year and any(one.method == row.method for one in year.rows)
    ]
    try:
        terms = _terms(policy_on, _last_day(row.year))
        pool.outcome = clear_together(accounts, row.values["budget"], terms)
    except PolicyGap as gap:
        pool.faults.append(RowFault(row.row, "budget", "payment_gap", params={"problem": str(gap)}))


def _settle(
    year: Year, quote: Quote, shared: Mapping[tuple[int | None, str], Pool], policy_on: PolicyOn
) -> None:
    """Clear the methods of an institution's year and settle its account."""
    first = year.rows[0].row
    methods = {"", *(one.method for one in year.rows)}
    faulty = _faulty(
        quote, year.year, lambda one: one.method in methods if one.is_budget else one.unit == year.unit
    )
    if faulty is not None:
        year.faults.append(RowFault(first, "institution", "payment_row_at_fault", params={"row": faulty.row}))
        return
    try:
        terms = _terms(policy_on, _last_day(year.year))
        for method in dict.fromkeys(one.method for one in year.rows):
            pool = shared.get((year.year, method))
            if pool is not None and pool.outcome is None:
                year.faults += [
                    RowFault(first, "institution", one.code, params=one.params) for one in pool.faults
                ]
                return
            year.cleared.append(
                clear_alone(_account(year.rows, year.unit, method), terms)
                if pool is None or pool.outcome is None
                else next(one for one in pool.outcome.cleared if one.account.unit == year.unit)
            )
        unit = _unit_year(year)
        year.steps = [*year_end(unit, terms), *lent_ahead(unit, terms)]
    except PolicyGap as gap:
        year.cleared = []
        year.faults.append(RowFault(first, "institution", "payment_gap", params={"problem": str(gap)}))


def _unit_year(year: Year) -> UnitYear:
    said = {name: one.values[name] for one in year.rows for name in ONCE if one.values.get(name) is not None}
    parts = [one.part for one in year.rows if one.part is not None]
    return UnitYear(
        due=sum(one.amount for one in year.cleared),
        prepaid=said.get("prepaid", sum(part.prepaid for part in parts)),
        deposit=sum(part.deposit for part in parts),
        score=said.get("score"),
        last_year=said.get("last_year"),
        lent=said.get("lent", 0),
    )


def _last_day(year: int | None) -> dt.date:
    return dt.date(year or 1, 12, 31)
