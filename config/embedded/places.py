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

    The socket stays in ``folder``; only the name through which it is reached is shorter. :func:`lay_link`
    makes the link. Raises :class:`EmbeddedServerError` when something else lies where it belongs.
    """
    if len(os.fsencode(folder / socket_name)) <= LONGEST_SOCKET_PATH:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    link = Path(tempfile.gettempdir()) / f"tongchou-{digest}"
    # Temporary folders are shared: a link somebody else laid there could lead to their server.
    if os.path.lexists(link) and not (
        link.is_symlink() and link.lstat().st_uid == os.geteuid() and link.readlink() == folder
    ):
        raise EmbeddedServerError(f"{link} is not our link to {folder}: remove it")
    return link


def lay_link(folder: Path, reached: Path) -> None:
    """Make ``reached``, as :func:`short_socket_dir` named it, lead to ``folder``; before a server starts."""
    if reached != folder and not reached.is_symlink():
        reached.symlink_to(folder, target_is_directory=True)


def forget_link(folder: Path, reached: Path) -> None:
    """Remove the short link to ``folder``; after its server stopped."""
    if reached != folder:
        reached.unlink(missing_ok=True)


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
