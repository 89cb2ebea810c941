"""A session ends after a while without a click, and at the latest some hours after signing in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

SINCE, SEEN = "signed_in_at", "seen_at"
# The session's row is written no more often than this.
GRANULARITY_SECONDS = 60
# What a page asks by itself shows that it is open, not that somebody is there.
POLLED = frozenset({"/jobs/badge/"})
POLLED_ENDS = "/progress/"


class SessionLimitsMiddleware:
    """Signs people out by ``SESSION_IDLE_MINUTES`` and ``SESSION_HOURS``, and tells them why at the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = time.time()
            if reason := _over(request, now):
                logout(request)
                return to_the_door(request, reason)
            if not _polled(request) and now - request.session.get(SEEN, 0) >= GRANULARITY_SECONDS:
                request.session[SEEN] = now
        return self.get_response(request)


def to_the_door(request: HttpRequest, reason: str) -> HttpResponseBase:
    """Lead somebody just signed out to the sign-in page, which says why."""
    messages.warning(request, reason)
    if is_fragment(request):
        return whole_page_anew()
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) or _polled(request)


def whole_page_anew() -> HttpResponse:
    """What a fragment gets instead of a page: the browser loads the whole page, which is then led elsewhere."""
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def begin(request: HttpRequest, **_kwargs: Any) -> None:
    """At sign-in, whose session key Django has just changed."""
    from config.sessions import note_origin

    request.session[SINCE] = request.session[SEEN] = time.time()
    note_origin(request)


def watch() -> None:
    user_logged_in.connect(begin, dispatch_uid="tongchou.session_limits")


def _over(request: HttpRequest, now: float) -> str:
    """Why the session is over, or nothing. One from before these limits begins with its first request."""
    since = request.session.setdefault(SINCE, now)
    if now - since >= settings.SESSION_HOURS * 60 * 60:
        return _("You were signed out %(hours)s hours after signing in. Sign in again to go on.") % {
            "hours": settings.SESSION_HOURS
        }
    if now - request.session.get(SEEN, since) >= settings.SESSION_IDLE_MINUTES * 60:
        return _("You were signed out after %(minutes)s minutes without a click. Sign in again to go on.") % {
            "minutes": settings.SESSION_IDLE_MINUTES
        }
    return ""


def _polled(request: HttpRequest) -> bool:
    return request.path_info in POLLED or request.path_info.endswith(POLLED_ENDS)
