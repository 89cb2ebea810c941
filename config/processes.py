"""Child processes that do not outlive whoever needs their work."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from django.db import connections

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


def begin_child(parent: int) -> None:
    """Called first in a child forked by the process ``parent``: it dies with it, and talks to the database itself.

    Closing the connections before the fork is not enough: Django keeps another set of them while an event loop
    runs in the thread, and the child, in which no loop runs, finds that one. Two processes on one socket wait
    for each other's answers for ever. Dropped here, not closed: the parent may still use them.
    """
    die_with_parent(parent)
    for inherited in connections.all(initialized_only=True):
        del connections[inherited.alias]
