"""Hold a scheme or a sheet, ask whether an act is open, and write down that it was done.

Locking order: the scheme's row, then the sheet's, then its values.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import CountyScheme, CountySheet, CountyStep
from funds.policy_county_assessment import CountyAssessmentPolicy, county_assessment_policy
from funds.rules.county_assessment import SCHEME, SHEET
from institutions.models import Agency, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.course import Refusal
from institutions.rules.policy_tables import PolicyGap

SCHEME_ACTS = {
    "change": _("change the scheme"),
    "approve": _("approve the scheme"),
    "send_back": _("send the scheme back"),
    "open": _("open the assessment"),
    "publish": _("publish the results"),
}
ACTS = {
    "compute": _("compute the figures"),
    "report": _("report a value"),
    "submit": _("hand the report in"),
    "return_report": _("return the report"),
    "verify": _("verify a value"),
    "conclude": _("conclude the verification"),
    "send_back": _("send the verification back"),
    "tell": _("review and tell the result"),
    "appeal": _("appeal"),
    "decide": _("decide an appeal"),
    "accept": _("accept the result"),
    "settle": _("settle the score"),
    "publish": _("publish the results"),
}
# What is on the log and is no act of the flow.
OTHER_STEPS = {"open": _("open the sheet")}
WHY = {
    "final": _("%(what)s is “%(state)s”, which is final: one cannot %(act)s."),
    "too_early": _("%(what)s is “%(state)s”: it is too early to %(act)s."),
    "too_late": _("%(what)s is “%(state)s”: it is too late to %(act)s."),
}


class CountyAssessmentRefused(DomainError):
    """The yearly assessment cannot be acted on so; nothing was changed."""


def locked_scheme(scheme: CountyScheme) -> CountyScheme:
    """The scheme as it stands now, held until the transaction ends."""
    held: CountyScheme = (
        CountyScheme.objects.select_for_update(of=("self",))
        .select_related("area", "agency")
        .get(pk=scheme.pk)
    )
    return held


def locked_sheet(sheet: CountySheet) -> CountySheet:
    """The sheet as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: CountySheet = (
        CountySheet.objects.select_for_update(of=("self",))
        .select_related("scheme__area", "scheme__agency", "unit")
        .get(pk=sheet.pk)
    )
    return held


def scheme_after(scheme: CountyScheme, act: str) -> str:
    """Where ``act`` leads; raises :class:`CountyAssessmentRefused` with the reason in words."""
    outcome = SCHEME.after(scheme.state, act)
    if isinstance(outcome, Refusal):
        what = _("The scheme of %(year)s") % {"year": scheme.year}
        raise CountyAssessmentRefused(
            WHY[outcome.code], what=what, state=scheme.get_state_display(), act=SCHEME_ACTS[act]
        )
    return outcome


def sheet_after(sheet: CountySheet, act: str) -> str:
    """Where ``act`` leads; raises :class:`CountyAssessmentRefused` with the reason in words."""
    outcome = SHEET.after(sheet.state, act)
    if isinstance(outcome, Refusal):
        what = _("The sheet of %(unit)s") % {"unit": sheet.unit}
        raise CountyAssessmentRefused(
            WHY[outcome.code], what=what, state=sheet.get_state_display(), act=ACTS[act]
        )
    return outcome


def note(sheet: CountySheet, act: str, acting_user: User, text: str = "") -> None:
    """Write a step on the log; the sheet has its new state already."""
    CountyStep.unscoped.create(sheet=sheet, act=act, state=sheet.state, note=text[:500], done_by=acting_user)


def reason_of(text: str) -> str:
    """The reason given; refused when there is none."""
    if not text.strip():
        raise CountyAssessmentRefused(_("Say why."))
    return text.strip()[:300]


def last_day(year: int) -> dt.date:
    """The policy of a year's assessment is that of its last day."""
    return dt.date(year, 12, 31)


def policy_in(agency: Agency, year: int) -> CountyAssessmentPolicy:
    """By what ``agency`` assesses the year; refuses in words where its documents have nothing."""
    try:
        return county_assessment_policy(policy_for(agency.area, last_day(year)))
    except (PolicyGap, LookupError) as gap:
        raise CountyAssessmentRefused(
            _("No policy on the yearly assessment is in force in %(area)s for %(year)s: %(gap)s"),
            area=agency.area,
            year=year,
            gap=describe_gap(str(gap)),
        ) from gap


def units_of(agency: Agency) -> QuerySet[Agency]:
    """Whom an agency assesses: a region its cities, a city its counties; the city's own unit is none."""
    if agency.level == Agency.Level.REGION:
        return Agency.objects.filter(level=Agency.Level.CITY, area__parent=agency.area_id).order_by("code")
    return Agency.objects.filter(level=Agency.Level.COUNTY, area=agency.area_id, is_city_own=False).order_by(
        "code"
    )
