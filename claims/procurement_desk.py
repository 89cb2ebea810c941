"""What procurement adds to the house: its pages, and what it puts on desks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Delivery, ProcurementBatch, ProcurementPayable, SupplierCreditEvent, SurplusReward
from claims.services.procurement.volumes import behind
from config.desk import DeskItem, Heap, Standing, register_desk_source
from config.navigation import NavItem, register_navigation
from institutions.models import MUNICIPAL, Duty


def register() -> None:
    register_navigation(
        NavItem("catalogue", gettext_lazy("Procurement batches"), "claims:procurement_batches", order=70),
        NavItem("catalogue", gettext_lazy("Agreed volumes"), "claims:agreed_volumes", order=71),
        NavItem("catalogue", gettext_lazy("Deliveries"), "claims:deliveries", order=72),
        NavItem(
            "catalogue", gettext_lazy("Owed out of procurement"), "claims:procurement_payables", order=73
        ),
        NavItem("catalogue", gettext_lazy("Suppliers"), "claims:suppliers", order=74),
        NavItem(
            "catalogue", gettext_lazy("Purchases on the platform"), "claims:platform_purchases", order=75
        ),
    )
    register_desk_source(procurement_items)


def procurement_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: volumes that are behind, what waits for acceptance, proposal, approval, review."""
    duties, today = assignment.duties, timezone.localdate()
    if Duty.HANDLE in duties:
        late = len(behind(assignment.agency.area, today))
        if late:
            url = f"{reverse('claims:agreed_volumes')}?state=in_force"
            yield DeskItem(_("Agreed volumes that are behind"), url, Standing.LATE, count=late)
        accepted = Delivery.objects.filter(
            state="accepted", payable__isnull=True, item__batch__state="in_force"
        )
        yield _heap(_("Accepted deliveries to propose for payment"), accepted, "claims:propose_direct")
    if Duty.REVIEW in duties:
        reported = Delivery.objects.filter(state="reported")
        yield _heap(_("Deliveries to accept"), reported, "claims:deliveries", "reported")
    if Duty.APPROVE in duties:
        proposed = ProcurementPayable.objects.filter(state="proposed")
        yield _heap(_("Amounts to suppliers to approve"), proposed, "claims:procurement_payables", "proposed")
    if assignment.agency.level in MUNICIPAL:
        yield from _city_items(duties)


def _city_items(duties: Any) -> Iterator[DeskItem | Heap]:
    if Duty.APPROVE in duties:
        drafted = ProcurementBatch.objects.filter(state="drafted")
        yield _heap(
            _("Procurement batches to put in force"), drafted, "claims:procurement_batches", "drafted"
        )
        over = ProcurementBatch.objects.filter(state="in_force", period__endswith__lte=timezone.localdate())
        yield _heap(_("Procurement batches to close"), over, "claims:procurement_batches", "in_force")
    if Duty.REVIEW in duties:
        reward = SurplusReward.objects.filter(state="proposed").select_related("batch").first()
        if reward is not None:
            count = SurplusReward.objects.filter(state="proposed").count()
            yield DeskItem(_("Surplus rewards to review"), reward.batch.get_absolute_url(), count=count)
        waiting = SupplierCreditEvent.objects.filter(state__in=("entered", "repair_asked"))
        event = waiting.first()
        if event is not None:
            yield DeskItem(
                _("Credit of suppliers to decide"), event.get_absolute_url(), count=waiting.count()
            )


def _heap(title: str, found: Any, name: str, state: str = "") -> Heap:
    return Heap(title, found, reverse(name) + (f"?state={state}" if state else ""))
