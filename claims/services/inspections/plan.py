"""Plan an inspection; a second person approves it; either way it may be withdrawn before it begins."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Inspection, InspectionTarget
from claims.services.case_numbers import next_number
from institutions.models import Agency, Duty, Institution, User
from institutions.services.duties import require_another, require_duty

from .states import InspectionRefused, note, opened


@transaction.atomic
def plan_inspection(*, agency: Agency, acting_user: User, **facts: Any) -> Inspection:
    """An inspection that ``agency`` will conduct; ``facts`` are columns of :class:`Inspection`. Duty to inspect there.

    Raises ``ValidationError`` for a joint one without partners, or days out of order.
    """
    require_duty(user=acting_user, duty=Duty.INSPECT, agency=agency)
    made = Inspection(
        number=next_number("JC"), area=agency.area, county=agency, prepared_by=acting_user, **facts
    )
    made.full_clean()
    made.save()
    note(made, "plan", acting_user)
    return made


@transaction.atomic
def approve_plan(*, inspection: Inspection, acting_user: User) -> Inspection:
    """Only an approved plan is drawn and begun. Duty to approve or to review there; another person."""
    duties = acting_user.duties_at(inspection.county)
    duty = Duty.REVIEW if Duty.REVIEW in duties else Duty.APPROVE
    held = opened(inspection, "approve", acting_user, duty)
    require_another(user=acting_user, previous=held.prepared_by, act=_("Approval of the plan"))
    held.approved_by = acting_user
    held.save(update_fields=["state", "approved_by"])
    note(held, "approve", acting_user)
    return held


@transaction.atomic
def withdraw_plan(*, inspection: Inspection, reason: str, acting_user: User) -> Inspection:
    """It will not take place; the reason is kept. Duty to inspect there."""
    held = opened(inspection, "withdraw", acting_user, Duty.INSPECT)
    held.conclusion = reason.strip()
    if not held.conclusion:
        raise InspectionRefused(_("Say why it is withdrawn."))
    held.save(update_fields=["state", "conclusion"])
    note(held, "withdraw", acting_user, reason)
    return held


@transaction.atomic
def name_institution(
    *, inspection: Inspection, institution: Institution, reason: str, acting_user: User
) -> InspectionTarget:
    """Inspect ``institution`` without a lot, for a reason (a finding, a report). Duty to inspect there."""
    held = opened(inspection, "name", acting_user, Duty.INSPECT)
    if institution.area_id != held.area_id or not (
        held.county.is_municipal or institution.county_id == held.county_id
    ):
        raise InspectionRefused(
            _("%(institution)s lies outside the reach of %(agency)s."),
            institution=institution,
            agency=held.county,
        )
    if held.team.exists():
        raise InspectionRefused(
            _("The inspectors are drawn already: their conflicts were judged without it.")
        )
    made = InspectionTarget(inspection=held, institution=institution, reason=reason.strip())
    made.full_clean()
    made.save()
    note(held, "name", acting_user, f"{institution}: {reason}")
    return made
