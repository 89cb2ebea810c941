"""Premiums the bank paid: each county's expense on the day of payment; a failed one waits to be issued again."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from funds.models import Entry, InsurerPremium, Payment
from funds.rules.payer_postings import premium_paid
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.payments.booking import plan
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import BankAccount
from institutions.models import Agency

from .prepare import account_of

State = InsurerPremium.State


def planned(payment: Payment) -> list[Planned]:
    """The real entry, in the book that keeps the payer's money."""
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    premium = premium_of(payment)
    keeping = keeping_of(payment.payer.area, payment.paid_on)
    counties = dict(Agency.objects.filter(area=payment.payer.area).values_list("code", "pk"))
    parts = {counties[part["county"]]: part["fen"] for part in premium.parts}
    summary = _("%(premium)s, payment %(number)s") % {"premium": premium, "number": payment.number}
    draft = premium_paid(keeping, payment.payer_id, parts)
    return [plan(payment, draft, Entry.Kind.PAYMENT, "premium", summary)]


def answered(paid: Sequence[Payment], failed: Sequence[Payment]) -> None:
    """A paid premium is done; a failed one stays approved."""
    for one in paid:
        premium = premium_of(one)
        premium.state, premium.paid_on, premium.evidence = State.PAID, one.paid_on, one.number
        premium.save(update_fields=["state", "paid_on", "evidence"])


def take_up_again(payments: Sequence[Payment]) -> None:
    """Refuse what was dropped since."""
    for one in payments:
        premium = InsurerPremium.objects.select_for_update(of=("self",)).get(pk=premium_of(one).pk)
        if premium.state != State.APPROVED:
            raise PaymentRefused(
                _("%(premium)s is “%(state)s”: that cannot be done now."),
                premium=premium,
                state=premium.get_state_display(),
            )


def sent_back(payments: Sequence[Payment]) -> None:
    """The premium was spent; what is held for the insurer since is told by the payments."""


def take_up_sent_back(payments: Sequence[Payment]) -> None:
    """Nothing stands in the way."""


def account_today(failed: Payment) -> BankAccount | None:
    return account_of(premium_of(failed))


def says(payment: Payment) -> str:
    premium = premium_of(payment)
    return _("Serious-illness insurance premium %(year)s-%(instalment)s") % {
        "year": premium.year, "instalment": premium.instalment,
    }  # fmt: skip


def premium_of(payment: Payment) -> InsurerPremium:
    if payment.premium is None:
        raise ValueError(f"payment {payment.number} is for no premium")
    premium: InsurerPremium = payment.premium
    return premium
