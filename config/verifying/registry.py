"""What is verified: each kind of question with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """``where``: table and row, or file, as an operator finds it; ``what``: how it differs, in words."""

    where: str
    what: str


Question = Callable[[], Iterator[Difference]]


@dataclass(frozen=True)
class Verification:
    """One kind of question; ``title`` is lazy text for people."""

    name: str
    title: Any
    ask: Question


_known: dict[str, Verification] = {}


def verification(name: str, *, title: Any) -> Callable[[Question], Question]:
    """Register the decorated generator under ``name``; it runs with everything in scope and writes nothing."""

    def register(ask: Question) -> Question:
        _known[name] = Verification(name, title, ask)
        return ask

    return register


def verifications() -> dict[str, Verification]:
    """All that are known, in the order in which they are asked."""
    return dict(_known)
