"""Working off the differences: who looks after one, what explains it, how it was closed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import CollectionDifference
from institutions.models import Assignment, Duty, User
from institutions.services.duties import require_another, require_at_or_above

WORKERS = (Duty.FINANCE, Duty.HANDLE)
State = CollectionDifference.State


class DifferenceRefused(DomainError):
    """The act does not fit the difference's state."""


@transaction.atomic
def give_to(*, difference: CollectionDifference, owner: User, acting_user: User) -> CollectionDifference:
    """Finance or handling at the county or the city gives it to somebody who works at one of them."""
    require_at_or_above(user=acting_user, duties=WORKERS, agency=difference.county)
    places = (difference.county_id, difference.county.parent_id)
    if not Assignment.objects.in_force(timezone.localdate()).filter(user=owner, agency__in=places).exists():
        raise DifferenceRefused(
            _("%(user)s works neither at %(county)s nor at its city."), user=owner, county=difference.county
        )
    _change(difference, (State.OPEN, State.EXPLAINED), owner=owner)
    return difference


@transaction.atomic
def explain(*, difference: CollectionDifference, explanation: str, acting_user: User) -> CollectionDifference:
    """Say where it comes from; finance or handling at the county or the city. May be said anew until it is closed."""
    require_at_or_above(user=acting_user, duties=WORKERS, agency=difference.county)
    _change(difference, (State.OPEN, State.EXPLAINED), **_explained(explanation, acting_user))
    return difference


@transaction.atomic
def explain_all(
    *, differences: QuerySet[CollectionDifference], seen: int, explanation: str, acting_user: User
) -> int:
    """One explanation for all open ones of a selection; ``seen`` is how many the person was shown."""
    chosen = list(differences.filter(state=State.OPEN).select_for_update(of=("self",)).order_by("pk"))
    if len(chosen) != seen:
        raise DifferenceRefused(
            _("%(seen)s were shown, %(now)s are open now: look again."), seen=seen, now=len(chosen)
        )
    for county in {one.county for one in chosen}:
        require_at_or_above(user=acting_user, duties=WORKERS, agency=county)
    rows = CollectionDifference.objects.filter(pk__in=[one.pk for one in chosen])
    return int(rows.update(**_explained(explanation, acting_user)))


@transaction.atomic
def close(
    *, difference: CollectionDifference, closing: str, closing_note: str, acting_user: User
) -> CollectionDifference:
    """A second person, duty review at the county or the city, says how an explained difference ended and by what
    evidence. Raises ``DutyMissing``, ``SamePerson``, :class:`DifferenceRefused`."""
    require_at_or_above(user=acting_user, duties=(Duty.REVIEW,), agency=difference.county)
    require_another(user=acting_user, previous=difference.explained_by, act=_("Closing a difference"))
    _change(
        difference,
        (State.EXPLAINED,),
        state=State.CLOSED,
        closing=closing,
        closing_note=closing_note,
        closed_by=acting_user,
        closed_at=timezone.now(),
    )
    return difference


def _explained(explanation: str, acting_user: User) -> dict[str, Any]:
    if not explanation.strip():
        raise DifferenceRefused(_("Say what explains it."))
    return {"state": State.EXPLAINED, "explanation": explanation.strip(), "explained_by": acting_user}


def _change(difference: CollectionDifference, of: tuple[State, ...], **values: Any) -> None:
    changed = CollectionDifference.objects.filter(pk=difference.pk, state__in=of).update(**values)
    difference.refresh_from_db()
    if not changed:
        raise DifferenceRefused(
            _("Difference %(key)s is “%(state)s” by now."),
            key=difference.key,
            state=difference.get_state_display(),
        )
