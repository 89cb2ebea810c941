"""A person's bills of a year reckoned anew, in order and from zero, beside what stands of them.

The rule: bills count in the order of their settlement (time, then number), each under the policy of its own
policy day as it is in force now; what a bill uses of the year's counters is there for the next one. A bill that
cannot be reckoned anew keeps what it was paid, and what it used goes on counting.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from .outcome import AMOUNTS


class Reckoned(NamedTuple):
    """One outcome of a bill with what it was reckoned by; ``amounts`` in the order of ``AMOUNTS``, fen."""

    amounts: tuple[int, ...]
    benefit: str
    ratio: int
    insu_county: int
    versions: tuple[int, ...]
    engine: int
    circumstances: Mapping[str, Any]
    before: Mapping[str, int]
    used: Mapping[str, int]

    def pays(self) -> tuple[Any, ...]:
        """What must be the same for a bill to stay as it is: money, whose money, and what is used of the year."""
        return (
            self.amounts,
            self.benefit,
            self.ratio,
            self.insu_county,
            sorted((name, fen) for name, fen in self.used.items() if fen),
        )

    def amount(self, name: str) -> int:
        return self.amounts[AMOUNTS.index(name)]


class Reason(NamedTuple):
    """Why a bill comes out otherwise: a code, and the numbers of the bills (or names of facts) behind it."""

    code: str
    names: tuple[str, ...] = ()


class TakenBack(NamedTuple):
    """A bill of the year that no longer stands: its settlement's and its cancel's place among all settlements."""

    number: str
    settled: int
    cancelled: int


@dataclass(frozen=True)
class BillAnew:
    """A standing bill: ``settled`` is its settlement's place among all; ``problem`` why it cannot be reckoned."""

    bill_id: int
    number: str
    settled: int
    first_settled: int
    stands: Reckoned
    anew: Reckoned | None
    problem: tuple[str, str] = ("", "")

    @property
    def changes(self) -> bool:
        return self.anew is not None and self.anew.pays() != self.stands.pays()

    @property
    def counts(self) -> Reckoned:
        """What of the bill counts for the bills after it."""
        return self.stands if self.anew is None else self.anew

    def difference(self, name: str) -> int:
        return self.counts.amount(name) - self.stands.amount(name)

    def differences(self) -> dict[str, int]:
        """Fen by national amount, those that differ."""
        return {name: fen for name in AMOUNTS if (fen := self.difference(name))}


@dataclass(frozen=True)
class RedoPlan:
    """A person, scheme and year reckoned anew: shown to whoever decides, then booked as it is."""

    person_id: int
    insutype: str
    year: int
    bills: tuple[BillAnew, ...]
    taken_back: tuple[TakenBack, ...] = field(default=())

    @cached_property
    def changed(self) -> tuple[BillAnew, ...]:
        return tuple(bill for bill in self.bills if bill.changes)

    @cached_property
    def kept(self) -> tuple[BillAnew, ...]:
        """Those that cannot be reckoned anew and stay as they are."""
        return tuple(bill for bill in self.bills if bill.anew is None)

    def difference(self, name: str) -> int:
        """What all changed bills together get more (less when negative) of one amount."""
        return sum(bill.difference(name) for bill in self.changed)

    def used(self) -> dict[str, int]:
        """The year's counters once the plan is booked."""
        return _total(bill.counts.used for bill in self.bills)

    def to_add(self) -> dict[str, int]:
        """What booking adds to each counter, in one step: on the way none can be less than it ends up."""
        stood = _total(bill.stands.used for bill in self.changed)
        anew = _total(bill.counts.used for bill in self.changed)
        return {
            name: fen
            for name in sorted(stood.keys() | anew.keys())
            if (fen := anew.get(name, 0) - stood.get(name, 0))
        }

    @cached_property
    def digest(self) -> str:
        """Of everything the plan says: two plans with one digest book the same."""
        said = [
            (bill.bill_id, bill.settled, bill.problem, None if bill.anew is None else bill.anew.pays())
            for bill in self.bills
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def reasons(self, bill: BillAnew) -> list[Reason]:
        """Why ``bill`` comes out otherwise, the plainest reason first; ``other`` when none is known."""
        return list(_reasons(self, bill)) or [Reason("other")]


def _total(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in many:
        for name, fen in one.items():
            total[name] = total.get(name, 0) + fen
    return total


def _reasons(plan: RedoPlan, bill: BillAnew) -> Iterator[Reason]:
    anew, stands = bill.anew, bill.stands
    if anew is None:
        return
    if dict(anew.before) != dict(stands.before):
        yield from _of_the_order(plan, bill)
    if anew.versions != stands.versions:
        yield Reason("policy")
    if anew.engine != stands.engine:
        yield Reason("rules")
    changed = tuple(sorted(_changed_facts(stands.circumstances, anew.circumstances)))
    if changed:
        yield Reason("facts", changed)
    if anew.insu_county != stands.insu_county:
        yield Reason("county")


def _of_the_order(plan: RedoPlan, bill: BillAnew) -> Iterator[Reason]:
    """Which bills are, or are no longer, counted before this one. Place among all settlements tells what this
    settlement saw when it was made."""
    place = plan.bills.index(bill)
    earlier, later = plan.bills[:place], plan.bills[place + 1 :]
    seen = bill.settled
    freed = [one.number for one in plan.taken_back if one.settled < seen < one.cancelled]
    if freed:
        yield Reason("freed", tuple(freed))
    late = [one.number for one in earlier if one.first_settled > seen]
    if late:
        yield Reason("late", tuple(late))
    overtaken = [one.number for one in later if one.first_settled < bill.first_settled]
    if overtaken:
        yield Reason("order", tuple(overtaken))
    moved = [one.number for one in earlier if one.changes and one.first_settled < seen]
    if moved:
        yield Reason("follows", tuple(moved))


def _changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Sequence[str]:
    names = (before.keys() | after.keys()) - {"policy_versions"}
    return [name for name in names if before.get(name) != after.get(name)]
