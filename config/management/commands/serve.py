"""``manage.py serve``: web, worker and beat as one, until Ctrl-C."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.embedded.places import BASE_DIR, VAR_DIR

# A worker gets this long to end what it is doing; a job cut off is taken up at the next start.
PATIENCE_SECONDS = 20
# Written by `manage.py demo`.
LOGINS = VAR_DIR / "demo-logins.txt"


class _Stopped(Exception):
    """Somebody asked us to stop."""


class Command(BaseCommand):
    help = "Serve the site with a worker and the beat, for one machine; Ctrl-C ends all three."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--web", type=int, default=2, help="web processes of four threads each")
        parser.add_argument("--workers", type=int, default=2, help="jobs at a time")

    def handle(self, *, host: str, port: int, web: int, workers: int, **_options: Any) -> None:
        if _answers(host, port):
            raise CommandError(f"Something serves {host}:{port} already; stop it, or choose another --port.")
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        with self._running(_commands(host, port, web, workers)) as processes:
            try:
                self._await_site(host, port, processes)
                self._greet(host, port)
                self._watch(processes)
            except _Stopped:
                self.stdout.write("\nStopping; what a worker leaves unfinished goes on at the next start.")

    @contextmanager
    def _running(self, commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
        """Start all; stop all at the end. Each leads a group of its own: Ctrl-C reaches only us."""
        processes: dict[str, subprocess.Popen[bytes]] = {}
        # The web processes' counts, shared by files; those of an earlier run are no longer anybody's.
        counts = VAR_DIR / "metrics"
        shutil.rmtree(counts, ignore_errors=True)
        counts.mkdir(parents=True)
        environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(counts)}
        try:
            for name, command in commands.items():
                processes[name] = subprocess.Popen(
                    [sys.executable, "-m", *command],
                    cwd=BASE_DIR,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
            yield processes
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            for process in processes.values():
                if process.poll() is None:
                    process.terminate()
            deadline = time.monotonic() + PATIENCE_SECONDS
            for process in processes.values():
                try:
                    process.wait(max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def _await_site(self, host: str, port: int, processes: dict[str, subprocess.Popen[bytes]]) -> None:
        while not _answers(host, port):
            self._check(processes)
            time.sleep(0.1)

    def _watch(self, processes: dict[str, subprocess.Popen[bytes]]) -> None:
        while True:
            self._check(processes)
            time.sleep(0.5)

    def _check(self, processes: dict[str, subprocess.Popen[bytes]]) -> None:
        for name, process in processes.items():
            if process.poll() is not None:
                raise CommandError(
                    f"The {name} ended by itself (exit {process.returncode}); see above for why."
                )

    def _greet(self, host: str, port: int) -> None:
        if LOGINS.exists():
            self.stdout.write(LOGINS.read_text(encoding="utf-8"))
        self.stdout.write(f"Tongchou serves http://{host}:{port}/ - Ctrl-C stops it.")
        self.stdout.flush()


def _commands(host: str, port: int, web: int, workers: int) -> dict[str, list[str]]:
    """What to run, as arguments of ``python -m``."""
    return {
        "web server": web_command(host, port, web),
        "worker": [
            "celery", "-A", "config", "-q", "worker", "-c", str(workers), "-n", "serve@%h",
            "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
        ],
        "beat": ["celery", "-A", "config", "-q", "beat", "--loglevel", "WARNING", "--pidfile", ""],
    }  # fmt: skip


def web_command(host: str, port: int, web: int) -> list[str]:
    """The web server alone, which the load test also runs."""
    return [
        "gunicorn", "config.wsgi:application", "--bind", f"{host}:{port}", "--workers", str(web),
        "--threads", "4", "--timeout", "120", "--log-level", "warning",
    ]  # fmt: skip


def _answers(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stopped
