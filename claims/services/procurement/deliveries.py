"""A reported delivery counts once the agency accepted it against goods and invoice."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Delivery
from claims.rules.procurement import DELIVERY
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .states import ProcurementRefused, locked, payer_of, reason_of, require_at, state_after


@transaction.atomic
def accept_delivery(*, delivery: Delivery, day: dt.date | None = None, acting_user: User) -> Delivery:
    """The goods came and the invoice is right. Duty to review at the county or the city, by another person.

    Raises :class:`ProcurementRefused`, ``SamePerson``, ``DutyMissing``.
    """
    held = _held(delivery, acting_user)
    held.state = state_after(held, DELIVERY, "accept")
    held.accepted_on = day or timezone.localdate()
    if not held.delivered_on <= held.accepted_on <= timezone.localdate():
        raise ProcurementRefused(_("It is accepted after it was delivered, and not on a day to come."))
    held.decided_by = acting_user
    held.save(update_fields=["state", "accepted_on", "decided_by"])
    return held


@transaction.atomic
def refuse_delivery(*, delivery: Delivery, reason: str, acting_user: User) -> Delivery:
    """It does not count, and why. Duty to review at the county or the city, by another person."""
    held = _held(delivery, acting_user)
    held.state = state_after(held, DELIVERY, "refuse")
    held.refused_reason, held.decided_by = reason_of(reason), acting_user
    held.save(update_fields=["state", "refused_reason", "decided_by"])
    return held


def _held(delivery: Delivery, acting_user: User) -> Delivery:
    held = locked(delivery, "institution__county__area", "handled_by")
    require_at(payer_of(held.institution), acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.handled_by, act=_("Decision on a delivery"))
    return held
