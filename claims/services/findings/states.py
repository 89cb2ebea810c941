"""Hold a finding, ask whether an act is open and whose it is, and write down that it was done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import BillFinding, FindingStep
from claims.rules.findings import FLOW
from claims.rules.flow import WrongState
from config.errors import DomainError
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_at_or_above
from institutions.services.payee_accounts import paying_agency

ACTS = {
    "ask": _("put it to the institution"),
    "reply": _("enter a reply"),
    "propose": _("propose a deduction"),
    "acquit": _("propose to close it"),
    "return": _("send it back"),
    "deduct": _("deduct"),
    "close": _("close it"),
    "dismiss": _("dismiss it"),
    "case": _("open a case on it"),
}


class FindingRefused(DomainError):
    """The finding cannot be acted on so."""


def locked(finding: BillFinding) -> BillFinding:
    """The finding as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: BillFinding = (
        BillFinding.objects.select_for_update(of=("self",))
        .select_related("bill__institution__county__parent", "bill__institution__area", "proposed_by")
        .get(pk=finding.pk)
    )
    return held


def state_after(finding: BillFinding, act: str) -> str:
    """Where ``act`` leads; raises :class:`FindingRefused` in words."""
    try:
        return FLOW.after(finding.state, act)
    except WrongState as wrong:
        raise FindingRefused(
            _("The finding on %(bill)s is “%(state)s”: one cannot %(act)s now."),
            bill=finding.bill,
            state=finding.get_state_display(),
            act=ACTS[act],
        ) from wrong


def whose(finding: BillFinding) -> Agency:
    """The agency that pays the institution, and so asks it."""
    return paying_agency(finding.bill.institution)


def require_one_of(finding: BillFinding, acting_user: User, *duties: Duty) -> None:
    """One of the duties at the agency that pays the institution, or at its city; raises ``DutyMissing``."""
    require_at_or_above(user=acting_user, duties=duties, agency=whose(finding))


def step(
    finding: BillFinding,
    act: FindingStep.Act,
    acting_user: User,
    *,
    text: str = "",
    amount: Decimal | None = None,
    day: dt.date | None = None,
) -> FindingStep:
    """One more line of the finding's course."""
    made = FindingStep(
        finding=finding,
        act=act,
        state=finding.state,
        day=day or timezone.localdate(),
        text=text,
        amount=amount,  # type: ignore[misc]
        done_by=acting_user,
    )
    made.full_clean()
    made.save()
    return made
