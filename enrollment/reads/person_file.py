"""What a person's file shows of who they are and how they are insured."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

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
        "merge": PersonMerge.objects.filter(
            person=person, undone_at__isnull=True, because_of__isnull=True
        ).first(),
    }
