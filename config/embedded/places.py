"""Where the embedded servers keep their files."""

from __future__ import annotations

import fcntl
import hashlib
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("TONGCHOU_VAR", BASE_DIR / "var")).resolve()

# sun_path holds 108 bytes on Linux and 104 on macOS, the closing NUL among them.
LONGEST_SOCKET_PATH = 103


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be started or stopped; the message says what to do."""


def short_socket_dir(folder: Path, socket_name: str) -> Path:
    """``folder`` itself, or a short link to it when a socket inside would have too long a path.

    The socket stays in ``folder``; only the name through which it is reached is shorter.
    """
    if len(os.fsencode(folder / socket_name)) <= LONGEST_SOCKET_PATH:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    link = Path(tempfile.gettempdir()) / f"tongchou-{digest}"
    try:
        link.symlink_to(folder, target_is_directory=True)
    except FileExistsError:
        # Temporary folders are shared: a link somebody else laid there could lead to their server.
        if not link.is_symlink() or link.lstat().st_uid != os.geteuid() or link.readlink() != folder:
            raise EmbeddedServerError(f"{link} is not our link to {folder}: remove it") from None
    return link


def is_listening(path: Path) -> bool:
    """Whether a server accepts connections on the unix socket ``path``."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


@contextmanager
def starting(name: str) -> Iterator[None]:
    """Let one process at a time start or stop the server ``name``."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (VAR_DIR / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
