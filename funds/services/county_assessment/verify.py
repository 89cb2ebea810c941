"""The city verifies a county's report indicator by indicator, with the reason where it differs, and concludes."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funds.models import CountySheet, CountyValue
from institutions.models import Duty, User
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.scoring import ENTERED, points_of, score_of
from institutions.services.duties import require_duty
from institutions.services.scoring import counted, in_points, lacking, scored

from .report import SPAN, held_value, measure_of
from .states import CountyAssessmentRefused, locked_sheet, note, policy_in, reason_of, sheet_after


@transaction.atomic
def verify_value(
    *, sheet: CountySheet, indicator: str, value: Decimal | None, difference: str = "", acting_user: User
) -> CountyValue:
    """What counts: ``value`` in percent or points; None takes the figure from the data, else the county's.

    Duty to handle at the city. A reason is needed where it differs from what the county reported, or from the data.
    """
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=sheet.scheme.agency)
    sheet_after(sheet, "verify")
    found = held_value(sheet, indicator)
    if value is None:
        _take(found)
    else:
        found.value, found.points = scored(
            measure_of(found.indicator),
            found.indicator.title,
            value,
            refused=CountyAssessmentRefused,
            span=SPAN,
        )
    found.difference = difference.strip()[:300]
    if _differs(found) and not found.difference:
        raise CountyAssessmentRefused(
            _("“%(title)s” differs from the report or the data: say why."), title=found.indicator.title
        )
    _verified(found, acting_user)
    note(sheet, "verify", acting_user, f"{found.indicator.title} {found.points} {found.difference}".strip())
    return found


def _take(value: CountyValue) -> None:
    """The figure from the data where there is one, else what the county reported."""
    if value.from_data is not None:
        value.value = value.from_data
        value.points = in_points(points_of(measure_of(value.indicator), value.from_data))
    else:
        value.value, value.points = value.own_value, value.own_points


def _differs(value: CountyValue) -> bool:
    if value.own_points is not None and value.points != value.own_points:
        return True
    return value.from_data is not None and value.value != value.from_data


def _verified(value: CountyValue, user: User) -> None:
    value.verified_by = user
    value.save(update_fields=["value", "points", "difference", "verified_by"])


@transaction.atomic
def verify_rest(*, sheet: CountySheet, acting_user: User) -> int:
    """All values not looked at yet in which report and data agree, or only one of them is there; how many."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=sheet.scheme.agency)
    sheet_after(sheet, "verify")
    done = 0
    for one in sheet.values(manager="objects").select_related("indicator").filter(verified_by=None):
        _take(one)
        if not _differs(one):
            _verified(one, acting_user)
            done += 1
    if not done:
        raise CountyAssessmentRefused(_("What is left differs from the data: verify it one by one."))
    note(sheet, "verify", acting_user, str(done))
    return done


@transaction.atomic
def return_report(*, sheet: CountySheet, reason: str, acting_user: User) -> CountySheet:
    """Back to the county with the reason; what was verified is looked at anew. Duty to handle at the city."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=sheet.scheme.agency)
    sheet.state = sheet_after(sheet, "return_report")
    sheet.reason, sheet.submitted_by, sheet.due_on = reason_of(reason), None, sheet.scheme.report_by
    sheet.save(update_fields=["state", "reason", "submitted_by", "due_on"])
    for one in sheet.values(manager="objects").exclude(verified_by=None):
        one.verified_by, one.value, one.points, one.difference = None, None, None, ""
        one.save(update_fields=["verified_by", "value", "points", "difference"])
    note(sheet, "return_report", acting_user, sheet.reason)
    return sheet


@transaction.atomic
def conclude_verification(*, sheet: CountySheet, acting_user: User) -> CountySheet:
    """Every indicator is verified: the score is worked out and waits for the supervisor. Duty to handle."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=sheet.scheme.agency)
    sheet.state = sheet_after(sheet, "conclude")
    values = list(sheet.values(manager="objects").select_related("indicator"))
    left = [one.indicator.title for one in values if one.verified_by_id is None]
    left += [
        one.indicator.title
        for one in values
        if one.verified_by_id and one.indicator.source == ENTERED and one.points is None
    ]
    if left:
        raise CountyAssessmentRefused(_("Not verified yet: %(titles)s."), titles=lacking(left))
    work_out_score(sheet, values)
    sheet.verified_by, sheet.reason, sheet.due_on = acting_user, "", sheet.scheme.verify_by
    sheet.save(update_fields=["state", "score", "grade", "verified_by", "reason", "due_on"])
    note(sheet, "conclude", acting_user, f"{sheet.score}")
    return sheet


def work_out_score(sheet: CountySheet, values: list[CountyValue]) -> None:
    """Set score and grade by the points that count."""
    policy = policy_in(sheet.scheme.agency, sheet.scheme.year)
    score = score_of(counted(values), policy.without_value)
    if score is None:
        raise CountyAssessmentRefused(_("Nothing was measured of %(unit)s."), unit=sheet.unit)
    sheet.score = in_points(score)
    try:
        sheet.grade = str(policy.grade(sheet.score).value)
    except PolicyGap as gap:
        raise CountyAssessmentRefused(describe_gap(str(gap))) from gap
