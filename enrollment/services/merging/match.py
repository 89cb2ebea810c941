"""Match all rows of a merging: both rolls, all counties, and the people already stored."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from config.scoping import system_scope
from enrollment.models import FoundPerson, LegacyPair, LegacyRow, SchemeMerging
from institutions.models import User

from .lock import lock_open, require_working
from .store import rematch


class Matched(NamedTuple):
    rows: int
    people: int
    waiting: int
    """Pairs that a person has to decide."""


@transaction.atomic
def match_rolls(*, merging: SchemeMerging, acting_user: User) -> Matched:
    """Match it anew, in one transaction: done again, or killed and done again, the outcome is the same.

    Decisions stand; a pair no longer in doubt is no longer proposed. Duty register in the area. Raises
    ``MergingRefused`` once it is closed, ``DutyMissing``.
    """
    require_working(area=merging.area, acting_user=acting_user)
    with system_scope():
        locked = lock_open(merging.pk)
        rematch(merging=locked, rows=None, acting_user=acting_user)
        locked.matched_at = timezone.now()
        locked.save(update_fields=["matched_at"])
        return Matched(
            LegacyRow.unscoped.filter(merging=locked).count(),
            FoundPerson.unscoped.filter(merging=locked).count(),
            LegacyPair.unscoped.filter(merging=locked, decision="").count(),
        )
