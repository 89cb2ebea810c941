"""Years missing at retirement, paid at once or month by month (NB-06)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from config.money import half_up, share
from config.periods import Month
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .outcome import TEN_THOUSAND, Due, Finding, Worked, rated
from .terms import Terms


def topup_once(*, missing: int, retirement: Terms, payment: Terms | None = None) -> Worked:
    """The missing months at once: base × rate × months, by the mean in use at retirement or at payment."""
    allowed = retirement.maybe("retirement", "once.allowed")
    if allowed is not None and not allowed.value:
        told = step("once_refused", allowed)
        return Worked((Finding("accepted", False, allowed, (told,)),))
    steps: list[Step] = []
    base = _base("once", retirement, payment or retirement, steps)
    rate = _rate("once", retirement)
    amount = half_up(base * rate.value * missing, TEN_THOUSAND)
    steps.append(step("topup_once", rate, amount, base=base, rate=rate.value, months=missing))
    return Worked((Due("topup_once", "person", amount, base, rate.value, rate, steps=tuple(steps)),))


def topup_monthly(
    *, months: Iterable[Month], terms_of: Callable[[Month], Terms], retirement: Terms | None = None
) -> Worked:
    """Month by month, each by the mean and the rate in force in it; a month whose mean is new costs the new."""
    parts: list[Due] = []
    for month in months:
        terms = terms_of(month)
        steps: list[Step] = []
        base = _base("monthly", retirement or terms, terms, steps)
        due = rated("topup_monthly", "person", base, _rate("monthly", terms), *steps, month=str(month))
        parts.append(_part(due))
    total = sum(part.amount for part in parts)
    told = step("topup_months", None, total, months=len(parts))
    whole = Due(
        "topup_monthly", "person", total, given=parts[0].given if parts else Given(None), steps=(told,)
    )
    return Worked((whole, *parts))


def _part(due: Due) -> Due:
    return Due(
        "topup_month",
        due.payer,
        due.amount,
        due.base,
        due.rate,
        due.given,
        "topup_monthly",
        due.month,
        due.steps,
    )


def _base(how: str, retirement: Terms, payment: Terms, steps: list[Step]) -> int:
    """The mean of the day the policy names, all of it unless the policy takes a share."""
    rule = (payment if how == "monthly" else retirement).retirement(f"{how}.base")
    at = retirement if rule.value == "mean_wage_at_retirement" else payment
    mean = at.mean_wage
    steps.append(step(f"base_{rule.value}", rule, None))
    steps.append(step("mean_wage", mean, mean.value))
    taken = at.maybe("retirement", f"{how}.base.share")
    if taken is None:
        return int(mean.value)
    base = share(mean.value, taken.value)
    steps.append(step("base_of_mean", taken, base, mean=mean.value, share=taken.value))
    return base


def _rate(how: str, terms: Terms) -> Given:
    """Its own rate, else that of flexible workers."""
    return terms.maybe("retirement", f"{how}.rate") or terms.contributions("flexible.rate")
