"""Celery workers for the demonstration: those that run already, or some of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from celery import current_app
from django.conf import settings

from config.embedded.places import BASE_DIR, VAR_DIR

LOG_FILE = VAR_DIR / "demo" / "worker.log"
PATIENCE_SECONDS = 20


@contextmanager
def workers(processes: int = 2) -> Iterator[bool]:
    """Jobs are taken inside; yields whether workers of our own had to be started."""
    if _served(settings.CELERY_TASK_DEFAULT_QUEUE):
        yield False
        return
    LOG_FILE.parent.mkdir(parents=True, exist_ok=True)
    with LOG_FILE.open("ab") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config", "-q", "worker", "-c", str(processes),
             "-n", "demo@%h", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"],
            cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield True
    finally:
        worker.terminate()
        try:
            worker.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _served(queue: str) -> bool:
    """Whether some worker takes tasks of ``queue``; others may hang on the same broker."""
    answers = current_app.control.inspect(timeout=0.5).active_queues() or {}
    return any(one["name"] == queue for queues in answers.values() for one in queues)
