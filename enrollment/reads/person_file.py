"""What a person's file shows of who they are and how they are insured."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from config.scoping import system_scope
from enrollment.models import Person, PersonMerge
from enrollment.rules.coverage import gaps
from enrollment.services.coverage.history import history_of


def file_of(person: Person) -> dict[str, Any]:
    """Coverages with the latest first, interruptions between them, ties to payers, standings, stops of benefits."""
    coverages = person.coverages.select_related("county", "payer", "handled_at").order_by(
        "-period", "insutype"
    )
    return {
        "today": timezone.localdate(),
        "coverages": coverages,
        "gaps": gaps(history_of(person)),
        "memberships": person.memberships.select_related("payer").order_by("-period"),
        "standings": person.standings.order_by("-period"),
        "holds": person.holds.order_by("-period"),
        **_merged(person),
    }


def _merged(person: Person) -> dict[str, Any]:
    """The file that stands for this one, perhaps another county's, and what at the counter made them one."""
    if person.canonical_id is None:
        return {}
    own = Person.objects.filter(pk=person.canonical_id).exists()
    with system_scope():
        stays = Person.objects.select_related("county").get(pk=person.canonical_id)
    # Seen with the file, whoever sees the other one.
    standing = PersonMerge.unscoped.filter(person=person, undone_at__isnull=True, because_of__isnull=True)
    return {"stays": stays, "stays_own": own, "merge": standing.first()}
