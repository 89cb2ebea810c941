"""What rush and control put on desks: outlays to explain and decide on, audits to approve, findings to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from funds.models import AuditFinding, AuditPlan, RushFinding
from funds.policy_control import AUDIT, number, section_at
from funds.rules import answers as rules
from funds.services.answers import Course, open_acts
from funds.services.audits.papers import AUDIT_COURSE
from funds.services.rush.course import RUSH_COURSE
from institutions.models import Agency, Duty


def control_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: what this assignment has to do about unusual outlays and audits."""
    if assignment.agency.level not in (Agency.Level.CITY, Agency.Level.COUNTY):
        return
    if not {Duty.FINANCE, Duty.REVIEW}.isdisjoint(assignment.duties):
        yield from _of(assignment, RushFinding.objects, RUSH_COURSE, _rush_words())
    if not {Duty.HANDLE, Duty.AUDIT}.isdisjoint(assignment.duties):
        yield from _of(
            assignment, AuditFinding.objects.select_related("county"), AUDIT_COURSE, _audit_words()
        )
    if Duty.AUDIT in assignment.duties:
        yield from _plans(assignment)
        yield from _still_to_plan(assignment)


def _rush_words() -> dict[str, str]:
    return {
        rules.ANSWER: _("Explain the unusual outlay: %(what)s"),
        rules.ACCEPT: _("Decide on the explanation: %(what)s"),
        rules.CLOSE: _("Close the unusual outlay: %(what)s"),
    }


def _audit_words() -> dict[str, str]:
    return {
        rules.ANSWER: _("Put right and answer: %(what)s"),
        rules.ACCEPT: _("Decide on what was put right: %(what)s"),
        rules.CLOSE: _("Close the audit finding: %(what)s"),
    }


def _of(assignment: Any, rows: Any, course: Course, words: dict[str, str]) -> Iterator[DeskItem]:
    for one in (
        rows.exclude(state=rules.CLOSED).select_related("unit").order_by(F("due_on").asc(nulls_last=True))
    ):
        if one.area_id != assignment.agency.area_id:
            continue
        for act in open_acts(one, course, assignment.agency, assignment.duties):
            if act in words:
                standing = Standing.RETURNED if one.state == rules.RETURNED else Standing.DUE
                yield DeskItem(
                    words[act] % {"what": one}, one.get_absolute_url(), Standing.LATE if one.late else standing,
                    due=one.due_on, detail=one.reply,
                )  # fmt: skip


def _plans(assignment: Any) -> Iterator[DeskItem]:
    State = AuditPlan.State
    words = {
        State.PLANNED: _("Approve the audit: %(what)s"),
        State.REPORTED: _("Issue or return the audit report: %(what)s"),
        State.UNDER_WAY: _("Go on with the audit: %(what)s"),
    }
    for plan in AuditPlan.objects.filter(county=assignment.agency, state__in=words):
        first = plan.planned_by_id if plan.state == State.PLANNED else plan.reported_by_id
        mine = plan.state != State.UNDER_WAY and first == assignment.user_id
        standing = Standing.WAITING if mine else Standing.DUE
        yield DeskItem(words[State(plan.state)] % {"what": plan.title}, plan.get_absolute_url(), standing)


def _still_to_plan(assignment: Any) -> Iterator[DeskItem]:
    """The regular audit (定期审计, ZY-23): the city's auditors plan so many in a year."""
    today, agency = timezone.localdate(), assignment.agency
    section = section_at(agency.area, AUDIT.name, today) if agency.level == Agency.Level.CITY else None
    if section is None:
        return
    planned = AuditPlan.objects.filter(county=agency, year=today.year).exclude(
        state=AuditPlan.State.WITHDRAWN
    )
    if (left := number(section, "yearly") - planned.count()) > 0:
        yield DeskItem(
            _("Plan the year's audit"), reverse("funds:plan_audit"), due=dt.date(today.year, 12, 31),
            count=left if left > 1 else None,
        )  # fmt: skip
