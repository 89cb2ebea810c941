"""A working paper's result, and the findings faults lead to (ZY-23)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import AuditFinding, AuditPaper, AuditPlan, AuditStep
from funds.policy_control import AUDIT, needed_section, number
from funds.services.answers import Course
from institutions.models import Agency, Duty, User
from institutions.services.attach import attach

from .states import AuditRefused, State, opened

Result = AuditPaper.Result


@transaction.atomic
def record_result(
    *,
    paper: AuditPaper,
    result: str,
    fault: str = "",
    fault_amount: Decimal = Decimal(0),
    note: str = "",
    evidence: UploadedFile[Any] | None = None,
    acting_user: User,
) -> AuditPaper:
    """No fault, or a fault with its kind, amount (yuan, zero where it is none of money), words, perhaps a scan."""
    plan = opened(paper.sample.plan, acting_user, State.UNDER_WAY)
    held: AuditPaper = AuditPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if held.finding_id is not None:
        raise AuditRefused(_("This fault belongs to a finding already."))
    if result not in (Result.RIGHT, Result.FAULT):
        raise AuditRefused(_("Say what was found."))
    if result == Result.FAULT:
        if not fault or not note.strip():
            raise AuditRefused(_("A fault has a kind and words."))
        if fault_amount > abs(held.amount) and held.amount:
            raise AuditRefused(_("The fault is larger than the amount itself."))
    else:
        fault, fault_amount = "", Decimal(0)
    held.result, held.fault, held.fault_amount, held.note = result, fault, fault_amount, note.strip()[:500]
    if evidence is not None:
        held.evidence = attach(
            subject=held, title=str(_("Evidence of a working paper")), upload=evidence, agency=plan.county,
            acting_user=acting_user, duty=Duty.AUDIT,
        )  # fmt: skip
    held.checked_by, held.checked_at = acting_user, timezone.now()
    held.save()
    return held


@transaction.atomic
def make_finding(
    *,
    plan: AuditPlan,
    unit: Agency,
    title: str,
    text: str,
    papers: Collection[AuditPaper] = (),
    acting_user: User,
) -> AuditFinding:
    """Asks ``unit`` to answer and put right by the policy's day; the faults named belong to it from now on."""
    held = opened(plan, acting_user, State.UNDER_WAY)
    if unit.area_id != held.area_id or held.about_id not in (None, unit.pk):
        raise AuditRefused(_("The unit is not the audited one."))
    if not (title.strip() and text.strip()):
        raise AuditRefused(_("A finding has a title and words."))
    numbers = [one.pk for one in papers]
    faults = AuditPaper.objects.filter(
        pk__in=numbers, sample__plan=held, result=Result.FAULT, finding__isnull=True
    )
    if faults.count() != len(numbers):
        raise AuditRefused(_("Only faults of this audit that belong to no finding yet can be named."))
    finding = AuditFinding(
        plan=held, area=held.area, county=held.county, audited_to=held.last, unit=unit,
        number=held.findings.count() + 1, title=title.strip(),
        text=text.strip(), amount=sum((one.fault_amount for one in faults), Decimal(0)), found_by=acting_user,
    )  # fmt: skip
    finding.due_on = AUDIT_COURSE.due(finding, "answer")
    finding.full_clean()
    finding.save()
    faults.update(finding=finding)
    AuditStep.objects.create(finding=finding, act=AuditStep.Act.FOUND, by=acting_user, text=finding.text)
    return finding


def _within(finding: AuditFinding, turn: str) -> int:
    return number(needed_section(finding.area, AUDIT.name, finding.audited_to), f"{turn}_within")


AUDIT_COURSE = Course(
    model=AuditFinding,
    answers=Duty.HANDLE,
    judges=lambda finding: finding.county,
    accepts=Duty.AUDIT,
    closes=Duty.AUDIT,
    within=_within,
)
"""The unit's clerk answers; an auditor accepts, another closes."""
