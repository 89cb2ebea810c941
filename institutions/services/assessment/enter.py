"""Values that no computer knows: entered with their evidence by the county (or whoever assesses)."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.money import TEN_THOUSAND
from institutions.models import Assessment, AssessmentValue, User
from institutions.rules.assessments import ENTERED, POINTS, Measure, points_of

from .figures import in_points
from .states import AssessmentRefused, locked, note, policy_in, require_entering, state_after


@transaction.atomic
def enter_value(
    *,
    assessment: Assessment,
    indicator: str,
    value: Decimal,
    evidence: str,
    acting_user: User,
    import_run_id: int | None = None,
) -> AssessmentValue:
    """Enter one value with what proves it; entered again, it replaces the first.

    ``value`` is in points where the policy has points given, else a percentage (85.5 for 85.5 %); two decimals.
    """
    assessment = locked(assessment)
    require_entering(assessment, acting_user)
    state_after(assessment, "enter")
    measure = measure_of(assessment, indicator)
    found: AssessmentValue = AssessmentValue.objects.select_for_update(of=("self",)).get(
        assessment=assessment, indicator=measure.key
    )
    found.value, found.points = scored(measure, found.title, value)
    found.evidence, found.entered_by, found.import_run_id = evidence.strip(), acting_user, import_run_id
    if not found.evidence:
        raise AssessmentRefused(_("Say what proves the value."))
    found.save(update_fields=["value", "points", "evidence", "entered_by", "import_run_id"])
    note(assessment, "enter", acting_user, f"{found.title} {value.normalize():f}")
    return found


def measure_of(assessment: Assessment, indicator: str) -> Measure:
    """The entered indicator of this sheet; refuses one that is computed or unknown."""
    known = policy_in(assessment.area, assessment.round.year).measures(assessment.institution.kind)
    found = next((one for one in known if one.key == indicator), None)
    known_here = assessment.values.filter(indicator=indicator, source=ENTERED).exists()
    if found is None or found.source != ENTERED or not known_here:
        raise AssessmentRefused(
            _("“%(indicator)s” is not entered for this institution."), indicator=indicator
        )
    return found


def scored(measure: Measure, title: str, value: Decimal) -> tuple[int | None, Decimal]:
    """(ten-thousandths, points) of what was typed; refuses more than there is to be had, or too many decimals."""
    if value != value.quantize(Decimal("0.01")):
        raise AssessmentRefused(_("“%(title)s”: at most two decimals."), title=title)
    if measure.scored == POINTS:
        if not 0 <= value <= measure.points:
            raise AssessmentRefused(
                _("“%(title)s” needs points between 0 and %(most)s."), title=title, most=measure.points
            )
        return None, value
    if not 0 <= value <= 100:
        raise AssessmentRefused(_("“%(title)s” needs a percentage between 0 and 100."), title=title)
    reached = int(value * TEN_THOUSAND / 100)
    return reached, in_points(points_of(measure, reached))
