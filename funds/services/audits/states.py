"""What every act of an audit asks: an auditor who does nothing else, a plan that stands right, held."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import AuditPlan
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty

State = AuditPlan.State


class AuditRefused(DomainError):
    """The audit cannot be treated so; nothing was changed."""


def require_auditor(user: User, agency: Agency) -> None:
    """Duty to audit there and no other anywhere today (ZY-23); raises ``DutyMissing``, :class:`AuditRefused`."""
    require_duty(user=user, duty=Duty.AUDIT, agency=agency)
    others = {duty for one in user.assignments_in_force for duty in one.duties} - {Duty.AUDIT}
    if others:
        raise AuditRefused(
            _("%(user)s also holds “%(duties)s”: whoever audits holds no other duty."),
            user=user,
            duties=_("”, “").join(str(Duty(one).label) for one in sorted(others)),
        )


def opened(plan: AuditPlan, acting_user: User, *states: str) -> AuditPlan:
    """The plan held, in one of ``states``; ``acting_user`` audits at its agency."""
    known = AuditPlan.objects.select_for_update(of=("self",)).select_related(
        "area", "county", "about", "planned_by", "approved_by", "reported_by"
    )
    held: AuditPlan = known.get(pk=plan.pk)
    require_auditor(acting_user, held.county)
    if held.state not in states:
        raise AuditRefused(_("“%(state)s”: that cannot be done now."), state=held.get_state_display())
    return held
