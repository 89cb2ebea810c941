"""A killed parent takes its children along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.workers import wait_for

PARENT = """
import multiprocessing, os, sys, time
from config.processes import die_with_parent
def child(parent):
    die_with_parent(parent)
    print(os.getpid(), flush=True)
    time.sleep(60)
fork = multiprocessing.get_context("fork")
fork.Process(target=child, args=(os.getpid(),)).start()
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_no_child_outlives_a_killed_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
        wait_for(lambda: not _lives(child), seconds=5, what="the child's end")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
