"""What was counted a moment ago, kept for whom it would be counted the same, until they act themselves.

Figures beside the navigation and the items of a desk cost up to eighty queries. They are kept in Valkey for
``FIGURES_KEPT_SECONDS`` and counted anew at once for whoever has just sent something or loads the page again. What is
the same for all colleagues (one agency, the same duties) is kept once for all of them: of each figure is noted
whether its source asked who sits there (:class:`Seat`). Without Valkey everything is counted on every page.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from redis.exceptions import RedisError

from config.remembering import READING
from config.scoping import current_scope_or_none

ACTED = "acted_at"
logger = logging.getLogger(__name__)


class ActedMiddleware:
    """Marks the session of whoever sends a form, once what it did is in the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        acts = request.method not in READING and request.user.is_authenticated
        response = self.get_response(request)
        # Who has just signed out has no session to be marked.
        if acts and request.user.is_authenticated and settings.FIGURES_KEPT_SECONDS:
            request.session[ACTED] = time.time()
        return response


class KeptClient(RedisCacheClient):
    """Django makes a client for every question, which costs more than to ask it; one to a thread is enough."""

    _client_of_thread: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if self._client_of_thread is None:
            self._client_of_thread = super().get_client(key, write=write)
        return self._client_of_thread


class KeptInValkey(RedisCache):
    """The backend of the cache ``shared``."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient


class JsonSerializer:
    """Kept values as JSON: nothing that is read back from Valkey can be a program."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class Seat:
    """An assignment as those see it who count for it: asking whose it is makes the answer that person's own."""

    def __init__(self, assignment: Any) -> None:
        self.agency, self.agency_id, self.duties = assignment.agency, assignment.agency_id, assignment.duties
        self.personal = False
        self._assignment = assignment

    @property
    def user(self) -> Any:
        self.personal = True
        return self._assignment.user

    @property
    def user_id(self) -> int:
        self.personal = True
        user_id: int = self._assignment.user_id
        return user_id


@dataclass(frozen=True)
class Told:
    """What was asked, in its order, and the moment (seconds since 1970) at which the oldest of it was counted."""

    answers: list[Any]
    at: float


@dataclass
class _Entry:
    """Answers by their place among what was asked."""

    at: float
    answers: dict[int, Any] = field(default_factory=dict)


def kept_answers(
    request: HttpRequest,
    name: str,
    asked: Sequence[Callable[[Any], Any]],
    settle: Callable[[list[Any]], list[Any]] = list,
) -> Told:
    """What each of ``asked`` says to the :class:`Seat` of the request: kept from a moment ago, or asked now.

    ``settle`` turns all that was asked together into answers, which must be what JSON can say. Who works for no
    agency has no seat: each is asked with None.
    """
    assignment = getattr(request, "assignment", None)
    if assignment is None or not settings.FIGURES_KEPT_SECONDS:
        seat = Seat(assignment) if assignment is not None else None
        return Told(settle([ask(seat) for ask in asked]), time.time())
    office = _office(name, assignment)
    person = f"{office}:{request.user.pk}"
    since = _since(request)
    every = range(len(asked))
    shared = _read(office, since)
    if len(shared.answers) == len(asked):
        return Told([shared.answers[place] for place in every], shared.at)
    own = _read(person, since)
    known = shared.answers | own.answers
    missing = [place for place in every if place not in known]
    if missing:
        seats = [Seat(assignment) for _place in missing]
        fresh = settle([asked[place](seat) for place, seat in zip(missing, seats, strict=True)])
        for place, seat, answer in zip(missing, seats, fresh, strict=True):
            (own if seat.personal else shared).answers[place] = known[place] = answer
        for key, entry in ((office, shared), (person, own)):
            _write(key, entry, settings.FIGURES_KEPT_SECONDS)
    return Told([known[place] for place in every], min(shared.at, own.at))


