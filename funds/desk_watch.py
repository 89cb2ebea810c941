"""What the watch of the fund puts on desks: warnings to answer, to decide on, to close; talks; reports to make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from config.periods import Month
from funds.models import FundWarning, WatchMonth
from funds.reads.corridors import watched_by
from funds.rules.watch import report_due
from institutions.models import Agency, Duty

State, Reports = FundWarning.State, WatchMonth.State


def watch_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: what this assignment has to do about warnings and monthly reports."""
    agency = assignment.agency
    if agency.level not in (Agency.Level.CITY, Agency.Level.COUNTY):
        return
    warnings = FundWarning.objects.exclude(state=State.CLOSED).select_related("unit")
    if Duty.FINANCE in assignment.duties:
        for one in warnings.filter(unit=agency, state__in=(State.OPEN, State.RETURNED)):
            yield _item(_("Give cause and measures: %(what)s"), one, one.due_on)
    if agency.level != Agency.Level.CITY:
        return
    ours = warnings.filter(area=agency.area_id)
    if Duty.FINANCE in assignment.duties:
        yield from _of_finance(ours)
    if Duty.REVIEW in assignment.duties:
        for one in ours.filter(state=State.CLOSING):
            yield _item(_("Close the warning: %(what)s"), one, one.due_on)
    yield from _reports(assignment)


def _of_finance(ours: Any) -> Iterator[DeskItem]:
    for one in ours:
        if one.state == State.ANSWERED:
            yield _item(_("Decide on the answer: %(what)s"), one, one.due_on)
        if one.needs_talk:
            yield _item(_("Hold the talk: %(what)s"), one, one.talk_due_on)
        if one.needs_report and one.measures:
            yield _item(_("Report to the government: %(what)s"), one, None)


def _reports(assignment: Any) -> Iterator[DeskItem]:
    area = assignment.agency.area
    for watched in WatchMonth.objects.filter(area=area).exclude(state=Reports.PUBLISHED):
        month = Month.of(watched.month)
        policy = watched_by(area, month)
        due = report_due(month, policy.report_by if policy else None)
        if watched.state == Reports.COUNTED and Duty.FINANCE in assignment.duties:
            text = _("Draw up the report of %(month)s")
        elif watched.state == Reports.DRAWN_UP and Duty.APPROVE in assignment.duties:
            text = _("Approve the report of %(month)s")
        else:
            continue
        late = due is not None and due < timezone.localdate()
        returned = Standing.RETURNED if watched.reason else Standing.DUE
        yield DeskItem(
            text % {"month": month}, watched.get_absolute_url(), Standing.LATE if late else returned, due=due,
            detail=watched.reason,
        )  # fmt: skip


def _item(text: str, one: FundWarning, due: Any) -> DeskItem:
    late = due is not None and due < timezone.localdate()
    standing = Standing.RETURNED if one.state == State.RETURNED else Standing.DUE
    return DeskItem(
        text % {"what": f"{one.unit} · {one.what}"},
        reverse("funds:fund_warning", args=[one.pk]),
        Standing.LATE if late else standing,
        due=due,
    )
