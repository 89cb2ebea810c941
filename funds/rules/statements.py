"""What an institution is owed for a month: approved, deducted, withheld, payable. Integer fen throughout.

The order is fixed: what the settlements approved, plus what earlier months brought forward, less reviewed
deductions (taken on the pooled part only), less the quality deposit (a share of the pooled part after
deductions, 质量保证金), gives the payable. Two things are never forced on an institution in one month:

- deductions beyond its pooled part wait for the next month (``deductions_later``);
- a month that would end at or below zero, because cancels outweigh bills, pays nothing, withholds nothing,
  and carries every line forward as it stands, so that the next month's deposit is taken on what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Line:
    """``payable = approved + brought - deducted - deposit - carried``."""

    insu_county: int
    fund_part: str
    bill_count: int
    approved: int
    brought: int
    deducted: int
    deposit: int
    carried: int
    payable: int


@dataclass(frozen=True)
class InstitutionStatement:
    """The lines in order of county and part, their totals, and the deductions left for next month."""

    lines: tuple[Line, ...]
    deductions_later: int

    @property
    def approved(self) -> int:
        return sum(line.approved for line in self.lines)

    @property
    def account(self) -> int:
        """What of ``approved`` personal accounts paid; the rest is the funds'."""
        return sum(line.approved for line in self.lines if line.fund_part == ACCOUNT)

    @property
    def brought(self) -> int:
        return sum(line.brought for line in self.lines)

    @property
    def deducted(self) -> int:
        return sum(line.deducted for line in self.lines)

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
    """A line before deposit and carrying: ``due = approved + brought - deducted``."""

    claimed: Claimed
    brought: int
    deducted: int

    @property
    def due(self) -> int:
        return self.claimed.approved + self.brought - self.deducted


def make_statement(
    claimed: Iterable[Claimed],
    *,
    brought: Mapping[LineKey, int] | None = None,
    deductions: int = 0,
    deposit_share: int = 0,
) -> InstitutionStatement:
    """The statement of one institution; ``deposit_share`` in ten-thousandths, everything else in fen.

    ``deductions`` are those of the month and those that waited; negative ones are a programming error.
    """
    if deductions < 0 or deposit_share < 0:
        raise ValueError("deductions and the deposit share are never negative")
    dues, later = _deduct(_with_brought(claimed, brought or {}), deductions)
    deposits = _deposits(dues, deposit_share)
    payable = sum(line.due for line in dues) - sum(deposits)
    if payable <= 0:
        return InstitutionStatement(tuple(_line(one, carried=one.due) for one in dues), later)
    lines = [_line(one, deposit=deposit) for one, deposit in zip(dues, deposits, strict=True)]
    return InstitutionStatement(tuple(lines), later)


def _with_brought(claimed: Iterable[Claimed], brought: Mapping[LineKey, int]) -> list[_Due]:
    """Every line claimed or brought forward, in order of county and part."""
    by_key = {(one.insu_county, one.fund_part): one for one in claimed}
    keys = sorted(by_key.keys() | {key for key, amount in brought.items() if amount})
    return [_Due(by_key.get(key) or Claimed(*key, 0, 0), brought.get(key, 0), 0) for key in keys]


def _deduct(dues: list[_Due], deductions: int) -> tuple[list[_Due], int]:
    """Deductions spread over the pooled lines in proportion to what each has; the rest is left over."""
    pooled = [one.due if one.claimed.fund_part == POOLED else 0 for one in dues]
    taken = min(deductions, max(0, sum(pooled)))
    # Never more than a line has: the parts above zero together are at least the pooled sum.
    shares = split_by_weights(taken, [max(0, amount) for amount in pooled])
    spread = [_Due(one.claimed, one.brought, part) for one, part in zip(dues, shares, strict=True)]
    return spread, deductions - taken


def _deposits(dues: list[_Due], deposit_share: int) -> list[int]:
    """One deposit, rounded once on the statement's pooled sum, split over its lines."""
    pooled = [one.due if one.claimed.fund_part == POOLED else 0 for one in dues]
    deposit = share(max(0, sum(pooled)), deposit_share)
    return split_by_weights(deposit, [max(0, amount) for amount in pooled])


def _line(one: _Due, *, deposit: int = 0, carried: int = 0) -> Line:
    return Line(
        insu_county=one.claimed.insu_county,
        fund_part=one.claimed.fund_part,
        bill_count=one.claimed.bill_count,
        approved=one.claimed.approved,
        brought=one.brought,
        deducted=one.deducted,
        deposit=deposit,
        carried=carried,
        payable=one.due - deposit - carried,
    )
