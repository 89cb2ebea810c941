"""Contributions not paid in time: the late fee, when benefits stop, and when they are restored."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from config.money import half_up, share
from config.periods import Month
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .outcome import TEN_THOUSAND, Due, Finding, Worked
from .terms import Terms


def due_day(month: Month, terms: Terms) -> tuple[dt.date, Given]:
    """The last day on which the contribution of a month is paid in time."""
    day = terms.contributions("payment.due_day")
    when = terms.maybe("contributions", "payment.due_in")
    due_in = month.following if when is not None and when.value == "next_month" else month
    return due_in.first.replace(day=min(int(day.value), monthrange(due_in.year, due_in.number)[1])), day


def late_fee(*, owed: int, due: dt.date, paid: dt.date, terms: Terms) -> Worked:
    """For each day after ``due`` up to and with ``paid`` a share of what is owed; at most as the policy caps it."""
    daily = terms.contributions("late_fee.daily")
    days = max(0, (paid - due).days)
    amount = half_up(owed * daily.value * days, TEN_THOUSAND)
    steps: list[Step] = [step("late_fee", daily, amount, base=owed, rate=daily.value, days=days, due=due)]
    cap = terms.maybe("contributions", "late_fee.highest")
    given = daily
    if cap is not None and amount > (highest := share(owed, cap.value)):
        amount, given = highest, cap
        steps.append(step("late_fee_cut", cap, highest, base=owed, share=cap.value))
    told = Finding("days_late", days, daily)
    return Worked((Due("late_fee", "debtor", amount, owed, daily.value, given, steps=tuple(steps)), told))


def benefits_in_arrears(*, first_unpaid: Month, paid: dt.date | None, terms: Terms) -> Worked:
    """The day benefits stop when ``first_unpaid`` stays unpaid, and with ``paid`` the day they are restored.

    An interruption up to ``arrears.retroactive_within`` months leaves no gap; a longer one waits.
    """
    grace = terms.contributions("arrears.stop_after")
    stop = after(first_unpaid, 1 + int(grace.value)).first
    told = step("stop", grace, None, month=first_unpaid, months=grace.value, day=stop)
    stops = Finding("benefits_stop", stop, grace, (told,))
    if paid is None:
        return Worked((stops,))
    if paid < stop:
        told = step("no_stop", grace, None, day=stop)
        return Worked((Finding("benefits_stop", False, grace, (told,)),))
    unpaid = months_between(first_unpaid, Month.of(paid))
    within = terms.maybe("contributions", "arrears.retroactive_within")
    if within is not None and unpaid <= within.value:
        told = step("restored_back", within, None, months=unpaid, limit=within.value, day=stop)
        return Worked((stops, Finding("benefits_restored", stop, within, (told,))))
    return Worked((stops, _restored(paid, unpaid, terms)))


def _restored(paid: dt.date, unpaid: int, terms: Terms) -> Finding:
    rule = terms.contributions("arrears.restored_from")
    wait = terms.maybe("contributions", "arrears.wait")
    month = Month.of(paid)
    day = {
        "payment_day": paid,
        "next_day": paid + dt.timedelta(days=1),
        "month_of_payment": month.first,
        "next_month": month.next_first,
    }[str(rule.value)]
    steps = [step("restored", rule, None, months=unpaid, rule=rule.value, day=day)]
    if wait is not None and wait.value:
        day = after(Month.of(day), int(wait.value)).first
        steps.append(step("waits", wait, None, months=wait.value, day=day))
    return Finding("benefits_restored", day, wait or rule, tuple(steps))


def after(month: Month, count: int) -> Month:
    """The month ``count`` months later."""
    number = month.year * 12 + month.number - 1 + count
    return Month(number // 12, number % 12 + 1)


def months_between(first: Month, end: Month) -> int:
    """Months from ``first`` up to, not including, ``end``."""
    return max(0, (end.year - first.year) * 12 + end.number - first.number)
