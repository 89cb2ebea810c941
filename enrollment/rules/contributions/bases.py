"""The base a contribution is measured by: a wage within limits that the provincial mean sets."""

from __future__ import annotations

from config.money import half_up, share
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .terms import Terms

_ROUNDED_TO = {"fen": 1, "jiao": 10, "yuan": 100}


def clamped(wage: int, terms: Terms, steps: list[Step]) -> int:
    """A declared wage raised to the lowest, cut to the highest base (NB-04: 60 % and 300 % of the mean)."""
    return _between(
        wage, terms, steps, terms.contributions("base.lowest"), terms.contributions("base.highest")
    )


def of_mean(ratio: Given, terms: Terms, steps: list[Step]) -> int:
    """A share of the mean in use."""
    mean = _mean(terms, steps)
    base = rounded(share(mean, ratio.value), terms)
    steps.append(step("base_of_mean", ratio, base, mean=mean, share=ratio.value))
    return base


def chosen(wage: int | None, terms: Terms, steps: list[Step]) -> int:
    """The base of a flexible worker: fixed, or chosen from it up to the highest where the policy lets choose."""
    lowest = terms.contributions("flexible.base")
    highest = terms.maybe("contributions", "flexible.base.highest")
    if wage is None or highest is None:
        return of_mean(lowest, terms, steps)
    return _between(wage, terms, steps, lowest, highest)


def rounded(base: int, terms: Terms) -> int:
    """To the fen, or what the policy rounds bases to, half up."""
    unit = terms.maybe("contributions", "base.rounded_to")
    each = _ROUNDED_TO[unit.value] if unit is not None else 1
    return half_up(base, each) * each


def _mean(terms: Terms, steps: list[Step]) -> int:
    mean = terms.mean_wage
    steps.append(step("mean_wage", mean, mean.value))
    return int(mean.value)


def _between(wage: int, terms: Terms, steps: list[Step], lowest: Given, highest: Given) -> int:
    mean = _mean(terms, steps)
    low, high = (rounded(share(mean, limit.value), terms) for limit in (lowest, highest))
    if wage < low:
        steps.append(step("base_raised", lowest, low, wage=wage, share=lowest.value))
        return low
    if wage > high:
        steps.append(step("base_cut", highest, high, wage=wage, share=highest.value))
        return high
    base = min(max(rounded(wage, terms), low), high)
    steps.append(step("base_own", lowest, base, wage=wage, low=low, high=high))
    return base
