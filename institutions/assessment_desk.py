"""What the yearly assessment puts on desks: years to open, values to enter, scores to tell, review, approve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from institutions.models import (
    Agency,
    Assessment,
    AssessmentObjection,
    AssessmentRound,
    AssessmentValue,
    CreditEvent,
    Duty,
)
from institutions.policy.assessment import assessment_policy_or_none
from institutions.policy.in_force import policy_for
from institutions.services.assessment.decide import ready_sheets
from institutions.services.assessment.states import last_day

State = Assessment.State


def assessment_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: what this assignment has to do about the assessments of its agency."""
    agency, duties = assignment.agency, set(assignment.duties)
    if Duty.HANDLE in duties:
        yield from _to_enter(agency)
        yield from _objections(agency)
        if agency.level == Agency.Level.CITY:
            yield from _to_open(agency)
    for held in AssessmentRound.objects.filter(area=agency.area, state=AssessmentRound.State.OPEN):
        yield from _rounds(held, assignment)


def _to_open(city: Agency) -> Iterator[DeskItem]:
    """Last year, once it is over, where the policy has it assessed and nobody opened it."""
    year = timezone.localdate().year - 1
    policy = assessment_policy_or_none(policy_for(city.area, last_day(year)))
    if policy is None or AssessmentRound.objects.filter(area=city.area, year=year).exists():
        return
    due = policy.day("entries.by", year)
    yield DeskItem(
        _("Open the assessment of %(year)s") % {"year": year},
        reverse("institutions:open_assessment"),
        _standing(due),
        due=due,
    )


def _to_enter(agency: Agency) -> Iterator[DeskItem]:
    """Sheets of the county (or of who assesses) that lack an entered value."""
    lacking = AssessmentValue.objects.filter(
        source=AssessmentValue.Source.ENTERED, points=None, assessment__state=State.COLLECTING
    )
    whose = (
        {"assessment__county": agency}
        if agency.level == Agency.Level.COUNTY
        else {"assessment__agency": agency}
    )
    found = lacking.filter(**whose).aggregate(
        count=Count("assessment", distinct=True), due=Min("assessment__due_on")
    )
    if found["count"]:
        yield DeskItem(
            _("Enter values of assessments"), _list(state=State.COLLECTING), _standing(found["due"]),
            due=found["due"], count=found["count"],
        )  # fmt: skip


def _objections(agency: Agency) -> Iterator[Heap]:
    waiting = AssessmentObjection.objects.filter(
        assessment__agency=agency, assessment__state=State.PROVISIONAL, upheld=None
    )
    yield Heap(_("Answer objections to assessments"), waiting, _list(state=State.PROVISIONAL))


def _rounds(held: AssessmentRound, assignment: Any) -> Iterator[DeskItem]:
    """What of a round is ready for this person, and whether it can be published."""
    titles = {
        "conclude": (Duty.HANDLE, _("Tell provisional scores"), held.entries_by),
        "review": (Duty.REVIEW, _("Review scores"), held.publish_by),
        "approve": (Duty.APPROVE, _("Approve scores"), held.publish_by),
    }
    for act, (duty, title, due) in titles.items():
        if duty in assignment.duties and (count := _mine(held, act, assignment).count()):
            url = reverse(f"institutions:{act}_assessments", args=[held.pk])
            yield DeskItem(title, url, _standing(due), due=due, count=count)
    if Duty.HANDLE in assignment.duties and assignment.agency.level == Agency.Level.CITY:
        done = (State.APPROVED, State.DROPPED)
        sheets = Assessment.objects.filter(round=held)
        if sheets.filter(state=State.APPROVED).exists() and not sheets.exclude(state__in=done).exists():
            url = reverse("institutions:publish_assessment", args=[held.pk])
            due = held.publish_by
            yield DeskItem(_("Publish the results of assessments"), url, _standing(due), due=due)


def credit_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: credit events and repairs of the agency's county that wait for another person."""
    if Duty.REVIEW not in assignment.duties:
        return
    events = CreditEvent.objects.filter(county=assignment.agency)
    for state, title, own in (
        ("entered", _("Confirm credit events"), "entered_by"),
        ("repair_asked", _("Decide repairs of credit"), "repair_asked_by"),
    ):
        waiting = events.filter(state=state).exclude(**{own: assignment.user_id})
        yield Heap(title, waiting, f"{reverse('institutions:credit_events')}?state={state}")


def _mine(held: AssessmentRound, act: str, assignment: Any) -> QuerySet[Assessment]:
    sheets = ready_sheets(held=held, act=act, user=assignment.user)
    return sheets if act == "approve" else sheets.filter(agency=assignment.agency)


def _list(**asked: Any) -> str:
    return f"{reverse('institutions:assessment_sheets')}?{urlencode(asked)}"


def _standing(due: dt.date | None) -> Standing:
    return Standing.LATE if due is not None and due < timezone.localdate() else Standing.DUE
