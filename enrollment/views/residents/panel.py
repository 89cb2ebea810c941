"""A resident's years on the person's file, with what can be done about them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from enrollment.models import ContributionRefund, CounterEnrolment, Person, WindowEnrolment
from institutions.access import AgencyRequest


def resident_years(request: AgencyRequest, person: Person) -> dict[str, Any]:
    """Annual enrolments with their refunds, enrolments at the counter, and whether the reader may act."""
    refunds = Prefetch("refunds", ContributionRefund.objects.order_by("-pk"))
    enrolled = WindowEnrolment.objects.filter(person=person).select_related("payer", "coverage")
    return {
        "person": person,
        "window": enrolled.prefetch_related(refunds).order_by("-year"),
        "counter": CounterEnrolment.objects.filter(person=person)
        .select_related("coverage", "receipt")
        .order_by("-year", "-pk"),
        "may_register": "register" in request.assignment.duties,
    }
