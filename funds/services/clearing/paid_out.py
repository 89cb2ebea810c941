"""Payments of a clearing: to institutions for their statements, between counties and city for the net."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.money import to_fen
from funds.models import Clearing, Entry, Payment, StatementLine
from funds.rules.clearing_postings import net_transfer, obligations, payments
from funds.services.drafts import Planned
from funds.services.payments.booking import plan
from funds.services.payments.instructions import BankAccount

from . import states
from .paid import mark_paid_if_complete
from .post import owed_on
from .prepare_payments import expenditure_account, payee_accounts
from .set_offs import by_role, note_booked
from .terms import terms_of


def planned(payment: Payment) -> list[Planned]:
    """The real entry of a payment and, for a statement, the memorandum it clears; in every book touched."""
    keeping = terms_of(_clearing_of(payment)).keeping
    names = {"number": payment.number, "payee": payment.account_name}
    if payment.net_position is not None:
        position = payment.net_position
        summary = _("Net of the clearing, payment %(number)s to %(payee)s") % names
        drafts = net_transfer(keeping, position.county_id, to_fen(position.net))
        return [plan(payment, draft, Entry.Kind.TRANSFER, "paid", summary) for draft in drafts]
    owed = owed_on(StatementLine.unscoped.filter(statement=payment.statement_id))
    summary = _("Payment %(number)s to %(payee)s") % names
    cleared = _("Obligation paid by %(number)s") % names
    return [
        *(
            plan(payment, draft, Entry.Kind.PAYMENT, "paid", summary)
            for draft in payments(keeping, payment.payer_id, owed, set_off=by_role(payment.statement_id))
        ),
        *(
            plan(payment, draft.reversed, Entry.Kind.CLEARING, "discharged", cleared)
            for draft in obligations(keeping, payment.payer_id, owed)
        ),
    ]


def answered(paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
    """Move clearings on that are now paid whole; loans that were set off are lower from the day of the payment."""
    for payment in paid:
        if payment.statement_id is not None and payment.paid_on is not None:
            note_booked([payment.statement_id], payment.paid_on)
    for clearing in {_clearing_of(payment) for payment in paid}:
        mark_paid_if_complete(clearing)


def take_up_again(payments: Sequence[Payment]) -> None:
    """Raises ``ClearingRefused`` once the clearing has moved on."""
    for clearing in {_clearing_of(payment) for payment in payments}:
        states.require(clearing, Clearing.State.POSTED, act=_("issue payments again"))


def sent_back(payments: Sequence[Payment]) -> None:
    """The month was paid; what is held for the payee since is no matter of the clearing."""


def take_up_sent_back(payments: Sequence[Payment]) -> None:
    """Whatever the clearing has come to: the money is held for the payee."""


def account_today(failed: Payment) -> BankAccount | None:
    """The institution's account as approved today, or the agency's own."""
    if failed.statement is not None:
        institution = failed.statement.institution_id
        return payee_accounts([institution]).get(institution)
    return expenditure_account(failed.payee_agency or failed.payer, _clearing_of(failed).insutype)


def says(payment: Payment) -> str:
    month = {"month": f"{_clearing_of(payment).month:%Y-%m}"}
    if payment.kind == Payment.Kind.NET_TRANSFER:
        return _("Medical insurance, net of the clearing of %(month)s") % month
    return _("Medical insurance, settlement of %(month)s") % month


def _clearing_of(payment: Payment) -> Clearing:
    if payment.clearing is None:
        raise ValueError(f"payment {payment.number} belongs to no clearing")
    return payment.clearing
