"""What the yearly assessment, of counties or of cities, puts on desks: reports, values, results, appeals, parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from funds.models import (
    Booked,
    CountyAppeal,
    CountyScheme,
    CountySheet,
    Incentive,
    ManagerialFinding,
)
from institutions.models import Agency, Duty

State = CountySheet.State


def county_assessment_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: what this assignment has to do about counties' assessments and what follows from them."""
    agency, duties = assignment.agency, set(assignment.duties)
    if agency.is_municipal:
        texts = _of_cities() if agency.level == Agency.Level.REGION else _of_counties()
        yield from _schemes(agency, duties, assignment.user_id, texts)
        yield from _sheets_above(agency, duties, assignment.user_id, texts)
    if agency.level == Agency.Level.CITY and Duty.APPROVE in duties:
        yield from _money(agency, assignment.user_id)
    if agency.level != Agency.Level.REGION:
        yield from _own_sheets(agency, duties)


def _of_counties() -> dict[str, str]:
    return {
        "approve": _("Approve the assessment scheme of %(year)s"),
        "open": _("Open the assessment of counties for %(year)s"),
        "publish": _("Publish the results of counties for %(year)s"),
        "verify": _("Verify reports of counties"),
        "review": _("Review verified counties"),
        "decide": _("Decide appeals of counties"),
        "settle": _("Settle scores of counties"),
    }


def _of_cities() -> dict[str, str]:
    return {
        "approve": _("Approve the assessment scheme of cities for %(year)s"),
        "open": _("Open the assessment of cities for %(year)s"),
        "publish": _("Publish the results of cities for %(year)s"),
        "verify": _("Verify reports of cities"),
        "review": _("Review verified cities"),
        "decide": _("Decide appeals of cities"),
        "settle": _("Settle scores of cities"),
    }


def _schemes(agency: Any, duties: set[str], user_id: int, texts: dict[str, str]) -> Iterator[DeskItem]:
    schemes = CountyScheme.objects.filter(agency=agency).select_related("agency")
    if Duty.APPROVE in duties:
        for one in schemes.filter(state="draft").exclude(prepared_by=user_id):
            title = texts["approve"] % {"year": one.year}
            yield DeskItem(title, one.get_absolute_url())
    if Duty.HANDLE not in duties:
        return
    today = timezone.localdate()
    for one in schemes.filter(state="approved", year__lt=today.year):
        title = texts["open"] % {"year": one.year}
        yield DeskItem(title, one.get_absolute_url(), _standing(one.report_by), due=one.report_by)
    for one in schemes.filter(state="open"):
        sheets = CountySheet.objects.filter(scheme=one)
        if sheets.exists() and not sheets.exclude(state=State.FINAL).exists():
            title = texts["publish"] % {"year": one.year}
            yield DeskItem(title, one.get_absolute_url(), _standing(one.publish_by), due=one.publish_by)


def _sheets_above(agency: Any, duties: set[str], user_id: int, texts: dict[str, str]) -> Iterator[DeskItem]:
    sheets = CountySheet.objects.filter(scheme__agency=agency)
    if Duty.HANDLE in duties:
        yield from _item(texts["verify"], sheets.filter(state=State.SUBMITTED))
    if Duty.REVIEW in duties:
        waiting = sheets.filter(state=State.VERIFIED).exclude(verified_by=user_id)
        yield from _item(texts["review"], waiting)
    if Duty.APPROVE in duties:
        open_appeal = CountyAppeal.unscoped.filter(sheet=OuterRef("pk"), upheld=None)
        told = sheets.filter(state=State.TOLD).exclude(verified_by=user_id).exclude(told_by=user_id)
        yield from _item(texts["decide"], told.filter(Exists(open_appeal)))
        over = Q(accepted_on__isnull=False) | Q(appeal_by__lt=timezone.localdate())
        yield from _item(texts["settle"], told.filter(over, ~Exists(open_appeal)))


def _own_sheets(agency: Any, duties: set[str]) -> Iterator[DeskItem]:
    own = CountySheet.objects.filter(unit=agency)
    if not duties.isdisjoint((Duty.HANDLE, Duty.REVIEW)):
        yield from _item(
            _("Report for the assessment of cities")
            if agency.level == Agency.Level.CITY
            else _("Report for the assessment of counties"),
            own.filter(state=State.REPORTING),
        )
        told = own.filter(state=State.TOLD, accepted_on=None, appeal_by__gte=timezone.localdate())
        yield from _item(_("Accept the result or appeal"), told)


def _item(title: str, sheets: QuerySet[CountySheet]) -> Iterator[DeskItem]:
    """One line for all of them: the sheet itself where there is only one."""
    found = list(sheets.select_related("unit", "scheme__agency").order_by("due_on")[:2])
    if not found:
        return
    due = sheets.aggregate(due=Min("due_on"))["due"]
    url = found[0].get_absolute_url() if len(found) == 1 else found[0].scheme.board_url
    yield DeskItem(title, url, _standing(due), due=due, count=sheets.count(), detail=str(found[0].unit))


def _money(agency: Any, user_id: int) -> Iterator[DeskItem | Heap]:
    parts = ManagerialFinding.objects.filter(area=agency.area, state="entered").exclude(entered_by=user_id)
    url = f"{reverse('funds:managerial_parts')}?state=entered"
    yield Heap(_("Confirm managerial parts of gaps"), parts, url)
    drawn = (
        Incentive.objects.filter(area=agency.area, state=Booked.ENTERED).exclude(entered_by=user_id).first()
    )
    if drawn is not None:
        yield DeskItem(
            _("Approve an incentive from the reserve"), reverse("funds:incentive", args=[drawn.pk])
        )


def _standing(due: dt.date | None) -> Standing:
    return Standing.LATE if due is not None and due < timezone.localdate() else Standing.DUE
