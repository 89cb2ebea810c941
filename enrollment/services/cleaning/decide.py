"""Somebody decides on a finding: corrected, no fault, or the other county's to correct."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enrollment.models import CleaningDecision, CleaningFinding
from enrollment.services.payers.keep import require_register
from institutions.models import User

from .assign import FindingRefused
from .compare import policy_of, wait_for_comparison

Decision = CleaningDecision.Decision
State = CleaningFinding.State


@transaction.atomic
def decide_finding(
    *, finding: CleaningFinding, decision: str, evidence: str, acting_user: User
) -> CleaningDecision:
    """Store the decision with the evidence it is about.

    Corrected: the next comparison re-checks it, and closes it or opens it again. No fault: it is listed no more until
    its evidence changes. Handed over: the other county has to act, with the policy's days from today.

    Duty to register at the finding's county or the city. Raises ``FindingRefused``, ``DutyMissing``.
    """
    wait_for_comparison(finding.area_id)
    rows = CleaningFinding.objects.select_for_update(of=("self",))
    locked: CleaningFinding = rows.select_related("county__parent", "other_county", "area").get(pk=finding.pk)
    require_register(acting_user, locked.county)
    if not evidence.strip():
        raise FindingRefused(_("Give the reason and the evidence."))
    if not locked.is_waiting:
        raise FindingRefused(
            _("Finding %(number)s is not to be decided: %(state)s."),
            number=locked.pk,
            state=locked.get_state_display(),
        )
    made: CleaningDecision = CleaningDecision.unscoped.create(
        finding=locked, decision=decision, evidence=evidence.strip(), on_evidence=locked.evidence,
        county=locked.county, by=acting_user,
    )  # fmt: skip
    if decision == Decision.HANDED_OVER:
        _hand_over(locked)
    else:
        locked.state = State.DECIDED if decision == Decision.CORRECTED else State.EXCUSED
        locked.due_on = None
    locked.save()
    return made


def _hand_over(finding: CleaningFinding) -> None:
    if finding.other_county is None:
        raise FindingRefused(_("No other county is concerned: there is nobody to hand it to."))
    finding.county, finding.other_county = finding.other_county, finding.county
    finding.state, finding.assignee = State.OPEN, None
    today = timezone.localdate()
    finding.due_on = policy_of(finding.area, today).due(finding.kind, today)
