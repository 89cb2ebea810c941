"""Payments of loans: booked as a payment on account on the day the bank pays, told to the loan either way."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.money import to_fen
from funds.models import CapitalLoan, Entry, Payment
from funds.rules.capital_postings import lent
from funds.services.clearing.prepare_payments import payee_accounts
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.payments.booking import plan
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import BankAccount

State = CapitalLoan.State


def planned(payment: Payment) -> list[Planned]:
    """The real entry, in the book that keeps the lender's money."""
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    keeping = keeping_of(payment.payer.area, payment.paid_on)
    loan = loan_of(payment)
    summary = _("%(kind)s %(year)s lent to %(payee)s, payment %(number)s") % {
        "kind": loan.get_kind_display(),
        "year": loan.year,
        "payee": payment.account_name,
        "number": payment.number,
    }
    drafts = lent(keeping, payment.payer_id, to_fen(payment.amount))
    return [plan(payment, draft, Entry.Kind.PAYMENT, "lent", summary) for draft in drafts]


def answered(paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
    """The loan is lent from the day the bank paid it, or waits to be paid again."""
    for payment in paid:
        _answer(payment, state=State.LENT, lent_on=payment.paid_on, failure_reason="")
    for payment in failed:
        _answer(payment, state=State.FAILED, failure_reason=payment.failure_reason)


def take_up_again(payments: Sequence[Payment]) -> None:
    """Raises :class:`PaymentRefused` when somebody dropped or ordered one of the loans meanwhile."""
    ids = [loan_of(payment).pk for payment in payments]
    taken = CapitalLoan.objects.filter(pk__in=ids, state=State.FAILED).update(
        state=State.ORDERED, failure_reason=""
    )
    if taken != len(ids):
        raise PaymentRefused(_("One of these loans was dropped, or ordered by somebody else."))


def sent_back(payments: Sequence[Payment]) -> None:
    """The loan counts as lent, and why the institution has not got it stays with it until it is paid again."""
    for payment in payments:
        CapitalLoan.unscoped.filter(pk=loan_of(payment).pk).update(failure_reason=payment.failure_reason)


def take_up_sent_back(payments: Sequence[Payment]) -> None:
    CapitalLoan.objects.filter(pk__in=[loan_of(payment).pk for payment in payments]).update(failure_reason="")


def account_today(failed: Payment) -> BankAccount | None:
    institution = loan_of(failed).institution_id
    return payee_accounts([institution]).get(institution)


def says(payment: Payment) -> str:
    return _("Medical insurance, %(kind)s %(year)s") % {
        "kind": loan_of(payment).get_kind_display(),
        "year": loan_of(payment).year,
    }


def loan_of(payment: Payment) -> CapitalLoan:
    if payment.loan is None:
        raise ValueError(f"payment {payment.number} is no loan's")
    loan: CapitalLoan = payment.loan
    return loan


def _answer(payment: Payment, **values: object) -> None:
    if not CapitalLoan.unscoped.filter(pk=loan_of(payment).pk, state=State.ORDERED).update(**values):
        raise PaymentRefused(_("The loan of payment %(number)s was not ordered."), number=payment.number)
