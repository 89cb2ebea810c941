"""What the registers put on desks: decisions that are due, experts to draw, promises to check, rights that expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, DateField, ExpressionWrapper, F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import CareFiling, Certificate, ExpertOpinion, RegistrationState
from claims.models.registrations import OPEN
from claims.policy_registers import register_policy_for
from claims.views.registers import REGISTERS
from claims.views.registers.desk import Register
from claims.views.registers.filings import UNCHECKED
from config.desk import DeskItem, Heap
from config.desk import Standing as Due
from institutions.models import Duty


def register_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: decisions for whoever reviews; experts, promises and expiries for whoever handles."""
    today = timezone.localdate()
    if Duty.REVIEW in assignment.duties:
        for register in REGISTERS:
            yield from _to_decide(register)
    if Duty.HANDLE in assignment.duties:
        yield from _experts()
        promised = CareFiling.objects.filter(UNCHECKED)
        address = f"{reverse('claims:filings')}?state=promise"
        yield Heap(_("Promised papers to check"), promised, address, due="promise_due")
        yield from _expiring(assignment, today)


def _to_decide(register: Register) -> Iterator[DeskItem | Heap]:
    records: Any = register.model.objects
    waiting = records.filter(state=RegistrationState.APPLIED, must_review=True)
    if register.model is Certificate:
        # With experts to ask first, it is not the reviewer's turn yet.
        waiting = records.filter(OPEN, must_review=True).exclude(
            state=RegistrationState.APPLIED, experts__gt=0
        )
        waiting = waiting.exclude(opinions__score__isnull=True, state=RegistrationState.EXPERTS)
    title = _("%(what)s to decide") % {"what": register.listing.title}
    single = waiting.filter(import_run_id__isnull=True).distinct()
    yield Heap(title, single, f"{reverse(f'claims:{register.topic}')}?state=open", due="due")
    runs = waiting.filter(import_run_id__isnull=False).values("import_run_id").annotate(n=Count("pk"))
    for run in runs.order_by("import_run_id"):
        yield DeskItem(
            title,
            reverse(f"claims:{register.name}_import", args=[run["import_run_id"]]),
            count=run["n"],
            detail=_("import %(run)s") % {"run": run["import_run_id"]},
        )


def _experts() -> Iterator[Heap]:
    address = reverse("claims:certificates")
    to_ask = Certificate.objects.filter(state=RegistrationState.APPLIED, experts__gt=0)
    yield Heap(
        _("Applications for the experts"), to_ask, f"{address}?state={RegistrationState.APPLIED}", due="due"
    )
    awaited = ExpertOpinion.objects.filter(score__isnull=True, certificate__state=RegistrationState.EXPERTS)
    yield Heap(
        _("Experts' opinions awaited"), awaited, f"{address}?state={RegistrationState.EXPERTS}", Due.WAITING
    )


def _expiring(assignment: Any, today: dt.date) -> Iterator[Heap]:
    days = register_policy_for(assignment.agency.area, today).expiry_days
    if not days:
        return
    # A period ends on the day after its last.
    first, last = today + dt.timedelta(days=1), today + dt.timedelta(days=days + 1)
    for register in REGISTERS:
        records: Any = register.model.objects
        ending = records.filter(
            state=RegistrationState.IN_FORCE, period__endswith__gte=first, period__endswith__lte=last
        ).annotate(last_day=ExpressionWrapper(F("period__endswith") - 1, output_field=DateField()))
        yield Heap(
            _("%(what)s that expire soon") % {"what": register.listing.title},
            ending,
            f"{reverse(f'claims:{register.topic}')}?state={RegistrationState.IN_FORCE}"
            f"&ends_from={first}&ends_to={last}",
            due="last_day",
            detail=ngettext("within %(days)s day", "within %(days)s days", days) % {"days": days},
        )
