"""Propose what a case comes to; a second person decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CaseRecovery, InspectionCase
from claims.rules.inspections import may_propose
from institutions.models import Agreement, User
from institutions.policy.credit import PERSON
from institutions.services.credit import policy_in

from .states import CaseRefused, locked, note, opened


@dataclass(frozen=True)
class Proposal:
    """What is to be done; nothing at all closes the case without. Amounts in yuan; ``recoveries`` by scheme."""

    reason: str
    recoveries: Mapping[str, Decimal] = field(default_factory=dict)
    fine: Decimal | None = None
    suspend_from: dt.date | None = None
    suspend_until: dt.date | None = None
    handed_to: str = ""
    credit_event: str = ""
    physician_code: str = ""
    physician_name: str = ""

    @property
    def is_nothing(self) -> bool:
        return not (self.recoveries or self.fine or self.suspend_from or self.handed_to or self.credit_event)


@transaction.atomic
def propose_decision(*, case: InspectionCase, proposal: Proposal, acting_user: User) -> InspectionCase:
    """Recover, fine, suspend, hand over, take credit points, or close without. Duty to inspect or handle.

    Raises :class:`CaseRefused` while whoever it is about may still make a statement, without grounds, or where there
    is no agreement to suspend.
    """
    before = locked(case)
    held = opened(case, "propose", acting_user)
    if not may_propose(state=before.state, statement_due=held.statement_due, today=timezone.localdate()):
        raise CaseRefused(_("A statement may be made until %(day)s."), day=held.statement_due)
    if not proposal.reason.strip():
        raise CaseRefused(_("Say why."))
    _refuse_impossible(held, proposal)
    held.reason, held.fine = proposal.reason.strip(), proposal.fine or None  # type: ignore[assignment]
    held.suspend_from, held.suspend_until = proposal.suspend_from, proposal.suspend_until
    held.handed_to, held.credit_event = proposal.handed_to, proposal.credit_event
    held.physician_code, held.physician_name = proposal.physician_code, proposal.physician_name
    held.proposed_by = acting_user
    held.full_clean()
    held.save()
    held.recoveries.all().delete()
    for insutype, amount in sorted(proposal.recoveries.items()):
        recovery = CaseRecovery(case=held, insutype=insutype, amount=amount)
        recovery.full_clean()
        recovery.save()
    note(held, "propose", acting_user, held.reason)
    return held


def agreement_of(case: InspectionCase) -> Agreement | None:
    """The institution's agreement in force, which a decision may suspend."""
    found: Agreement | None = (
        Agreement.objects.filter(institution=case.institution_id, state=Agreement.State.IN_FORCE)
        .order_by("period", "pk")
        .first()
    )
    return found


def _refuse_impossible(case: InspectionCase, proposal: Proposal) -> None:
    if proposal.suspend_until and not proposal.suspend_from:
        raise CaseRefused(_("Say from when the agreement is suspended."))
    if proposal.suspend_from and (case.institution is None or agreement_of(case) is None):
        raise CaseRefused(
            _("%(subject)s has no agreement in force that could be suspended."), subject=case.subject
        )
    if proposal.credit_event:
        _refuse_unknown_event(case, proposal)


def _refuse_unknown_event(case: InspectionCase, proposal: Proposal) -> None:
    subject = "physician" if proposal.physician_code else "institution"
    if case.institution is None:
        subject = PERSON
    elif case.institution.county_id is None:
        raise CaseRefused(_("Institutions outside the area are rated by their own."))
    events = policy_in(case.area, case.opened_on).events(subject)
    if proposal.credit_event not in {one.key for one in events}:
        raise CaseRefused(_("There is no such credit event: %(event)s."), event=proposal.credit_event)
