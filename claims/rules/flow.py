"""Flows of cases as tables: which act leads from which state to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class WrongState(ValueError):
    """The act is not open in this state; ``acts`` are those that are."""

    def __init__(self, state: str, act: str, acts: tuple[str, ...]) -> None:
        super().__init__(f"{act} is not open in state {state}, only {', '.join(acts) or 'nothing'}")
        self.state, self.act, self.acts = state, act, acts


class Flow:
    """``Flow({("10", "enter"): "11", …})``."""

    def __init__(self, table: Mapping[tuple[str, str], str]) -> None:
        self.table = dict(table)

    def after(self, state: str, act: str) -> str:
        """The state after ``act``; raises :class:`WrongState`."""
        try:
            return self.table[state, act]
        except KeyError:
            raise WrongState(state, act, tuple(self.open_in(state))) from None

    def open_in(self, state: str) -> Iterator[str]:
        """The acts that are open in ``state``."""
        return (act for of, act in self.table if of == state)

    def allows(self, state: str, act: str) -> bool:
        return (state, act) in self.table
