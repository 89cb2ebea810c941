"""Two ways of settling the same bills side by side, folded into small tables while the bills go by.

Nothing of a bill is kept but its sums by a few keys, so that a city's year needs no more memory than its counties,
groups and levels have names. Bills of one person come one after another: what the year did to a person is folded
when the next person begins. Amounts in fen; tallies of different people add up in any order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from .outcome import Outcome

FUND_PARTS = (
    "hifp_pay", "hifmi_pay", "hifob_pay", "cvlserv_pay", "hifes_pay", "hifdm_pay", "maf_pay", "oth_pay",
)  # fmt: skip
MEASURES = (
    "fund_pay_sumamt", *FUND_PARTS, "psn_part_amt", "acct_pay", "psn_cash_pay", "hosp_part_amt",
    "inscp_scp_amt", "act_pay_dedc",
)  # fmt: skip
"""The amounts told of either side."""

FUND, PERSON = MEASURES.index("fund_pay_sumamt"), MEASURES.index("psn_part_amt")
measures_of = attrgetter(*MEASURES)

COUNTS = (
    "people", "people_better", "people_worse", "bills", "bills_better", "bills_worse", "medfee_sumamt",
)  # fmt: skip
"""What stands before the amounts of both sides in a cell; better means that the person bears less."""

WIDTH = len(COUNTS) + 2 * len(MEASURES)
_PEOPLE, _BETTER, _WORSE = 0, 1, 2

# How the report cuts ages and what people bear in a year (fen): the report's own bins, no policy's.
AGE_EDGES = (18, 35, 45, 60, 70, 80)
BURDEN_EDGES = (1, 50_000, 100_000, 500_000, 1_000_000, 3_000_000, 5_000_000, 10_000_000)
CHANGE_EDGES = (
    -1_000_000 + 1, -500_000 + 1, -100_000 + 1, -10_000 + 1, 0, 1, 10_000, 100_000, 500_000, 1_000_000,
)  # fmt: skip
MOST_EXAMPLES = 5

Amounts = tuple[int, ...]
Cell = list[int]


class Gap(NamedTuple):
    """A bill that one of the two policies does not foresee."""

    side: str
    reason: str


class Compared(NamedTuple):
    """One bill settled both ways. ``keys`` are its (dimension, key) pairs."""

    person: int
    keys: tuple[tuple[str, str], ...]
    medfee_sumamt: int
    before: Amounts
    after: Amounts


def age_band(age: int | None) -> str:
    """Which of the report's age bands, counted from 0; empty where the age is not known."""
    return "" if age is None else str(bisect_right(AGE_EDGES, age))


def benefit_key(before: str, after: str) -> str:
    """The benefit, or from which to which the bill moves."""
    return before if before == after else f"{before}>{after}"


@dataclass
class Tally:
    """The sums of the bills met so far."""

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    burden: dict[int, list[int]] = field(default_factory=dict)
    changes: dict[int, list[int]] = field(default_factory=dict)
    gaps: dict[Gap, list[Any]] = field(default_factory=dict)
    met: int = 0

    def add_person(self, bills: Iterable[Compared]) -> None:
        """Fold all bills of one person."""
        own: dict[tuple[str, str], Cell] = {}
        for bill in bills:
            vector = _vector(bill)
            for key in (("all", ""), *bill.keys):
                cell = own.get(key)
                own[key] = vector if cell is None else [a + b for a, b in zip(cell, vector, strict=True)]
        if not own:
            return
        for key, cell in own.items():
            better, worse = _better(_change(cell))
            cell = [1, better, worse, *cell[3:]]
            sums = self.cells.get(key)
            self.cells[key] = cell if sums is None else [a + b for a, b in zip(sums, cell, strict=True)]
        self._add_burden(own["all", ""])

    def _add_burden(self, cell: Cell) -> None:
        before, after = _person(cell)
        for place, amount in ((0, before), (2, after)):
            band = self.burden.setdefault(bisect_right(BURDEN_EDGES, amount), [0, 0, 0, 0])
            band[place] += 1
            band[place + 1] += amount
        change = self.changes.setdefault(bisect_right(CHANGE_EDGES, after - before), [0, 0])
        change[0] += 1
        change[1] += after - before

    def add_gap(self, gap: Gap, bill_id: int, before: Amounts | None) -> None:
        """Note a bill that cannot be compared; the lowest ids are kept as examples, whoever met them."""
        found = self.gaps.setdefault(gap, [0, 0, []])
        found[0] += 1
        found[1] += before[FUND] if before else 0
        found[2] = sorted([*found[2], bill_id])[:MOST_EXAMPLES]

    def add(self, other: Tally) -> None:
        """The sums of other people's bills."""
        self.met += other.met
        _add_all(self.cells, other.cells)
        _add_all(self.burden, other.burden)
        _add_all(self.changes, other.changes)
        for gap, (count, fund, examples) in other.gaps.items():
            found = self.gaps.setdefault(gap, [0, 0, []])
            found[0] += count
            found[1] += fund
            found[2] = sorted({*found[2], *examples})[:MOST_EXAMPLES]

    def result(self) -> dict[str, Any]:
        """Everything as plain lists, in an order of their own: the same whatever came first."""
        cells: dict[str, dict[str, Cell]] = {}
        for (dimension, key), cell in sorted(self.cells.items()):
            cells.setdefault(dimension, {})[key] = cell
        return {
            "cells": cells,
            "burden": {str(band): sums for band, sums in sorted(self.burden.items())},
            "changes": {str(band): sums for band, sums in sorted(self.changes.items())},
            "gaps": [[*gap, *found] for gap, found in sorted(self.gaps.items())],
            "met": self.met,
        }


def _vector(bill: Compared) -> Cell:
    """One bill as a cell without its person."""
    better, worse = _better(bill.after[PERSON] - bill.before[PERSON])
    return [0, 0, 0, 1, better, worse, bill.medfee_sumamt, *bill.before, *bill.after]


def _person(cell: Cell) -> tuple[int, int]:
    start = len(COUNTS) + PERSON
    return cell[start], cell[start + len(MEASURES)]


def _change(cell: Cell) -> int:
    before, after = _person(cell)
    return after - before


def _better(change: int) -> tuple[int, int]:
    return int(change < 0), int(change > 0)


def _add_all(sums: dict[Any, list[int]], others: Mapping[Any, list[int]]) -> None:
    for key, other in others.items():
        own = sums.get(key)
        sums[key] = list(other) if own is None else [a + b for a, b in zip(own, other, strict=True)]


def amounts_of(outcome: Outcome) -> Amounts:
    """The measures of an outcome."""
    amounts: Amounts = measures_of(outcome)
    return amounts
