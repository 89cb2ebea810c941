"""Marks of the work in hand, carried from the page to the job's log: which request, which job."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LONGEST = 40
# A proxy may have marked the request already; anything else in the header is not repeated into logs.
_ACCEPTED = re.compile(rf"[A-Za-z0-9-]{{8,{LONGEST}}}")

_request: ContextVar[str] = ContextVar("tongchou_request", default="")
_job: ContextVar[str] = ContextVar("tongchou_job", default="")


def new_mark() -> str:
    """Short enough to be read out on the telephone."""
    return secrets.token_hex(6).upper()


def request_mark() -> str:
    """Of the request being answered, or of the one a running job was asked for in; empty outside both."""
    return _request.get()


def job_mark() -> str:
    """The running job's number, or empty."""
    return _job.get()


@contextmanager
def marked(*, request: str = "", job: str = "") -> Iterator[str]:
    """Within, log lines carry these marks; an unacceptable request mark is replaced by a new one."""
    mark = request if _ACCEPTED.fullmatch(request) else new_mark()
    tokens = _request.set(mark), _job.set(job)
    try:
        yield mark
    finally:
        _request.reset(tokens[0])
        _job.reset(tokens[1])
