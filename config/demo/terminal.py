"""What the demonstration prints: progress with the seconds gone by, and tables in which Chinese lines up."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any


def width(text: str) -> int:
    """Columns a terminal needs: two for a wide or full-width character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled up to ``columns``; to the right edge for numbers."""
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


def table(head: Sequence[str], rows: Sequence[Sequence[Any]], *, left: int = 1, total: bool = False) -> str:
    """A table with ``left`` columns to the left, the others to the right; ``total`` sets off the last row."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "  ".join(pad(cell, widths[i], right=i >= left) for i, cell in enumerate(row)).rstrip()
        for row in cells
    ]
    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    lines.insert(1, rule)
    if total:
        lines.insert(len(lines) - 1, rule)
    return "\n".join(lines)


class Progress:
    """Lines with the seconds since the start; a step names itself when it begins and says how it went."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self._write = write
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._begun

    def say(self, text: object = "") -> None:
        self._write(f"[{self.seconds:6.1f} s] {text}")

    def show(self, text: str) -> None:
        """Print without a time: tables."""
        self._write(text)

    def step(self, title: object) -> AbstractContextManager[Callable[[object], None]]:
        """``with progress.step(title) as done: …; done(result)``."""
        return self._step(str(title))

    @contextmanager
    def _step(self, title: str) -> Any:
        self.say(f"{title} …")
        begun = time.monotonic()
        said: list[str] = []
        yield lambda result: said.append(str(result))
        outcome = f": {said[-1]}" if said else ""
        self.say(f"{title}{outcome} ({time.monotonic() - begun:.1f} s)")
