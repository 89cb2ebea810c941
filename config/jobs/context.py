"""What a running job's handler is given."""

from __future__ import annotations

import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.db import Error

from config.errors import DomainError
from config.models import Job, JobLog
from config.spreadsheets.tally import written_so_far

from .channel import Channel, Heartbeat

# Pages ask once a second; more writes than that tell nobody anything.
SECONDS_BETWEEN_WRITES = 0.5


class JobRefused(DomainError):
    """The job cannot be done, for a reason its owner can act on; the message is shown as it is."""


class JobCancelled(Exception):
    """Its owner asked the job to stop."""


class JobLost(Exception):
    """This worker was taken for dead and the job given to another: stop at once, store nothing."""


class JobContext:
    """The job's row and the ways to report on it. A context manager: its heart beats inside."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.params: dict[str, Any] = job.params
        self.owner = job.owner
        self._channel = Channel()
        self._heartbeat = Heartbeat(self._beat, settings.JOB_HEARTBEAT_SECONDS)
        self._written_at = 0.0
        self._cancel_asked = job.cancel_requested
        self._lost = False

    def __enter__(self) -> JobContext:
        if self._channel.is_separate:
            self._heartbeat.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        if self._channel.is_separate:
            self._heartbeat.stop()
        # The last figures, which the interval between writes may have held back.
        try:
            self._beat()
        except Error:
            pass  # the work is done either way, and the finishing UPDATE says whether the row was still ours
        self._channel.close()

    def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far the job is, in units of its own; cheap enough to call for every row.

        Raises ``JobCancelled`` or ``JobLost`` like :meth:`check_cancelled`.
        """
        self.job.done = done
        if total is not None:
            self.job.total = total
        if note:
            self.job.note = note[:200]
        if time.monotonic() - self._written_at >= SECONDS_BETWEEN_WRITES:
            self._beat()
        self._stop_if_told()

    def log(self, text: object, level: str = JobLog.Level.INFO) -> None:
        """Add a line to the job's log, visible at once and kept when the work is rolled back."""
        self._channel.log(self.job.pk, str(level), str(text))

    def check_cancelled(self) -> None:
        """Raise ``JobCancelled`` when the owner asked to stop, ``JobLost`` when another worker took over."""
        if time.monotonic() - self._written_at >= SECONDS_BETWEEN_WRITES:
            self._beat()
        self._stop_if_told()

    def save_result(self, name: str, content: Path | IO[bytes]) -> None:
        """Keep a file as the job's result, offered under ``name``; it becomes visible when the job is done."""
        self.job.result_name = name
        self.job.result_rows = written_so_far()
        if isinstance(content, Path):
            with content.open("rb") as file:
                self.job.result_file.save(name, File(file), save=False)
        else:
            self.job.result_file.save(name, File(content), save=False)

    def link_result(self, url: str) -> None:
        """Name the page that shows what came out."""
        self.job.result_url = url

    def _beat(self) -> None:
        self._written_at = time.monotonic()
        job = self.job
        answer = self._channel.sign_of_life(
            job.pk, job.attempts, done=job.done, total=job.total, note=job.note
        )
        if answer is None:
            self._lost = True
        else:
            self._cancel_asked = answer

    def _stop_if_told(self) -> None:
        if self._lost:
            raise JobLost
        if self._cancel_asked:
            raise JobCancelled
