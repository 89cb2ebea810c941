"""Panels on an institution's file: reconciliations, objections, findings, deductions, each with its own list."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse

from claims.models import BillFinding, Deduction, InstitutionObjection, Reconciliation
from config.codes import name_of
from institutions.access import AgencyRequest
from institutions.models import Institution

from . import months, objections

LATEST = 6


def list_of(name: str, institution: Institution) -> str:
    """The list of that name, narrowed to one institution."""
    return f"{reverse(name)}?q={institution.fixmedins_code}"


def reconciliations_of(request: AgencyRequest, institution: Institution) -> dict[str, Any]:
    """The latest months: who is at which state, and where the whole list is."""
    found = Reconciliation.objects.filter(institution=institution).order_by("-month", "insutype")[:LATEST]
    return {
        "rows": [(one, name_of("insutype", one.insutype), months.TONES[one.state]) for one in found],
    }


def objections_of(request: AgencyRequest, institution: Institution) -> dict[str, Any]:
    """The latest objections, and for whoever handles the way to enter one."""
    found = InstitutionObjection.objects.filter(institution=institution).order_by("-pk")[:LATEST]
    may = "handle" in request.assignment.duties
    return {
        "rows": [(one, objections.TONES[one.state]) for one in found],
        "enter_url": reverse("claims:enter_objection", args=[institution.pk]) if may else "",
    }


def findings_of(request: AgencyRequest, institution: Institution) -> dict[str, Any]:
    """How many findings stand in which state, and the latest deductions."""
    states = (
        BillFinding.objects.filter(bill__institution=institution, gone_at__isnull=True)
        .order_by("state")
        .values_list("state")
        .annotate(Count("pk"))
    )
    here = list_of("claims:findings", institution)
    deductions = Deduction.objects.filter(institution=institution).order_by("-clr_month", "-pk")[:LATEST]
    return {
        "states": [
            (BillFinding.State(state).label, count, f"{here}&state={state}") for state, count in states
        ],
        "deductions": deductions,
    }
