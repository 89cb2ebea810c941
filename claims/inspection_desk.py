"""What inspections and cases put on desks: plans to approve, inspections and cases that are late, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Inspection, InspectionCase, PersonCreditEvent, PhysicianSuspension, PublicReport
from claims.reads.inspections import inspections_seen_by
from claims.reads.reports import with_handlers_gone
from claims.services.cases.states import WORKERS
from config.desk import Heap, Standing
from institutions.models import Duty


def inspection_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: of inspections that ``assignment``'s agency conducts, and the cases of its counties."""
    today = timezone.localdate()
    duties = set(assignment.duties)
    here = inspections_seen_by(assignment.user).filter(county=assignment.agency)
    if duties & {Duty.REVIEW, Duty.APPROVE}:
        plans = here.filter(state=Inspection.State.PLANNED).exclude(prepared_by=assignment.user_id)
        yield _heap(_("Inspection plans to approve"), plans, "claims:inspections", "state=planned")
    if Duty.INSPECT in duties:
        begins = here.filter(state=Inspection.State.APPROVED, starts_on__lte=today)
        yield _heap(_("Inspections to begin"), begins, "claims:inspections", "state=approved")
        over = here.filter(state=Inspection.State.UNDER_WAY, ends_on__lt=today)
        yield _heap(
            _("Inspections past their end"), over, "claims:inspections", "state=under_way", Standing.LATE
        )
    yield from _case_items(assignment, duties)
    yield from _report_items(assignment, duties)
    if Duty.REVIEW in duties:
        yield from _credit_items(assignment)


def _case_items(assignment: Any, duties: set[str]) -> Iterator[Heap]:
    today, cases = timezone.localdate(), InspectionCase.objects.all()
    if not assignment.agency.is_municipal:
        cases = cases.filter(county=assignment.agency)
    address = "claims:inspection_cases"
    if duties & set(WORKERS):
        late = cases.exclude(state__in=["decided", "closed"]).filter(due_on__lt=today)
        yield _heap(_("Cases to be decided, late"), late, address, "", Standing.LATE)
        over = Q(state="stated") | Q(state="asked", statement_due__lt=today)
        yield _heap(_("Cases to propose a decision on"), cases.filter(over), address)
        unpaid = cases.filter(state="decided", fine_due_on__lt=today, fine_paid_on__isnull=True)
        yield _heap(_("Fines not paid in time"), unpaid, address, "state=decided", Standing.LATE)
        handed = cases.filter(state="decided", handed_over_on__isnull=True).exclude(handed_to="")
        yield _heap(_("Cases to hand over"), handed, address, "state=decided")
    if Duty.REVIEW in duties:
        physicians = PhysicianSuspension.objects.filter(granted=None).exclude(asked_by=assignment.user_id)
        if not assignment.agency.is_municipal:
            physicians = physicians.filter(county=assignment.agency)
        yield _heap(_("Suspensions of physicians to decide"), physicians, "claims:physician_suspensions")
        proposed = cases.filter(state="proposed").exclude(proposed_by=assignment.user_id)
        yield _heap(_("Cases to decide"), proposed, address, "state=proposed")


def _report_items(assignment: Any, duties: set[str]) -> Iterator[Heap]:
    reports, address = PublicReport.objects.all(), "claims:public_reports"
    if not assignment.agency.is_municipal:
        reports = reports.filter(county=assignment.agency)
    mine = reports.filter(handler=assignment.user_id)
    late = mine.filter(state="received", due_on__lt=timezone.localdate())
    yield _heap(_("Reports to verify, late"), late, address, "state=received", Standing.LATE)
    rewards = mine.filter(state="verified", reward__isnull=False, reward_paid_on__isnull=True)
    yield _heap(_("Rewards to pay"), rewards, address, "state=verified")
    if Duty.REVIEW in duties:
        checked = reports.filter(state="checked").exclude(handler=assignment.user_id)
        yield _heap(_("Results of reports to confirm"), checked, address, "state=checked")
        paid = reports.filter(reward_paid_on__isnull=False, reward_checked_by__isnull=True)
        paid = paid.exclude(reward_paid_by=assignment.user_id)
        yield _heap(_("Payments of rewards to confirm"), paid, address, "state=verified")
        gone = with_handlers_gone(reports).filter(handler_gone=True)
        yield _heap(
            _("Reports whose handler is no longer in office"), gone, address, "gone=yes", Standing.LATE
        )


def _credit_items(assignment: Any) -> Iterator[Heap]:
    """Credit events of the county's insured persons that wait for another person, as of its institutions."""
    events = PersonCreditEvent.objects.filter(person__county=assignment.agency)
    for state, title, own in (
        ("entered", _("Confirm credit events of insured persons"), "entered_by"),
        ("repair_asked", _("Decide repairs of insured persons' credit"), "repair_asked_by"),
    ):
        waiting = events.filter(state=state).exclude(**{own: assignment.user_id})
        yield _heap(title, waiting, "claims:person_credit_events", f"state={state}")


def _heap(
    title: str, found: QuerySet[Any], page: str, asked: str = "", standing: Standing = Standing.DUE
) -> Heap:
    url = reverse(page)
    return Heap(title, found, f"{url}?{asked}" if asked else url, standing)
