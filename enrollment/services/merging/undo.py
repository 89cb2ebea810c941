"""Take back what was taken over: coverages become void, people merged because of it two again; the rows stay."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import Coverage, FoundPerson, PersonMerge
from enrollment.services.arrears.stop import lock_people_of
from institutions.models import User

from .lock import MergingRefused, lock_open, require_deciding
from .people import take_back_merge


@transaction.atomic
def undo_take_over(*, found: FoundPerson, acting_user: User) -> FoundPerson:
    """The person waits again to be taken over. Duty register at the county or the city.

    Raises ``MergingRefused`` once the merging is closed or where nothing was taken over, ``DutyMissing``.
    """
    require_deciding(county=found.county, area=found.county.area, acting_user=acting_user)
    with system_scope():
        lock_open(found.merging_id)
        locked = FoundPerson.unscoped.select_for_update(of=("self",)).get(pk=found.pk)
        if locked.taken_over_at is None:
            raise MergingRefused(_("Nothing was taken over for this person."))
        return void_taken(found=locked, acting_user=acting_user)


def void_taken(*, found: FoundPerson, acting_user: User) -> FoundPerson:
    """The same for callers that hold the merging's lock with everything visible."""
    merges = PersonMerge.unscoped.filter(because_of=found.first_row_id, undone_at__isnull=True)
    people = {*found.people, *merges.values_list("person", flat=True)}
    lock_people_of(people)
    # Bills may have been settled by it: a coverage is never deleted.
    covers = list(
        Coverage.unscoped.filter(taken_from__row__found=found, effective=True).values_list("pk", flat=True)
    )
    Coverage.unscoped.filter(Q(pk__in=covers) | Q(rider_of__in=covers), effective=True).update(
        effective=False
    )
    for merge in merges.order_by("-pk"):
        take_back_merge(merge=merge, acting_user=acting_user)
    found.people = sorted(people)
    found.taken_over_at, found.taken_over_by, found.outcome, found.problem = None, None, "", ""
    found.save(update_fields=["people", "taken_over_at", "taken_over_by", "outcome", "problem"])
    return found
