"""Timing and the verdict."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """``ours`` and ``floor`` in seconds, or another ``unit``; ``rows`` is what both handled."""

    title: str
    rows: int
    ours: float
    floor: float
    target: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def passed(self) -> bool:
        return self.ratio <= self.target

    def line(self) -> list[str]:
        verdict = "PASS" if self.passed else "FAIL"
        return [
            self.title,
            f"{self.rows:,}",
            f"{self.ours:.2f} {self.unit}",
            f"{self.rows / self.ours:,.0f}/{self.unit}",
            f"{self.floor:.2f} {self.unit}",
            f"{self.ratio:.2f}",
            f"≤ {self.target:.1f}",
            verdict,
        ]


HEAD = ["measure", "rows", "ours", "rows", "floor", "ratio", "target", ""]


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def best(rounds: int, act: Callable[[], float]) -> float:
    """The quickest of some rounds: what disturbs a machine only ever adds."""
    return min(act() for _ in range(rounds))
