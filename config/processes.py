"""Child processes that do not outlive whoever needs their work."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Called first in a child forked by the process ``parent``: when that is killed, so is the child.

    The kernel does it on Linux; elsewhere a killed parent leaves its children behind, as without this.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It died before we asked.
        os._exit(1)
