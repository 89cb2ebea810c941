"""What follows a decision: the fine is paid to the treasury, the authority acknowledges the handover."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import InspectionCase
from institutions.models import User

from .states import CaseRefused, day_past, note, opened


@transaction.atomic
def note_fine_paid(*, case: InspectionCase, day: dt.date, receipt: str, acting_user: User) -> InspectionCase:
    """The fine was paid on a day, by this receipt; once. Duty to inspect or handle."""
    held = opened(case, "fine_paid", acting_user)
    if held.fine is None or held.fine_paid_on is not None:
        raise CaseRefused(_("No fine of case %(case)s is open."), case=held)
    if not receipt.strip():
        raise CaseRefused(_("Give the number of the receipt."))
    held.fine_paid_on, held.fine_receipt = day_past(day, after=held.decided_on), receipt.strip()
    held.save(update_fields=["fine_paid_on", "fine_receipt"])
    note(held, "fine_paid", acting_user, receipt, day)
    return held


@transaction.atomic
def note_handover(*, case: InspectionCase, day: dt.date, receipt: str, acting_user: User) -> InspectionCase:
    """The authority took the case on a day and acknowledged it so; once. Duty as above."""
    held = opened(case, "hand_over", acting_user)
    if not held.handed_to or held.handed_over_on is not None:
        raise CaseRefused(_("No handover of case %(case)s is open."), case=held)
    if not receipt.strip():
        raise CaseRefused(_("Give the receipt of the authority."))
    held.handed_over_on, held.handover_receipt = day_past(day, after=held.decided_on), receipt.strip()
    held.save(update_fields=["handed_over_on", "handover_receipt"])
    note(held, "hand_over", acting_user, f"{held.get_handed_to_display()}: {receipt}", day)
    return held
