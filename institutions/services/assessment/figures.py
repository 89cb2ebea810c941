"""Pull the computed values of a round from whoever can measure them, and keep what they were worked out from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from institutions.indicators import indicator_source
from institutions.models import (
    Assessment,
    AssessmentRound,
    AssessmentStep,
    AssessmentValue,
    Duty,
    User,
)
from institutions.rules.scoring import COMPUTED, Measure, points_of
from institutions.services.duties import require_city_duty
from institutions.services.scoring import in_points

from .states import AssessmentRefused, policy_in

COMPUTE = "institutions.assessment_figures"


def start_computing(*, held: AssessmentRound, acting_user: User) -> Job:
    """Queue the computation, one at a time: a year's bills of a whole area take seconds. Duty handle at the city."""
    city = require_city_duty(user=acting_user, duty=Duty.HANDLE, area=held.area)
    return enqueue(
        COMPUTE, owner=acting_user, agency=city, params={"round": held.pk},
        unique_key=f"assessment:{held.area_id}:{held.year}",
    )  # fmt: skip


@transaction.atomic
def compute_figures(
    *, held: AssessmentRound, acting_user: User, told: Callable[[int, int], None] | None = None
) -> int:
    """Compute the values of every sheet that still collects; how many sheets. Concluded sheets keep their figures.

    Needs the duty to handle at the city. What was computed before is replaced. Refuses when the policy names an
    indicator that nobody can measure.
    """
    require_city_duty(user=acting_user, duty=Duty.HANDLE, area=held.area)
    sheets = {
        sheet.pk: sheet
        for sheet in Assessment.objects.select_for_update(of=("self",))
        .filter(round=held, state=Assessment.State.COLLECTING)
        .select_related("institution")
        .order_by("pk")
    }
    policy = policy_in(held.area, held.year)
    kinds = sorted({sheet.institution.kind for sheet in sheets.values()})
    work = [(kind, one) for kind in kinds for one in policy.measures(kind) if one.source == COMPUTED]
    for number, (kind, measure) in enumerate(work, start=1):
        _measure(held.year, measure, [sheet for sheet in sheets.values() if sheet.institution.kind == kind])
        if told is not None:
            told(number, len(work))
    now = timezone.now()
    Assessment.objects.filter(pk__in=sheets).update(computed_at=now)
    AssessmentStep.unscoped.bulk_create(
        AssessmentStep(assessment=sheet, act="compute", state=sheet.state, done_by=acting_user)
        for sheet in sheets.values()
    )
    return len(sheets)


def _measure(year: int, measure: Measure, sheets: Sequence[Assessment]) -> None:
    source = indicator_source(measure.key)
    if source is None:
        raise AssessmentRefused(_("Nobody can measure indicator “%(key)s”."), key=measure.key)
    found = source.measure([sheet.institution_id for sheet in sheets], year)
    institution_of = {sheet.pk: sheet.institution_id for sheet in sheets}
    values = list(AssessmentValue.objects.filter(assessment__in=institution_of, indicator=measure.key))
    for value in values:
        measured = found.get(institution_of[value.assessment_id])
        value.value = None if measured is None else measured.value
        value.figures = [] if measured is None else [list(pair) for pair in measured.figures]
        value.points = None if value.value is None else in_points(points_of(measure, value.value))
    AssessmentValue.objects.bulk_update(values, ["value", "figures", "points"], batch_size=500)
