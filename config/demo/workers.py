"""Celery workers for the demonstration: those that run already, or some of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from celery import current_app
from django.conf import settings

from config.embedded.places import BASE_DIR, VAR_DIR

LOG_FILE = VAR_DIR / "demo" / "worker.log"
PID_FILE = VAR_DIR / "demo" / "worker.pid"
PATIENCE_SECONDS = 20


@contextmanager
def workers(processes: int = 2) -> Iterator[bool]:
    """Jobs are taken inside; yields whether workers of our own had to be started.

    Workers that a killed demonstration left behind are used, and stopped at the end like our own.
    """
    started = not _served(settings.CELERY_TASK_DEFAULT_QUEUE)
    if started:
        _start(processes)
    try:
        yield started
    finally:
        _stop()


def _start(processes: int) -> None:
    LOG_FILE.parent.mkdir(parents=True, exist_ok=True)
    with LOG_FILE.open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config", "-q", "worker", "-c", str(processes),
             "-n", "demo@%h", "--pidfile", str(PID_FILE), "--loglevel", "WARNING",
             "--without-gossip", "--without-mingle"],
            cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def _stop() -> None:
    """Ask the workers of the pid file, if there are any, to end, and wait until they removed it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    asked = False
    while PID_FILE.exists() and time.monotonic() < deadline:
        pid = int(PID_FILE.read_text() or 0)
        if not Path(f"/proc/{pid}").exists():
            PID_FILE.unlink(missing_ok=True)
        elif not asked:
            os.kill(pid, signal.SIGTERM)
            asked = True
        time.sleep(0.05)


def _served(queue: str) -> bool:
    """Whether some worker takes tasks of ``queue``; others may hang on the same broker."""
    answers = current_app.control.inspect(timeout=0.5).active_queues() or {}
    return any(one["name"] == queue for queues in answers.values() for one in queues)
