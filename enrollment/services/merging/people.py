"""Two stored people turn out to be one: one becomes another name of the other. Nothing is deleted, all reversible."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import BASIC_SCHEMES, Coverage, LegacyRow, Person, PersonMerge
from enrollment.services.arrears.stop import lock_people_of
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area


class PeopleRefused(DomainError):
    """The two people cannot become one as they stand."""


@transaction.atomic
def merge_people(
    *, person: Person, into: Person, reason: str, acting_user: User, because_of: LegacyRow | None = None
) -> PersonMerge:
    """``person`` becomes another name of ``into``. Duty register in the area.

    Basic coverages on days free in ``into`` go over to it with their riders; those whose days are covered there
    are void. Raises ``PeopleRefused`` where days overlap in part or either was merged already, ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=into.county.area)
    if not reason.strip():
        raise PeopleRefused(_("Give the reason."))
    with system_scope():
        lock_people_of([person.pk, into.pk])
        person.refresh_from_db(fields=["canonical"])
        into.refresh_from_db(fields=["canonical"])
        _check(person, into)
        moved, voided = _covers_to_move(person, into)
        Person.unscoped.filter(pk=person.pk).update(canonical=into)
        person.canonical = into
        Coverage.unscoped.filter(pk__in=voided).update(effective=False)
        Coverage.unscoped.filter(pk__in=moved).update(person=into)
        return PersonMerge.unscoped.create(
            person=person, into=into, reason=reason.strip(), because_of=because_of, moved=moved, voided=voided,
            made_by=acting_user,
        )  # fmt: skip


@transaction.atomic
def undo_merge(*, merge: PersonMerge, acting_user: User) -> PersonMerge:
    """They are two people again, each with the coverages of before. Duty register in the area.

    Raises ``PeopleRefused`` where it was taken back already or a coverage was changed since, ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=merge.into.county.area)
    with system_scope():
        lock_people_of([merge.person_id, merge.into_id])
        return take_back_merge(merge=merge, acting_user=acting_user)


def take_back_merge(*, merge: PersonMerge, acting_user: User) -> PersonMerge:
    """The same for callers that hold the people's locks with everything visible."""
    marked = PersonMerge.unscoped.filter(pk=merge.pk, undone_at__isnull=True).update(
        undone_by=acting_user, undone_at=timezone.now()
    )
    if not marked:
        raise PeopleRefused(_("This merge was taken back already."))
    Person.unscoped.filter(pk=merge.person_id).update(canonical=None)
    back = Coverage.unscoped.filter(pk__in=merge.moved, person=merge.into_id).update(person=merge.person_id)
    if back != len(merge.moved):
        raise PeopleRefused(_("A coverage that was moved has another person by now; look into it first."))
    Coverage.unscoped.filter(pk__in=merge.voided).update(effective=True)
    merge.refresh_from_db()
    return merge


def _check(person: Person, into: Person) -> None:
    if person.pk == into.pk:
        raise PeopleRefused(_("A person cannot be merged into itself."))
    for one in (person, into):
        if one.canonical_id is not None:
            raise PeopleRefused(_("%(person)s was merged into another person; use that file."), person=one)
    if Person.unscoped.filter(canonical=person).exists():
        raise PeopleRefused(_("Others were merged into %(person)s; merge into this file."), person=person)


def _covers_to_move(person: Person, into: Person) -> tuple[list[int], list[int]]:
    """Ids of coverages that go over, and of those that are void, riders with their base."""
    own, kept = (_basic(one) for one in (person, into))
    moved: list[int] = []
    voided: list[int] = []
    for cover in own:
        met = [one for one in kept if _overlap(one, cover)]
        if not met:
            moved += _with_riders(cover)
        elif any(_contains(one, cover) for one in met):
            voided += _with_riders(cover)
        else:
            raise PeopleRefused(
                _("The coverages of %(person)s and %(into)s overlap in part (%(first)s, %(second)s)."),
                person=person.psn_no, into=into.psn_no, first=cover.period, second=met[0].period,
            )  # fmt: skip
    return moved, voided


def _basic(person: Person) -> Sequence[Coverage]:
    rows = Coverage.unscoped.filter(person=person, effective=True, insutype__in=BASIC_SCHEMES)
    return list(rows.order_by("period", "pk"))


def _with_riders(cover: Coverage) -> list[int]:
    riders = Coverage.unscoped.filter(rider_of=cover, effective=True).order_by(F("pk"))
    return [cover.pk, *riders.values_list("pk", flat=True)]


def _overlap(one: Coverage, other: Coverage) -> bool:
    first, second = one.period, other.period
    return (second.upper is None or first.lower < second.upper) and (
        first.upper is None or second.lower < first.upper
    )


def _contains(one: Coverage, other: Coverage) -> bool:
    outer, inner = one.period, other.period
    return outer.lower <= inner.lower and (
        outer.upper is None or (inner.upper is not None and inner.upper <= outer.upper)
    )
