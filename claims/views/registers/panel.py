"""A person's registrations on their file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from institutions.access import AgencyRequest
from institutions.models import Duty

from . import REGISTERS

MOST_SHOWN = 20


def registers_of_person(request: AgencyRequest, person: Any) -> dict[str, Any]:
    """Panel of the person file: everything on register, newest first, and the ways to register more."""
    rows = []
    for register in REGISTERS:
        records: Any = register.model.objects
        for record in (
            records.filter(person=person).select_related(*register.related).order_by("-pk")[:MOST_SHOWN]
        ):
            rows.append(
                (register.model._meta.verbose_name, register.brief(record), record, register.address(record))
            )
    rows.sort(key=lambda row: row[2].handled_at, reverse=True)
    news = []
    if Duty.HANDLE in request.assignment.duties:
        news = [
            (
                register.model._meta.verbose_name,
                f"{reverse(f'claims:new_{register.name}')}?person={person.psn_no}",
            )
            for register in REGISTERS
        ]
    return {"registrations": rows, "news": news}
