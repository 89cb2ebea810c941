"""A second person decides a case, and what was decided is done: deduction or debt, fine, suspension, credit points."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CaseRecovery, Deduction, InspectionCase, Overpayment
from claims.policy_inspections import inspection_policy
from claims.services.clearing_months import open_month
from claims.services.overpayments.record import confirm_overpayment, record_overpayment
from claims.services.person_credit import enter_person_event
from claims.services.review_deduction import review_deduction
from config.periods import Month
from institutions.models import AgreementDecision, CreditPoints, Duty, Institution, User
from institutions.services.agreements.decide import ask_decision, deciding_agency
from institutions.services.agreements.decide import decide as decide_on_agreement
from institutions.services.credit import decide_event, enter_event
from institutions.services.duties import require_another

from .propose import agreement_of
from .states import CaseRefused, locked, note, opened

E = TypeVar("E", bound=CreditPoints)


@transaction.atomic
def send_back(*, case: InspectionCase, reason: str, acting_user: User) -> InspectionCase:
    """Not so: it is proposed anew. Duty to review at the county or its city; another person."""
    held = _second(case, "return", acting_user)
    if not reason.strip():
        raise CaseRefused(_("Say why."))
    held.recoveries.all().delete()
    held.fine = None  # type: ignore[assignment] # the stubs of the field do not know that it may be empty
    held.suspend_from = held.suspend_until = held.proposed_by = None
    held.handed_to = held.credit_event = held.physician_code = held.physician_name = held.reason = ""
    held.save()
    note(held, "return", acting_user, reason)
    return held


@transaction.atomic
def decide_case(*, case: InspectionCase, acting_user: User) -> InspectionCase:
    """What was proposed is decided and done, in the names of both. Duty to review at the county or its city.

    Recovered is by deduction in the month that collects now (an insured person owes it). A suspension is asked for,
    and carried out at once where ``acting_user`` may approve it; else it waits for whoever may. Credit points are
    likewise taken or wait for confirmation.
    """
    act = "close" if _is_nothing(locked(case)) else "decide"
    held = _second(case, act, acting_user)
    today = timezone.localdate()
    held.decided_by, held.decided_on = acting_user, today
    if held.fine:
        held.fine_due_on = today + dt.timedelta(days=inspection_policy(held.area, today).needed("fine.days"))
    for recovery in held.recoveries.all():
        _recover(held, recovery, acting_user, today)
    if held.suspend_from and held.institution:
        held.suspension = _suspend(held, acting_user, today)
    if held.credit_event:
        _take_points(held, acting_user)
    held.save()
    note(held, act, acting_user, held.reason)
    return held


def _is_nothing(case: InspectionCase) -> bool:
    asked = case.fine or case.suspend_from or case.handed_to or case.credit_event
    return not asked and not case.recoveries.exists()


def _second(case: InspectionCase, act: str, acting_user: User) -> InspectionCase:
    held = opened(case, act, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.proposed_by, act=_("Decision on the case"))
    return held


def _proposer(case: InspectionCase) -> User:
    if case.proposed_by is None:
        raise ValueError(f"case {case.pk} is proposed by nobody: the database does not allow it")
    return case.proposed_by


def _recover(case: InspectionCase, recovery: CaseRecovery, acting_user: User, today: dt.date) -> None:
    if case.institution is not None:
        recovery.deduction = _deduct(case, case.institution, recovery, acting_user, today)
    else:
        recovery.overpayment = _owe(case, recovery, acting_user)
    recovery.save(update_fields=["deduction", "overpayment"])


def _deduct(
    case: InspectionCase, institution: Institution, recovery: CaseRecovery, acting_user: User, today: dt.date
) -> Deduction:
    month = open_month(area_id=case.area_id, insutype=recovery.insutype, month=Month.of(today))
    deduction = Deduction(
        institution=institution,
        insutype=recovery.insutype,
        clr_month=month.first,
        det_type=Deduction.Kind.INSPECTION,
        reference=f"{case.number}-{recovery.insutype}",
        amount=recovery.amount,
        reason=f"{case.title} {case.reason}"[:300],
        handled_by=_proposer(case),
    )
    deduction.full_clean()
    deduction.save()
    return review_deduction(deduction=deduction, acting_user=acting_user)


def _owe(case: InspectionCase, recovery: CaseRecovery, acting_user: User) -> Overpayment:
    if case.person is None:
        raise ValueError(f"case {case.pk} is about nobody: the database does not allow it")
    debt = record_overpayment(
        person=case.person,
        insutype=recovery.insutype,
        amount=recovery.amount,
        reason=f"{case.number} {case.title}"[:300],
        source=Overpayment.Source.INSPECTION,
        agency=case.county,
        acting_user=_proposer(case),
    )
    return confirm_overpayment(debt=debt, acting_user=acting_user)


def _suspend(case: InspectionCase, acting_user: User, today: dt.date) -> AgreementDecision:
    agreement = agreement_of(case)
    if agreement is None or case.suspend_from is None:
        raise CaseRefused(
            _("%(subject)s has no agreement in force that could be suspended."), subject=case.subject
        )
    asked = ask_decision(
        agreement=agreement,
        act=AgreementDecision.Act.SUSPEND,
        # Days that are over keep their designation.
        from_day=max(case.suspend_from, today),
        until_day=case.suspend_until,
        reason=f"{case.number} {case.title}"[:300],
        acting_user=_proposer(case),
    )
    if Duty.APPROVE in acting_user.duties_at(deciding_agency(agreement)):
        return decide_on_agreement(decision=asked, approved=True, acting_user=acting_user)
    return asked


def _take_points(case: InspectionCase, acting_user: User) -> None:
    """Enter the credit event in the proposer's name; confirmed at once where ``acting_user`` may."""
    found: dict[str, Any] = {
        "event": case.credit_event,
        "day": case.opened_on,
        "evidence": f"{case.number} {case.title}"[:300],
        "acting_user": _proposer(case),
    }
    if case.person is not None:
        case.person_credit = _confirmed(enter_person_event(person=case.person, **found), acting_user)
    elif case.institution is not None:
        found |= {"physician_code": case.physician_code, "physician_name": case.physician_name}
        case.credit = _confirmed(enter_event(institution=case.institution, **found), acting_user)


def _confirmed(event: E, acting_user: User) -> E:
    if Duty.REVIEW in acting_user.duties_at(event.rated_at):
        return decide_event(event=event, confirmed=True, acting_user=acting_user)
    return event
