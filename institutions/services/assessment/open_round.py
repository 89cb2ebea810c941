"""Open the assessment of a year: a sheet for every institution that was designated in it (ZY-13 四(五)1)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import (
    Agency,
    Assessment,
    AssessmentRound,
    AssessmentStep,
    AssessmentValue,
    Designation,
    Duty,
    Institution,
    PoolingArea,
    User,
)
from institutions.policy.assessment import AssessmentPolicy
from institutions.policy.designation import designation_policy
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_city_duty

from .states import AssessmentRefused, last_day, policy_in


@transaction.atomic
def open_round(*, area: PoolingArea, year: int, acting_user: User) -> AssessmentRound:
    """The round with a sheet for every institution designated on a day of ``year``; asked again it adds who is missing.

    Needs the duty to handle at the city. The year must be over: its figures are whole then.
    """
    require_city_duty(user=acting_user, duty=Duty.HANDLE, area=area)
    policy = policy_in(area, year)
    if timezone.localdate() <= last_day(year):
        raise AssessmentRefused(_("%(year)s is not over yet."), year=year)
    found, _new = AssessmentRound.objects.get_or_create(
        area=area, year=year,
        defaults={
            "opened_by": acting_user,
            "entries_by": policy.day("entries.by", year),
            "publish_by": policy.day("published.by", year),
        },
    )  # fmt: skip
    held: AssessmentRound = AssessmentRound.objects.select_for_update().get(pk=found.pk)
    if held.state != AssessmentRound.State.OPEN:
        raise AssessmentRefused(_("The assessment of %(year)s is published."), year=year)
    _add_sheets(held, policy, acting_user)
    return held


def _add_sheets(held: AssessmentRound, policy: AssessmentPolicy, acting_user: User) -> None:
    by_city = _assessed_by(held.area, held.year) == "city"
    city = Agency.objects.get(area=held.area, level=Agency.Level.CITY)
    known = set(held.sheets.values_list("institution_id", flat=True))
    new = [
        Assessment(
            round=held, institution=institution, area=held.area, county=institution.county,
            agency=city if by_city else institution.county, due_on=held.entries_by,
        )
        for institution in assessed_institutions(held.area, held.year).select_related("county")
        if institution.pk not in known
    ]  # fmt: skip
    sheets = Assessment.unscoped.bulk_create(new)
    AssessmentValue.unscoped.bulk_create(
        AssessmentValue(
            assessment=sheet, indicator=one.measure.key, title=one.title, most=one.measure.points,
            source=one.measure.source,
        )
        for sheet in sheets
        for one in policy.indicators(sheet.institution.kind)
    )  # fmt: skip
    AssessmentStep.unscoped.bulk_create(
        AssessmentStep(assessment=sheet, act="open", state=sheet.state, done_by=acting_user)
        for sheet in sheets
    )


def assessed_institutions(area: PoolingArea, year: int) -> QuerySet[Institution]:
    """Institutions with a county that were designated on any day of the year, by an agreement or by the list."""
    first, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    designated = Designation.objects.filter(institution=OuterRef("pk"), period__overlap=(first, end))
    listed = Q(listed_until__isnull=True) | Q(listed_until__gt=first)
    found: QuerySet[Institution] = Institution.objects.filter(area=area, county__isnull=False)
    return found.filter(Q(Exists(designated)) | listed).order_by("fixmedins_code")


def _assessed_by(area: PoolingArea, year: int) -> str:
    """Who concludes and reviews: "city" or "county" (``designation assessment.by``)."""
    try:
        return designation_policy(policy_for(area, last_day(year))).assessed_by
    except PolicyGap as gap:
        raise AssessmentRefused(describe_gap(str(gap))) from gap
