"""Count failed sign-ins by user name and by address, shut the door, unlock a name.

Kept in the database: it survives a restart and the loss of the broker, and the rows are the log as well.
"""

from __future__ import annotations

import datetime as dt
import math

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Assignment, Duty, SignInEvent, User, name_key

Kind = SignInEvent.Kind
FAILURES = (Kind.FAILED, Kind.BAD_CODE)
BEGIN_ANEW = (Kind.SIGNED_IN, Kind.RECOVERED, Kind.UNLOCKED)
REFUSALS_KEPT_EVERY = dt.timedelta(minutes=1)
"""Whoever keeps knocking at a shut door must not fill the table."""


class UnlockRefused(DomainError):
    """The name cannot be unlocked by this person, or need not be."""


def one_at_a_time(username: str) -> None:
    """Until the transaction ends nobody else tries this name: guesses sent together are counted one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name_key(username)])


def shut_until(*, username: str, address: str = "") -> dt.datetime | None:
    """When somebody of this name, from this address, may try again; None: now."""
    ends = [_name_shut_until(name_key(username)), _address_shut_until(address) if address else None]
    return max((end for end in ends if end), default=None)


def shut_minutes(*, username: str, address: str) -> int | None:
    """For how long nothing is looked at, the knock being kept; None: the door is open, and this try the only one."""
    one_at_a_time(username)
    until = shut_until(username=username, address=address)
    if until is None:
        return None
    keep_refusal(username=username, address=address)
    return max(1, math.ceil((until - timezone.now()).total_seconds() / 60))


def keep_failure(*, username: str, address: str, kind: str = Kind.FAILED) -> None:
    _keep(kind, username, address)


def keep_refusal(*, username: str, address: str) -> None:
    """At most one row a minute for a shut address, or else for a shut name."""
    lately = SignInEvent.objects.filter(kind=Kind.SHUT, at__gt=timezone.now() - REFUSALS_KEPT_EVERY)
    shut_here = address and _address_shut_until(address)
    same = Q(address=address) if shut_here else Q(name_key=name_key(username))
    if not lately.filter(same).exists():
        _keep(Kind.SHUT, username, address)


def keep_success(*, user: User, address: str, kind: str = Kind.SIGNED_IN) -> None:
    """The name's failures begin at nothing again; the address's do not: one's own account must not clear them.

    Only at the end of a sign-in: a right password before a wrong code begins nothing anew.
    """
    SignInEvent.objects.create(kind=kind, name_key=name_key(user.username), user=user, address=address)


@transaction.atomic
def unlock(*, user: User, reason: str, acting_user: User) -> SignInEvent:
    """Whoever administers an agency of ``user`` lets them try again at once.

    Raises :class:`UnlockRefused` for oneself, for somebody who works elsewhere, and where nothing is locked.
    """
    if user.pk == acting_user.pk:
        raise UnlockRefused(_("Another administrator unlocks you."))
    if not staff_of(acting_user, duties=frozenset({Duty.ADMINISTER})).filter(pk=user.pk).exists():
        raise UnlockRefused(_("%(user)s works for no agency that you administer."), user=user)
    one_at_a_time(user.username)
    if shut_until(username=user.username) is None:
        raise UnlockRefused(_("%(user)s is not locked."), user=user)
    return SignInEvent.objects.create(
        kind=Kind.UNLOCKED, name_key=name_key(user.username), user=user, by=acting_user, reason=reason.strip()
    )


def staff_of(keeper: User, *, duties: frozenset[str]) -> QuerySet[User]:
    """Who works today at the agencies where ``keeper`` holds one of ``duties``, or below them."""
    if keeper.scope(duties=duties).everything:
        return User.objects.all()
    at_work = Assignment.objects.in_force(timezone.localdate()).filter(
        agency__in=agencies_of(keeper, duties=duties)
    )
    return User.objects.filter(pk__in=at_work.values("user"))


def agencies_of(keeper: User, *, duties: frozenset[str]) -> QuerySet[Agency]:
    """The agencies where ``keeper`` holds one of ``duties``, and those below them."""
    scope = keeper.scope(duties=duties)
    if scope.everything:
        return Agency.objects.all()
    return Agency.objects.filter(
        Q(pk__in=scope.counties) | Q(county__in=scope.counties) | Q(area__in=scope.areas)
    )


def locked_among(users: QuerySet[User]) -> list[tuple[User, dt.datetime]]:
    """Those of ``users`` who cannot sign in now, and until when."""
    failed = SignInEvent.objects.filter(kind__in=FAILURES, at__gt=timezone.now() - _window(), user__in=users)
    found = User.objects.filter(pk__in=failed.values("user"))
    ends = ((user, shut_until(username=user.username)) for user in found)
    return [(user, end) for user, end in ends if end]


def _keep(kind: str, username: str, address: str) -> None:
    user = User.objects.filter(username=User.normalize_username(username)).first()
    SignInEvent.objects.create(kind=kind, name_key=name_key(username), user=user, address=address)


def _window() -> dt.timedelta:
    return dt.timedelta(minutes=settings.SIGN_IN_WINDOW_MINUTES)


def _name_shut_until(key: str) -> dt.datetime | None:
    events = SignInEvent.objects.filter(name_key=key)
    fresh = events.filter(kind__in=BEGIN_ANEW).order_by("-pk").first()
    failures = events.filter(pk__gt=fresh.pk) if fresh else events
    return _end_of(failures, settings.SIGN_IN_FAILURES_BY_NAME)


def _address_shut_until(address: str) -> dt.datetime | None:
    return _end_of(SignInEvent.objects.filter(address=address), settings.SIGN_IN_FAILURES_BY_ADDRESS)


def _end_of(events: QuerySet[SignInEvent], allowed: int) -> dt.datetime | None:
    """When the last but ``allowed`` failure leaves the window, if there are so many in it."""
    failures = events.filter(kind__in=FAILURES, at__gt=timezone.now() - _window()).order_by("-at")
    times = list(failures.values_list("at", flat=True)[:allowed])
    return times[-1] + _window() if len(times) == allowed else None
