"""Suspend a physician (医保医师, HG-09 五(四)): asked by one person, decided by another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import InspectionCase, PhysicianSuspension
from config.errors import DomainError
from institutions.models import Duty, Institution, User
from institutions.services.duties import require_another, require_at_or_above
from institutions.services.payee_accounts import paying_agency


class PhysicianRefused(DomainError):
    """The physician cannot be suspended so."""


@transaction.atomic
def ask_physician_suspension(
    *,
    institution: Institution,
    physician_code: str,
    physician_name: str,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    case: InspectionCase | None = None,
    acting_user: User,
) -> PhysicianSuspension:
    """From ``first_day`` up to and including ``last_day``. Duty to inspect or handle at the agency that pays the
    institution, or at its city.

    Raises :class:`PhysicianRefused` where one of those days is suspended, or asked for, already, or where ``case`` is
    not decided or is about another institution.
    """
    if case is not None and (case.state != case.State.DECIDED or case.institution_id != institution.pk):
        raise PhysicianRefused(_("%(case)s is no decided case against this institution."), case=case)
    county = paying_agency(institution)
    require_at_or_above(user=acting_user, duties=(Duty.INSPECT, Duty.HANDLE), agency=county)
    made = PhysicianSuspension(
        area=county.area,
        county=county,
        institution=institution,
        physician_code=physician_code.strip(),
        physician_name=physician_name.strip(),
        first_day=first_day,
        last_day=last_day,
        reason=reason.strip(),
        case=case,
        asked_by=acting_user,
    )
    made.full_clean()
    # Two requests for the same days at once: the second waits, and sees the first.
    Institution.unscoped.select_for_update(no_key=True).get(pk=institution.pk)
    beside = PhysicianSuspension.objects.exclude(granted=False).filter(
        institution=institution,
        physician_code=made.physician_code,
        first_day__lte=last_day,
        last_day__gte=first_day,
    )
    if beside.exists():
        raise PhysicianRefused(_("%(physician)s is suspended on some of these days already."), physician=made)
    made.save()
    return made


@transaction.atomic
def decide_physician_suspension(
    *, suspension: PhysicianSuspension, granted: bool, acting_user: User
) -> PhysicianSuspension:
    """A second person grants or refuses it. Duty to review at the same agency, or at its city."""
    held: PhysicianSuspension = (
        PhysicianSuspension.objects.select_for_update(of=("self",))
        .select_related("county__parent", "asked_by")
        .get(pk=suspension.pk)
    )
    require_at_or_above(user=acting_user, duties=(Duty.REVIEW,), agency=held.county)
    require_another(user=acting_user, previous=held.asked_by, act=_("Suspension of a physician"))
    if held.granted is not None:
        raise PhysicianRefused(_("This request is decided already."))
    held.granted, held.decided_by = granted, acting_user
    held.save(update_fields=["granted", "decided_by"])
    return held
