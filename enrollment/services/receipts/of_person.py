"""A receipt of what a person paid alone: accepted at the counter, booked with those of payers, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from enrollment.models import Person, Receipt
from institutions.models import Agency, User


class ReceiptOfAnother(DomainError):
    """The receipt cannot be this payment's."""


@dataclass(frozen=True)
class Paid:
    """What a person of ``county`` paid: yuan, on ``day``, for the months from ``first`` to ``last`` (first days)."""

    person: Person
    county: Agency
    insutype: str
    amount: Decimal
    day: dt.date
    first: dt.date
    last: dt.date
    reason: str


def receive_from_person(paid: Paid, *, number: str, acting_user: User) -> Receipt:
    """The accepted receipt of ``paid``, in the caller's transaction and lock.

    Where tax reported it already, and it waits because its payer is none of the county, that one is taken.
    Raises :class:`ReceiptOfAnother` where the number is another payment's.
    """
    number = number.strip()
    if not number:
        raise ReceiptOfAnother(_("Name the receipt."))
    if paid.day > timezone.localdate():
        raise ReceiptOfAnother(_("The day of payment lies ahead."))
    # The counter may belong to another county than the person (NB-27): its number is unique all over.
    known = Receipt.unscoped.select_for_update(of=("self",)).filter(number=number).first()
    if known is not None and not _is_of(known, paid):
        raise ReceiptOfAnother(_("Receipt %(number)s is that of another payment."), number=number)
    receipt: Receipt = known or Receipt(
        number=number, emp_no=paid.person.psn_no, county=paid.county, insutype=paid.insutype,
        month=paid.first, last_month=paid.last, amount=paid.amount, received_on=paid.day,
    )  # fmt: skip
    receipt.state, receipt.difference = Receipt.State.ACCEPTED, ""
    receipt.reason = paid.reason[:200]
    receipt.decided_by, receipt.decided_at = acting_user, timezone.now()
    if known is None:
        receipt.full_clean()
    receipt.save()
    return receipt


def _is_of(receipt: Receipt, paid: Paid) -> bool:
    told = (receipt.state, receipt.payer_id, receipt.county_id, receipt.insutype, receipt.amount)
    wanted = (Receipt.State.OPEN, None, paid.county.pk, paid.insutype, paid.amount)
    return told == wanted and receipt.received_on == paid.day
