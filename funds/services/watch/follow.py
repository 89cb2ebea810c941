"""Open warnings for what lies outside its corridor, and follow those that are open from month to month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils import timezone

from config.periods import Month
from config.workdays import add_workdays
from funds.models import FundWarning, IndicatorValue, WarningStep
from funds.policy_rounds import WatchPolicy
from funds.reads.corridors import corridors, watched_by
from funds.rules import watch as rules
from funds.rules.watch import Corridor, Standing
from institutions.models import PoolingArea

State, Act = FundWarning.State, WarningStep.Act
Cause = tuple[int, str, str]
_PLACES = Decimal(1).scaleb(-12)


class Followed(NamedTuple):
    """How many warnings were opened, and how many grew worse."""

    opened: int
    worse: int


def follow(*, area: PoolingArea, month: Month, values: Iterable[IndicatorValue]) -> Followed:
    """One open warning per unit, scheme and indicator; a month looked at twice is followed once.

    For :func:`count_month`, which holds the month's row.
    """
    policy = watched_by(area, month) or WatchPolicy()
    bounds: dict[str, dict[str, Corridor]] = {}
    under_way = {
        (one.unit_id, one.insutype, one.code): one
        for one in FundWarning.objects.select_for_update(of=("self",))
        .filter(area=area)
        .exclude(state=State.CLOSED)
    }
    # What two people closed when they had seen this month is not opened for it again.
    settled: set[Cause] = set(
        FundWarning.objects.filter(area=area, state=State.CLOSED, seen_month__gte=month.first).values_list(
            "unit", "insutype", "code"
        )
    )
    opened = worse = 0
    for value in values:
        if value.insutype not in bounds:
            bounds[value.insutype] = corridors(area, value.insutype, month)
        corridor = bounds[value.insutype].get(value.code)
        if corridor is None or value.value is None:
            continue
        cause = value.unit_id, value.insutype, value.code
        if cause in under_way:
            worse += _again(under_way[cause], value, corridor, month, policy)
        elif value.level in (rules.WARNING, rules.TALK) and cause not in settled:
            _open(value, corridor, month, policy)
            opened += 1
    return Followed(opened, worse)


def _open(value: IndicatorValue, corridor: Corridor, month: Month, policy: WatchPolicy) -> None:
    warning = FundWarning.objects.create(
        area_id=value.area_id, unit_id=value.unit_id, insutype=value.insutype, code=value.code,
        month=month.first, seen_month=month.first, level=value.level, value=Decimal(value.value or 0),
        outside=_outside(value, corridor), due_on=_within(policy.answer_within),
        talk_due_on=_within(policy.talk_within) if value.level == rules.TALK else None,
        reported_to=corridor.reported_to if rules.side(Fraction(value.value or 0), corridor) == rules.BELOW else "",
    )  # fmt: skip
    _step(warning, Act.OPENED, month)


def _again(
    warning: FundWarning, value: IndicatorValue, corridor: Corridor, month: Month, policy: WatchPolicy
) -> bool:
    """Whether it grew worse. Of a month seen already only the figure is brought up to date."""
    if month.first < warning.seen_month:
        return False
    if month.first == warning.seen_month:
        warning.value, warning.outside = Decimal(value.value or 0), _outside(value, corridor)
        warning.save(update_fields=["value", "outside"])
        return False
    before = Standing(warning.level, Fraction(warning.outside), warning.worse)
    now = rules.following(before, Fraction(value.value or 0), corridor, talk_after=policy.talk_after)
    grew_worse = rules.is_worse(before, now)
    if now.level == rules.TALK and warning.level != rules.TALK:
        warning.talk_due_on = _within(policy.talk_within)
    warning.level, warning.worse, warning.seen_month = now.level, now.worse, month.first
    warning.value, warning.outside = Decimal(value.value or 0), _outside(value, corridor)
    if not warning.reported_to and rules.side(Fraction(value.value or 0), corridor) == rules.BELOW:
        warning.reported_to = corridor.reported_to
    if grew_worse and warning.state in (State.ACCEPTED, State.CLOSING):
        # What was agreed on does not help: cause and measures are asked for anew.
        warning.state, warning.closing_by, warning.reason = State.OPEN, None, ""
        warning.due_on = _within(policy.answer_within)
    warning.save()
    if grew_worse:
        _step(warning, Act.WORSE, month)
    elif now.outside == 0:
        _step(warning, Act.BACK, month)
    elif now.outside < before.outside:
        _step(warning, Act.BETTER, month)
    return grew_worse


def _outside(value: IndicatorValue, corridor: Corridor) -> Decimal:
    far = rules.outside(Fraction(value.value or 0), corridor)
    return (Decimal(far.numerator) / Decimal(far.denominator)).quantize(_PLACES)


def _within(workdays: int | None) -> dt.date | None:
    return None if workdays is None else add_workdays(timezone.localdate(), workdays)


def _step(warning: FundWarning, act: str, month: Month) -> None:
    WarningStep.objects.create(
        warning=warning, act=act, month=month.first, value=warning.value, level=warning.level
    )
