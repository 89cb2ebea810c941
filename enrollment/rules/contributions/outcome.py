"""What an act comes to: amounts due with their base, rate and clause, and findings that are no amounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from config.money import half_up, split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

TEN_THOUSAND = 10_000
NO_ORIGIN = Given(None)
"""Of an amount that follows from what was given, not from the policy."""


class FactMissing(LookupError):
    """The policy makes the amount depend on something that was not given; ``name`` is what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Due:
    """One amount. ``given`` is the value it follows from; a part names the whole in ``part_of``.

    ``payer`` is empty where a whole is shared by several payers.
    """

    item: str
    payer: str
    amount: int
    base: int | None = None
    rate: int | None = None
    given: Given = NO_ORIGIN
    part_of: str = ""
    month: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What follows beside the amounts: a day, a number of months, a yes, a reason for a no."""

    item: str
    value: str | int | bool | dt.date
    given: Given = NO_ORIGIN
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Worked:
    """Everything an act comes to, amounts and findings in the order they are told."""

    lines: tuple[Due | Finding, ...] = ()

    @property
    def dues(self) -> tuple[Due, ...]:
        return tuple(line for line in self.lines if isinstance(line, Due))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(line for line in self.lines if isinstance(line, Finding))

    @property
    def total(self) -> int:
        """All wholes together."""
        return sum(due.amount for due in self.dues if not due.part_of)

    def due(self, item: str) -> Due:
        return next(due for due in self.dues if due.item == item)

    def found(self, item: str) -> Any:
        """The value of a finding, None where there is none."""
        return next((finding.value for finding in self.findings if finding.item == item), None)

    def parts(self, item: str) -> list[Due]:
        return [due for due in self.dues if due.part_of == item]

    def __add__(self, other: Worked) -> Worked:
        return Worked(self.lines + other.lines)


def rated(item: str, payer: str, base: int, rate: Given, *before: Step, month: str = "") -> Due:
    """``base`` at ``rate``, rounded half up to the fen, with the steps that led to the base."""
    amount = half_up(base * rate.value, TEN_THOUSAND)
    own = step("rated", rate, amount, base=base, rate=rate.value, item=item)
    return Due(item, payer, amount, base, rate.value, rate, month=month, steps=(*before, own))


def parts_of(whole: Due, shares: dict[str, Given], rest: str) -> list[Due]:
    """A whole by its parts' own rates, the rest being what they leave; together exactly the whole.

    Parts are split off the rounded whole (largest remainder), so that no fen is lost between them.
    """
    if not shares or not whole.rate:
        return []
    rates = [given.value for given in shares.values()]
    weights = [*rates, whole.rate - sum(rates)]
    amounts = split_by_weights(whole.amount, weights)
    origins = [*shares.values(), replace_value(whole.given, weights[-1])]
    return [
        Due(
            f"{whole.item}.{name}",
            whole.payer,
            amount,
            whole.base,
            given.value,
            given,
            part_of=whole.item,
            month=whole.month,
            steps=(step("part", given, amount, rate=given.value, part=name),),
        )
        for name, given, amount in zip([*shares, rest], origins, amounts, strict=True)
        if given.value
    ]


def replace_value(given: Given, value: Any) -> Given:
    """Another value of the same origin; a title belongs to the value it was given for."""
    return given._replace(value=value, title="")


def shared_whole(due: Due, parts: list[Due]) -> list[Due]:
    """A whole without a payer of its own followed by its parts; a single part is the whole."""
    paying = [part for part in parts if part.amount]
    if len(paying) == 1:
        return [replace(due, payer=paying[0].payer), *parts]
    return [due, *parts]
