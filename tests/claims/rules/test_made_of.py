"""Which lines an explanation's steps name: what they give is the step's amount, in every golden case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.utils import translation

from claims.explaining import explain
from claims.rules.made_of import Made, Part, made_of
from claims.rules.steps import Step
from config.money import TEN_THOUSAND, half_up, to_fen
from tests.claims import golden

ALWAYS = {
    "bands_due", "fixed_due", "fixed_days", "limit", "layer_in_scope_left", "layer_with_first_share",
    "layer_all_left", "paid", "ratio_due",
}  # fmt: skip
"""Sums, differences and products of earlier lines, whatever the bill."""
NEVER = {"benefit", "covered", "tier", "ratio", "adjust", "legacy", "limit_cut", "layer_cut", "layer_refused"}


def _bills() -> Iterator[list[Step]]:
    for _name, case in golden.cases():
        counters = {name: to_fen(amount) for name, amount in case.get("before", {}).items()}
        for one in (*case["earlier"], case):
            yield golden.settled(one, case["package"], counters).steps


BILLS = list(_bills())


def _given(steps: list[Step], number: int, part: Part) -> int:
    """What the line shows to its reader, not what the walk noted."""
    line = steps[part.line - 1]
    assert part.line < number, "a line is made of lines before it"
    if part.of == "stays":
        measured = next(
            one.amount
            for one in reversed(steps[: part.line - 1])
            if one.code.endswith(("left", "ceiling", "first_share"))
        )
        assert measured is not None
        return min(measured, max(0, line.params["line"] - line.params["before"]))
    given = line.params[part.of] if part.of else line.amount
    assert isinstance(given, int), line
    return given


def _fen(steps: list[Step], number: int, made: Made) -> int:
    weighted = 0
    for part in made.parts:
        ratio = TEN_THOUSAND if part.ratio is None else part.ratio
        weighted += (-1 if part.minus else 1) * ratio * _given(steps, number, part)
    whole = TEN_THOUSAND if made.ratio is None else made.ratio
    return half_up(weighted * whole * made.times, TEN_THOUSAND**2)


def test_the_lines_a_step_names_give_its_amount_to_the_fen() -> None:
    named: Counter[str] = Counter()
    for steps in BILLS:
        for number, (one, made) in enumerate(zip(steps, made_of(steps), strict=True), 1):
            if made.parts:
                assert _fen(steps, number, made) == one.amount, (one, made)
                named[one.code] += 1
    assert ALWAYS | {"in_scope", "deductible", "band", "layer_paid", "layer_above_ceiling"} <= set(named)


def test_what_is_made_of_lines_always_names_them_and_what_is_not_never_does() -> None:
    for steps in BILLS:
        for one, made in zip(steps, made_of(steps), strict=True):
            if one.code in NEVER or one.code.startswith(("fee_", "refused_")):
                assert not made.parts, one
            # Bands that nothing entered are no lines.
            if one.code in ALWAYS and (one.code != "bands_due" or one.amount):
                assert made.parts, one


def test_what_pays_out_is_what_every_fund_pays() -> None:
    for steps in BILLS:
        made = made_of(steps)[-1]
        payers = [steps[part.line - 1].code for part in made.parts]
        layers = sum(1 for one in steps if one.code == "layer_paid" and one.amount)
        assert sum(1 for code in payers if code == "layer_paid") == layers
        assert not any(part.minus for part in made.parts)


def test_a_step_whose_lines_do_not_give_its_amount_names_none() -> None:
    steps = next(found for found in BILLS if any(one.code == "ratio_due" and one.amount for one in found))
    at = next(number for number, one in enumerate(steps) if one.code == "ratio_due" and one.amount)
    wrong = [*steps[:at], steps[at]._replace(amount=(steps[at].amount or 0) + 1), *steps[at + 1 :]]
    assert made_of(steps)[at].parts
    assert not made_of(wrong)[at].parts


def _said(*codes: str) -> set[str]:
    with translation.override("en"):
        return {
            line.from_lines
            for steps in BILLS
            for one, line in zip(steps, explain(steps), strict=True)
            if one.code in codes
        }


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ratio_due", "(1 − 4) × 85%"),
        ("fixed_days", "3 × 31"),
        ("layer_with_first_share", "1 + 1 (first share) − 8"),
        ("in_scope", "1 + 2 + 3"),
    ],
)
def test_lines_are_named_as_a_sum_is_written(code: str, said: str) -> None:
    assert said in _said(code), sorted(_said(code))


def test_many_lines_one_after_the_other_are_not_listed_one_by_one() -> None:
    lines = [
        Step("fee_A", {"kind": "A", "total": 100, "over": 0, "share": 0, "first": 0, "own": 0}, 100)
        for _number in range(9)
    ]
    whole = Step("in_scope", {"total": 900, "own": 0, "over": 0, "first": 0}, 900)
    with translation.override("en"):
        assert explain([*lines, whole])[-1].from_lines == "1 + … + 9"
