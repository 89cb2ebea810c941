"""The arithmetic of double entry in integer fen: legs, the fingerprint of an entry, trial balances."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class LegAmounts:
    """One leg: an account's id and what it is debited or credited, in fen."""

    account_id: int
    debit: int = 0
    credit: int = 0

    @property
    def swapped(self) -> LegAmounts:
        """The same amount on the other side: how a reversal undoes it."""
        return LegAmounts(self.account_id, debit=self.credit, credit=self.debit)


class LegFault(Enum):
    """Why legs make no entry."""

    TOO_FEW = "too_few"
    NOT_ONE_SIDE = "not_one_side"
    UNBALANCED = "unbalanced"


def fault_of(legs: Sequence[LegAmounts]) -> LegFault | None:
    """None when the legs make an entry: two or more, each on one side with a positive amount, sides equal.

    Raises ``TypeError`` for an amount that is not integer fen: yuan would be taken for fen.
    """
    if any(type(amount) is not int for leg in legs for amount in (leg.debit, leg.credit)):
        raise TypeError("legs carry integer fen")
    if len(legs) < 2:
        return LegFault.TOO_FEW
    if any(min(leg.debit, leg.credit) < 0 or (leg.debit > 0) == (leg.credit > 0) for leg in legs):
        return LegFault.NOT_ONE_SIDE
    if sum(leg.debit for leg in legs) != sum(leg.credit for leg in legs):
        return LegFault.UNBALANCED
    return None


def payload_hash(
    *,
    booked_on: dt.date,
    kind: str,
    legs: Iterable[LegAmounts],
    source: tuple[str, int | None],
    reverses: int | None,
    corrects: int | None,
) -> bytes:
    """Fingerprint of what an entry says about money.

    Wording (summary, notes), people and the order of legs are left out: the same act posted again by
    somebody else, after a text was improved, is still the same act.
    """
    content = [
        booked_on.isoformat(),
        kind,
        sorted([leg.account_id, leg.debit, leg.credit] for leg in legs),
        list(source),
        reverses,
        corrects,
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()


@dataclass
class Movement:
    """What entries add to one account in one month, in fen; ``opening`` and ``carried`` are debit-positive.

    ``carried``: what of debit and credit the year-end closing moved.
    """

    opening: int = 0
    debit: int = 0
    credit: int = 0
    carried: int = 0

    def add(self, leg: LegAmounts, *, is_opening: bool, is_closing: bool = False) -> None:
        if is_opening:
            self.opening += leg.debit - leg.credit
            return
        self.debit += leg.debit
        self.credit += leg.credit
        if is_closing:
            self.carried += leg.debit - leg.credit


@dataclass(frozen=True)
class TrialLine:
    """One subject (or account) in a trial balance; amounts in fen, opening and closing debit-positive."""

    code: str
    name: str
    klass: str
    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        return self.opening + self.debit - self.credit

    @property
    def memorandum(self) -> bool:
        return self.klass == "memo"


@dataclass(frozen=True)
class TrialTotals:
    """Column sums of a trial balance, in fen; a positive figure in each of the six columns."""

    opening_debit: int = 0
    opening_credit: int = 0
    debit: int = 0
    credit: int = 0
    closing_debit: int = 0
    closing_credit: int = 0

    @property
    def balanced(self) -> bool:
        return (
            self.opening_debit == self.opening_credit
            and self.debit == self.credit
            and self.closing_debit == self.closing_credit
        )


@dataclass(frozen=True)
class TrialBalance:
    """Opening, movement and closing of a month; real and memorandum accounts balance apart.

    ``complete`` is False for a reader who sees only part of the books: then nothing has to balance.
    """

    lines: tuple[TrialLine, ...]
    complete: bool = True

    @property
    def real(self) -> tuple[TrialLine, ...]:
        return tuple(line for line in self.lines if not line.memorandum)

    @property
    def memo(self) -> tuple[TrialLine, ...]:
        return tuple(line for line in self.lines if line.memorandum)

    @property
    def real_totals(self) -> TrialTotals:
        return totals_of(self.real)

    @property
    def memo_totals(self) -> TrialTotals:
        return totals_of(self.memo)

    @property
    def balanced(self) -> bool:
        return self.real_totals.balanced and self.memo_totals.balanced


def totals_of(lines: Iterable[TrialLine]) -> TrialTotals:
    """Column sums; each line's opening and closing stand on the side they fall on."""
    rows = list(lines)
    return TrialTotals(
        opening_debit=sum(max(row.opening, 0) for row in rows),
        opening_credit=sum(max(-row.opening, 0) for row in rows),
        debit=sum(row.debit for row in rows),
        credit=sum(row.credit for row in rows),
        closing_debit=sum(max(row.closing, 0) for row in rows),
        closing_credit=sum(max(-row.closing, 0) for row in rows),
    )
