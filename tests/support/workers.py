"""A real Celery worker, to be killed at will."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings

from config.embedded.places import BASE_DIR


def wait_for(condition: Callable[[], object], *, seconds: float = 30.0, what: str = "the condition") -> None:
    """Poll until ``condition()`` is true; fail the test after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"{what} did not come true in {seconds:.0f} s")
        time.sleep(0.1)


class CeleryWorker:
    """A worker with beat, in processes of its own, on the test's database and queue."""

    def __init__(self, database: str, media_root: Path, scratch: Path, concurrency: int = 2) -> None:
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TONGCHOU_DB_NAME": database,
            "TONGCHOU_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE,
            "MEDIA_ROOT": str(media_root),
        }
        self._scratch = scratch
        self._concurrency = concurrency
        self._process: subprocess.Popen[bytes] | None = None
        self.log_file = scratch / "worker.log"

    def start(self) -> None:
        """Start and return once it takes tasks."""
        self.log_file.touch()
        already = self.log_file.read_text().count(" ready.")
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", "worker", "-B", "-c", str(self._concurrency),
                 "-s", str(self._scratch / "beat"), "-n", f"test-{os.getpid()}@local", "-l", "INFO",
                 "-Q", settings.CELERY_TASK_DEFAULT_QUEUE, "--without-mingle", "--without-gossip"],
                cwd=BASE_DIR, env=self._environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_for(
            lambda: self.log_file.read_text().count(" ready.") > already,
            seconds=180,
            what="the worker's start",
        )

    def kill(self) -> None:
        """Kill the worker and its children without warning, as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            group = self._process.pid
            if number == signal.SIGKILL:
                os.killpg(group, number)
            else:
                self._process.send_signal(number)
            try:
                self._process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(group, signal.SIGKILL)
                self._process.wait()


@pytest.fixture
def celery_worker_process(fresh_database: str, tmp_path: Path) -> Iterator[CeleryWorker]:
    """A running worker on ``fresh_database``; ``kill()`` and ``start()`` it as the test needs."""
    with current_app.connection_for_write() as broker:
        # Messages of an earlier test name jobs of another database.
        broker.default_channel.queue_purge(settings.CELERY_TASK_DEFAULT_QUEUE)
        worker = CeleryWorker(fresh_database, Path(settings.MEDIA_ROOT), tmp_path)
        worker.start()
        try:
            yield worker
        finally:
            worker.stop()
            broker.default_channel.queue_purge(settings.CELERY_TASK_DEFAULT_QUEUE)
