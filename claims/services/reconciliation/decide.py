"""A person works off differences: what each comes to, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Reconciliation, ReconciliationDifference
from config.errors import DomainError
from institutions.models import Duty, User
from institutions.services.duties import require_duty

from .compare import settle_state

Kind = ReconciliationDifference.Kind
Decision = ReconciliationDifference.Decision
# A bill that is settled here counts in its month; only what is not yet settled, or counts later, may come later.
LATER = {Kind.WAITING, Kind.OTHER_MONTH, Kind.MISSING_HERE}


class ReconciliationRefused(DomainError):
    """The difference cannot be decided so."""


@transaction.atomic
def decide_difference(
    *, difference: ReconciliationDifference, decision: str, reason: str, acting_user: User
) -> Reconciliation:
    """Decide one difference, also again. Duty to handle at the agency that pays the institution, or at its city."""
    reconciliation = _locked(difference.reconciliation_id, acting_user)
    rows = ReconciliationDifference.objects.filter(pk=difference.pk, reconciliation=reconciliation)
    # A comparison since may have found that it is none any more.
    if not rows.exists():
        raise ReconciliationRefused(_("The list changed since you looked at it: look again."))
    _decide(rows, difference.kind, decision, reason, acting_user)
    settle_state(reconciliation)
    return reconciliation


@transaction.atomic
def decide_kind(
    *, reconciliation: Reconciliation, kind: str, decision: str, reason: str, seen: int, acting_user: User
) -> Reconciliation:
    """Decide every open difference of one kind for one reason. Duty as for one.

    ``seen`` is how many the reader was shown: refused when there are others by now.
    """
    reconciliation = _locked(reconciliation.pk, acting_user)
    rows = ReconciliationDifference.objects.filter(reconciliation=reconciliation, kind=kind, decision="")
    if rows.count() != seen or not seen:
        raise ReconciliationRefused(_("The list changed since you looked at it: look again."))
    _decide(rows, kind, decision, reason, acting_user)
    settle_state(reconciliation)
    return reconciliation


def _locked(pk: int, acting_user: User) -> Reconciliation:
    held: Reconciliation = (
        Reconciliation.objects.select_for_update(of=("self",)).select_related("county__parent").get(pk=pk)
    )
    require_at_payer(held, acting_user, Duty.HANDLE)
    return held


def require_at_payer(held: Reconciliation, acting_user: User, duty: Duty) -> None:
    """``duty`` at the agency that pays the institution, or at its city; raises ``DutyMissing``."""
    city = held.county.parent
    at = city if city is not None and duty in acting_user.duties_at(city) else held.county
    require_duty(user=acting_user, duty=duty, agency=at)


def _decide(rows: object, kind: str, decision: str, reason: str, acting_user: User) -> None:
    if decision not in Decision.values:
        raise ReconciliationRefused(_("Say what becomes of it."))
    if decision == Decision.LATER and kind not in LATER:
        raise ReconciliationRefused(
            _("“%(kind)s” cannot come with a later month: it counts here already."), kind=Kind(kind).label
        )
    if not reason.strip():
        raise ReconciliationRefused(_("Say why."))
    rows.update(  # type: ignore[attr-defined]
        decision=decision, reason=reason.strip()[:300], decided_by=acting_user, decided_at=timezone.now()
    )
