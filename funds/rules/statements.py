"""What an institution is owed for a month: approved, deducted, withheld, payable. Integer fen throughout.

The order is fixed: what the settlements approved, plus what a payment method pays beyond the bills (or less what it
falls short of them), plus what earlier months brought forward, plus deductions given back (an objection was upheld),
less reviewed deductions (taken on the pooled part only), less the quality deposit (a share of the pooled part after
deductions, 质量保证金), plus what a cleared year still pays, gives the payable. Two things are
never forced on an institution in one month:

- deductions beyond its pooled part wait for the next month (``deductions_later``);
- a month that would end at or below zero, because cancels outweigh bills, pays nothing, withholds nothing,
  and carries every line forward as it stands, so that the next month's deposit is taken on what is left. A cleared
  year then waits for the month that pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from config.money import share, split_by_weights

POOLED = "hifp_pay"
# What personal accounts paid is owed to the institution with the rest; no deduction or deposit is taken on it.
ACCOUNT = "acct_pay"

# Insured county (agency id) and fund part (national amount).
LineKey = tuple[int, str]


@dataclass(frozen=True)
class Claimed:
    """What the settlements of one insured county's people approved in one fund part."""

    insu_county: int
    fund_part: str
    bill_count: int
    approved: int


class YearPart(NamedTuple):
    """What a cleared year settles for one county's people: its deposits leave the books, ``year_end`` the expense.

    Together they are what the year still pays; ``year_end`` is below zero where less is released than was held.
    """

    year_end: int
    released: int

    @property
    def pays(self) -> int:
        return self.year_end + self.released


NO_YEAR = YearPart(0, 0)


@dataclass(frozen=True)
class Line:
    """``payable = approved + by_method + brought + returned - deducted - deposit + year_end + released - carried``."""

    insu_county: int
    fund_part: str
    bill_count: int
    approved: int
    brought: int
    deducted: int
    deposit: int
    carried: int
    payable: int
    by_method: int = 0
    year_end: int = 0
    released: int = 0
    returned: int = 0


@dataclass(frozen=True)
class InstitutionStatement:
    """The lines in order of county and part, their totals, the deductions left for next month; whether it settles the
    years it was asked to."""

    lines: tuple[Line, ...]
    deductions_later: int
    settles_years: bool = False

    @property
    def approved(self) -> int:
        return sum(line.approved for line in self.lines)

    @property
    def account(self) -> int:
        """What of ``approved`` personal accounts paid; the rest is the funds'."""
        return sum(line.approved for line in self.lines if line.fund_part == ACCOUNT)

    @property
    def by_method(self) -> int:
        return sum(line.by_method for line in self.lines)

    @property
    def year_end(self) -> int:
        return sum(line.year_end for line in self.lines)

    @property
    def released(self) -> int:
        return sum(line.released for line in self.lines)

    @property
    def brought(self) -> int:
        return sum(line.brought for line in self.lines)

    @property
    def deducted(self) -> int:
        return sum(line.deducted for line in self.lines)

    @property
    def returned(self) -> int:
        """Deductions of earlier months given back."""
        return sum(line.returned for line in self.lines)

    @property
    def deposit(self) -> int:
        return sum(line.deposit for line in self.lines)

    @property
    def carried(self) -> int:
        return sum(line.carried for line in self.lines)

    @property
    def payable(self) -> int:
        return sum(line.payable for line in self.lines)


@dataclass(frozen=True)
class _Due:
    """A line before deposit and carrying: ``due = approved + by_method + brought + returned - deducted``."""

    claimed: Claimed
    brought: int
    deducted: int
    by_method: int = 0
    returned: int = 0

    @property
    def due(self) -> int:
        return self.claimed.approved + self.by_method + self.brought + self.returned - self.deducted

    @property
    def key(self) -> LineKey:
        return self.claimed.insu_county, self.claimed.fund_part


def make_statement(
    claimed: Iterable[Claimed],
    *,
    brought: Mapping[LineKey, int] | None = None,
    deductions: int = 0,
    returned: Mapping[int, int] | None = None,
    deposit_share: int = 0,
    by_method: int = 0,
    home: int = 0,
    years: Mapping[int, YearPart] | None = None,
) -> InstitutionStatement:
    """The statement of one institution; ``deposit_share`` in ten-thousandths, everything else in fen.

    ``deductions`` are those of the month and those that waited; negative ones are a programming error. ``returned`` are
    deductions given back, by insured county: they stand on the pooled lines that bore them. ``by_method``
    is divided like the pooled part; without any it is the people's of ``home``, the institution's own county.
    ``years`` are cleared years by insured county; together they pay something or nothing, never less.
    """
    if deductions < 0 or deposit_share < 0 or any(fen < 0 for fen in (returned or {}).values()):
        raise ValueError("deductions, what is given back of them and the deposit share are never negative")
    dues = _with_returned(_with_brought(claimed, brought or {}), returned or {})
    dues = _with_method(dues, by_method, home)
    dues, later = _deduct(dues, deductions)
    deposits = _deposits(dues, deposit_share)
    payable = sum(line.due for line in dues) - sum(deposits)
    if years and payable >= 0 and payable + sum(part.pays for part in years.values()) > 0:
        return InstitutionStatement(tuple(_with_years(dues, deposits, years)), later, settles_years=True)
    if payable <= 0:
        return InstitutionStatement(tuple(_line(one, carried=one.due) for one in dues), later)
    lines = [_line(one, deposit=deposit) for one, deposit in zip(dues, deposits, strict=True)]
    return InstitutionStatement(tuple(lines), later)


