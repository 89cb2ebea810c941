"""What a payment is for: how it is booked, which account it goes to, who is told how it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, cast

from funds.models import Payment
from funds.services.capital import paid_out as _capital_payments
from funds.services.clearing import paid_out as _clearing_payments
from funds.services.drafts import Planned
from funds.services.insurer import paid_out as _premium_payments
from funds.services.out_of_area import paid_out as _province_payments
from funds.services.persons import paid_out as _person_payments
from funds.services.procurement import paid_out as _procurement_payments

from .instructions import BankAccount

_OWN: dict[str, Any] = {
    Payment.Kind.PERSON: _person_payments,
    Payment.Kind.CAPITAL: _capital_payments,
    Payment.Kind.PROCUREMENT: _procurement_payments,
    Payment.Kind.PROVINCE: _province_payments,
    Payment.Kind.PREMIUM: _premium_payments,
}


class Purpose(Protocol):
    """The module of a kind of payments."""

    def planned(self, payment: Payment) -> list[Planned]:
        """The entries of a paid payment, in every book it touches."""

    def answered(self, paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
        """The bank's answers are recorded and booked: tell whoever waits for them."""

    def take_up_again(self, payments: Sequence[Payment]) -> None:
        """Refuse when failed ``payments`` cannot be issued again now."""

    def sent_back(self, payments: Sequence[Payment]) -> None:
        """What was paid came back, or could not be paid again: tell whoever knows the payee."""

    def take_up_sent_back(self, payments: Sequence[Payment]) -> None:
        """Refuse when ``payments`` of what was sent back cannot be issued again now."""

    def account_today(self, failed: Payment) -> BankAccount | None:
        """The payee's account as approved today."""

    def says(self, payment: Payment) -> str:
        """What the payee reads on the bank statement."""


def purpose_of(payment: Payment) -> Purpose:
    return cast(Purpose, _OWN.get(payment.kind, _clearing_payments))


def by_purpose(payments: Iterable[Payment]) -> dict[Purpose, list[Payment]]:
    """The payments apart, so that each purpose is told once."""
    apart: dict[Purpose, list[Payment]] = defaultdict(list)
    for payment in payments:
        apart[purpose_of(payment)].append(payment)
    return apart
