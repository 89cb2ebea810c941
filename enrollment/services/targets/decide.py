"""Adjust a draft of targets, submit it, send it back, approve it, drop it.

The plan's row is the lock of its figures.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrollment.models import CountyTarget, TargetPlan
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import TargetsRefused

State = TargetPlan.State
OPEN_IN: dict[str, tuple[str, ...]] = {
    "adjust": (State.DRAFT, State.RETURNED),
    "submit": (State.DRAFT, State.RETURNED),
    "drop": (State.DRAFT, State.RETURNED),
    "return": (State.SUBMITTED,),
    "approve": (State.SUBMITTED,),
}
"""Act → states it is open in."""


@transaction.atomic
def adjust_target(
    *, target: CountyTarget, people: int, amount: Decimal | None, reason: str, acting_user: User
) -> CountyTarget:
    """One county's figure set by the city, with the reason; what was worked out stays beside it. Duty finance.

    Raises :class:`TargetsRefused`, ``DutyMissing``, ``ValidationError``.
    """
    plan = _held(target.plan, "adjust", Duty.FINANCE, acting_user)
    target = CountyTarget.objects.select_for_update(of=("self",)).get(pk=target.pk, plan=plan)
    if not reason.strip():
        raise TargetsRefused(_("Say why the figure differs from what was worked out."))
    if amount is None and target.amount_computed is not None:
        raise TargetsRefused(_("Give the amount to be collected."))
    target.people, target.amount, target.reason = people, amount, reason.strip()[:200]
    target.adjusted_by, target.adjusted_at = acting_user, timezone.now()
    target.full_clean(exclude=["plan", "county"])
    target.save()
    return target


@transaction.atomic
def submit_targets(*, plan: TargetPlan, acting_user: User) -> TargetPlan:
    """Handed to whoever approves; nothing can be adjusted meanwhile. Duty finance at the city."""
    plan = _held(plan, "submit", Duty.FINANCE, acting_user)
    plan.state, plan.submitted_by, plan.submitted_at = State.SUBMITTED, acting_user, timezone.now()
    plan.save(update_fields=["state", "submitted_by", "submitted_at"])
    return plan


@transaction.atomic
def return_targets(*, plan: TargetPlan, reason: str, acting_user: User) -> TargetPlan:
    """Sent back to be adjusted. Duty to approve at the city."""
    plan = _held(plan, "return", Duty.APPROVE, acting_user)
    return _with_reason(plan, State.RETURNED, reason)


@transaction.atomic
def approve_targets(*, plan: TargetPlan, acting_user: User) -> TargetPlan:
    """In force and shown to the counties; the version before is superseded and stays. Duty to approve at the city.

    Whoever prepared, adjusted or submitted it cannot approve it (``SamePerson``).
    """
    plan = _held(plan, "approve", Duty.APPROVE, acting_user)
    adjusters = CountyTarget.objects.filter(plan=plan, adjusted_by=acting_user)
    worked_on = {plan.prepared_by_id, plan.submitted_by_id}
    if acting_user.pk in worked_on or adjusters.exists():
        require_another(user=acting_user, previous=acting_user, act=_("Approval of targets"))
    before = TargetPlan.objects.filter(area=plan.area, year=plan.year, state=State.APPROVED)
    before.update(state=State.SUPERSEDED)
    plan.state, plan.approved_by, plan.approved_at = State.APPROVED, acting_user, timezone.now()
    plan.reason = ""
    plan.save(update_fields=["state", "approved_by", "approved_at", "reason"])
    return plan


@transaction.atomic
def drop_targets(*, plan: TargetPlan, reason: str, acting_user: User) -> TargetPlan:
    """Not pursued; kept with its reason, so that another can be drafted. Duty finance at the city."""
    plan = _held(plan, "drop", Duty.FINANCE, acting_user)
    return _with_reason(plan, State.DROPPED, reason)


def _with_reason(plan: TargetPlan, state: str, reason: str) -> TargetPlan:
    if not reason.strip():
        raise TargetsRefused(_("Say why."))
    plan.state, plan.reason = state, reason.strip()[:200]
    plan.save(update_fields=["state", "reason"])
    return plan


def _held(plan: TargetPlan, act: str, duty: str, user: User) -> TargetPlan:
    """The plan, locked, after asking for the duty and the state the act is open in."""
    held: TargetPlan = (
        TargetPlan.objects.select_for_update(of=("self",))
        .select_related("area", "prepared_by")
        .get(pk=plan.pk)
    )
    require_city_duty(user=user, duty=duty, area=held.area)
    if held.state not in OPEN_IN[act]:
        raise TargetsRefused(
            _("%(plan)s is “%(state)s”: that cannot be done now."), plan=held, state=held.get_state_display()
        )
    return held
