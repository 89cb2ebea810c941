"""The year of every institution at once: methods cleared, common budgets divided, accounts settled. Integer fen.

A consortium is cleared as one; what it is due before deductions is divided among its members by what their bills drew
(largest remainder, ties to the earlier member). Each member bears its own deductions, which its months took from it,
and settles its own account. What a method's part does not cover the institution's other methods bear, by what they
have; what all together do not cover is taken back with the rest of the account.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from institutions.rules.steps import Step, step

from .month_lumps import divided
from .settling import UnitYear, year_end
from .terms import Terms
from .years import Account, Cleared, PoolYear, clear_alone, clear_together


class Part(NamedTuple):
    """What one institution brings into its unit's year by one method; ``unit`` is itself or its consortium."""

    institution: int
    unit: str
    method: str
    cases: int
    cost: int
    billed: int
    owed: int
    deducted: int
    points: int
    steps: Sequence[Step] = ()
    """How what is owed follows, where that is told."""


class Held(NamedTuple):
    """What stands on an institution's account: paid and held in the months, lent, scored."""

    prepaid: int
    deposit: int
    lent: int = 0
    score: int | None = None


class PartYear(NamedTuple):
    """An institution's part of its unit's year by a method."""

    part: Part
    amount: int
    kept: int
    shared: int
    deducted: int
    budget: int | None
    steps: Sequence[Step]


class InstitutionEnd(NamedTuple):
    """An institution's year settled: the steps of the account, and the amounts they end in."""

    parts: Sequence[PartYear]
    due: int
    released: int
    withheld: int
    beyond: int
    balance: int
    steps: Sequence[Step]


class YearEnd(NamedTuple):
    """By institution, and by method of a common budget."""

    institutions: Mapping[int, InstitutionEnd]
    pools: Mapping[str, PoolYear]


Units = Mapping[tuple[str, str], Sequence[Part]]


def year_ends(
    parts: Sequence[Part],
    pools: Mapping[str, int],
    budgets: Mapping[tuple[str, str], int],
    held: Mapping[int, Held],
    terms: Terms,
) -> YearEnd:
    """``pools`` are common budgets by method, ``budgets`` a unit's own by (unit, method); raises ``PolicyGap``.

    Whoever has a budget of its own takes no part in the common one of the method.
    """
    units: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        units[part.unit, part.method].append(part)
    placed, beyond = _deductions_placed(units, pools, budgets, terms)
    cleared, pooled = _cleared(placed, pools, budgets, terms)
    by_institution: dict[int, list[PartYear]] = {institution: [] for institution in held}
    for key, members in placed.items():
        for one in _members(members, cleared[key]):
            by_institution[one.part.institution].append(one)
    return YearEnd(
        {one: _account(own, held[one], beyond[one], terms) for one, own in by_institution.items()},
        pooled,
    )


def _deductions_placed(
    units: Units, pools: Mapping[str, int], budgets: Mapping[tuple[str, str], int], terms: Terms
) -> tuple[Units, Mapping[int, int]]:
    """Each part's deductions no more than it has, the rest on the institution's other parts; what nobody covers."""
    free = {key: [part._replace(deducted=0) for part in members] for key, members in units.items()}
    gross, _pools = _cleared(free, pools, budgets, terms)
    has: dict[int, list[tuple[tuple[str, str], int, int]]] = defaultdict(list)
    for key, members in free.items():
        for number, one in enumerate(_members(members, gross[key])):
            has[one.part.institution].append((key, number, max(0, one.amount)))
    placed = {key: list(members) for key, members in units.items()}
    beyond: dict[int, int] = defaultdict(int)
    for institution, own in has.items():
        wanted = [units[key][number].deducted for key, number, _fen in own]
        first = [min(off, fen) for off, (_key, _number, fen) in zip(wanted, own, strict=True)]
        left = [fen - off for off, (_key, _number, fen) in zip(first, own, strict=True)]
        moved = min(sum(wanted) - sum(first), sum(left))
        more = divided(moved, left)
        beyond[institution] = sum(wanted) - sum(first) - moved
        for (key, number, _fen), off, added in zip(own, first, more, strict=True):
            placed[key][number] = units[key][number]._replace(deducted=off + added)
    return placed, beyond


def _cleared(
    units: Units, pools: Mapping[str, int], budgets: Mapping[tuple[str, str], int], terms: Terms
) -> tuple[dict[tuple[str, str], Cleared], dict[str, PoolYear]]:
    accounts = {key: _together(key, members, budgets.get(key)) for key, members in units.items()}
    cleared: dict[tuple[str, str], Cleared] = {}
    pooled: dict[str, PoolYear] = {}
    for method, budget in pools.items():
        sharing = [key for key in accounts if key[1] == method and key not in budgets]
        pooled[method] = clear_together([accounts[key] for key in sharing], budget, terms)
        cleared.update(zip(sharing, pooled[method].cleared, strict=True))
    for key, account in accounts.items():
        if key not in cleared:
            cleared[key] = clear_alone(account, terms)
    return cleared, pooled


def _together(key: tuple[str, str], members: Sequence[Part], budget: int | None) -> Account:
    return Account(
        *key,
        cost=sum(one.cost for one in members),
        billed=sum(one.billed for one in members),
        owed=sum(one.owed for one in members),
        deducted=sum(one.deducted for one in members),
        points=sum(one.points for one in members),
        budget=budget,
    )


def _members(members: Sequence[Part], unit: Cleared) -> list[PartYear]:
    """What each member has of its unit's year."""
    billed = [one.billed for one in members]
    whole = unit.amount + unit.deducted
    gross, keeps, shares = (
        divided(one, billed)
        for one in (whole, _amount_of(unit.steps, "kept"), _amount_of(unit.steps, "shared"))
    )
    taken = [min(part.deducted, max(0, fen)) for part, fen in zip(members, gross, strict=True)]
    found = []
    for number, part in enumerate(members):
        steps = [*part.steps, *unit.steps]
        if len(members) > 1:
            steps.append(
                step("member_part", amount=gross[number], whole=whole, billed=part.billed, all=sum(billed))
            )
            if taken[number]:
                steps.append(step("member_deducted", amount=taken[number]))
        found.append(
            PartYear(
                part,
                gross[number] - taken[number],
                keeps[number],
                shares[number],
                taken[number],
                unit.account.budget,
                steps,
            )
        )
    return found


def _account(parts: Sequence[PartYear], held: Held, beyond: int, terms: Terms) -> InstitutionEnd:
    due = sum(one.amount for one in parts)
    unit = UnitYear(due, held.prepaid, held.deposit, held.score, lent=held.lent, beyond=beyond)
    steps = year_end(unit, terms)
    withheld = _amount_of(steps, "deposit_withheld")
    return InstitutionEnd(
        parts,
        due,
        _amount_of(steps, "deposit_released"),
        withheld,
        beyond,
        due - withheld - held.prepaid - held.lent - beyond,
        steps,
    )


def _amount_of(steps: Sequence[Step], code: str) -> int:
    return sum(one.amount or 0 for one in steps if one.code == code)
