"""An audit is planned by one auditor and approved by another; its report likewise (ZY-23)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import AuditPaper, AuditPlan
from funds.models.statements_filed import content_hash
from funds.policy_control import AUDIT, needed_section
from funds.reads.audit_report import report_of
from institutions.models import Agency, User
from institutions.services.duties import require_another

from .states import AuditRefused, State, opened, require_auditor


@transaction.atomic
def plan_audit(
    *,
    agency: Agency,
    year: int,
    title: str,
    programme: str,
    first: dt.date,
    last: dt.date,
    about: Agency | None = None,
    acting_user: User,
) -> AuditPlan:
    """What is audited, of whom (nobody: the whole area; a county audits itself), on which days.

    Raises ``DutyMissing``, :class:`AuditRefused`, ``RuleUnsettled`` where no document speaks of audits.
    """
    require_auditor(acting_user, agency)
    needed_section(agency.area, AUDIT.name, last)
    if agency.level != Agency.Level.CITY:
        about = agency
    if about is not None and about.area_id != agency.area_id:
        raise AuditRefused(_("The audited unit lies outside the area."))
    if last < first:
        raise AuditRefused(_("The last day lies before the first."))
    plan = AuditPlan(
        number=_number(agency, year), area=agency.area, county=agency, about=about, year=year, title=title,
        programme=programme, first=first, last=last, planned_by=acting_user,
    )  # fmt: skip
    plan.full_clean(exclude=["content", "content_hash"])
    plan.save()
    return plan


@transaction.atomic
def approve_audit(*, plan: AuditPlan, acting_user: User) -> AuditPlan:
    """By another auditor (``SamePerson``); samples may be drawn then."""
    held = opened(plan, acting_user, State.PLANNED)
    require_another(user=acting_user, previous=held.planned_by, act=_("Approval of an audit"))
    held.state, held.approved_by = State.UNDER_WAY, acting_user
    held.save(update_fields=["state", "approved_by"])
    return held


@transaction.atomic
def withdraw_audit(*, plan: AuditPlan, reason: str, acting_user: User) -> AuditPlan:
    """While nothing was drawn."""
    held = opened(plan, acting_user, State.PLANNED)
    if not reason.strip():
        raise AuditRefused(_("Say why."))
    held.state, held.reason = State.WITHDRAWN, reason.strip()[:300]
    held.save(update_fields=["state", "reason"])
    return held


@transaction.atomic
def draw_up_audit_report(*, plan: AuditPlan, conclusion: str, acting_user: User) -> AuditPlan:
    """When every working paper has a result and every fault belongs to a finding; nothing of them changes then."""
    held = opened(plan, acting_user, State.UNDER_WAY)
    if not conclusion.strip():
        raise AuditRefused(_("Write the conclusion: it is part of the report."))
    papers = AuditPaper.objects.filter(sample__plan=held)
    if not papers.exists():
        raise AuditRefused(_("Nothing was drawn yet."))
    if left := papers.filter(result=AuditPaper.Result.OPEN).count():
        raise AuditRefused(_("%(left)s objects are still to be looked at."), left=left)
    if left := papers.filter(result=AuditPaper.Result.FAULT, finding__isnull=True).count():
        raise AuditRefused(_("%(left)s faults belong to no finding yet."), left=left)
    held.state, held.conclusion, held.reported_by = State.REPORTED, conclusion.strip(), acting_user
    held.reason = ""
    held.save(update_fields=["state", "conclusion", "reported_by", "reason"])
    return held


@transaction.atomic
def return_audit_report(*, plan: AuditPlan, reason: str, acting_user: User) -> AuditPlan:
    """The second auditor does not agree: the audit is under way again."""
    held = opened(plan, acting_user, State.REPORTED)
    require_another(user=acting_user, previous=held.reported_by, act=_("Decision on an audit report"))
    if not reason.strip():
        raise AuditRefused(_("Say why."))
    held.state, held.reason, held.reported_by = State.UNDER_WAY, reason.strip()[:300], None
    held.save(update_fields=["state", "reason", "reported_by"])
    return held


@transaction.atomic
def issue_audit_report(*, plan: AuditPlan, acting_user: User) -> AuditPlan:
    """By another auditor; the report stays as it is for good. Findings go on until each is closed."""
    held = opened(plan, acting_user, State.REPORTED)
    require_another(user=acting_user, previous=held.reported_by, act=_("Issue of an audit report"))
    held.content = report_of(held)
    held.content_hash = content_hash(held.content)
    held.state, held.issued_by, held.issued_at = State.ISSUED, acting_user, timezone.now()
    held.save()
    return held


def _number(agency: Agency, year: int) -> str:
    """A new one of the agency's year; the agency's row keeps two from taking the same."""
    Agency.objects.select_for_update(of=("self",)).get(pk=agency.pk)
    return f"SJ{agency.code}{year}{AuditPlan.objects.filter(county=agency, year=year).count() + 1:03d}"
