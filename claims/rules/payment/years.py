"""The year of institutions by one method: what is due, surplus kept, overrun shared, and what a common budget leaves.

What is due for the year is, in this order:

- the institution's part of a common budget (DRG, DIP), divided by points after what is kept back for overruns
  (largest remainder, ties to the earlier institution): the parts add up to the budget to the fen. A point is then
  worth budget ÷ points of the fund's money, which is the clearing point value of the whole cost times the share
  the fund pays of it;
- its own budget, where it has one: what the method owes is measured against it;
- what the method owes, where no budget is given.

Otherwise than against an own budget, what the bills drew on the fund is measured against it. Below, the institution
keeps a share of the surplus; above, the fund bears a share of the overrun, out of what a common budget kept back and
no more. Deductions come last. Everything a common budget does not pay stays with the fund and is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.money import half_up, share, split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .bands import InBand, bands_of, by_bands
from .cases import POINT, YUAN
from .terms import Terms


class Account(NamedTuple):
    """An institution's year by one method, a consortium being one: fen, points in hundred-millionths.

    ``billed`` is what its bills drew on the fund, ``owed`` what the method owes for them.
    """

    unit: str
    method: str
    cost: int
    billed: int
    owed: int
    deducted: int
    points: int
    budget: int | None = None


class Cleared(NamedTuple):
    """What the year comes to after deductions, and how; what of a surplus goes back, what was deducted."""

    account: Account
    amount: int
    returned: int
    deducted: int
    steps: Sequence[Step]


class Measured(NamedTuple):
    """What is due beside what was used: ``asked`` of an overrun, by band."""

    account: Account
    due: int
    used: int
    steps: list[Step]
    asked: list[InBand]

    @property
    def overrun(self) -> int:
        return sum(one.amount for one in self.asked)


class PoolYear(NamedTuple):
    """A common budget divided: the institutions in their order, and where every fen of it went."""

    cleared: Sequence[Cleared]
    steps: Sequence[Step]
    left: int


def clear_alone(account: Account, terms: Terms) -> Cleared:
    """By its own budget, or by what the method owes."""
    if account.budget is not None:
        due = step("due_budget", amount=account.budget)
        measured = _measured(account, account.budget, account.owed, terms, due)
    else:
        due = step("due_owed", amount=account.owed)
        measured = _measured(account, account.owed, account.billed, terms, due)
    return _cleared(measured, measured.overrun, terms)


def clear_together(accounts: Sequence[Account], budget: int, terms: Terms) -> PoolYear:
    """All institutions paid by the method from one ``budget``."""
    reserve = share(budget, terms.reserved.value)
    points = sum(account.points for account in accounts)
    parts = split_by_weights(budget - reserve, [account.points for account in accounts])
    measured = []
    for account, part in zip(accounts, parts, strict=True):
        due = step("due_points", amount=part, units=account.points, all_units=points, budget=budget - reserve)
        measured.append(_measured(account, part, account.billed, terms, due))
    asks = [one.overrun for one in measured]
    granted = asks if sum(asks) <= reserve else split_by_weights(reserve, asks)
    cleared = [_cleared(one, fen, terms) for one, fen in zip(measured, granted, strict=True)]
    unused = budget - sum(parts) - sum(granted)
    returned, taken = sum(one.returned for one in cleared), sum(one.deducted for one in cleared)
    # Not what is missing to the budget: counted apart, so that it proves the sum of what is cleared.
    left = unused + returned + taken
    steps = [
        step("pool_budget", amount=budget),
        step("pool_reserved", terms.reserved, amount=reserve, budget=budget, share=terms.reserved.value),
        step("pool_divided", amount=sum(parts), units=points),
        *_point_values(accounts, sum(parts), points),
        step("pool_overrun", amount=sum(granted), asked=sum(asks), reserve=reserve),
        step("pool_paid", amount=sum(one.amount for one in cleared)),
        step("pool_left", amount=left, unused=unused, returned=returned, taken=taken),
    ]
    return PoolYear(cleared, steps, left)


def _point_values(accounts: Sequence[Account], divided: int, points: int) -> list[Step]:
    """What a point is worth: of the fund's money, and of the whole cost by the share the fund paid of it."""
    if not points:
        return []
    value = half_up(divided * POINT * YUAN, points * 100)
    steps = [step("point_value", value=value, budget=divided, units=points)]
    cost, billed = sum(one.cost for one in accounts), sum(one.billed for one in accounts)
    if billed:
        whole = half_up(divided * cost * POINT * YUAN, billed * points * 100)
        steps.append(
            step("clearing_point_value", value=whole, budget=divided, units=points, fund=billed, cost=cost)
        )
    return steps


def _measured(account: Account, due: int, used: int, terms: Terms, first: Step) -> Measured:
    steps = [first, step("used_owed" if account.budget is not None else "used_billed", amount=used)]
    asked: list[InBand] = []
    if used > due:
        steps.append(step("overrun", amount=used - due, due=due, used=used))
        asked = by_bands(used - due, due, bands_of(terms.overrun_shared))
    elif used < due:
        steps.append(step("surplus", amount=due - used, due=due, used=used))
    return Measured(account, due, used, steps, asked)


def _cleared(one: Measured, granted: int, terms: Terms) -> Cleared:
    """``granted`` is what the fund bears of the overrun."""
    if one.used > one.due:
        steps, amount, returned = _overrun(one, granted, terms), one.due + granted, 0
    else:
        steps, kept = _surplus(one, terms)
        amount, returned = one.used + kept, one.due - one.used - kept
    taken = min(amount, one.account.deducted)
    if taken:
        steps.append(step("year_deducted", amount=taken))
    steps.append(step("cleared", amount=amount - taken))
    return Cleared(one.account, amount - taken, returned, taken, [*one.steps, *steps])


def _surplus(one: Measured, terms: Terms) -> tuple[list[Step], int]:
    """What the institution keeps beyond what it used."""
    surplus = one.due - one.used
    if not surplus:
        return [], 0
    bands = by_bands(surplus, one.due, bands_of(terms.surplus_kept))
    kept = sum(part.amount for part in bands)
    steps = [_band_step("surplus_band", part, terms.surplus_kept) for part in bands]
    return [*steps, step("kept", terms.surplus_kept, amount=kept, returned=surplus - kept)], kept


def _overrun(one: Measured, granted: int, terms: Terms) -> list[Step]:
    steps = [_band_step("overrun_band", part, terms.overrun_shared) for part in one.asked]
    borne = one.used - one.due - granted
    shared = step("shared", terms.overrun_shared, amount=granted, asked=one.overrun, borne=borne)
    return [*steps, shared]


def _band_step(code: str, part: InBand, given: Given) -> Step:
    return step(
        code, given, amount=part.amount, low=part.band.low, high=part.band.high, ratio=part.band.ratio
    )
