"""What reconciliation puts on desks and into the house: differences, applications, objections; panels, navigation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import ClearingApplication, DeductionReversal, InstitutionObjection, Reconciliation
from config.desk import DeskItem, Heap, register_desk_source
from config.navigation import NavItem, register_navigation, register_pages
from config.panels import Panel, register_panel
from institutions.models import Duty


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``, through the app's navigation."""
    from claims.views.reconciliation import panels

    register_navigation(
        NavItem("clearing", gettext_lazy("Reconciliation with institutions"), "claims:reconciliations", order=12),
        NavItem("clearing", gettext_lazy("Clearing applications"), "claims:clearing_applications", order=13),
        NavItem("institutions", gettext_lazy("Objections of institutions"), "claims:institution_objections", order=19),
    )  # fmt: skip
    register_pages(
        "claims:institution_objections",
        "claims:confirm_deduction_reversal",
        "claims:refuse_deduction_reversal",
    )
    register_desk_source(reconciliation_items)
    register_desk_source(objection_items)
    register_desk_source(reversal_items)
    folder = "claims/reconciliation"
    for order, title, template, context, name in (
        (40, gettext_lazy("Findings"), "findings_panel", panels.findings_of, "claims:findings"),
        (45, gettext_lazy("Reconciliation"), "panel", panels.reconciliations_of, "claims:reconciliations"),
        (
            50,
            gettext_lazy("Objections"),
            "objections_panel",
            panels.objections_of,
            "claims:institution_objections",
        ),
    ):
        panel = Panel(title, f"{folder}/{template}.html", context, order, partial(panels.list_of, name))
        register_panel("institution", panel)


def reconciliation_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: months with open differences for whoever handles, applications to decide for whoever reviews."""
    if Duty.HANDLE in assignment.duties:
        waiting = Reconciliation.objects.filter(state=Reconciliation.State.OPEN)
        if assignment.agency.level == "county":
            waiting = waiting.filter(county=assignment.agency.county_id)
        count = waiting.count()
        if count:
            address = f"{reverse('claims:reconciliations')}?state=open"
            yield DeskItem(_("Reconciliations with open differences"), address, count=count)
    if Duty.REVIEW in assignment.duties:
        applied = ClearingApplication.objects.filter(state=ClearingApplication.State.APPLIED)
        count = applied.exclude(entered_by=assignment.user_id).count()
        if count:
            address = f"{reverse('claims:clearing_applications')}?state=10"
            yield DeskItem(_("Clearing applications to decide"), address, count=count)


def objection_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: objections to assign, one's own to answer, upheld ones to follow; late ones first."""
    if not set(assignment.duties) & {Duty.HANDLE, Duty.REVIEW}:
        return
    here = InstitutionObjection.objects.all()
    address = reverse("claims:institution_objections")
    yield Heap(
        _("Objections to assign"), here.filter(state="entered"), f"{address}?state=entered", due="due_on"
    )
    mine = here.filter(state="assigned", assigned_to=assignment.user_id)
    yield Heap(_("Objections to answer"), mine, f"{address}?state=assigned", due="due_on")
    # Once answered, it is no longer the answer that is due.
    upheld = here.filter(state="upheld")
    yield Heap(_("Upheld objections to follow"), upheld, f"{address}?state=upheld")


def reversal_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: what others propose to give back of deductions, for whoever reviews."""
    if Duty.REVIEW not in assignment.duties:
        return
    waiting = DeductionReversal.objects.filter(state="proposed").exclude(proposed_by=assignment.user_id)
    rows = list(waiting.order_by("pk")[:2])
    if rows:
        one = rows[0].get_absolute_url()
        address = one if len(rows) == 1 else f"{reverse('claims:institution_objections')}?state=upheld"
        yield DeskItem(_("Deductions to give back, to confirm"), address, count=waiting.count())
