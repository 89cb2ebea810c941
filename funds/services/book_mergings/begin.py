"""Begin to bring an accounting unit's old books into the one book (HG-02)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrollment.reads.merging_rule import FORMER
from funds.models import Book, BookMerging, MergedBook
from funds.policy import OpeningPolicy, opening_policy
from funds.services.drafts import book_of_unit
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.in_force import policy_for
from institutions.services.duties import require_at_or_above

from .faults import MergingNotFit


def merging_policy(area: PoolingArea) -> OpeningPolicy:
    """What the policy in force says of merging. Raises :class:`MergingNotFit` where it merges nothing."""
    found = opening_policy(policy_for(area, timezone.localdate()))
    if found.merged_on is None or not found.merged_schemes:
        raise MergingNotFit(_("The policy in force merges no funds."))
    return found


@transaction.atomic
def begin_merging(*, unit: Agency, into: str, acting_user: User) -> BookMerging:
    """The unit's old books, as the policy names them, on their way into its book of scheme ``into``.

    Finance of the unit or its city. Raises :class:`MergingNotFit` where it has none; ``BookMissing``.
    """
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=unit)
    policy = merging_policy(unit.area)
    target = book_of_unit(into, unit)
    schemes = [FORMER[name] for name in policy.merged_schemes]
    old = list(Book.objects.filter(unit=unit, insutype__in=schemes))
    if not old or target.insutype in schemes:
        raise MergingNotFit(_("%(unit)s keeps no old books to be merged."), unit=unit)
    if BookMerging.objects.filter(into=target).exists():
        raise MergingNotFit(_("The merging is begun already."))
    made: BookMerging = BookMerging.objects.create(
        unit=unit, into=target, merged_on=policy.merged_on, opened_by=acting_user
    )
    MergedBook.objects.bulk_create(MergedBook(merging=made, book=book) for book in old)
    return made


def held_open(merging: BookMerging) -> BookMerging:
    """The merging, held; raises :class:`MergingNotFit` once it is closed."""
    held: BookMerging = (
        BookMerging.objects.select_for_update(of=("self",))
        .select_related("unit__area", "unit__parent", "into__area", "proposed_by")
        .get(pk=merging.pk)
    )
    if held.state == BookMerging.State.CLOSED:
        raise MergingNotFit(_("The old books are closed into one: nothing of it changes any more."))
    return held
