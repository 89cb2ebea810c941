"""A person decides a pair: the same person, or two people; until the merging is closed it can be taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import FoundPerson, LegacyPair, SchemeMerging
from institutions.models import User

from .lock import MergingRefused, lock_open, require_deciding, required_reason
from .neighbourhood import rows_around
from .store import rematch


@transaction.atomic
def decide_pair(*, pair: LegacyPair, decision: str, reason: str, acting_user: User) -> LegacyPair:
    """The pair with its decision, groups and other pairs following at once.

    Duty register at its county, at the city where its sides belong to two. Raises ``MergingRefused`` where it is
    decided already, contradicts another decision or the merging is closed, ``DutyMissing``.
    """
    require_deciding(county=pair.county, area=pair.area, acting_user=acting_user)
    text = required_reason(reason)
    with system_scope():
        merging = lock_open(pair.merging_id)
        locked = _locked(pair)
        if locked.decision:
            raise MergingRefused(_("This pair was decided already; take the decision back first."))
        locked.decision, locked.reason = LegacyPair.Decision(decision), text
        locked.decided_by, locked.decided_at = acting_user, timezone.now()
        locked.save()
        _follow(merging, locked, acting_user)
    return locked


@transaction.atomic
def withdraw_decision(*, pair: LegacyPair, acting_user: User) -> LegacyPair:
    """The pair waits again; what was taken over because of its decision becomes void.

    Duty as for deciding. Raises ``MergingRefused`` where it is not decided or the merging is closed, ``DutyMissing``.
    """
    require_deciding(county=pair.county, area=pair.area, acting_user=acting_user)
    with system_scope():
        merging = lock_open(pair.merging_id)
        locked = _locked(pair)
        if not locked.decision:
            raise MergingRefused(_("This pair is not decided."))
        locked.decision, locked.reason, locked.decided_by, locked.decided_at = "", "", None, None
        locked.save()
        _follow(merging, locked, acting_user)
    return locked


def _locked(pair: LegacyPair) -> LegacyPair:
    found = LegacyPair.unscoped.select_for_update(of=("self",)).filter(pk=pair.pk).first()
    if found is None:
        raise MergingRefused(_("This pair is no longer in doubt."))
    return found


def _follow(merging: SchemeMerging, pair: LegacyPair, acting_user: User) -> None:
    rows = rows_around(merging.pk, [pair.left_id] if pair.right_id is None else [pair.left_id, pair.right_id])
    before = set(_contradicted(merging, rows))
    found = rematch(merging=merging, rows=rows, acting_user=acting_user)
    if found.contradictions and set(_contradicted(merging, rows)) - before:
        raise MergingRefused(
            _("This contradicts another decision: by it and the certificates these would be one person.")
        )


def _contradicted(merging: SchemeMerging, rows: list[int]) -> list[int]:
    found = FoundPerson.unscoped.filter(
        merging=merging, rows__in=rows, problem=FoundPerson.Problem.CONTRADICTION
    )
    return list(found.values_list("first_row", flat=True).distinct())
