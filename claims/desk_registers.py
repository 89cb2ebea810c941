"""What the registers put on desks: decisions that are due, experts to draw, promises to check, rights that expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import CareFiling, Certificate, ExpertOpinion, RegistrationState
from claims.models.registrations import OPEN
from claims.policy_registers import register_policy_for
from claims.views.registers import REGISTERS
from claims.views.registers.desk import Register
from claims.views.registers.filings import UNCHECKED
from config.desk import DeskItem
from config.desk import Standing as Due
from institutions.models import Duty


def register_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: decisions for whoever reviews; experts, promises and expiries for whoever handles."""
    today = timezone.localdate()
    if Duty.REVIEW in assignment.duties:
        for register in REGISTERS:
            yield from _to_decide(register, today)
    if Duty.HANDLE in assignment.duties:
        yield from _experts()
        yield from _promises(today)
        yield from _expiring(assignment, today)


def _to_decide(register: Register, today: dt.date) -> Iterator[DeskItem]:
    records: Any = register.model.objects
    waiting = records.filter(state=RegistrationState.APPLIED, must_review=True)
    if register.model is Certificate:
        # With experts to ask first, it is not the reviewer's turn yet.
        waiting = records.filter(OPEN, must_review=True).exclude(
            state=RegistrationState.APPLIED, experts__gt=0
        )
        waiting = waiting.exclude(opinions__score__isnull=True, state=RegistrationState.EXPERTS)
    single = waiting.filter(import_run_id__isnull=True).aggregate(
        n=Count("pk", distinct=True), due=Min("due")
    )
    title = _("%(what)s to decide") % {"what": register.listing.title}
    if single["n"]:
        yield DeskItem(
            title,
            f"{reverse(f'claims:{register.topic}')}?state=open",
            standing=Due.LATE if single["due"] and single["due"] < today else Due.DUE,
            due=single["due"],
            count=single["n"],
        )
    runs = waiting.filter(import_run_id__isnull=False).values("import_run_id").annotate(n=Count("pk"))
    for run in runs.order_by("import_run_id"):
        yield DeskItem(
            title,
            reverse(f"claims:{register.name}_import", args=[run["import_run_id"]]),
            count=run["n"],
            detail=_("import %(run)s") % {"run": run["import_run_id"]},
        )


def _experts() -> Iterator[DeskItem]:
    address = reverse("claims:certificates")
    to_ask = Certificate.objects.filter(state=RegistrationState.APPLIED, experts__gt=0).aggregate(
        n=Count("pk"), due=Min("due")
    )
    if to_ask["n"]:
        yield DeskItem(
            _("Applications for the experts"),
            f"{address}?state={RegistrationState.APPLIED}",
            due=to_ask["due"],
            count=to_ask["n"],
        )
    awaited = ExpertOpinion.objects.filter(
        score__isnull=True, certificate__state=RegistrationState.EXPERTS
    ).count()
    if awaited:
        yield DeskItem(
            _("Experts' opinions awaited"),
            f"{address}?state={RegistrationState.EXPERTS}",
            standing=Due.WAITING,
            count=awaited,
        )


def _promises(today: dt.date) -> Iterator[DeskItem]:
    promised = CareFiling.objects.filter(UNCHECKED).aggregate(n=Count("pk"), due=Min("promise_due"))
    if promised["n"]:
        yield DeskItem(
            _("Promised papers to check"),
            f"{reverse('claims:filings')}?state=promise",
            standing=Due.LATE if promised["due"] < today else Due.DUE,
            due=promised["due"],
            count=promised["n"],
        )


def _expiring(assignment: Any, today: dt.date) -> Iterator[DeskItem]:
    days = register_policy_for(assignment.agency.area, today).expiry_days
    if not days:
        return
    last = today + dt.timedelta(days=days)
    for register in REGISTERS:
        records: Any = register.model.objects
        ending = records.filter(
            state=RegistrationState.IN_FORCE,
            period__endswith__gt=today,
            period__endswith__lte=last + dt.timedelta(days=1),
        ).aggregate(n=Count("pk"), first=Min("period__endswith"))
        if ending["n"]:
            yield DeskItem(
                _("%(what)s that expire soon") % {"what": register.listing.title},
                f"{reverse(f'claims:{register.topic}')}?state={RegistrationState.IN_FORCE}"
                f"&ends_from={today + dt.timedelta(days=1)}&ends_to={last + dt.timedelta(days=1)}",
                due=ending["first"] - dt.timedelta(days=1),
                count=ending["n"],
                detail=_("within %(days)s days") % {"days": days},
            )
