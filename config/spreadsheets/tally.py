"""How many rows were written into workbooks and csv by one request or one job: what the log of exports counts.

The writers count by themselves, so that no export can forget to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

_written: ContextVar[int | None] = ContextVar("tongchou_rows_written", default=None)


@contextmanager
def rows_written() -> Iterator[None]:
    """Count anew inside."""
    token = _written.set(None)
    try:
        yield
    finally:
        _written.reset(token)


def written_so_far() -> int | None:
    """Rows below headers, totals not among them; None where no table was written."""
    return _written.get()


def counted(rows: Iterable[T]) -> Iterator[T]:
    """``rows``, counted once they are through."""
    number = 0
    for row in rows:
        number += 1
        yield row
    _written.set((_written.get() or 0) + number)
