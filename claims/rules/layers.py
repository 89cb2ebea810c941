"""The payers after the basic fund, one after the other: serious illness, large amounts, civil servants, medical aid.

Each looks at what the ones before it left (``measures``), leaves its line with the person, and pays its ratio of
the rest, over a bill or over the year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up

from .steps import Step, step
from .terms import Layer, Limit

Trace = list[Step] | None


class Left(NamedTuple):
    """What the basic fund left of a bill, fen.

    ``in_scope``, ``first_share`` and ``total`` are before any layer; ``above_ceiling`` is the part of what is in
    scope that only a ceiling of the basic fund kept from being paid.
    """

    in_scope: int
    first_share: int
    total: int
    above_ceiling: int


def pay_layers(
    layers: Sequence[Layer],
    left: Left,
    counters: Mapping[str, int],
    used: dict[str, int],
    trace: Trace = None,
) -> dict[str, int]:
    """What each layer pays, by the national amount it goes into; what it uses of the year is noted in ``used``."""
    parts: dict[str, int] = {}
    paid = 0
    for layer in layers:
        if layer.refusal:
            if trace is not None:
                trace.append(step("layer_refused", layer.covered, 0, reason=layer.refusal, **_named(layer)))
            continue
        measured = _measured(layer.measures, left, paid)
        if measured <= 0:
            continue
        due = min(_due(layer, measured, counters, used, trace), left.total - paid)
        if layer.ceiling is not None:
            due = _within(layer, layer.ceiling, due, counters, used, trace)
        if trace is not None:
            trace.append(step("layer_paid", None, due, **_named(layer)))
        if due:
            paid += due
            parts[layer.pays] = parts.get(layer.pays, 0) + due
    return parts


def _measured(measures: str, left: Left, paid: int) -> int:
    """The amount a layer looks at; what earlier layers paid counts as paid of what is in scope first."""
    if measures == "in_scope_left":
        return left.in_scope - paid
    if measures == "with_first_share":
        return left.in_scope + left.first_share - paid
    if measures == "all_left":
        return left.total - paid
    return min(left.above_ceiling, left.in_scope - paid)


def _due(layer: Layer, measured: int, counters: Mapping[str, int], used: dict[str, int], trace: Trace) -> int:
    before = 0
    if layer.line_counter:
        before = counters.get(layer.line_counter, 0)
        used[layer.line_counter] = measured
    end, line = before + measured, layer.line
    if trace is not None:
        _note_line(trace, layer, measured, before)
    if not layer.bands:
        entering = max(0, end - max(before, line))
        due = half_up(entering * layer.ratio, TEN_THOUSAND)
        if trace is not None:
            _note_ratio(trace, layer, entering, due)
        return due
    shift = line if layer.above_line else 0
    weighted = 0
    for span, ratio in layer.bands:
        low = max(span.low + shift, line, before)
        high = end if span.high is None else min(end, span.high + shift)
        if high > low:
            weighted += (high - low) * ratio
            if trace is not None:
                trace.append(
                    step("band", layer.ratio_given, high - low, low=span.low, high=span.high, ratio=ratio)
                )
    return half_up(weighted, TEN_THOUSAND)


def _within(
    layer: Layer, ceiling: Limit, due: int, counters: Mapping[str, int], used: dict[str, int], trace: Trace
) -> int:
    before = counters.get(ceiling.counter, 0) if ceiling.counter else 0
    room = max(0, ceiling.amount - before)
    within = min(due, room)
    if ceiling.counter and within:
        used[ceiling.counter] = within
    if trace is not None and within < due:
        trace.append(
            step(
                "layer_cut",
                ceiling.given,
                within,
                ceiling=ceiling.amount,
                before=before,
                room=room,
                **_named(layer),
            )
        )
    return within


def _named(layer: Layer) -> dict[str, str]:
    return {"layer": layer.title.title or layer.name}


def _note_line(trace: list[Step], layer: Layer, measured: int, before: int) -> None:
    trace.append(step("layer_" + layer.measures, layer.measures_given, measured, **_named(layer)))
    if layer.line_given is None:
        return
    code = "layer_line_year" if layer.line_counter else "layer_line"
    trace.append(step(code, layer.line_given, None, line=layer.line, before=before))


def _note_ratio(trace: list[Step], layer: Layer, entering: int, due: int) -> None:
    trace.append(step("ratio", layer.ratio_given, None, ratio=layer.ratio_given.value))
    for name, given in layer.adjustments:
        trace.append(step("adjust", given, None, name=name, points=given.value))
    trace.append(step("ratio_due", None, due, entering=entering, ratio=layer.ratio))
