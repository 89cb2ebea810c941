"""The parts of a screening: its people divided by number, each part's bills on a connection of its own.

A part keeps nothing: its tables live in a transaction that is always rolled back, and the run's own transaction takes
over what it found. A run that is cancelled, fails or is killed therefore leaves nothing, and nothing to clear away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from queue import SimpleQueue
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config.scoping import current_scope, tell_database

# No person has a number below or from these on.
LOWEST, BEYOND = 0, 2**63 - 1

Told = Callable[[], None]
# Statements that belong together.
Step = tuple[str, ...]


class Stopped(Exception):
    """Another part failed, or the run was cancelled."""


class Part:
    """People from ``low`` to below ``high``, on a connection."""

    def __init__(
        self, link: BaseDatabaseWrapper, number: int, params: Mapping[str, Any], low: int, high: int
    ) -> None:
        self.link = link
        self.number = number
        self.params = {**params, "low": low, "high": high}
        self._stopped = False

    def run_all(self, steps: Sequence[Step], told: Told) -> None:
        with self.link.cursor() as cursor:
            for step in steps:
                for statement in step:
                    if self._stopped:
                        raise Stopped
                    cursor.execute(statement, self.params)
                told()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.link.cursor() as cursor:
            cursor.execute(query, self.params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def stop(self) -> None:
        """End the statement under way, and begin no further one."""
        self._stopped = True
        if self.link.connection is not None:
            self.link.connection.cancel_safe(timeout=5)


def may_divide() -> bool:
    """Whether other connections see what this one does: not inside a transaction that has yet to be committed."""
    return settings.JOB_PROCESSES > 1 and not connection.in_atomic_block


@contextmanager
def divided(params: Mapping[str, Any], *, divide: bool) -> Iterator[list[Part]]:
    """The parts of a run, each in a transaction of its own; one part on the run's connection without ``divide``."""
    borders = _borders(params) if divide else []
    ranges = list(pairwise([LOWEST, *borders, BEYOND]))
    if len(ranges) == 1:
        yield [Part(connection, 0, params, *ranges[0])]  # type: ignore[arg-type] # a proxy
        return
    with ExitStack() as stack:
        yield [
            Part(stack.enter_context(_own_connection()), number, params, *within)
            for number, within in enumerate(ranges)
        ]


def _borders(params: Mapping[str, Any]) -> list[int]:
    """Numbers of people that divide those of the area into equal parts; fewer where there are hardly any people."""
    shares = [n / settings.JOB_PROCESSES for n in range(1, settings.JOB_PROCESSES)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_disc(%s::float[]) WITHIN GROUP (ORDER BY id) FROM enrollment_person"
            " WHERE county_id = ANY(%s)",
            [shares, params["counties"]],
        )
        found = cursor.fetchone()[0] or []
    return sorted(set(found))


@contextmanager
def _own_connection() -> Iterator[BaseDatabaseWrapper]:
    link = connections.create_connection(DEFAULT_DB_ALIAS)
    # Opened here, used by the thread of its part.
    link.inc_thread_sharing()
    try:
        link.set_autocommit(False)
        with link.cursor() as cursor:
            tell_database(current_scope(), cursor)
            # The parts themselves are what runs at once.
            cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
            # The server notices within seconds that the process is gone, also in the middle of a statement.
            cursor.execute("SET LOCAL client_connection_check_interval = '2s'")
        yield link
    finally:
        # Closed without a commit: nothing of a part outlives it.
        link.close()


def at_once(parts: Sequence[Part], act: Callable[[Part, Told], None], told: Told) -> None:
    """Do ``act`` with every part at once. ``told`` is called here, in the caller's thread, whenever a part calls its
    own; when it raises, or a part fails, the others are stopped and the error goes on."""
    if len(parts) == 1:
        act(parts[0], told)
        return
    events: SimpleQueue[BaseException | bool] = SimpleQueue()

    def work(part: Part) -> None:
        try:
            act(part, lambda: events.put(True))
        except BaseException as error:
            events.put(error)
        else:
            events.put(False)

    with ThreadPoolExecutor(len(parts), thread_name_prefix="screening") as pool:
        running = [pool.submit(work, part) for part in parts]
        try:
            _follow(events, len(parts), told)
        except BaseException:
            # Asked again until they have: a statement may begin just after it was told to end.
            while wait(running, timeout=0.2).not_done:
                for part in parts:
                    part.stop()
            raise


def _follow(events: SimpleQueue[BaseException | bool], running: int, told: Told) -> None:
    while running:
        event = events.get()
        if isinstance(event, BaseException):
            raise event
        if event:
            told()
        else:
            running -= 1


def hand_over(part: Part, table: str) -> None:
    """Copy what a part has in a temporary table into that of the run's own transaction."""
    if part.link.connection is connection.connection:
        return
    with (
        part.link.cursor() as source,
        connection.cursor() as target,
        source.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as given,
        target.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as taken,
    ):
        for block in given:
            taken.write(block)
