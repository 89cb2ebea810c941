"""A course through stages: which act is open in which state, and why another is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Refusal(NamedTuple):
    """Why an act is not open, as a code that the pages put in words: final, too_early, too_late."""

    code: str


@dataclass(frozen=True)
class Course:
    """``flow``: act → state → state afterwards; ``stages`` in their order; nothing is open in an ``ended`` state."""

    stages: tuple[str, ...]
    flow: Mapping[str, Mapping[str, str]]
    ended: frozenset[str]

    @property
    def acts(self) -> tuple[str, ...]:
        return tuple(self.flow)

    def after(self, state: str, act: str) -> str | Refusal:
        """The state after ``act``, or why it cannot be done."""
        allowed = self.flow[act]
        found = allowed.get(state)
        if found is not None:
            return found
        if state in self.ended:
            return Refusal("final")
        at = self.stages.index(state)
        ahead = any(self.stages.index(one) > at for one in allowed)
        return Refusal("too_early" if ahead else "too_late")

    def allows(self, state: str, act: str) -> bool:
        return not isinstance(self.after(state, act), Refusal)

    def open_acts(self, state: str) -> Iterator[str]:
        """The acts that are open in ``state``."""
        return (act for act in self.flow if self.allows(state, act))
