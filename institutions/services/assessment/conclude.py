"""The provisional score is worked out and told to the institution, which objects (and is answered) or agrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Assessment, AssessmentObjection, AssessmentValue, Duty, User
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.scoring import ENTERED, score_of
from institutions.services.duties import require_duty
from institutions.services.scoring import counted, in_points, require_points

from .states import AssessmentRefused, locked, note, policy_in, state_after


@transaction.atomic
def conclude(*, assessment: Assessment, acting_user: User) -> Assessment:
    """Work out the provisional score and tell it to the institution; from that day it may object.

    Needs the duty to handle at the agency that assesses, all entered values, and figures computed once.
    """
    assessment = locked(assessment)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=assessment.agency)
    assessment.state = state_after(assessment, "conclude")
    if assessment.computed_at is None:
        raise AssessmentRefused(_("The figures are not computed yet."))
    values = list(assessment.values.all())
    lacking = [one.title for one in values if one.source == ENTERED and one.points is None]
    if lacking:
        raise AssessmentRefused(_("Values are missing: %(titles)s."), titles="、".join(lacking))
    _score(assessment, values)
    policy = policy_in(assessment.area, assessment.round.year)
    today = timezone.localdate()
    assessment.told_on, assessment.agreed_on = today, None
    assessment.object_by = today + dt.timedelta(policy.objection_days)
    assessment.due_on = assessment.object_by
    assessment.concluded_by, assessment.reviewed_by = acting_user, None
    assessment.save(
        update_fields=[
            "state", "score", "grade", "told_on", "agreed_on", "object_by", "due_on", "concluded_by", "reviewed_by",
        ]
    )  # fmt: skip
    note(assessment, "conclude", acting_user, f"{assessment.score}")
    return assessment


def _score(assessment: Assessment, values: list[AssessmentValue]) -> None:
    """Set score and grade by the points that count."""
    policy = policy_in(assessment.area, assessment.round.year)
    score = score_of(counted(values), policy.without_value)
    if score is None:
        raise AssessmentRefused(_("Nothing was measured of this institution: take it out of the assessment."))
    assessment.score = in_points(score)
    try:
        assessment.grade = str(policy.grade(assessment.score).value)
    except PolicyGap as gap:
        raise AssessmentRefused(describe_gap(str(gap))) from gap


@transaction.atomic
def record_objection(
    *, assessment: Assessment, received_on: dt.date, text: str, acting_user: User
) -> AssessmentObjection:
    """What the institution objects, within the days it has; an agreement noted before falls away."""
    assessment = locked(assessment)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=assessment.agency)
    state_after(assessment, "object")
    told, last = assessment.told_on, assessment.object_by
    if told is not None and last is not None and not told <= received_on <= last:
        raise AssessmentRefused(_("Objections are taken from %(first)s to %(last)s."), first=told, last=last)
    if received_on > timezone.localdate():
        raise AssessmentRefused(_("The day lies ahead."))
    made = AssessmentObjection.unscoped.create(
        assessment=assessment, received_on=received_on, text=text, entered_by=acting_user
    )
    assessment.agreed_on = None
    assessment.save(update_fields=["agreed_on"])
    note(assessment, "object", acting_user, text)
    return made


@transaction.atomic
def record_hearing(
    *, objection: AssessmentObjection, heard_on: dt.date, hearing: str, acting_user: User
) -> AssessmentObjection:
    """That the institution was heard about its objection, and what was said."""
    objection, assessment = _held(objection, acting_user, "hear")
    if not objection.received_on <= heard_on <= timezone.localdate():
        raise AssessmentRefused(_("A hearing lies between the objection and today."))
    objection.heard_on, objection.hearing = heard_on, hearing
    objection.save(update_fields=["heard_on", "hearing"])
    note(assessment, "hear", acting_user, hearing)
    return objection


@transaction.atomic
def answer_objection(
    *,
    objection: AssessmentObjection,
    answer: str,
    upheld: bool,
    points: Mapping[str, Decimal] | None = None,
    acting_user: User,
) -> Assessment:
    """Answer an objection. Upheld, it sets the ``points`` (indicator → points) and the score is worked out anew."""
    objection, assessment = _held(objection, acting_user, "answer")
    given = dict(points or {})
    if upheld != bool(given):
        raise AssessmentRefused(_("An objection that is upheld sets points; one that is not sets none."))
    objection.answer, objection.upheld = answer, upheld
    objection.answered_on, objection.answered_by = timezone.localdate(), acting_user
    objection.full_clean(exclude=["assessment", "entered_by", "answered_by"])
    objection.save(update_fields=["answer", "upheld", "answered_on", "answered_by"])
    values = list(assessment.values.all())
    for one in values:
        if one.indicator in given:
            _adjust(one, given.pop(one.indicator), objection)
    if given:
        raise AssessmentRefused(_("There is no indicator “%(key)s”."), key=next(iter(given)))
    if upheld:
        _score(assessment, values)
        assessment.save(update_fields=["score", "grade"])
    note(assessment, "answer", acting_user, f"{assessment.score} {answer}")
    return assessment


def _adjust(value: AssessmentValue, points: Decimal, objection: AssessmentObjection) -> None:
    require_points(points, value.most, value.title, AssessmentRefused)
    value.adjusted, value.objection = points, objection
    value.save(update_fields=["adjusted", "objection"])


def _held(
    objection: AssessmentObjection, acting_user: User, act: str
) -> tuple[AssessmentObjection, Assessment]:
    """Both as they stand; an answered objection is closed."""
    assessment = locked(objection.assessment)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=assessment.agency)
    state_after(assessment, act)
    held = AssessmentObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if held.upheld is not None:
        raise AssessmentRefused(_("The objection is answered."))
    return held, assessment


@transaction.atomic
def note_agreed(*, assessment: Assessment, day: dt.date, acting_user: User) -> Assessment:
    """The institution agrees with its score: the days to object need not be waited for."""
    assessment = locked(assessment)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=assessment.agency)
    state_after(assessment, "agree")
    if assessment.told_on is not None and not assessment.told_on <= day <= timezone.localdate():
        raise AssessmentRefused(_("It agrees between the day it was told and today."))
    if assessment.objections.filter(upheld=None).exists():
        raise AssessmentRefused(_("An objection is not answered yet."))
    assessment.agreed_on = day
    assessment.due_on = timezone.localdate()
    assessment.save(update_fields=["agreed_on", "due_on"])
    note(assessment, "agree", acting_user)
    return assessment
