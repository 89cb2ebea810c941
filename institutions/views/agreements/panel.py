"""The panel of agreements on an institution's file: whether it is designated today, its agreements, their course."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from institutions.access import AgencyRequest
from institutions.models import Agreement, Institution
from institutions.services.agreements.apply import OPEN
from institutions.services.designated_on import is_designated

from .agreement import timeline
from .board import TONES


def agreement_panel(request: AgencyRequest, institution: Institution) -> dict[str, Any]:
    """The agreements, newest first; of the newest the course and what is open."""
    agreements = list(
        Agreement.objects.filter(institution=institution).select_related("former", "agency").order_by("-pk")
    )
    newest = agreements[0] if agreements else None
    duties = set(request.assignment.duties)
    settled = not any(one.is_running or one.state in OPEN for one in agreements)
    return {
        "agreements": [(one, TONES[one.state]) for one in agreements],
        "designated": is_designated(institution, timezone.localdate()),
        "outside": institution.is_outside,
        "listed_until": institution.listed_until,
        "steps": timeline(newest) if newest else [],
        "still_open": newest.conditions.filter(met_on=None) if newest else [],
        "apply_url": reverse("institutions:apply_for_agreement", args=[institution.pk])
        if settled and not institution.is_outside and duties & {"register", "handle"}
        else "",
    }
