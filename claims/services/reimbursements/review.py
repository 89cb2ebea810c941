"""A second person confirms a settled case: from then on the money is owed and funds may fetch it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, Reimbursement
from claims.services.counters import counter_for
from claims.services.payables import owe
from claims.services.person_accounts import require_checked
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .owed import owed_for, sum_of
from .settle import settlements_of_case
from .states import locked, state_after


@transaction.atomic
def review_case(*, case: Reimbursement, acting_user: User) -> Payable | None:
    """Confirm ``case``; what is owed now, or None when the funds pay nothing. Duty to review, a second person.

    Raises ``AccountRefused`` while the account is missing or nobody checked it.
    """
    case = locked(case)
    counter_for(case, acting_user, Duty.REVIEW)
    case.reim_stas = state_after(case, "review")
    require_another(user=acting_user, previous=case.handled_by, act=_("Review of the reimbursement"))
    parts = parts_of(case)
    account = require_checked(case) if parts else None
    case.reviewed_by, case.reviewed_at = acting_user, timezone.now()
    case.save(update_fields=["reim_stas", "reviewed_by", "reviewed_at"])
    if account is None:
        return None
    return owe(
        case=case,
        kind=Payable.Kind.REIMBURSEMENT,
        source={"reimbursement": case},
        parts=parts,
        account=account,
        acting_user=acting_user,
    )


def parts_of(case: Reimbursement) -> dict[str, int]:
    """What the person is owed for the case, in fen by part; parts of nothing left out."""
    return sum_of(owed_for(settlement) for settlement in settlements_of_case(case))
