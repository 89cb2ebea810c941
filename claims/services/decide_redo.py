"""A second person decides on a redo: books it, or rejects it with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Redo
from config.errors import DomainError
from config.scoping import acting_as, system_scope
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .person_locks import lock_people
from .redo_booking import book_plan
from .redo_drafts import is_outdated
from .redo_listeners import tell_listeners
from .redo_plans import plan_redo


class RedoDecided(DomainError):
    """Somebody decided on the redo before."""


class RedoOutdated(DomainError):
    """The person's bills, cover or policy changed since the draft was made: it would book something else."""


def approve_redo(*, redo: Redo, acting_user: User, seen: str = "") -> Redo:
    """Book ``redo`` as its draft says; returns it. ``seen`` is the digest of what the reviewer looked at (that of
    ``redo`` as given, when left out): a draft brought up to date meanwhile is not what they approve.

    Needs the duty to review at the county where the person is insured, or at its city, and another person than who
    prepared it. Raises ``DutyMissing``, ``SamePerson``, :class:`RedoDecided`, :class:`RedoOutdated`.
    """
    with _deciding(redo, acting_user) as found:
        planned = plan_redo(person_id=found.person_id, insutype=found.insutype, year=found.year)
        if is_outdated(found, planned) or found.digest != (seen or redo.digest):
            raise RedoOutdated(
                _(
                    "Bills, cover or policy changed since this was reckoned: reckon it again, look, then approve."
                )
            )
        changes = book_plan(planned, found)
        _decide(found, Redo.State.APPLIED, acting_user)
        tell_listeners(changes, acting_user)
        return found


def reject_redo(*, redo: Redo, reason: str, acting_user: User) -> Redo:
    """Leave everything as it stands, for ``reason``; the same duties as to approve."""
    with _deciding(redo, acting_user) as found:
        found.rejected_reason = reason.strip()
        if not found.rejected_reason:
            raise DomainError(_("Say why it is rejected."))
        _decide(found, Redo.State.REJECTED, acting_user)
        return found


def reviewing_agency(redo: Redo, user: User) -> Agency:
    """The agency whose reviewer ``user`` is for this redo: the county's city if they review there, else the county."""
    county = redo.county
    return county.parent if county.parent and Duty.REVIEW in user.duties_at(county.parent) else county


@contextmanager
def _deciding(redo: Redo, user: User) -> Iterator[Redo]:
    """The draft as it is now, with the person's lock held and the duty checked."""
    require_duty(user=user, duty=Duty.REVIEW, agency=reviewing_agency(redo, user))
    with acting_as(user):
        Redo.objects.only("pk").get(pk=redo.pk)
        # The year may hold bills that this county did not insure; they are booked all the same.
        with system_scope():
            lock_people([redo.person_id])
            found = Redo.unscoped.select_related("county__parent", "prepared_by").get(pk=redo.pk)
            require_another(user=user, previous=found.prepared_by, act=_("Redo"))
            if found.state != Redo.State.DRAFT:
                raise RedoDecided(
                    _("This redo is no longer a draft: %(state)s."), state=found.get_state_display()
                )
            yield found


def _decide(redo: Redo, state: Redo.State, user: User) -> None:
    redo.state, redo.reviewed_by, redo.reviewed_at = state, user, timezone.now()
    redo.save(update_fields=["state", "reviewed_by", "reviewed_at", "rejected_reason"])
