"""The side channel by which a running job tells where it is.

A job does its work in transactions that nobody sees until they commit; its progress must be seen at once. So
progress, log lines and signs of life travel through a second connection in autocommit mode.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

SIGN_OF_LIFE = """
    UPDATE config_job SET done = %s, total = %s, note = %s, heartbeat = clock_timestamp()
    WHERE id = %s AND state = 'running' AND attempts = %s
    RETURNING cancel_requested
"""
LOG_LINE = "INSERT INTO config_joblog (job_id, at, level, text) VALUES (%s, clock_timestamp(), %s, %s)"


class Channel:
    """A connection of its own for one running job; used by the handler's thread and the heartbeat's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._own: BaseDatabaseWrapper | None = None
        # Inside an outer transaction (a test, a shell) the job's row is not committed: only that transaction's
        # connection can see it, and nobody is there to watch.
        if not connection.in_atomic_block:
            self._own = connections.create_connection(DEFAULT_DB_ALIAS)
            self._own.inc_thread_sharing()

    @property
    def is_separate(self) -> bool:
        return self._own is not None

    def sign_of_life(self, job_id: int, attempt: int, *, done: int, total: int, note: str) -> bool | None:
        """Store progress; returns whether cancellation was asked for, ``None`` when the job is no longer ours."""
        row = self._execute(SIGN_OF_LIFE, [done, total, note, job_id, attempt], returns=True)
        return bool(row[0]) if row else None

    def log(self, job_id: int, level: str, text: str) -> None:
        self._execute(LOG_LINE, [job_id, level, text])

    def close(self) -> None:
        with self._lock:
            if self._own is not None:
                self._own.close()

    def _execute(self, statement: str, params: Sequence[Any], *, returns: bool = False) -> Any:
        with self._lock:
            if self._own is None:
                return _run(connection, statement, params, returns)
            try:
                return _run(self._own, statement, params, returns)
            except Error:
                # The server was restarted, say: once more on a fresh connection.
                self._own.close()
                return _run(self._own, statement, params, returns)


def _run(through: BaseDatabaseWrapper, statement: str, params: Sequence[Any], returns: bool) -> Any:
    with through.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone() if returns else None


class Heartbeat(threading.Thread):
    """Beats while a handler is busy elsewhere, so that a long query is not taken for a dead worker."""

    def __init__(self, beat: Any, seconds: float) -> None:
        super().__init__(name="job-heartbeat", daemon=True)
        self._beat = beat
        self._seconds = seconds
        self._stop_asked = threading.Event()

    def run(self) -> None:
        while not self._stop_asked.wait(self._seconds):
            try:
                self._beat()
            except Error:
                logger.warning("a job's sign of life was not stored", exc_info=True)

    def stop(self) -> None:
        self._stop_asked.set()
        self.join()
