"""Give a deduction back that an upheld objection was against: proposed by one person, confirmed by another.

What is confirmed counts in the month that collects now; its clearing pays it on the institution's statement, on a line
of its own, and posts it with the month's obligations. The objection is followed by that.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Deduction, DeductionReversal, InstitutionObjection
from claims.rules.flow import WrongState
from claims.rules.objections import REVERSAL
from claims.services.case_numbers import next_number
from claims.services.clearing_months import open_month
from claims.services.objections import follow_objection
from config.errors import DomainError
from config.periods import Month
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_at_or_above

ACTS = {"confirm": _("confirm it"), "refuse": _("refuse it")}
State = DeductionReversal.State


class ReversalRefused(DomainError):
    """The deduction is not given back so; nothing was changed."""


@transaction.atomic
def propose_reversal(
    *, objection: InstitutionObjection, amount: Decimal, reason: str, acting_user: User
) -> DeductionReversal:
    """Propose to give back ``amount`` yuan of what ``objection`` was against. Duty to handle at the agency that pays
    the institution, or at its city.

    Raises :class:`ReversalRefused` unless the objection is upheld and against a reviewed deduction, and for more than
    is left of it.
    """
    held = _objection(objection)
    require_at_or_above(user=acting_user, duties=(Duty.HANDLE,), agency=held.county)
    if held.state != InstitutionObjection.State.UPHELD:
        raise ReversalRefused(
            _("Objection %(objection)s is “%(state)s”: only an upheld one gives back."),
            objection=held,
            state=held.get_state_display(),
        )
    deduction = deduction_of(held)
    if deduction is None:
        raise ReversalRefused(_("The objection is not against a deduction."))
    if deduction.reviewed_by_id is None:
        raise ReversalRefused(
            _("%(reference)s is not reviewed: nothing is withheld by it."), reference=deduction.reference
        )
    if held.reversals.exclude(state=State.REFUSED).exists():
        raise ReversalRefused(_("The objection gives back already."))
    _within(deduction, amount)
    if not reason.strip():
        raise ReversalRefused(_("Say why."))
    made = DeductionReversal(
        number=next_number("CH"),
        deduction=deduction,
        objection=held,
        institution=deduction.institution,
        insutype=deduction.insutype,
        amount=amount,
        reason=reason.strip(),
        proposed_by=acting_user,
    )
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def confirm_reversal(
    *, reversal: DeductionReversal, acting_user: User, today: dt.date | None = None
) -> DeductionReversal:
    """It counts in the month that collects now, and the objection is followed. Duty to review, another person."""
    held = _second(reversal, "confirm", acting_user)
    deduction = held.deduction
    month = max(Month.of(today or timezone.localdate()), Month.of(deduction.clr_month))
    found = open_month(area_id=held.institution.area_id, insutype=held.insutype, month=month)
    held.clr_month, held.decided_by = found.first, acting_user
    held.save(update_fields=["state", "clr_month", "decided_by"])
    follow_objection(
        objection=held.objection,
        followed=_("%(number)s: %(amount)s yuan of %(deduction)s given back in the clearing of %(month)s")
        % {"number": held, "amount": held.amount, "deduction": deduction, "month": found},
        acting_user=acting_user,
    )
    return held


@transaction.atomic
def refuse_reversal(*, reversal: DeductionReversal, reason: str, acting_user: User) -> DeductionReversal:
    """Not so: another one may be proposed. Duty to review, another person than whoever proposed."""
    held = _second(reversal, "refuse", acting_user)
    if not reason.strip():
        raise ReversalRefused(_("Say why."))
    held.refusal, held.decided_by = reason.strip()[:300], acting_user
    held.save(update_fields=["state", "refusal", "decided_by"])
    return held


def deduction_of(objection: InstitutionObjection) -> Deduction | None:
    """The deduction an objection is against: itself, or what its finding was deducted with."""
    if objection.finding is not None:
        found: Deduction | None = objection.finding.deduction
        return found
    return objection.deduction


def left_of(deduction: Deduction) -> Decimal:
    """Yuan of a deduction that are not given back, nor proposed to be."""
    given = deduction.reversals.exclude(state=State.REFUSED).aggregate(Sum("amount"))["amount__sum"]
    return Decimal(deduction.amount - (given or 0))


def _within(deduction: Deduction, amount: Decimal) -> None:
    # Whoever comes second waits here and then counts what the first one wrote.
    Deduction.objects.select_for_update(of=("self",), no_key=True).get(pk=deduction.pk)
    if amount <= 0:
        raise ReversalRefused(_("Give an amount above zero."))
    if amount > (left := left_of(deduction)):
        raise ReversalRefused(
            _("Of %(reference)s at most %(amount)s yuan can be given back."),
            reference=deduction.reference,
            amount=left,
        )


def _objection(objection: InstitutionObjection) -> InstitutionObjection:
    held: InstitutionObjection = (
        InstitutionObjection.objects.select_for_update(of=("self",))
        .select_related(
            "county__parent", "institution", "deduction__institution", "finding__deduction__institution"
        )
        .get(pk=objection.pk)
    )
    return held


def _second(reversal: DeductionReversal, act: str, acting_user: User) -> DeductionReversal:
    """The reversal held, after its objection, in the state ``act`` leads to."""
    objection = _objection(reversal.objection)
    held: DeductionReversal = (
        DeductionReversal.objects.select_for_update(of=("self",))
        .select_related("deduction", "institution", "proposed_by")
        .get(pk=reversal.pk)
    )
    require_at_or_above(user=acting_user, duties=(Duty.REVIEW,), agency=objection.county)
    held.state = state_after(held, act)
    require_another(user=acting_user, previous=held.proposed_by, act=_("Deduction given back"))
    return held


def state_after(reversal: DeductionReversal, act: str) -> str:
    """Where ``act`` leads; raises :class:`ReversalRefused` in words."""
    try:
        return REVERSAL.after(reversal.state, act)
    except WrongState as wrong:
        raise ReversalRefused(
            _("%(reversal)s is “%(state)s”: one cannot %(act)s now."),
            reversal=reversal,
            state=reversal.get_state_display(),
            act=ACTS[act],
        ) from wrong
