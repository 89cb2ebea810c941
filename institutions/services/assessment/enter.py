"""Values that no computer knows: entered with their evidence by the county (or whoever assesses)."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from institutions.models import Assessment, AssessmentValue, User
from institutions.rules.scoring import ENTERED, Measure
from institutions.services.scoring import scored

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
    found.value, found.points = scored(measure, found.title, value, refused=AssessmentRefused)
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
