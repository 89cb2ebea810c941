"""What agreements put on desks: what is to be accepted, evaluated, signed, decided, renewed, brought to standard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from institutions.models import Agency, Agreement, AgreementDecision, AgreementText, Duty, EntryCondition
from institutions.policy.agreements import agreement_policy_or_none
from institutions.policy.in_force import policy_for
from institutions.services.agreements.apply import OPEN
from institutions.services.agreements.expire import run_out
from institutions.services.agreements.texts import may_write_texts

# Where an area's policy says nothing, the end of an agreement shows so many days ahead.
AHEAD = 90


def _waiting() -> dict[str, str]:
    """State → what is to be done in it."""
    return {
        "applied": _("Accept or return applications of institutions"),
        "accepted": _("Evaluate institutions on site"),
        "evaluated": _("Publish evaluated institutions"),
        "noticed": _("Close public notices of institutions"),
        "negotiating": _("Negotiate agreements with institutions"),
        "suspended": _("Look at suspended agreements again"),
    }


def agreement_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: what this assignment has to do about agreements handled at its agency."""
    agency, duties = assignment.agency, set(assignment.duties)
    if Duty.HANDLE in duties:
        yield from _steps(agency)
        yield from _endings(agency)
        yield from _conditions(agency)
    if Duty.APPROVE in duties:
        yield from _to_decide(agency, assignment.user_id)
    if Duty.REVIEW in duties and may_write_texts(area=agency.area, agency=agency):
        drafts = AgreementText.objects.filter(area=agency.area, reviewed_by=None).exclude(
            prepared_by=assignment.user_id
        )
        yield Heap(_("Review agreement texts"), drafts, reverse("institutions:agreement_texts"))


def _steps(agency: Agency) -> Iterator[DeskItem]:
    """One item for each state with something in it, due when the first of it is."""
    titles = _waiting()
    found = (
        Agreement.objects.filter(agency=agency, state__in=titles)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"), Min("due_on"))
    )
    for state, count, due in found:
        # A suspension without a day to look at it again waits for nobody.
        if state == Agreement.State.SUSPENDED and due is None:
            continue
        yield DeskItem(titles[state], _board(f"state={state}"), _standing(due), due=due, count=count)


def _endings(agency: Agency) -> Iterator[DeskItem | Heap]:
    """Agreements that end within the days in which a renewal is asked and have none, and those that have ended."""
    today = timezone.localdate()
    policy = agreement_policy_or_none(policy_for(agency.area, today))
    ahead = (policy.days("renewal.days") if policy else None) or AHEAD
    soon = Agreement.objects.filter(
        agency=agency, state="in_force", period__endswith__gt=today,
        period__endswith__lte=today + dt.timedelta(ahead),
    ).exclude(followers__state__in=(*OPEN, "in_force"))  # fmt: skip
    ends = sorted(soon.values_list("period", flat=True), key=lambda period: period.upper)
    if ends:
        yield DeskItem(
            _("Agreements end within %(days)s days") % {"days": ahead},
            _board(f"expires={AHEAD}"),
            due=ends[0].upper - dt.timedelta(1),
            count=len(ends),
            detail=_("without an application for renewal"),
        )
    over = run_out().filter(agency=agency)
    yield Heap(_("Close agreements that ran out"), over, reverse("institutions:end_run_out"), Standing.LATE)


def _conditions(agency: Agency) -> Iterator[Heap]:
    """Open conditions of agreements in force whose day is over."""
    late = EntryCondition.objects.filter(
        agreement__agency=agency,
        agreement__state__in=("in_force", "suspended"),
        met_on=None,
        due_on__lt=timezone.localdate(),
    )
    yield Heap(
        _("Institutions not brought to standard in time"), late, _board("overdue=yes"), due="due_on",
        detail=_("entry conditions"),
    )  # fmt: skip


def _to_decide(agency: Agency, user_id: int) -> Iterator[DeskItem | Heap]:
    to_sign = Agreement.objects.filter(agency=agency, state="proposed").exclude(prepared_by=user_id)
    yield Heap(_("Sign agreements with institutions"), to_sign, _board("state=proposed"))
    asked = AgreementDecision.objects.filter(approved=None).exclude(asked_by=user_id)
    if agency.level == Agency.Level.CITY:
        asked = asked.filter(agreement__area=agency.area)
        policy = agreement_policy_or_none(policy_for(agency.area, timezone.localdate()))
        if policy is None or policy.stopped_by != "city":
            asked = asked.filter(agreement__agency=agency)
    else:
        asked = asked.filter(agreement__agency=agency)
    for decision in asked.select_related("agreement__institution").order_by("from_day"):
        yield DeskItem(
            _("Decide: %(act)s %(institution)s")
            % {"act": decision.get_act_display(), "institution": decision.agreement.institution},
            decision.agreement.get_absolute_url(),
            _standing(decision.from_day),
            due=decision.from_day,
            detail=decision.reason,
        )


def _board(query: str) -> str:
    return f"{reverse('institutions:agreements')}?{query}"


def _standing(due: dt.date | None) -> Standing:
    return Standing.LATE if due is not None and due < timezone.localdate() else Standing.DUE
