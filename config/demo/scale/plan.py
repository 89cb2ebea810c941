"""How much is made, and in which blocks: a block is one transaction, there whole or not at all."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, connections

from config.processes import begin_child

BLOCK = 50_000
# Visits go round the people in steps of a prime that divides no size anybody asks for.
STEP = 7_919
PROCESSES = 2


class Block(NamedTuple):
    """Rows ``first`` to ``last``, both counted in, numbered from 1."""

    first: int
    last: int


@dataclass(frozen=True)
class Plan:
    """``year`` is the one the area's documents govern; ids are those of the database."""

    area_code: str
    year: int
    people: int
    bills: int

    @property
    def prefix(self) -> str:
        """Begins every number: no demonstration and no import numbers so."""
        return f"S{self.area_code}{self.year}"

    def person(self, number: int) -> str:
        return f"{self.prefix}{number:09d}"

    def bill(self, number: int) -> str:
        return f"{self.prefix}{number:010d}"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, 1, 1)


def blocks_of(rows: int) -> list[Block]:
    return [Block(first, min(first + BLOCK - 1, rows)) for first in range(1, rows + 1, BLOCK)]


def in_processes(
    blocks: list[Block], make: Callable[[Block], int], *, processes: int = PROCESSES
) -> Iterator[int]:
    """What ``make`` says of each block. Within an open transaction (a test) in this process: another sees nothing."""
    if connection.in_atomic_block or len(blocks) < 2:
        yield from map(make, blocks)
        return
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, fork, initializer=begin_child, initargs=(os.getpid(),)) as pool:
        yield from pool.map(make, blocks)
