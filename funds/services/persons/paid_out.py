"""Payments to people: booked as the fund's expense on the day the bank pays, told to claims either way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from claims.models import CONTRIBUTION_PART, Payable, PayableLine
from claims.services import payables
from config.money import to_fen
from funds.models import Entry, Payment
from funds.rules.clearing_postings import CONTRIBUTION_AHEAD, Owed, payments
from funds.rules.person_postings import after_offset
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.payments.booking import plan
from funds.services.payments.instructions import BankAccount


def planned(payment: Payment) -> list[Planned]:
    """The real entry: expense of the insured county's share against the payer's account."""
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    keeping = keeping_of(payment.payer.area, payment.paid_on)
    summary = _("%(kind)s, payment %(number)s to %(payee)s") % {
        "kind": payable_of(payment).get_dfr_souc_display(),
        "number": payment.number,
        "payee": payment.account_name,
    }
    drafts = payments(keeping, payment.payer_id, owed_of(payable_of(payment), payment.paid_on))
    return [plan(payment, draft, Entry.Kind.PAYMENT, "paid", summary) for draft in drafts]


def owed_of(payable: Payable, day: dt.date) -> list[Owed]:
    """What the bank pays of it on ``day`` by fund, in fen: what is kept back comes off the pooled part first.

    A contribution given back before the year it was paid for lowers what is held in advance, not yet an income.
    """
    lines = PayableLine.unscoped.filter(payable=payable).order_by("fund_part")
    parts = after_offset({line.fund_part: to_fen(line.amount) for line in lines}, to_fen(payable.offset))
    begins = year_of_refund(payable)
    if begins is not None and day < begins:
        parts = {
            CONTRIBUTION_AHEAD if part == CONTRIBUTION_PART else part: fen for part, fen in parts.items()
        }
    return [Owed(payable.insu_county_id, part, fen, 0) for part, fen in parts.items()]


def year_of_refund(payable: Payable) -> dt.date | None:
    """First day of the year whose contribution is given back; None where it is no refund."""
    return dt.date(payable.refund.enrolment.year, 1, 1) if payable.refund is not None else None


def answered(paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
    """The counter sees what was paid, and why something was not."""
    payables.note_paid(
        payable_ids={one.payable_id: one.paid_on for one in paid if one.payable_id and one.paid_on}
    )
    payables.note_failed(reasons={one.payable_id: one.failure_reason for one in failed if one.payable_id})


def take_up_again(payments: Sequence[Payment]) -> None:
    payables.order(payables=[payable_of(payment) for payment in payments], again=True)


def sent_back(payments: Sequence[Payment]) -> None:
    """The counter sees why, and enters another account."""
    payables.note_sent_back(
        reasons={one.payable_id: one.failure_reason for one in payments if one.payable_id}
    )


def take_up_sent_back(payments: Sequence[Payment]) -> None:
    payables.order_sent_back(payables=[payable_of(payment) for payment in payments])


def account_today(failed: Payment) -> BankAccount | None:
    """The account the counter has on file for it, once two people agree on it."""
    account = payable_of(failed).account
    return account if account is not None and account.checked_by_id is not None else None


def says(payment: Payment) -> str:
    return _("Medical insurance, %(kind)s %(number)s") % {
        "kind": payable_of(payment).get_dfr_souc_display(),
        "number": payable_of(payment).number,
    }


def payable_of(payment: Payment) -> Payable:
    if payment.payable is None:
        raise ValueError(f"payment {payment.number} is not owed to a person")
    payable: Payable = payment.payable
    return payable
