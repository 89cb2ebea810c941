"""Central procurement (集采): the courses of its papers, how far a volume is, and what a surplus is worth.

The reward (结余留用) is measured on what was really bought at the agreed price, up to the agreed volume: beyond it
nothing was promised, below it nothing was saved. Integer fen; quantities and prices are decimals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from config.money import TEN_THOUSAND, round_to_fen, share
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .flow import Flow

BATCH = Flow({("drafted", "approve"): "in_force", ("in_force", "close"): "closed"})
DELIVERY = Flow({("reported", "accept"): "accepted", ("reported", "refuse"): "refused"})
PAYABLE = Flow(
    {
        ("proposed", "approve"): "ready",
        ("proposed", "drop"): "dropped",
        ("ready", "order"): "ordered",
        ("ordered", "pay"): "paid",
        ("ordered", "fail"): "failed",
        ("failed", "order"): "ordered",
    }
)
REWARD = Flow(
    {
        ("proposed", "grant"): "granted",
        ("proposed", "close"): "nothing",
        ("proposed", "send_back"): "refused",
    }
)


def amount_of(quantity: Decimal, price: Decimal) -> int:
    """Fen of ``quantity`` units at ``price`` yuan, half up once."""
    return round_to_fen(quantity * price)


def completion(agreed: Decimal, delivered: Decimal) -> int:
    """How much of the agreed volume was taken, in ten-thousandths, cut off: 99.999 % is not yet all of it."""
    if agreed <= 0:
        raise ValueError(f"nothing agreed: {agreed}")
    return int(delivered * TEN_THOUSAND // agreed)


def elapsed(first: dt.date, end: dt.date, day: dt.date) -> int:
    """How much of the days from ``first`` up to, not including, ``end`` is over on ``day``, in ten-thousandths."""
    whole = (end - first).days
    return min(max((day - first).days, 0), whole) * TEN_THOUSAND // whole


def is_behind(*, done: int, over: int, tolerated: int) -> bool:
    """Whether ``done`` of the volume is less than ``tolerated`` of what the time that is ``over`` asks for."""
    return done * TEN_THOUSAND < over * tolerated


@dataclass(frozen=True)
class Bought:
    """An item of a batch at one institution: volumes in units, prices in yuan per unit."""

    agreed: Decimal
    delivered: Decimal
    price: Decimal
    former_price: Decimal

    @property
    def completion(self) -> int:
        return completion(self.agreed, self.delivered)


@dataclass(frozen=True)
class RewardTerms:
    """``completion_from``, ``fund_share`` and ``kept`` in ten-thousandths; ``kept`` is that of the score."""

    completion_from: Given
    fund_share: Given
    kept: Given


@dataclass(frozen=True)
class Reward:
    """Amounts in fen. ``surplus`` is what the fund itself saved, ``amount`` what of it the institution keeps."""

    budget: int
    spent: int
    saved: int
    surplus: int
    amount: int
    steps: tuple[Step, ...]


def reward(items: Sequence[Bought], terms: RewardTerms, *, score: Decimal) -> Reward:
    """What an institution keeps of a batch's surplus.

    The surplus is the price difference on what was taken of items whose volume was reached, and never more than the
    budget before less all that was spent on the items.
    """
    budget = sum(amount_of(one.agreed, one.former_price) for one in items)
    spent = sum(amount_of(one.delivered, one.price) for one in items)
    reached = [one for one in items if one.completion >= terms.completion_from.value]
    saved = sum(_saved(one) for one in reached)
    measured = max(0, min(saved, budget - spent))
    surplus = share(measured, terms.fund_share.value)
    amount = share(surplus, terms.kept.value)
    steps = (
        step("procured_budget", None, budget, items=len(items)),
        step("procured_spent", None, spent),
        step(
            "procured_saved", terms.completion_from, saved, share=terms.completion_from.value,
            reached=len(reached), items=len(items),
        ),
        step("procured_measured", None, measured, saved=saved, left=budget - spent),
        step("procured_surplus", terms.fund_share, surplus, measured=measured, share=terms.fund_share.value),
        step("procured_kept", terms.kept, amount, surplus=surplus, share=terms.kept.value, score=score),
    )  # fmt: skip
    return Reward(budget, spent, saved, surplus, amount, steps)


def _saved(one: Bought) -> int:
    difference = max(Decimal(0), one.former_price - one.price)
    return amount_of(min(one.agreed, one.delivered), difference)


def platform_share(on_platform: Iterable[int], bought: Iterable[int]) -> int | None:
    """Share of purchases made on the platform in ten-thousandths, cut off; None where nothing was bought."""
    total = sum(bought)
    return sum(on_platform) * TEN_THOUSAND // total if total else None
