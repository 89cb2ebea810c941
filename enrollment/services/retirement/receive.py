"""The receipt of what makes up missing years: accepted at the counter, booked with those of payers, once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from config.periods import Month
from enrollment.models import Receipt, RetirementCase
from institutions.models import User

from .judge import RetirementRefused


def receive(
    *, case: RetirementCase, number: str, amount: Decimal, month: Month, day: dt.date, acting_user: User
) -> Receipt:
    """The accepted receipt over ``amount`` yuan received on ``day``, in the caller's transaction and lock.

    Where tax reported it already, and it waits because its payer is none of the county, that one is taken.
    Raises :class:`RetirementRefused` where the number is another payment's.
    """
    number = number.strip()
    if not number:
        raise RetirementRefused(_("Name the receipt."))
    if day > timezone.localdate():
        raise RetirementRefused(_("The day of payment lies ahead."))
    known = Receipt.objects.select_for_update(of=("self",)).filter(number=number).first()
    if known is not None and not _is_of(known, case, amount, day):
        raise RetirementRefused(_("Receipt %(number)s is that of another payment."), number=number)
    receipt: Receipt = known or Receipt(
        number=number, emp_no=case.person.psn_no, county=case.county, insutype=case.insutype,
        month=month.first, last_month=month.first, amount=amount, received_on=day,
    )  # fmt: skip
    receipt.state, receipt.difference = Receipt.State.ACCEPTED, ""
    receipt.reason = _("Missing years made up by %(person)s") % {"person": case.person.psn_no}
    receipt.decided_by, receipt.decided_at = acting_user, timezone.now()
    if known is None:
        receipt.full_clean()
    receipt.save()
    return receipt


def _is_of(receipt: Receipt, case: RetirementCase, amount: Decimal, day: dt.date) -> bool:
    told = (receipt.state, receipt.payer_id, receipt.county_id, receipt.insutype, receipt.amount)
    wanted = (Receipt.State.OPEN, None, case.county_id, case.insutype, amount)
    return told == wanted and receipt.received_on == day
