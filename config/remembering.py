"""What one page asks several times is asked of the database once: a memory that lives as long as a reading request.

A desk asks a dozen sources, and most of them first ask which policy is in force. Outside a request that only reads (in
a job, a form that is sent, a test of a service) nothing is remembered, so nothing can be out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from config.scoping import current_scope_or_none

T = TypeVar("T")
READING = frozenset({"GET", "HEAD", "OPTIONS"})

_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("tongchou_memory", default=None)


def remembered(key: Hashable, make: Callable[[], T]) -> T:
    """``make()``, or what it gave this request under the same ``key`` and the same scope."""
    memory = _memory.get()
    if memory is None:
        return make()
    place = (current_scope_or_none(), key)
    if place not in memory:
        memory[place] = make()
    found: T = memory[place]
    return found


class RememberingMiddleware:
    """Opens the memory for requests that only read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        opened = _memory.set({})
        try:
            return self.get_response(request)
        finally:
            _memory.reset(opened)
