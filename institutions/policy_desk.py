"""What policy puts on desks: proposals to check, to answer, decisions come down, notices to read and to carry out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from institutions.models import Agency, Duty, PolicyProposal, PolicyReceipt, PolicyVersion
from institutions.policy.policy_making import due_on
from institutions.services.policy_notices import unread

State = PolicyProposal.State


def policy_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: what this assignment has to do about policy at its agency."""
    agency, duties = assignment.agency, set(assignment.duties)
    if agency.level == Agency.Level.COUNTY:
        yield from _of_county(agency, duties, assignment.user_id)
    elif {Duty.ADMINISTER, Duty.APPROVE} & duties:
        yield from _of_city(agency, duties)
    if agency.level != Agency.Level.COUNTY:
        yield from _versions(agency, duties, assignment.user_id)


def _of_county(county: Agency, duties: set[str], user_id: int) -> Iterator[DeskItem | Heap]:
    own = PolicyProposal.objects.filter(county=county)
    if Duty.HANDLE in duties:
        for one in own.filter(state=State.ENTERED).exclude(returned_reason=""):
            yield DeskItem(
                _("Answer the city about: %(title)s") % {"title": one.title}, one.get_absolute_url(),
                Standing.RETURNED, detail=one.returned_reason,
            )  # fmt: skip
        for version in unread(county):
            told = timezone.localtime(version.put_in_force_at).date()
            due = due_on(county.area, "notices.read_within", told)
            yield DeskItem(
                _("Read: %(title)s") % {"title": version}, reverse("institutions:policy_notice", args=[version.pk]),
                _standing(due), due=due,
                detail=_("in force from %(day)s") % {"day": version.changed_from or version.effective_from},
            )  # fmt: skip
    if Duty.REVIEW in duties:
        waits = own.filter(state=State.ENTERED, returned_reason="").exclude(entered_by=user_id)
        yield Heap(_("Check policy proposals"), waits, _list(state=State.ENTERED))
        receipts = PolicyReceipt.objects.filter(
            county=county, executed_on=None, version__changed_from__lte=timezone.localdate(),
            version__state=PolicyVersion.State.IN_FORCE,
        )  # fmt: skip
        for receipt in receipts.exclude(read_by=user_id).select_related("version__document"):
            yield DeskItem(
                _("Say how it is carried out: %(title)s") % {"title": receipt.version},
                reverse("institutions:policy_notice", args=[receipt.version_id]),
            )
    if {Duty.HANDLE, Duty.REVIEW} & duties:
        decided = own.filter(state__in=(State.DECLINED, State.ADOPTED), received_on=None)
        for one in decided.select_related("adopted_in"):
            yield DeskItem(
                _("Decision of the city: %(title)s") % {"title": one.title}, one.get_absolute_url(),
                detail=f"{one.get_state_display()} {one.answer_number}",
            )  # fmt: skip


def _of_city(agency: Agency, duties: set[str]) -> Iterator[DeskItem]:
    states = [State.SENT, State.TAKEN_UP] if Duty.ADMINISTER in duties else [State.TAKEN_UP]
    waiting = PolicyProposal.objects.filter(area=agency.area, state__in=states).select_related("county")
    for one in waiting.order_by("answer_by", "pk"):
        yield DeskItem(
            _("Answer %(county)s: %(title)s") % {"county": one.county, "title": one.title},
            one.get_absolute_url(), _standing(one.answer_by), due=one.answer_by, detail=one.get_state_display(),
        )  # fmt: skip


def _versions(agency: Agency, duties: set[str], user_id: int) -> Iterator[DeskItem]:
    """Versions that wait for the second person, or to be put in force."""
    wanted = {
        PolicyVersion.State.DRAFT: (Duty.REVIEW, _("Review the policy version: %(title)s")),
        PolicyVersion.State.REVIEWED: (Duty.APPROVE, _("Put in force: %(title)s")),
    }
    own = PolicyVersion.objects.filter(document__area=agency.area, state__in=wanted).exclude(
        prepared_by=user_id
    )
    for version in own.select_related("document"):
        duty, title = wanted[PolicyVersion.State(version.state)]
        if duty in duties:
            yield DeskItem(title % {"title": version}, version.get_absolute_url())


def _list(**query: str) -> str:
    return f"{reverse('institutions:policy_proposals')}?{urlencode(query)}"


def _standing(due: dt.date | None) -> Standing:
    return Standing.LATE if due is not None and due < timezone.localdate() else Standing.DUE
