"""A year's payment budget worked out from last year's payments (ZY-17): total, reserve, caps, shares, each explained.

All amounts in fen. Whatever is divided adds up to the fen: largest remainder, ties to what comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up, share, split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .months import MONTHS


class Subject(NamedTuple):
    """Whose a share is: an institution, a consortium, or with neither all institutions of the county together."""

    county: int
    method: str
    institution: int | None = None
    consortium: int | None = None


class Part(NamedTuple):
    """One figure with the steps behind it."""

    base: int
    amount: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Proposal:
    """``whole.base`` is what was paid last year; ``caps`` and the reserve make up ``whole.amount``, shares the caps."""

    whole: Part
    reserved: int
    caps: Mapping[int, Part]
    shares: Mapping[Subject, Part]


def grown(base: int, growth: int) -> int:
    """``base`` fen with ``growth`` ten-thousandths on it, half up."""
    return half_up(base * (TEN_THOUSAND + growth), TEN_THOUSAND)


def propose(
    paid: Mapping[Subject, int],
    counties: Sequence[int],
    *,
    year: int,
    growth: Given,
    reserved: Given,
    total: int | None = None,
    months: int = MONTHS,
) -> Proposal:
    """``paid`` is what the pooled fund paid in the year before, in ``months`` of it: a year begun late is reckoned up
    to twelve. ``total`` is the whole budget where it is given otherwise.

    What was taken back beyond what was paid counts as nothing.
    """
    bases = {subject: max(paid[subject], 0) for subject in sorted(paid, key=_order)}
    base = sum(bases.values())
    steps = [step("budget_paid", amount=base, year=str(year - 1))]
    if months < MONTHS:
        whole_year = half_up(base * MONTHS, months)
        steps.append(step("budget_annualised", amount=whole_year, base=base, months=months))
        bases = dict(zip(bases, split_by_weights(whole_year, list(bases.values())), strict=True))
        base = whole_year
    whole = grown(base, growth.value)
    if total is None:
        steps.append(step("budget_grown", growth, whole, base=base, growth=growth.value))
    else:
        whole = total
        steps.append(step("budget_given", amount=total, base=base))
    kept = share(whole, reserved.value)
    steps.append(step("budget_reserved", reserved, kept, base=whole, share=reserved.value))
    of_county = {
        county: sum(amount for subject, amount in bases.items() if subject.county == county)
        for county in counties
    }
    caps: dict[int, Part] = {}
    divided = split_by_weights(whole - kept, list(of_county.values()))
    for (county, own), cap in zip(of_county.items(), divided, strict=True):
        said = step("budget_cap", amount=cap, rest=whole - kept, own=own, base=base)
        caps[county] = Part(own, cap, (*steps, said))
    shares: dict[Subject, Part] = {}
    for county in counties:
        own_bases = {subject: amount for subject, amount in bases.items() if subject.county == county}
        shares |= divide(caps[county].amount, own_bases, year)
    return Proposal(Part(base, whole, tuple(steps)), kept, caps, shares)


def divide(cap: int, bases: Mapping[Subject, int], year: int) -> dict[Subject, Part]:
    """A county's cap over its shares, in proportion to what was paid of each last year."""
    whole = sum(bases.values())
    return {
        subject: Part(
            base,
            amount,
            (
                step("budget_share_paid", amount=base, year=str(year - 1)),
                step("budget_share", amount=amount, cap=cap, own=base, base=whole),
            ),
        )
        for (subject, base), amount in zip(
            bases.items(), split_by_weights(cap, list(bases.values())), strict=True
        )
    }


def _order(subject: Subject) -> tuple[int, int, int, str]:
    return subject.county, subject.institution or 0, subject.consortium or 0, subject.method
