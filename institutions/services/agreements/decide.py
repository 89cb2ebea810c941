"""Suspension, resumption and termination: asked by one person, decided by another, from a day on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Agency, Agreement, AgreementDecision, Duty, User
from institutions.rules.agreements import RUNNING, Refusal, after
from institutions.services.duties import DutyMissing, require_another, require_duty

from .spans import end_spans, open_span
from .states import AgreementRefused, agency_at, locked, note, policy_of, require_handler, state_after

Act = AgreementDecision.Act


@transaction.atomic
def ask_decision(
    *,
    agreement: Agreement,
    act: str,
    from_day: dt.date,
    reason: str,
    until_day: dt.date | None = None,
    acting_user: User,
) -> AgreementDecision:
    """Ask that the agreement be suspended, resumed or terminated from ``from_day`` on, today at the earliest.

    Days that are over keep their designation, so that no settled bill loses its ground. Needs the duty to handle or
    to inspect at the agency that signed, or to inspect at the city.
    """
    agreement = locked(agreement)
    _require_asker(agreement, acting_user)
    state_after(agreement, act)
    _refuse_days(agreement, act, from_day, until_day)
    if agreement.decisions.filter(approved=None).exists():
        raise AgreementRefused(_("Another request about this agreement is not decided yet."))
    decision = AgreementDecision(
        agreement=agreement,
        act=act,
        from_day=from_day,
        until_day=until_day,
        reason=reason,
        asked_by=acting_user,
    )
    decision.full_clean(exclude=["agreement"])
    decision.save()
    note(agreement, f"ask_{act}", acting_user, day=from_day, text=reason)
    return decision


def _require_asker(agreement: Agreement, acting_user: User) -> None:
    try:
        require_handler(agreement, acting_user, Duty.HANDLE, Duty.INSPECT)
    except DutyMissing:
        city = agency_at("city", area=agreement.area, county=agreement.county)
        if Duty.INSPECT not in acting_user.duties_at(city):
            raise


def _refuse_days(agreement: Agreement, act: str, from_day: dt.date, until_day: dt.date | None) -> None:
    if from_day < timezone.localdate():
        raise AgreementRefused(_("A decision counts from today at the earliest."))
    if from_day >= agreement.period.upper:
        raise AgreementRefused(
            _("Agreement %(agreement)s is over by then: its last day is %(last)s."),
            agreement=agreement,
            last=agreement.last_day,
        )
    longest = policy_of(agreement).days("suspension.days")
    if act != Act.SUSPEND or until_day is None or longest is None:
        return
    if until_day > from_day + dt.timedelta(longest):
        raise AgreementRefused(_("A suspension lasts %(days)s days at most."), days=longest)


@transaction.atomic
def decide(*, decision: AgreementDecision, approved: bool, acting_user: User) -> AgreementDecision:
    """Decide on what was asked; the person is another. Approved, bills of care from ``from_day`` on have no ground
    (or have it again); those of earlier days stay payable.

    Needs the duty to approve at the agency the policy names (``stopped_by``).
    """
    agreement = locked(decision.agreement)
    decision = (
        AgreementDecision.objects.select_for_update(of=("self",))
        .select_related("asked_by")
        .get(pk=decision.pk)
    )
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=deciding_agency(agreement))
    require_another(user=acting_user, previous=decision.asked_by, act=decision.get_act_display())
    if decision.approved is not None:
        raise AgreementRefused(_("This request is decided already."))
    decision.approved, decision.decided_by, decision.decided_at = approved, acting_user, timezone.now()
    decision.save(update_fields=["approved", "decided_by", "decided_at"])
    if approved:
        _carry_out(agreement, decision, acting_user)
    else:
        note(agreement, "drop", acting_user, text=decision.reason)
    return decision


def deciding_agency(agreement: Agreement) -> Agency:
    """Where suspension, resumption and termination are decided, as the area's policy says."""
    level = policy_of(agreement).stopped_by
    if level == "city":
        return agency_at("city", area=agreement.area, county=agreement.county)
    return agreement.agency


def _carry_out(agreement: Agreement, decision: AgreementDecision, acting_user: User) -> None:
    day = decision.from_day
    if day < timezone.localdate():
        raise AgreementRefused(
            _("The day asked, %(day)s, is over: refuse the request and ask anew."), day=day
        )
    _apply_to(agreement, decision, acting_user)
    # A renewal that is signed already must not designate anew what was stopped.
    for follower in agreement.followers.filter(state__in=RUNNING).order_by("pk"):
        following = locked(follower)
        if not isinstance(after(following.state, decision.act), Refusal):
            _apply_to(following, decision, acting_user)


def _apply_to(agreement: Agreement, decision: AgreementDecision, acting_user: User) -> None:
    day = decision.from_day
    agreement.state = state_after(agreement, decision.act)
    if decision.act == Act.RESUME:
        open_span(agreement, max(day, agreement.period.lower), agreement.period.upper)
        agreement.due_on = None
    else:
        end_spans(agreement, day)
        agreement.due_on = decision.until_day if decision.act == Act.SUSPEND else None
    if decision.act == Act.TERMINATE:
        agreement.ended_on = day
    agreement.save(update_fields=["state", "due_on", "ended_on"])
    note(agreement, decision.act, acting_user, day=day, text=decision.reason)
