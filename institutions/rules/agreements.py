"""The course of an agreement (协议管理): which act leads from which state to which, or why it is not open.

One record goes the whole way: application, evaluation, public notice, negotiation, agreement in force, end
(NB-26 四(三)1; JJ-09 三(九); ZY-13 四(五)1). Which stages an application passes is the policy's (``steps``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from config.periods import Period, months_later

# Stages that the policy may ask between acceptance and signature, in their order; negotiation is never left out.
STAGES = ("evaluation", "notice", "negotiation")
# Where an application waits for a stage.
WAITS_FOR = {"evaluation": "accepted", "notice": "evaluated", "negotiation": "negotiating"}

# The course of an application; the place in it tells an act that comes too early from one that comes too late.
COURSE = ("returned", "applied", "accepted", "failed", "evaluated", "noticed", "negotiating", "proposed")
RUNNING = ("in_force", "suspended")
ENDED = ("refused", "withdrawn", "terminated", "expired", "replaced")
STATES = (*COURSE, *RUNNING, *ENDED)

# Stands for the state in which the next stage of the application's own course begins.
NEXT = "→"

_FLOW: dict[str, dict[str, str]] = {
    # The application.
    "hand_in": {"returned": "applied", "applied": "applied"},
    "return": {"applied": "returned"},
    "accept": {"applied": NEXT},
    "score": {"accepted": "accepted"},
    "pass": {"accepted": NEXT},
    "fail": {"accepted": "failed"},
    "evaluate_again": {"failed": "accepted"},
    "publish": {"evaluated": "noticed"},
    "object": {"noticed": "noticed"},
    "answer": {"noticed": "noticed"},
    "close_notice": {"noticed": NEXT},
    "propose": {"negotiating": "proposed"},
    "send_back": {"proposed": "negotiating"},
    "sign": {"proposed": "in_force"},
    "refuse": dict.fromkeys(
        ("returned", "applied", "accepted", "failed", "noticed", "negotiating"), "refused"
    ),
    "withdraw": dict.fromkeys(COURSE, "withdrawn"),
    # The agreement.
    "meet": {state: state for state in (*COURSE, *RUNNING)},
    "suspend": {"in_force": "suspended"},
    "resume": {"suspended": "in_force"},
    "terminate": {"in_force": "terminated", "suspended": "terminated"},
    "renew": {"in_force": "in_force"},
    "change": {"in_force": "in_force"},
    "expire": {"in_force": "expired", "suspended": "expired"},
    "replace": {"in_force": "replaced", "suspended": "replaced"},
}
ACTS = tuple(_FLOW)


class Refusal(NamedTuple):
    """Why an act is not open, as a code that the pages put in words."""

    code: str


def after(state: str, act: str, steps: Sequence[str] = STAGES) -> str | Refusal:
    """The state after ``act``, or why it cannot be done. ``steps`` are the stages this application passes."""
    found = _FLOW[act].get(state)
    if found is None:
        return Refusal(_reason(state, act))
    return _next(state, steps) if found == NEXT else found


def open_acts(state: str, steps: Sequence[str] = STAGES) -> Iterator[str]:
    """The acts that are open in ``state``."""
    return (act for act in ACTS if not isinstance(after(state, act, steps), Refusal))


def _next(state: str, steps: Sequence[str]) -> str:
    """Where the next stage begins, of those that lie ahead."""
    for stage in STAGES:
        waiting = WAITS_FOR[stage]
        if COURSE.index(waiting) > COURSE.index(state) and (stage in steps or stage == "negotiation"):
            return waiting
    raise ValueError(f"nothing follows {state}")


def _reason(state: str, act: str) -> str:
    allowed = _FLOW[act]
    if state in ENDED:
        return "ended"
    if state in RUNNING:
        if any(one in RUNNING for one in allowed):
            return "suspended" if state == "suspended" else "not_suspended"
        return "in_force"
    if any(one in RUNNING for one in allowed):
        return "not_in_force"
    at = COURSE.index(state)
    return "too_early" if any(COURSE.index(one) > at for one in allowed) else "too_late"


class Item(NamedTuple):
    """An item of the evaluation: points to be had, and the least the mean must reach."""

    key: str
    points: int
    lowest: int


class ItemResult(NamedTuple):
    """The mean of the evaluators for one item, to two decimals; ``enough`` says whether it reaches the least."""

    item: Item
    mean: Decimal
    enough: bool


class Evaluation(NamedTuple):
    """Means by item and in total; ``faults`` are codes of why it is not passed, none when it is."""

    items: tuple[ItemResult, ...]
    total: Decimal
    evaluators: int
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.faults


def mean(values: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean, half up to two decimals; 0 of nothing."""
    if not values:
        return Decimal(0)
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def evaluate(
    sheets: Mapping[str, Mapping[str, Decimal]],
    items: Sequence[Item],
    *,
    pass_total: int,
    lowest_evaluators: int,
) -> Evaluation:
    """The result of the evaluators' ``sheets`` (evaluator → item → points).

    A sheet that lacks an item is not counted as an evaluator's. Totals are means of whole sheets, not sums of
    rounded means.
    """
    whole = [sheet for sheet in sheets.values() if all(item.key in sheet for item in items)]
    results = []
    for item in items:
        found = mean([sheet[item.key] for sheet in whole])
        results.append(ItemResult(item, found, bool(whole) and found >= item.lowest))
    total = mean([sum((sheet[item.key] for item in items), Decimal(0)) for sheet in whole])
    faults = []
    if len(whole) < lowest_evaluators:
        faults.append("evaluators")
    if total < pass_total:
        faults.append("total")
    if not all(one.enough for one in results):
        faults.append("item")
    return Evaluation(tuple(results), total, len(whole), tuple(faults))


def longest_term(first: dt.date, months: int) -> dt.date:
    """The day after the last on which an agreement from ``first`` may run."""
    return months_later(first, months)


def cut(spans: Iterable[Period], day: dt.date) -> list[Period]:
    """What is left of ``spans`` when they end on ``day``: that day belongs to none of them any more."""
    left = []
    for span in spans:
        if span.start >= day:
            continue
        end = day if span.end is None else min(span.end, day)
        left.append(Period(span.start, end))
    return left