def kept_until_acted(request: HttpRequest, name: str, make: Callable[[], Any]) -> Any:
    """``make()``, or what it gave this person in this assignment a moment ago and before his last act."""
    if not settings.FIGURES_KEPT_SECONDS:
        return make()
    assignment = getattr(request, "assignment", None)
    key = f"{name}:{request.user.pk}:{assignment.pk if assignment else ''}"
    return _kept_or_made(key, _since(request), make, settings.FIGURES_KEPT_SECONDS).answers[0]


class Asking(Protocol):
    """How a page that has to count many people comes by what ``count`` tells, which is what JSON can say."""

    def __call__(self, name: str, asked: Sequence[Any], count: Callable[[], Any]) -> Any: ...


def at_once(name: str, asked: Sequence[Any], count: Callable[[], Any]) -> Any:
    """Counted now: what is booked, printed or handed out is never from a while ago."""
    return count()


class Lately:
    """What is dear to count, for ``DEAR_FIGURES_KEPT_SECONDS`` the same for all who see the same rows.

    Counted anew for whoever has just sent something or loads the page again. :attr:`at` is when the oldest of what
    this page was told was counted; a page that asks says so.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._since = _since(request)
        self.at: datetime | None = None

    def __call__(self, name: str, asked: Sequence[Any], count: Callable[[], Any]) -> Any:
        if settings.FIGURES_KEPT_SECONDS:
            key, seconds = f"{name}:{digest_of(*asked)}", settings.DEAR_FIGURES_KEPT_SECONDS
            entry = _kept_or_made(key, self._since, count, seconds)
        else:
            entry = _Entry(time.time(), {0: count()})
        counted = datetime.fromtimestamp(entry.at, tz=timezone.get_current_timezone())
        self.at = min(self.at or counted, counted)
        return entry.answers[0]


def digest_of(*asked: Any) -> str:
    """A key for what was asked, under the open scope."""
    scope = current_scope_or_none()
    told = json.dumps([asked, scope and scope.database_settings()], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def is_kept(name: str, digest: str) -> bool:
    """Whether :func:`keep` was told of it and its seconds are not over."""
    return bool(settings.FIGURES_KEPT_SECONDS and _get(f"{name}:{digest}"))


def keep(name: str, digest: str, seconds: int) -> None:
    """Keep that something is so, for what does not change from one page to the next."""
    if settings.FIGURES_KEPT_SECONDS:
        _set(f"{name}:{digest}", 1, seconds)


def _office(name: str, assignment: Any) -> str:
    """The key of what colleagues share: the same agency, duties, scope, language and day."""
    where = (assignment.agency_id, *sorted(assignment.duties))
    return f"{name}:{digest_of(where, get_language(), timezone.localdate())}"


def _since(request: HttpRequest) -> float:
    """What was counted before is out of date: the reader's last act, or now if the browser was told to load anew."""
    wished = request.headers.get("Cache-Control", "")
    if request.method not in READING or "max-age=0" in wished or "no-cache" in wished:
        return time.time()
    return float(request.session.get(ACTED, 0))


def _read(key: str, since: float) -> _Entry:
    """What is kept under ``key`` from after ``since``, else an empty entry of now."""
    now, kept = time.time(), _get(key)
    if kept is None or kept[0] <= since:
        return _Entry(now)
    return _Entry(kept[0], {int(place): answer for place, answer in kept[1].items()})


def _kept_or_made(key: str, since: float, make: Callable[[], Any], seconds: int) -> _Entry:
    """The one answer under ``key``, made now unless it is kept from after ``since``."""
    entry = _read(key, since)
    if not entry.answers:
        entry.answers[0] = make()
        _write(key, entry, seconds)
    return entry


def _write(key: str, entry: _Entry, seconds: int) -> None:
    left = entry.at + seconds - time.time()
    if entry.answers and left > 0:
        _set(key, [entry.at, entry.answers], left)


def _get(key: str) -> Any:
    try:
        return caches["shared"].get(key)
    except RedisError:
        logger.warning("nothing can be kept: Valkey does not answer")
        return None


def _set(key: str, value: Any, seconds: float) -> None:
    try:
        caches["shared"].set(key, value, seconds)
    except RedisError:
        logger.warning("nothing can be kept: Valkey does not answer")
