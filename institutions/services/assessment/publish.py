"""The results of a year are published: every sheet approved or taken out, the list kept for good."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import (
    Assessment,
    AssessmentRound,
    AssessmentStep,
    Duty,
    PublishedAssessment,
    User,
)
from institutions.policy.in_force import policy_for
from institutions.services.duties import require_city_duty

from .results import consequences
from .states import AssessmentRefused, last_day

DONE = (Assessment.State.APPROVED, Assessment.State.DROPPED)


@transaction.atomic
def publish(*, held: AssessmentRound, place: str, acting_user: User) -> AssessmentRound:
    """Publish the list with what follows from each score; needs the duty to handle at the city.

    Refused while a sheet is neither approved nor taken out.
    """
    require_city_duty(user=acting_user, duty=Duty.HANDLE, area=held.area)
    held = AssessmentRound.objects.select_for_update(of=("self",)).select_related("area").get(pk=held.pk)
    if held.state != AssessmentRound.State.OPEN:
        raise AssessmentRefused(_("The assessment of %(year)s is published."), year=held.year)
    if not place.strip():
        raise AssessmentRefused(_("Say where it is published."))
    sheets = list(held.sheets.select_for_update(of=("self",)).order_by("pk"))
    waiting = sum(sheet.state not in DONE for sheet in sheets)
    if waiting:
        raise AssessmentRefused(_("%(count)s sheets are not approved yet."), count=waiting)
    final = [sheet for sheet in sheets if sheet.state == Assessment.State.APPROVED]
    if not final:
        raise AssessmentRefused(_("Nothing is approved: there is nothing to publish."))
    _keep(held, final, acting_user)
    held.state, held.place, held.published_by = AssessmentRound.State.PUBLISHED, place, acting_user
    held.published_on = timezone.localdate()
    held.save(update_fields=["state", "place", "published_by", "published_on"])
    return held


def _keep(held: AssessmentRound, final: list[Assessment], acting_user: User) -> None:
    policy = policy_for(held.area, last_day(held.year))
    lines = []
    for sheet in final:
        if sheet.score is None:
            raise AssertionError(
                f"sheet {sheet.pk} is approved without a score: see constraint assessment_score_told"
            )
        follows = consequences(policy, sheet.score)
        lines.append(
            PublishedAssessment(
                round=held, area=held.area, county_id=sheet.county_id, institution_id=sheet.institution_id,
                score=sheet.score, grade=sheet.grade,
                deposit_released=None if follows.deposit is None else follows.deposit.value,
                advance_adjusted=None if follows.advance is None else follows.advance.value,
                renewal_in_doubt=follows.in_doubt, origins=follows.origins(),
            )
        )  # fmt: skip
    PublishedAssessment.unscoped.bulk_create(lines)
    Assessment.objects.filter(pk__in=[sheet.pk for sheet in final]).update(
        state=Assessment.State.PUBLISHED, due_on=None
    )
    AssessmentStep.unscoped.bulk_create(
        AssessmentStep(assessment=sheet, act="publish", state=Assessment.State.PUBLISHED, done_by=acting_user)
        for sheet in final
    )
