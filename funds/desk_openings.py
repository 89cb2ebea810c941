"""What the time before pooling puts on desks: balances to check, take over and book; lists to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from funds.models import (
    Book,
    Booked,
    Handover,
    HandoverSignature,
    Opening,
    OpeningUse,
)
from funds.policy import OpeningPolicy, opening_policy
from institutions.models import Agency, Duty, PoolingArea
from institutions.policy.in_force import policy_for


def policy_of(area: PoolingArea) -> OpeningPolicy:
    """What is said of openings and mergings today; nothing where no policy is in force."""
    try:
        return opening_policy(policy_for(area, timezone.localdate()))
    except LookupError:
        return OpeningPolicy()


def _item(title: str, name: str, count: int, due: dt.date | None, query: str = "") -> DeskItem:
    late = due is not None and due < timezone.localdate()
    return DeskItem(
        title, f"{reverse(name)}{query}", Standing.LATE if late else Standing.DUE, due=due, count=count
    )


def opening_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: audited balances and what is charged to them, handover lists."""
    agency, duties = assignment.agency, assignment.duties
    city, policy = agency.level == Agency.Level.CITY, policy_of(agency.area)
    turns = [
        (not city and Duty.REVIEW in duties, "entered", _("Check audited balances")),
        (city and Duty.FINANCE in duties, "checked", _("Take over audited balances")),
        (city and Duty.APPROVE in duties, "confirmed", _("Book audited balances")),
    ]
    for asked, state, title in turns:
        count = Opening.objects.filter(state=state, county__area=agency.area).count() if asked else 0
        if count:
            yield _item(title, "funds:openings", count, policy.audited_by, f"?state={state}")
    if agency.level == Agency.Level.COUNTY and Duty.FINANCE in duties:
        yield from _to_enter(agency, policy)
    if {Duty.REVIEW, Duty.APPROVE} & set(duties) and city:
        uses = OpeningUse.objects.filter(state=Booked.ENTERED, opening__county__area=agency.area).count()
        if uses:
            yield DeskItem(_("Book uses of earlier balances"), reverse("funds:openings"), count=uses)
    yield from _handovers(assignment, policy)


def _to_enter(county: Agency, policy: OpeningPolicy) -> Iterator[DeskItem]:
    """Schemes of which the county's balance from before pooling is asked and not entered, or came back."""
    back = Opening.objects.filter(county=county, state=Opening.State.ENTERED).exclude(returned_reason="")
    for one in back:
        yield DeskItem(
            _("Enter an audited balance anew"), one.get_absolute_url(), Standing.RETURNED, due=policy.audited_by,
            detail=one.returned_reason,
        )  # fmt: skip
    if policy.pooled_from is None or policy.pooled_from > timezone.localdate() or policy.audited_by is None:
        return
    entered = Opening.objects.filter(county=county).values("insutype")
    books = Book.objects.filter(area=county.area).exclude(insutype__in=entered)
    if count := books.values("insutype").distinct().count():
        yield _item(_("Enter audited balances"), "funds:enter_opening", count, policy.audited_by)


def _handovers(assignment: Any, policy: OpeningPolicy) -> Iterator[DeskItem]:
    """Lists that wait for the part the reader's agency signs."""
    city, duties = assignment.agency.level == Agency.Level.CITY, set(assignment.duties)
    parts = [
        (HandoverSignature.Part.GIVER, not city and duties & {Duty.FINANCE, Duty.HANDLE, Duty.APPROVE}),
        (HandoverSignature.Part.RECEIVER, city and duties & {Duty.FINANCE, Duty.APPROVE}),
        (HandoverSignature.Part.SUPERVISOR, city and Duty.AUDIT in duties),
    ]
    waiting = Handover.objects.filter(state=Handover.State.SEALED)
    count = sum(waiting.exclude(signatures__part=part).count() for part, asked in parts if asked)
    if count:
        yield _item(
            _("Sign handover lists"), "funds:handovers", count, policy.handed_over_by, "?state=sealed"
        )
