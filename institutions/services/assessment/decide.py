"""A second person reviews the score, the city approves; either sends back; the city takes an institution out."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import (
    Assessment,
    AssessmentObjection,
    AssessmentRound,
    AssessmentValue,
    Duty,
    User,
)
from institutions.services.duties import require_another, require_city_duty, require_duty

from .conclude import conclude
from .states import ACTS, AssessmentRefused, city_of, locked, note, state_after


@transaction.atomic
def review(*, assessment: Assessment, acting_user: User) -> Assessment:
    """A second person at the agency that assesses finds the score right.

    Only when every objection is answered and the institution agreed or its days to object are over.
    """
    assessment = locked(assessment)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=assessment.agency)
    state = state_after(assessment, "review")
    require_another(user=acting_user, previous=assessment.concluded_by, act=ACTS["review"])
    if assessment.objections.filter(upheld=None).exists():
        raise AssessmentRefused(_("An objection is not answered yet."))
    last = assessment.object_by
    if assessment.agreed_on is None and last is not None and timezone.localdate() <= last:
        raise AssessmentRefused(_("The institution may object until %(day)s."), day=last)
    assessment.state, assessment.reviewed_by = state, acting_user
    assessment.due_on = assessment.round.publish_by
    assessment.save(update_fields=["state", "reviewed_by", "due_on"])
    note(assessment, "review", acting_user, f"{assessment.score}")
    return assessment


@transaction.atomic
def approve(*, assessment: Assessment, acting_user: User) -> Assessment:
    """The city approves the score: it is final."""
    assessment = locked(assessment)
    require_city_duty(user=acting_user, duty=Duty.APPROVE, area=assessment.area)
    state = state_after(assessment, "approve")
    for previous in (assessment.concluded_by, assessment.reviewed_by):
        require_another(user=acting_user, previous=previous, act=ACTS["approve"])
    assessment.state, assessment.approved_by = state, acting_user
    assessment.save(update_fields=["state", "approved_by"])
    note(assessment, "approve", acting_user, f"{assessment.score} {assessment.grade}")
    return assessment


@transaction.atomic
def send_back(*, assessment: Assessment, reason: str, acting_user: User) -> Assessment:
    """Back to collecting, with the reason: by who reviews at the agency that assesses, or who approves at the city."""
    assessment = locked(assessment)
    if Duty.APPROVE not in acting_user.duties_at(city_of(assessment.area)):
        require_duty(user=acting_user, duty=Duty.REVIEW, agency=assessment.agency)
    assessment.state = state_after(assessment, "send_back")
    if assessment.objections.filter(upheld=None).exists():
        raise AssessmentRefused(_("An objection is not answered yet."))
    assessment.reason, assessment.reviewed_by = reason, None
    assessment.due_on = assessment.round.entries_by
    assessment.save(update_fields=["state", "reason", "reviewed_by", "due_on"])
    note(assessment, "send_back", acting_user, reason)
    return assessment


@transaction.atomic
def drop(*, assessment: Assessment, reason: str, acting_user: User) -> Assessment:
    """The city takes an institution out of the round, with the reason; it then has no result for the year."""
    assessment = locked(assessment)
    require_city_duty(user=acting_user, duty=Duty.APPROVE, area=assessment.area)
    assessment.state = state_after(assessment, "drop")
    if not reason.strip():
        raise AssessmentRefused(_("Say why."))
    assessment.reason, assessment.due_on = reason, None
    assessment.save(update_fields=["state", "reason", "due_on"])
    note(assessment, "drop", acting_user, reason)
    return assessment


# Act → whose sheets in which state, by which duty, at the city or at the agency that assesses.
_BULK: dict[str, tuple[Callable[..., Assessment], Assessment.State, Duty]] = {
    "conclude": (conclude, Assessment.State.COLLECTING, Duty.HANDLE),
    "review": (review, Assessment.State.PROVISIONAL, Duty.REVIEW),
    "approve": (approve, Assessment.State.REVIEWED, Duty.APPROVE),
}
BULK = tuple(_BULK)
AT_ONCE = 200
"""So many sheets are done by one confirmation: more would take the page seconds."""


def ready_sheets(*, held: AssessmentRound, act: str, user: User) -> QuerySet[Assessment]:
    """The sheets of a round on which ``act`` is open to this person now, by institution."""
    _do, state, duty = _BULK[act]
    sheets: QuerySet[Assessment] = Assessment.objects.filter(round=held, state=state)
    open_objection = AssessmentObjection.unscoped.filter(assessment=OuterRef("pk"), upheld=None)
    agencies = [one.agency_id for one in user.assignments_in_force if duty in one.duties]
    if act != "approve":
        sheets = sheets.filter(agency__in=agencies)
    elif city_of(held.area).pk not in agencies:
        return sheets.none()
    if act == "conclude":
        lacking = AssessmentValue.unscoped.filter(
            assessment=OuterRef("pk"), source=AssessmentValue.Source.ENTERED, points=None
        )
        measured = AssessmentValue.unscoped.filter(assessment=OuterRef("pk"), points__isnull=False)
        sheets = sheets.filter(~Exists(lacking), Exists(measured), computed_at__isnull=False)
    elif act == "review":
        over = Q(agreed_on__isnull=False) | Q(object_by__lt=timezone.localdate())
        sheets = sheets.filter(over, ~Exists(open_objection)).exclude(concluded_by=user)
    else:
        sheets = sheets.exclude(concluded_by=user).exclude(reviewed_by=user)
    return sheets.select_related("institution", "county").order_by("institution__fixmedins_code")


@transaction.atomic
def in_bulk(*, held: AssessmentRound, act: str, acting_user: User) -> int:
    """Do ``act`` on the first :data:`AT_ONCE` sheets that are ready, all or none; how many."""
    sheets = list(ready_sheets(held=held, act=act, user=acting_user)[:AT_ONCE])
    if not sheets:
        raise AssessmentRefused(_("No sheet is ready for this."))
    do = _BULK[act][0]
    for sheet in sheets:
        do(assessment=sheet, acting_user=acting_user)
    return len(sheets)
