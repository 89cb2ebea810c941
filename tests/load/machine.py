"""How fast this machine is today: what a load took is told beside it, for two machines differ by four and more."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor

TURNS = 3_000_000
"""About a second of a slow core."""


def _turns_per_second(_place: int) -> float:
    begun, total = time.perf_counter(), 0
    for turn in range(TURNS):
        total += turn
    return TURNS / (time.perf_counter() - begun)


def cores_tell(cores: int) -> tuple[float, float]:
    """Million turns of a bare loop in a second: of a core alone, and of all ``cores`` together."""
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(_turns_per_second, range(cores)))  # the processes have begun
        alone = max(pool.submit(_turns_per_second, 0).result() for _again in range(3))
        together = sum(pool.map(_turns_per_second, range(cores)))
    return alone / 1e6, together / 1e6
