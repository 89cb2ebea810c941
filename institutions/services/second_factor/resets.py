"""Take the second factor off somebody who lost the phone and the recovery codes: one administrator asks, another does.

The person then signs in with the password and, where their duties ask for it, shows a new phone at once.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.sessions import end_sessions_of
from institutions.models import Duty, SecondFactor, SecondFactorReset, SignInEvent, User, name_key
from institutions.services.sign_ins import agencies_of, staff_of

Outcome = SecondFactorReset.Outcome


class ResetRefused(DomainError):
    """Not by this person, not now, or not needed."""


@transaction.atomic
def ask(*, user: User, reason: str, acting_user: User) -> SecondFactorReset:
    """Raises :class:`ResetRefused` for oneself, for people of other agencies, where there is nothing to take off."""
    _require_keeper(user, acting_user)
    User.objects.select_for_update().get(pk=user.pk)
    if not SecondFactor.objects.filter(user=user).exists():
        raise ResetRefused(_("%(user)s has no second factor."), user=user)
    if SecondFactorReset.objects.filter(user=user, outcome=Outcome.OPEN).exists():
        raise ResetRefused(_("A reset for %(user)s waits to be confirmed already."), user=user)
    return SecondFactorReset.objects.create(user=user, reason=reason.strip(), asked_by=acting_user)


@transaction.atomic
def confirm(*, reset: SecondFactorReset, acting_user: User) -> SecondFactorReset:
    """Take the second factor off and sign the person out everywhere. Raises :class:`ResetRefused`, of the asker too."""
    reset = _open(reset)
    _require_keeper(reset.user, acting_user)
    if reset.asked_by_id == acting_user.pk:
        raise ResetRefused(_("You asked for this reset; another administrator confirms it."))
    SecondFactor.objects.filter(user=reset.user).delete()
    end_sessions_of(reset.user)
    SignInEvent.objects.create(
        kind=SignInEvent.Kind.RESET,
        name_key=name_key(reset.user.username),
        user=reset.user,
        by=acting_user,
        reason=reset.reason,
    )
    return _decided(reset, Outcome.DONE, acting_user)


@transaction.atomic
def refuse(*, reset: SecondFactorReset, acting_user: User) -> SecondFactorReset:
    """The second factor stays. The asker may take the request back so. Raises :class:`ResetRefused`."""
    reset = _open(reset)
    _require_keeper(reset.user, acting_user)
    return _decided(reset, Outcome.REFUSED, acting_user)


def open_resets(keeper: User) -> QuerySet[SecondFactorReset]:
    """Those about people of the agencies that ``keeper`` administers; never about themselves."""
    people = staff_of(keeper, duties=frozenset({Duty.ADMINISTER})).exclude(pk=keeper.pk)
    found = SecondFactorReset.objects.filter(outcome=Outcome.OPEN, user__in=people)
    return found.select_related("user", "asked_by").order_by("asked_at")


def _open(reset: SecondFactorReset) -> SecondFactorReset:
    found = SecondFactorReset.objects.select_for_update().get(pk=reset.pk)
    if found.outcome != Outcome.OPEN:
        raise ResetRefused(_("This reset is decided already."))
    return found


def _require_keeper(user: User, acting_user: User) -> None:
    """Everything the person may do today lies where ``acting_user`` administers: a county must not get at the city's
    duties by taking a factor off."""
    if user.pk == acting_user.pk:
        raise ResetRefused(_("Nobody resets their own second factor; two other administrators do."))
    keeper = {"duties": frozenset({Duty.ADMINISTER})}
    if not staff_of(acting_user, **keeper).filter(pk=user.pk).exists():
        raise ResetRefused(_("%(user)s works for no agency that you administer."), user=user)
    kept = set(agencies_of(acting_user, **keeper).values_list("pk", flat=True))
    held = {assignment.agency_id for assignment in user.assignments_in_force}
    if not held <= kept or (user.is_superuser and not acting_user.is_superuser):
        raise ResetRefused(_("%(user)s also works where you do not administer; ask there."), user=user)


def _decided(reset: SecondFactorReset, outcome: str, acting_user: User) -> SecondFactorReset:
    reset.outcome, reset.decided_by, reset.decided_at = outcome, acting_user, timezone.now()
    reset.save(update_fields=["outcome", "decided_by", "decided_at"])
    return reset
