"""Begin an inspection, record what was found at each institution, close it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Inspection, InspectionTarget
from claims.policy_inspections import inspection_policy
from institutions.models import Duty, User

from .draw import conflict_of
from .states import InspectionRefused, note, opened, past


@transaction.atomic
def begin_inspection(*, inspection: Inspection, acting_user: User) -> Inspection:
    """From now on everybody in the county may know of it. Duty to inspect there.

    Raises :class:`InspectionRefused` without institutions, with too few inspectors, or with one who has a conflict
    that was declared after the draw.
    """
    held = opened(inspection, "begin", acting_user, Duty.INSPECT)
    inspected = set(held.targets.values_list("institution_id", flat=True))
    team = [one.member for one in held.team.select_related("member__works_at")]
    least = inspection_policy(held.area, held.starts_on).needed("team.least")
    if not inspected or len(team) < least:
        raise InspectionRefused(
            _("It needs an institution and at least %(least)s inspectors, drawn by lot."), least=least
        )
    for member in team:
        if why := conflict_of(member, inspected):
            raise InspectionRefused(
                _("%(member)s must not inspect (%(why)s): draw again."), member=member, why=why
            )
    held.save(update_fields=["state"])
    note(held, "begin", acting_user)
    return held


@transaction.atomic
def record_result(
    *, target: InspectionTarget, outcome: str, inspected_on: dt.date, findings: str, acting_user: User
) -> InspectionTarget:
    """What was found at one institution, and when; a later record replaces it, and the history keeps both.

    Raises :class:`InspectionRefused` for a day to come, or once a case was opened from it.
    """
    held = opened(target.inspection, "record", acting_user, Duty.INSPECT)
    one: InspectionTarget = InspectionTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    if hasattr(one, "case"):
        raise InspectionRefused(_("Case %(case)s was opened from it already."), case=one.case)
    one.outcome, one.inspected_on, one.findings = outcome, past(inspected_on), findings.strip()
    one.recorded_by = acting_user
    one.full_clean()
    one.save()
    note(held, "record", acting_user, f"{one.institution}: {one.get_outcome_display()}")
    return one


@transaction.atomic
def close_inspection(*, inspection: Inspection, conclusion: str, acting_user: User) -> Inspection:
    """Every institution has its result, and every one with problems its case. Duty to inspect there."""
    held = opened(inspection, "close", acting_user, Duty.INSPECT)
    waiting = held.targets.filter(outcome=InspectionTarget.Outcome.OPEN).count()
    if waiting:
        raise InspectionRefused(_("%(count)s institutions have no result yet."), count=waiting)
    without = held.targets.filter(outcome=InspectionTarget.Outcome.PROBLEMS, case__isnull=True).first()
    if without is not None:
        raise InspectionRefused(_("Open a case on %(institution)s first."), institution=without.institution)
    held.conclusion = conclusion.strip()
    if not held.conclusion:
        raise InspectionRefused(_("Say how it ended."))
    held.save(update_fields=["state", "conclusion"])
    note(held, "close", acting_user, conclusion)
    return held
