"""Payments out of procurement: a supplier's as a payment on account for the institution, a reward as expense."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from claims.models import ProcurementPayable
from claims.services.procurement import payables
from config.money import to_fen
from funds.models import Entry, Payment
from funds.rules.capital_postings import SUPPLIED, lent
from funds.rules.clearing_postings import Owed, payments
from funds.rules.statements import POOLED
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.payments.booking import plan
from funds.services.payments.instructions import BankAccount

from .prepare import accounts_of


def planned(payment: Payment) -> list[Planned]:
    """The real entry, in the book that keeps the payer's money."""
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    keeping, owed = keeping_of(payment.payer.area, payment.paid_on), payable_of(payment)
    fen = to_fen(payment.amount)
    summary = _("%(kind)s: %(institution)s, payment %(number)s to %(payee)s") % {
        "kind": owed.get_kind_display(),
        "institution": owed.institution,
        "number": payment.number,
        "payee": payment.account_name,
    }
    if owed.kind == ProcurementPayable.Kind.DIRECT:
        drafts = lent(keeping, payment.payer_id, fen, on=SUPPLIED)
    else:
        drafts = payments(keeping, payment.payer_id, [Owed(payment.payer_id, POOLED, fen, 0)])
    return [plan(payment, draft, Entry.Kind.PAYMENT, "procured", summary) for draft in drafts]


def answered(paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
    payables.note_paid(payables={payable_of(one).pk: one.paid_on for one in paid if one.paid_on})
    payables.note_failed(reasons={payable_of(one).pk: one.failure_reason for one in failed})


def take_up_again(payments: Sequence[Payment]) -> None:
    payables.order(payables=[payable_of(payment) for payment in payments], again=True)


def sent_back(payments: Sequence[Payment]) -> None:
    payables.note_sent_back(reasons={payable_of(one).pk: one.failure_reason for one in payments})


def take_up_sent_back(payments: Sequence[Payment]) -> None:
    payables.order_sent_back(payables=[payable_of(payment) for payment in payments])


def account_today(failed: Payment) -> BankAccount | None:
    return accounts_of([payable_of(failed)]).get(payable_of(failed).pk)


def says(payment: Payment) -> str:
    return _("Medical insurance, %(kind)s %(number)s") % {
        "kind": payable_of(payment).get_kind_display(),
        "number": payable_of(payment).number,
    }


def payable_of(payment: Payment) -> ProcurementPayable:
    if payment.procured is None:
        raise ValueError(f"payment {payment.number} is not owed out of procurement")
    payable: ProcurementPayable = payment.procured
    return payable
