"""Payments to the province: they fill up its advance, out of which it paid the institutions elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.money import to_fen
from funds.models import Entry, Payment, ProvinceDue
from funds.rules.capital_postings import lent
from funds.rules.clearing_postings import OUT_OF_AREA
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.payments.booking import plan
from funds.services.payments.instructions import BankAccount

from .prepare import province_account


def planned(payment: Payment) -> list[Planned]:
    """The real entry, in the book that keeps the city's money."""
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    keeping, due = keeping_of(payment.payer.area, payment.paid_on), due_of(payment)
    summary = _("%(kind)s %(number)s, payment %(payment)s to the province") % {
        "kind": due.get_kind_display(), "number": due.number, "payment": payment.number,
    }  # fmt: skip
    drafts = lent(keeping, payment.payer_id, to_fen(payment.amount), on=OUT_OF_AREA)
    return [plan(payment, draft, Entry.Kind.PAYMENT, "province", summary) for draft in drafts]


def answered(paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
    """How they ended is told by the payments themselves."""


def take_up_again(payments: Sequence[Payment]) -> None:
    """Nothing stands in the way: what is owed to the province does not change."""


def sent_back(payments: Sequence[Payment]) -> None:
    """How they ended is told by the payments themselves."""


def take_up_sent_back(payments: Sequence[Payment]) -> None:
    """Nothing stands in the way."""


def account_today(failed: Payment) -> BankAccount | None:
    return province_account(failed.payer.area)


def says(payment: Payment) -> str:
    return _("Medical insurance, care outside the area, %(number)s") % {"number": due_of(payment).number}


def due_of(payment: Payment) -> ProvinceDue:
    if payment.province_due is None:
        raise ValueError(f"payment {payment.number} is not owed to the province")
    due: ProvinceDue = payment.province_due
    return due
