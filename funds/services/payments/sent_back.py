"""Take back what the bank paid and later sent back (退汇): the money is held for the payee until it is paid again.

The outlay stands: what it was for was owed and still is. Where counties and city pay one another there is no payee
outside the fund, and the transfer is taken back whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from funds.models import Entry, Payback, Payment
from funds.rules.payback_postings import paid_again, sent_back
from funds.services.clearing.terms import terms_of
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from institutions.models import User

from .booking import plan
from .faults import PaymentRefused
from .purposes import by_purpose, purpose_of


@dataclass(frozen=True)
class SentBack:
    """What the bank said of a payment it had paid."""

    payment: Payment
    returned_on: dt.date
    reason: str


def require_sendable(payment: Payment, returned_on: dt.date, reason: str) -> None:
    """Raises :class:`PaymentRefused` for a payment that is not paid, a day before it was or to come, and no reason."""
    if payment.state != Payment.State.PAID or payment.paid_on is None:
        raise PaymentRefused(
            _("Payment %(number)s is recorded as “%(state)s”: only what was paid can be sent back."),
            number=payment.number,
            state=payment.get_state_display(),
        )
    if returned_on < payment.paid_on or returned_on > timezone.localdate():
        raise PaymentRefused(
            _(
                "Payment %(number)s was paid on %(paid_on)s: it comes back on that day or later, and not in future."
            ),
            number=payment.number,
            paid_on=payment.paid_on,
        )
    if not reason.strip():
        raise PaymentRefused(_("Payment %(number)s: say why the bank sent it back."), number=payment.number)


def take_back(
    sent: Sequence[SentBack], *, acting_user: User, import_run_id: int | None = None
) -> dict[str, list[Planned]]:
    """Record what came back; the entries to post, by scheme. The payments are locked and may be taken back.

    Whoever entered one of them from a slip meanwhile need not have it checked any more.
    """
    planned: dict[str, list[Planned]] = {}
    for one in sent:
        payment = one.payment
        payment.state, payment.returned_on = Payment.State.RETURNED, one.returned_on
        payment.failure_reason = one.reason.strip()[:200]
        if import_run_id is not None:
            payment.import_run_id = import_run_id
        payment.save(update_fields=["state", "returned_on", "failure_reason", "import_run_id"])
        if payment.batch is None:
            raise ValueError(f"payment {payment.number} is in no batch")
        planned.setdefault(str(payment.batch.insutype), []).extend(planned_back(payment))
    waiting = Payback.unscoped.filter(
        payment__in=[one.payment.pk for one in sent], checked_by__isnull=True, withdrawn_by__isnull=True
    )
    waiting.update(withdrawn_by=acting_user, withdrawn_reason=_t("The bank's file told it first."))
    for purpose, some in by_purpose([one.payment for one in sent]).items():
        purpose.sent_back(some)
    return planned


def planned_back(payment: Payment) -> list[Planned]:
    """The entries of the day the money came back: into the account it had left, against what is owed to the payee."""
    if payment.returned_on is None:
        raise ValueError(f"payment {payment.number} did not come back")
    summary = _t("Sent back by the bank: payment %(number)s to %(payee)s, %(reason)s") % {
        "number": payment.number,
        "payee": payment.account_name,
        "reason": payment.failure_reason,
    }
    if payment.net_position_id is not None:
        drafts = [one.draft.reversed for one in purpose_of(payment).planned(payment)]
    else:
        drafts = [sent_back(unit_of(payment), payment.payer_id, to_fen(payment.amount))]
    return [
        plan(payment, draft, Entry.Kind.RETURNED, "returned", summary, day=payment.returned_on)
        for draft in drafts
    ]


def planned_of(payment: Payment) -> list[Planned]:
    """The entries of a paid payment: what it is for, or what was held for the payee since it was sent back."""
    if not payment.settles_return or payment.net_position_id is not None:
        return purpose_of(payment).planned(payment)
    summary = _t("Paid again after it was sent back: payment %(number)s to %(payee)s") % {
        "number": payment.number,
        "payee": payment.account_name,
    }
    draft = paid_again(unit_of(payment), payment.payer_id, to_fen(payment.amount))
    return [plan(payment, draft, Entry.Kind.PAYMENT, "paid", summary)]


def unit_of(payment: Payment) -> int:
    """The accounting unit in whose book the payment was spent: what came back stands there, and is paid out of it."""
    first = payment
    while first.settles_return and first.reissues is not None:
        first = first.reissues
    if first.clearing is not None:
        return terms_of(first.clearing).keeping.unit_of(first.payer_id)
    if first.paid_on is None:
        raise ValueError(f"payment {first.number} was never paid")
    return keeping_of(first.payer.area, first.paid_on).unit_of(first.payer_id)
