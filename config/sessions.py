"""Where sessions are kept (``SESSION_ENGINE``), a person's own sessions, and ending the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from config.client_address import client_address
from config.models import StaffSession
from config.session_limits import SEEN, SINCE

ADDRESS, BROWSER = "address", "browser"
# The first that fits: Edge says Chrome too, Chrome says Safari too.
BROWSERS = (
    ("Edge", r"Edg/(\d+)"), ("Opera", r"OPR/(\d+)"), ("QQ", r"QQBrowser/(\d+)"), ("Firefox", r"Firefox/(\d+)"),
    ("Chrome", r"Chrome/(\d+)"), ("Safari", r"Version/(\d+).*Safari"),
)  # fmt: skip
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with whose they are in columns beside."""

    @classmethod
    def get_model_class(cls) -> Any:
        return StaffSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.address, row.browser = data.get(ADDRESS, ""), data.get(BROWSER, "")
        row.began_at, row.seen_at = _moment(data.get(SINCE)), _moment(data.get(SEEN))
        return row


def note_origin(request: HttpRequest) -> None:
    """At sign-in: from where, and with which browser."""
    request.session[ADDRESS] = client_address(request.META)
    request.session[BROWSER] = browser_of(request.META)


def browser_of(meta: Mapping[str, Any]) -> str:
    """``Firefox 140, Windows``; only as much of what a browser tells as its owner recognises it by."""
    told = str(meta.get("HTTP_USER_AGENT", ""))
    name = next((f"{name} {hit[1]}" for name, form in BROWSERS if (hit := re.search(form, told))), "")
    system = next((system for system in SYSTEMS if system in told), "")
    return ", ".join(part for part in (name, system) if part)


def own_sessions(user: Any) -> list[StaffSession]:
    """The sessions with which ``user`` could still go on, the last used first."""
    return list(_going_on(user))


def end_other_sessions(request: HttpRequest) -> int:
    """Sign the person out everywhere but here; how many sessions that were."""
    user: Any = request.user
    here = request.session.session_key
    going_on = sum(1 for one in _going_on(user) if one.session_key != here)
    StaffSession.objects.filter(user_id=user.pk).exclude(session_key=here).delete()
    return going_on


def end_sessions_of(user: Any) -> None:
    """Sign somebody out everywhere."""
    StaffSession.objects.filter(user_id=user.pk).delete()


def _going_on(user: Any) -> Iterator[StaffSession]:
    now = timezone.now()
    rows = StaffSession.objects.filter(
        user=user,
        expire_date__gt=now,
        began_at__gt=now - dt.timedelta(hours=settings.SESSION_HOURS),
        seen_at__gt=now - dt.timedelta(minutes=settings.SESSION_IDLE_MINUTES),
    )
    for row in rows.order_by("-seen_at"):
        # One from before a new password opens nothing any more.
        if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
            yield row


def _moment(seconds: float | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)
