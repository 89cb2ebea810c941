"""The month's round of money as a machine: its steps, their days, what may be done in which state. Pure.

Every step is a paper (handed in, then accepted or sent back) or money (entered, then booked or refused; it may come
short and in parts). What a step waits for stands in :data:`NEEDS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from config.money import half_up, split_by_weights
from config.periods import Month

COUNTY_PLAN, CITY_PLAN, APPROPRIATION = "county_plan", "city_plan", "appropriation"
TRANSFER, COUNTY_REPORT, CITY_REPORT = "transfer", "county_report", "city_report"
ORDER = (COUNTY_PLAN, CITY_PLAN, APPROPRIATION, TRANSFER, COUNTY_REPORT, CITY_REPORT)
OPEN, SUBMITTED, RETURNED, SHORT, DONE = "open", "submitted", "returned", "short", "done"

SUBMIT, ACCEPT, SEND_BACK = "submit", "accept", "send_back"
ENTER, BOOK, REFUSE = "enter", "book", "refuse"
PAPER: Mapping[str, Mapping[str, str]] = {
    SUBMIT: {OPEN: SUBMITTED, RETURNED: SUBMITTED},
    ACCEPT: {SUBMITTED: DONE},
    # What was accepted may still be sent back while nobody has built on it.
    SEND_BACK: {SUBMITTED: RETURNED, DONE: RETURNED},
}
# Where money stands afterwards its amounts say: :func:`money_state`.
MONEY: Mapping[str, Mapping[str, str]] = {
    ENTER: {OPEN: SUBMITTED, RETURNED: SUBMITTED, SHORT: SUBMITTED, SUBMITTED: SUBMITTED},
    BOOK: {SUBMITTED: DONE},
    REFUSE: {SUBMITTED: RETURNED},
}
MACHINE: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    COUNTY_PLAN: PAPER,
    CITY_PLAN: PAPER,
    APPROPRIATION: MONEY,
    TRANSFER: MONEY,
    COUNTY_REPORT: PAPER,
    CITY_REPORT: PAPER,
}
NEEDS: Mapping[str, str] = {CITY_PLAN: COUNTY_PLAN, APPROPRIATION: CITY_PLAN, CITY_REPORT: COUNTY_REPORT}
"""Before the step begins, all steps of this kind are finished; a transfer waits for an appropriation booked."""
FOLLOWED_BY: Mapping[str, str] = {before: step for step, before in NEEDS.items()}

MONTHS_BEFORE = 3
FULL = 10_000


def after(step: str, act: str, state: str) -> str | None:
    """Where ``act`` leads from ``state``; None where it is not allowed."""
    return MACHINE[step].get(act, {}).get(state)


def due_on(step: str, day: int, month: Month) -> dt.date:
    """The day of ``step`` for the money of ``month``; ``day`` 31 is a month's last (NB-16).

    Plans are due in the month before, reports in the month after. Transfers have no day of their own.
    """
    if step in (COUNTY_PLAN, CITY_PLAN):
        month = month.previous
    elif step in (COUNTY_REPORT, CITY_REPORT):
        month = month.following
    return month.first.replace(day=min(day, month.last.day))


def money_state(wanted: Mapping[str, int], moved: Mapping[str, int], *, waiting: bool, refused: bool) -> str:
    """Where a step of money stands, in fen by scheme: something waits, all came, some came, nothing came."""
    if waiting:
        return SUBMITTED
    if any(moved.values()) and all(moved.get(scheme, 0) >= fen for scheme, fen in wanted.items()):
        return DONE
    if any(moved.values()):
        return SHORT
    return RETURNED if refused else OPEN


def months_looked_at(month: Month) -> tuple[list[Month], Month]:
    """The last three finished months when ``month`` is planned (a month ahead), and its like a year before."""
    finished: list[Month] = []
    last = month.previous
    for _n in range(MONTHS_BEFORE):
        last = last.previous
        finished.insert(0, last)
    return finished, Month(month.year - 1, month.number)


def suggestion(last_three: int, last_year: int | None) -> int:
    """What a plan is filled in with, fen: the mean of the last months, balanced by the same month last year.

    Without a last year (no books then) the mean stands alone. Never below zero.
    """
    both = last_three if last_year is None else half_up(last_three + last_year, 2)
    return max(both, 0)


def accuracy(planned: int, spent: int) -> int | None:
    """Ten-thousandths by which a plan was right: 1 less the difference in parts of the plan, at least zero.

    None where nothing was planned: there is nothing to measure by.
    """
    if planned <= 0:
        return None
    return max(FULL - half_up(abs(spent - planned) * FULL, planned), 0)


def divide(amount: int, open_: Mapping[int, int]) -> dict[int, int]:
    """What each unit gets of ``amount`` fen: what is still open of its plan, in proportion where it is too little.

    More than is open is not passed on. Ties of a fen go to the smaller key.
    """
    keys = sorted(open_)
    wanted = [max(open_[key], 0) for key in keys]
    total = min(amount, sum(wanted))
    return dict(zip(keys, split_by_weights(total, wanted), strict=True))
