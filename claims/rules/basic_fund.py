"""What the basic fund pays of a bill: deductible, ratio or bands or a fixed amount, ceilings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up

from .benefit_policy import year_share
from .facts import BillFacts, days_of, policy_day
from .splitting import FeeRules, split_item
from .steps import Step, step
from .terms import Limit, Terms

Counters = Mapping[str, int]
Trace = list[Step] | None


class Basic(NamedTuple):
    """The basic fund's part of a bill. ``ratio`` is 0 where no single one was applied; ``room`` is what its
    ceilings still allowed, None where none applies; ``above_ceiling`` what of the in-scope amount only they cut."""

    due: int
    deductible: int
    ratio: int
    room: int | None
    above_ceiling: int


NO_BASIC = Basic(0, 0, 0, None, 0)


def basic_part(
    facts: BillFacts, scope: int, counters: Counters, terms: Terms, used: dict[str, int], trace: Trace
) -> Basic:
    deductible = ratio = above_ceiling = 0
    room: int | None = None
    parts: Parts = ()
    if terms.fixed is not None:
        due = _fixed(facts, terms, terms.fixed, trace)
    else:
        deductible = _deductible(scope, facts, counters, terms, used, trace)
        due, ratio, room, parts = _by_ratio(facts, scope, deductible, counters, terms, used, trace)
    cut = due
    if terms.limits:
        due, room = _within_limits(due, room, facts, counters, terms, used, trace)
    if terms.layers and terms.fixed is None:
        entered = sum([amount for amount, _ratio in parts])
        above_ceiling = scope - deductible - entered + _unpaid(cut - due, parts)
    return Basic(due, deductible, ratio, room, above_ceiling)


def _deductible(
    scope: int, facts: BillFacts, counters: Counters, terms: Terms, used: dict[str, int], trace: Trace
) -> int:
    """Per bill: min(in scope, standard); per year, institution and year, or chain of transfers: what earlier
    bills have left of the standard."""
    standard, before, counter = terms.deductible, 0, terms.deductible_counter
    if counter and terms.deductible_key:
        # A stay that continues no other is a chain of its own.
        own = getattr(facts, terms.deductible_key)
        counter = f"{counter}:{own}" if own else ""
    if counter:
        before = counters.get(counter, 0)
    left = standard - before
    deductible = min(scope, left) if left > 0 else 0
    if counter and deductible:
        used[counter] = deductible
    if trace is not None and terms.deductible_given is not None:
        _note_deductible(trace, terms, deductible, before, counter)
    return deductible


Parts = Sequence[tuple[int, int]]
"""(amount, ratio in ten-thousandths) of what entered the ratio, lowest first."""


def _by_ratio(
    facts: BillFacts,
    scope: int,
    deductible: int,
    counters: Counters,
    terms: Terms,
    used: dict[str, int],
    trace: Trace,
) -> tuple[int, int, int | None, Parts]:
    """(due before ceilings on payments, ratio, what a ceiling on the in-scope amount let through, parts)."""
    entering = above = scope - deductible
    for limit in terms.scope_limits:
        entering, _room = _limited(entering, limit, facts, counters, trace)
        if limit.counter and entering:
            used[limit.counter] = entering
    if terms.scope_counter and scope:
        used[terms.scope_counter] = scope
    parts: Parts
    if terms.bands:
        due, ratio, parts = _by_bands(entering, deductible, counters, terms, trace)
    else:
        due, ratio = half_up(entering * terms.ratio, TEN_THOUSAND), terms.ratio
        parts = ((entering, ratio),)
        if trace is not None:
            _note_ratio(trace, terms, entering, due)
    if terms.item_points and terms.fees is not None:
        extra = _for_items(facts, terms, terms.fees, entering, trace)
        if extra:
            due, ratio = max(0, min(due + extra, entering)), 0
            parts = ((entering, half_up(due * TEN_THOUSAND, entering)),)
    return due, ratio, due if entering < above else None, parts


def _for_items(facts: BillFacts, terms: Terms, rules: FeeRules, entering: int, trace: Trace) -> int:
    """The points for some items: the deductible and what ceilings cut off are borne by the others first."""
    extra = 0
    for points in terms.item_points:
        weighted = favoured = 0
        for item in facts.items if points.by_class else facts.fees:
            given = points.given.get((item.kind, item.essential, item.procured))
            if given is not None:
                scope = split_item(item, rules)[3]
                favoured += scope
                weighted += scope * given.value
        if favoured:
            counted = min(favoured, entering)
            more = half_up(weighted * counted, favoured * TEN_THOUSAND)
            extra += more
            if trace is not None:
                source = next(iter(points.given.values()))
                trace.append(step("item_points", source, more, name=points.name, entering=counted))
    return extra


def _by_bands(
    entering: int,
    deductible: int,
    counters: Counters,
    terms: Terms,
    trace: Trace,
) -> tuple[int, int, Parts]:
    """(due, ratio, parts); bands are marginal and rounded once together, several have no one ratio: 0."""
    start = 0 if terms.band_start == "after_deductible" else deductible
    if terms.scope_counter:
        start += counters.get(terms.scope_counter, 0)
    bands = [
        (span, ratio, _overlap(start, start + entering, span.low, span.high)) for span, ratio in terms.bands
    ]
    weighted = sum(part * ratio for _span, ratio, part in bands)
    due = half_up(weighted, TEN_THOUSAND)
    if trace is not None:
        _note_adjustments(trace, terms)
        for span, ratio, part in bands:
            if part:
                trace.append(step("band", terms.ratio_given, part, low=span.low, high=span.high, ratio=ratio))
        trace.append(step("bands_due", None, due, entering=entering))
    ratios = {ratio for _span, ratio, part in bands if part}
    return due, ratios.pop() if len(ratios) == 1 else 0, [(part, ratio) for _span, ratio, part in bands]


def _unpaid(cut: int, parts: Parts) -> int:
    """How much of what entered the ratio a ceiling kept from being paid: what lies highest is cut first."""
    unpaid = 0
    for amount, ratio in reversed(parts):
        if cut <= 0:
            break
        worth = half_up(amount * ratio, TEN_THOUSAND)
        if worth > cut:
            return unpaid + min(amount, half_up(cut * TEN_THOUSAND, ratio))
        unpaid, cut = unpaid + amount, cut - worth
    return unpaid


def _within_limits(
    due: int,
    room: int | None,
    facts: BillFacts,
    counters: Counters,
    terms: Terms,
    used: dict[str, int],
    trace: Trace,
) -> tuple[int, int | None]:
    """What all ceilings allow; what is paid draws on each of them."""
    for limit in terms.limits:
        due, left = _limited(due, limit, facts, counters, trace)
        room = left if room is None else min(room, left)
    if due:
        for limit in terms.limits:
            if limit.counter:
                used[limit.counter] = due
    return due, room


def _overlap(start: int, end: int, low: int, high: int | None) -> int:
    top = end if high is None else min(end, high)
    return max(0, top - max(start, low))


def _fixed(facts: BillFacts, terms: Terms, fixed: int, trace: Trace) -> int:
    days = days_of(facts) if terms.fixed_per_day else 1
    further = max(0, facts.fetus_cnt - 1)
    standard = fixed * days + further * terms.further
    due = min(standard, facts.medfee_sumamt)
    if trace is not None:
        trace.append(step("fixed", terms.fixed_given, fixed))
        if terms.fixed_per_day:
            trace.append(step("fixed_days", None, fixed * days, days=days))
        if further:
            trace.append(
                step("fixed_further", terms.further_given, further * terms.further, children=further)
            )
        trace.append(step("fixed_due", None, due, standard=standard, total=facts.medfee_sumamt))
    return due


def _limited(
    amount: int, limit: Limit, facts: BillFacts, counters: Counters, trace: Trace
) -> tuple[int, int]:
    """(amount within the ceiling, what the ceiling still allowed)."""
    ceiling, legacy = limit.amount, 0
    if limit.legacy is not None and facts.legacy_balance:
        year = policy_day(facts.med_type, facts.begndate, facts.enddate).year
        legacy = year_share(facts.legacy_balance, *limit.legacy, year)
    before = counters.get(limit.counter, 0) if limit.counter else 0
    room = max(0, ceiling + legacy - before)
    within = min(amount, room)
    if trace is not None:
        if legacy:
            trace.append(
                step("legacy", limit.legacy_given, legacy, limit=limit.name, balance=facts.legacy_balance)
            )
        code = "limit_cut" if within < amount else "limit"
        trace.append(
            step(
                code,
                limit.given,
                within,
                limit=limit.name,
                ceiling=ceiling + legacy,
                before=before,
                room=room,
            )
        )
    return within, room


def _note_deductible(trace: list[Step], terms: Terms, borne: int, before: int, counter: str) -> None:
    factor = terms.deductible_factor
    if factor is not None:
        trace.append(step("deductible_factor", factor, terms.deductible, ratio=factor.value))
    trace.append(
        step(
            f"deductible_{terms.deductible_key or 'year'}" if counter else "deductible",
            terms.deductible_given,
            borne,
            standard=terms.deductible,
            before=before,
            tier=terms.tier.value,
        )
    )


def _note_ratio(trace: list[Step], terms: Terms, entering: int, due: int) -> None:
    if terms.ratio_given is not None:
        trace.append(
            step("ratio", terms.ratio_given, None, ratio=terms.ratio_given.value, tier=terms.tier.value)
        )
    _note_adjustments(trace, terms)
    trace.append(step("ratio_due", None, due, entering=entering, ratio=terms.ratio))


def _note_adjustments(trace: list[Step], terms: Terms) -> None:
    for name, given in terms.adjustments:
        trace.append(step("adjust", given, None, name=name, points=given.value))
