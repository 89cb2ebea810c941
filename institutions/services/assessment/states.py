"""Hold a sheet, ask whether an act is open and who may do it, and write down that it was done."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Assessment, AssessmentStep, Duty, PoolingArea, User
from institutions.policy.assessment import AssessmentPolicy, assessment_policy
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules import assessments as rules
from institutions.rules.course import Refusal
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty

ACTS = {
    "compute": _("compute the figures"),
    "enter": _("enter a value"),
    "conclude": _("tell the provisional score"),
    "object": _("record an objection"),
    "hear": _("record a hearing"),
    "answer": _("answer an objection"),
    "agree": _("note that the institution agrees"),
    "review": _("review the score"),
    "send_back": _("send the sheet back"),
    "approve": _("approve the score"),
    "publish": _("publish the result"),
    "drop": _("take the institution out of the assessment"),
}
# What is on the log and is no act of the flow.
OTHER_STEPS = {"open": _("open the sheet")}
WHY = {
    "final": _("The sheet of %(institution)s is “%(state)s”, which is final: one cannot %(act)s."),
    "too_early": _("The sheet of %(institution)s is “%(state)s”: it is too early to %(act)s."),
    "too_late": _("The sheet of %(institution)s is “%(state)s”: it is too late to %(act)s."),
}
RELATED = ("round", "institution", "area", "county", "agency")


class AssessmentRefused(DomainError):
    """The assessment cannot be acted on so."""


def locked(assessment: Assessment) -> Assessment:
    """The sheet as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: Assessment = (
        Assessment.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=assessment.pk)
    )
    return held


def state_after(assessment: Assessment, act: str) -> str:
    """Where ``act`` leads; raises :class:`AssessmentRefused` with the reason in words."""
    outcome = rules.after(assessment.state, act)
    if isinstance(outcome, Refusal):
        raise AssessmentRefused(
            WHY[outcome.code],
            institution=assessment.institution,
            state=assessment.get_state_display(),
            act=ACTS[act],
        )
    return outcome


def note(assessment: Assessment, act: str, acting_user: User, text: str = "") -> None:
    """Write a step on the log; the sheet has its new state already."""
    AssessmentStep.unscoped.create(
        assessment=assessment, act=act, state=assessment.state, note=text[:500], done_by=acting_user
    )


def may_enter(assessment: Assessment, user: User) -> bool:
    """Values are entered by whoever handles at the institution's county or at the agency that assesses."""
    return Duty.HANDLE in user.duties_at(assessment.county) | user.duties_at(assessment.agency)


def require_entering(assessment: Assessment, acting_user: User) -> None:
    if not may_enter(assessment, acting_user):
        require_duty(user=acting_user, duty=Duty.HANDLE, agency=assessment.county)


def last_day(year: int) -> dt.date:
    """The policy of a year's assessment is that of its last day."""
    return dt.date(year, 12, 31)


def policy_in(area: PoolingArea, year: int) -> AssessmentPolicy:
    """By what the area assesses the year; refuses in words where its documents have nothing."""
    try:
        return assessment_policy(policy_for(area, last_day(year)))
    except PolicyGap as gap:
        raise AssessmentRefused(
            _("No policy on the yearly assessment is in force in %(area)s for %(year)s: %(gap)s"),
            area=area,
            year=year,
            gap=describe_gap(str(gap)),
        ) from gap


def city_of(area: PoolingArea) -> Agency:
    return Agency.objects.get(area=area, level=Agency.Level.CITY)