def _with_years(dues: list[_Due], deposits: list[int], years: Mapping[int, YearPart]) -> list[Line]:
    """The lines of a month that pays, the years' on the pooled lines; a county without one gets one."""
    held = {one.key: (one, deposit) for one, deposit in zip(dues, deposits, strict=True)}
    keys = held.keys() | {(county, POOLED) for county in years}
    lines = []
    for key in sorted(keys):
        one, deposit = held.get(key) or (_Due(Claimed(*key, 0, 0), 0, 0), 0)
        part = years.get(key[0], NO_YEAR) if key[1] == POOLED else NO_YEAR
        lines.append(_line(one, deposit=deposit, year=part))
    return lines


def _with_method(dues: list[_Due], by_method: int, home: int) -> list[_Due]:
    """What the method adds or takes, spread over the pooled lines in proportion to what each has above zero."""
    if not by_method:
        return dues
    pooled = [max(0, one.due) if one.claimed.fund_part == POOLED else 0 for one in dues]
    if not any(pooled):
        alone = [one for one in dues if one.key == (home, POOLED)] or [
            _Due(Claimed(home, POOLED, 0, 0), 0, 0)
        ]
        rest = [one for one in dues if one.key != (home, POOLED)]
        return sorted([replace(alone[0], by_method=by_method), *rest], key=lambda one: one.key)
    parts = split_by_weights(by_method, pooled)
    return [replace(one, by_method=part) for one, part in zip(dues, parts, strict=True)]


def _with_brought(claimed: Iterable[Claimed], brought: Mapping[LineKey, int]) -> list[_Due]:
    """Every line claimed or brought forward, in order of county and part."""
    by_key = {(one.insu_county, one.fund_part): one for one in claimed}
    keys = sorted(by_key.keys() | {key for key, amount in brought.items() if amount})
    return [_Due(by_key.get(key) or Claimed(*key, 0, 0), brought.get(key, 0), 0) for key in keys]


def _with_returned(dues: list[_Due], returned: Mapping[int, int]) -> list[_Due]:
    """What is given back on the pooled lines of its counties; a county without one gets one."""
    held = {one.key: one for one in dues}
    for county, fen in returned.items():
        if fen:
            key = county, POOLED
            held[key] = replace(held.get(key) or _Due(Claimed(*key, 0, 0), 0, 0), returned=fen)
    return [held[key] for key in sorted(held)]


def _deduct(dues: list[_Due], deductions: int) -> tuple[list[_Due], int]:
    """Deductions spread over the pooled lines in proportion to what each has; the rest is left over."""
    pooled = [one.due if one.claimed.fund_part == POOLED else 0 for one in dues]
    taken = min(deductions, max(0, sum(pooled)))
    # Never more than a line has: the parts above zero together are at least the pooled sum.
    shares = split_by_weights(taken, [max(0, amount) for amount in pooled])
    spread = [replace(one, deducted=part) for one, part in zip(dues, shares, strict=True)]
    return spread, deductions - taken


def _deposits(dues: list[_Due], deposit_share: int) -> list[int]:
    """One deposit, rounded once on the statement's pooled sum, split over its lines."""
    pooled = [one.due if one.claimed.fund_part == POOLED else 0 for one in dues]
    deposit = share(max(0, sum(pooled)), deposit_share)
    return split_by_weights(deposit, [max(0, amount) for amount in pooled])


def _line(one: _Due, *, deposit: int = 0, carried: int = 0, year: YearPart = NO_YEAR) -> Line:
    return Line(
        insu_county=one.claimed.insu_county,
        fund_part=one.claimed.fund_part,
        bill_count=one.claimed.bill_count,
        approved=one.claimed.approved,
        brought=one.brought,
        deducted=one.deducted,
        deposit=deposit,
        carried=carried,
        payable=one.due - deposit - carried + year.pays,
        by_method=one.by_method,
        year_end=year.year_end,
        released=year.released,
        returned=one.returned,
    )
