"""Somebody insured twice chooses which cover goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import FoundPerson, LegacyRow
from institutions.models import User

from .lock import MergingRefused, lock_open, require_deciding, required_reason


@transaction.atomic
def choose_cover(*, found: FoundPerson, row: LegacyRow | None, reason: str, acting_user: User) -> FoundPerson:
    """The cover of ``row`` comes first; with None the policy's order holds again.

    Duty register at the county or the city. Raises ``MergingRefused`` where the row is another person's, the cover was
    taken over already or the merging is closed, ``DutyMissing``.
    """
    require_deciding(county=found.county, area=found.county.area, acting_user=acting_user)
    with system_scope():
        lock_open(found.merging_id)
        locked: FoundPerson = FoundPerson.unscoped.select_for_update(of=("self",)).get(pk=found.pk)
        if locked.taken_over_at is not None:
            raise MergingRefused(_("The cover was taken over already; take that back first."))
        if row is None:
            locked.chosen, locked.chosen_by, locked.chosen_reason = None, None, ""
        else:
            if row.found_id != locked.pk:
                raise MergingRefused(_("This row is another person's."))
            locked.chosen, locked.chosen_by = row, acting_user
            locked.chosen_reason = required_reason(reason)
        locked.save(update_fields=["chosen", "chosen_by", "chosen_reason"])
    return locked
