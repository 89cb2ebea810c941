"""Gunicorn as `manage.py serve` runs it, with production's settings, on the database that stands; its log is kept."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.utils import get_random_secret_key

from config.embedded.places import BASE_DIR, VAR_DIR
from config.management.commands.serve import web_command

FOLDER = VAR_DIR / "load"
PATIENCE_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(processes: int) -> Iterator[tuple[int, Path]]:
    """The port and the log of the web server, which is there inside."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), FOLDER / "server.log"
    environment = {**os.environ, **_production()}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=BASE_DIR, env=environment, check=True,
    )  # fmt: skip
    counts = Path(environment["PROMETHEUS_MULTIPROC_DIR"])
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir(parents=True)
    with log.open("wb") as kept:
        web = subprocess.Popen(
            [sys.executable, "-m", *web_command("127.0.0.1", port, processes)],
            cwd=BASE_DIR, env=environment, stdin=subprocess.DEVNULL, stdout=kept, stderr=kept,
            start_new_session=True,
        )  # fmt: skip
        try:
            _await(port, web, log)
            _warm(port)
            yield port, log
        finally:
            web.send_signal(signal.SIGTERM)
            web.wait(PATIENCE_SECONDS)


def _warm(port: int) -> None:
    """Every process has its pages' code loaded before the doors open."""
    for _turn in range(8):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        link.request("GET", "/sign-in/", headers={"X-Forwarded-Proto": "https"})
        link.getresponse().read()
        link.close()


def _production() -> dict[str, str]:
    """The embedded servers named as servers of one's own: production refuses them under their own name."""
    database = settings.DATABASES["default"]
    broker = str(settings.CELERY_BROKER_URL)
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": get_random_secret_key(),
        "ALLOWED_HOSTS": "127.0.0.1",
        # Clerks of the load have neither telephones nor passwords of their own.
        "SECOND_FACTOR": "off",
        "OWN_PASSWORD": "off",
        "DATABASE_URL": os.environ.get("DATABASE_URL")
        or f"postgres://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "REDIS_URL": os.environ.get("REDIS_URL") or broker,
        "LOG_FORMAT": "json",
        "SIGN_IN_FAILURES_BY_ADDRESS": "500",
        "PROMETHEUS_MULTIPROC_DIR": str(FOLDER / "metrics"),
    }


def _await(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if web.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"the web server did not start; see {log}")
        time.sleep(0.1)
