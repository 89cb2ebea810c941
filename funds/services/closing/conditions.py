"""What must be done before a month is closed. Other topics add theirs with :func:`register_closing_condition`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from funds.models import BookPeriod


@dataclass(frozen=True)
class Unmet:
    """One thing still to be done; ``url`` opens the page where it is done."""

    text: Any
    url: str = ""


Check = Callable[[BookPeriod], Iterable[Unmet]]


@dataclass(frozen=True)
class ClosingCondition:
    """``check`` yields what is not done for the month. One that is not ``blocking`` warns: who closes accepts it."""

    title: Any
    check: Check = field(repr=False)
    blocking: bool = True

    @property
    def key(self) -> str:
        """The name by which a warning is accepted."""
        return self.check.__name__


@dataclass(frozen=True)
class Finding:
    """A condition, looked at for one month."""

    condition: ClosingCondition
    unmet: tuple[Unmet, ...]

    @property
    def stops(self) -> bool:
        return bool(self.unmet) and self.condition.blocking

    @property
    def warns(self) -> bool:
        return bool(self.unmet) and not self.condition.blocking


_conditions: list[ClosingCondition] = []


def register_closing_condition(title: Any, check: Check, *, blocking: bool = True) -> ClosingCondition:
    """Ask ``check`` before every closing; called in ``ready()``. The same check is asked once."""
    known = next((one for one in _conditions if one.check is check), None)
    if known is None:
        known = ClosingCondition(title, check, blocking)
        _conditions.append(known)
    return known


def findings(period: BookPeriod) -> list[Finding]:
    """Every condition with what is unmet, in the order they were registered. Needs a scope over the book."""
    return [Finding(one, tuple(one.check(period))) for one in _conditions]


def warnings_of(period: BookPeriod) -> list[str]:
    """Keys of what is told about the month without stopping it."""
    return [one.condition.key for one in findings(period) if one.warns]
