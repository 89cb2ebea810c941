"""When somebody last sent something, kept in the session: what is counted for him before that is out of date.

Figures beside the navigation cost six queries on every page. They are counted anew every
``NAVIGATION_COUNT_SECONDS``, in each web process, and at once for whoever has just done something himself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from config.remembering import READING

ACTED = "acted_at"


class ActedMiddleware:
    """Marks the session of whoever sends a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            settings.NAVIGATION_COUNT_SECONDS
            and request.method not in READING
            and request.user.is_authenticated
        ):
            request.session[ACTED] = time.time()
        return self.get_response(request)


def kept_until_acted(request: HttpRequest, name: str, make: Callable[[], Any]) -> Any:
    """``make()``, or what it gave this person in this assignment a moment ago and before his last act."""
    if not settings.NAVIGATION_COUNT_SECONDS:
        return make()
    assignment = getattr(request, "assignment", None)
    whose = f"{request.user.pk}:{assignment.pk if assignment else ''}:{request.session.get(ACTED, '')}"
    return cache.get_or_set(f"{name}:{whose}", make, settings.NAVIGATION_COUNT_SECONDS)
