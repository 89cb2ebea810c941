"""The product's processes on one database, each of which can be killed and comes back as its keeper restarts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from config.embedded import postgres
from config.embedded.places import BASE_DIR

VICTIMS = ("worker", "web", "database")
PATIENCE_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Machine:
    """Web server and worker (with beat), started once; the database is exchanged under them between runs."""

    def __init__(self, database: str, media: Path, scratch: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = scratch / "processes.log"
        queue = settings.CELERY_TASK_DEFAULT_QUEUE
        self._environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "TONGCHOU_DB_NAME": database,
            "MEDIA_ROOT": str(media), "TONGCHOU_QUEUE": queue,
        }  # fmt: skip
        self._commands = {
            "web": ["gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{self.port}",
                    "--workers", "1", "--threads", "4", "--log-level", "warning"],
            "worker": ["celery", "-A", "config", "worker", "-B", "-c", "2", "-s", str(scratch / "beat"),
                       "-n", f"faults-{os.getpid()}@local", "-l", "WARNING", "-Q", queue,
                       "--without-mingle", "--without-gossip"],
        }  # fmt: skip
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        for name in self._commands:
            self._start(name)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or self._processes["web"].poll() is not None:
                raise RuntimeError(f"the web server did not start; see {self.log}")
            time.sleep(0.1)

    def stop(self) -> None:
        for name in self._processes:
            self._kill(name, signal.SIGTERM)

    def strike(self, victim: str) -> None:
        """Kill it as a power cut would, and start it again as its keeper does."""
        if victim == "database":
            postgres.crash()
            postgres.start()
        else:
            self._kill(victim, signal.SIGKILL)
            self._start(victim)

    def _start(self, name: str) -> None:
        with self.log.open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", *self._commands[name]], cwd=BASE_DIR, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def _kill(self, name: str, number: int) -> None:
        process = self._processes[name]
        if process.poll() is None:
            # Each leads a group of its own: its children die with it.
            os.killpg(process.pid, number)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
