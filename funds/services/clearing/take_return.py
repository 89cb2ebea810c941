"""Take the bank's answers: paid ones are booked, failed ones wait to be issued again. Nothing is booked twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from funds.models import Entry, Payment, PaymentBatch, StatementLine
from funds.rules.clearing_postings import Draft, net_transfer, obligations, payments
from funds.services.post_entry import post_entries
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .entries import Planned, entry_drafts
from .faults import ClearingRefused
from .paid import mark_paid_if_complete
from .post import owed_on
from .terms import terms_of


@dataclass(frozen=True)
class BankAnswer:
    """How one instruction ended. ``paid_on`` for paid ones, the bank's ``reason`` for failed ones."""

    number: str
    paid: bool
    paid_on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True)
class BankReturn:
    """What the answers changed; ``unchanged`` were known already."""

    paid: tuple[Payment, ...]
    failed: tuple[Payment, ...]
    unchanged: tuple[Payment, ...]


@transaction.atomic
def take_bank_answers(
    *, answers: Sequence[BankAnswer], acting_user: User, import_run_id: int | None = None
) -> BankReturn:
    """Record ``answers`` and book what was paid on the day the bank paid it; all of them or none.

    The same answer again changes nothing. Raises :class:`ClearingRefused` naming a number that is unknown, was
    not sent, or was answered otherwise before; ``PeriodNotOpen``; ``DutyMissing`` (finance at the city).
    """
    by_number = {answer.number: answer for answer in answers}
    found = list(
        Payment.objects.select_for_update(of=("self",))
        .filter(number__in=by_number)
        .select_related("clearing__area", "payer__area", "net_position", "batch")
        .order_by("pk")
    )
    if missing := sorted(by_number.keys() - {payment.number for payment in found}):
        raise ClearingRefused(_("There is no payment %(number)s."), number=missing[0])
    for area in {payment.clearing.area for payment in found}:
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    news = [payment for payment in found if _is_news(payment, by_number[payment.number])]
    paid = [payment for payment in news if by_number[payment.number].paid]
    failed = [payment for payment in news if not by_number[payment.number].paid]
    for payment in news:
        _record(payment, by_number[payment.number], import_run_id)
    PaymentBatch.unscoped.filter(pk__in={payment.batch_id for payment in news}).update(
        returned_at=timezone.now()
    )
    _book(paid, acting_user)
    for clearing in {payment.clearing for payment in paid}:
        mark_paid_if_complete(clearing)
    unchanged = [payment for payment in found if payment not in news]
    return BankReturn(tuple(paid), tuple(failed), tuple(unchanged))


def _is_news(payment: Payment, answer: BankAnswer) -> bool:
    if payment.state == Payment.State.SENT:
        if answer.paid and answer.paid_on is None:
            raise ClearingRefused(
                _("Payment %(number)s: the day it was paid is missing."), number=payment.number
            )
        return True
    if payment.state == Payment.State.PREPARED:
        raise ClearingRefused(_("Payment %(number)s was never sent to the bank."), number=payment.number)
    same = (
        answer.paid and payment.paid_on == answer.paid_on
        if payment.state == Payment.State.PAID
        else not answer.paid
    )
    if not same:
        raise ClearingRefused(
            _("Payment %(number)s is already recorded as “%(state)s”."),
            number=payment.number,
            state=payment.get_state_display(),
        )
    return False


def _record(payment: Payment, answer: BankAnswer, import_run_id: int | None) -> None:
    payment.state = Payment.State.PAID if answer.paid else Payment.State.FAILED
    payment.paid_on = answer.paid_on if answer.paid else None
    payment.failure_reason = "" if answer.paid else answer.reason[:200]
    payment.import_run_id = import_run_id
    payment.save(update_fields=["state", "paid_on", "failure_reason", "import_run_id"])


def _book(paid: Iterable[Payment], acting_user: User) -> None:
    by_scheme: dict[str, list[Planned]] = {}
    for payment in paid:
        by_scheme.setdefault(payment.clearing.insutype, []).extend(_planned(payment))
    for insutype, planned in sorted(by_scheme.items()):
        post_entries(entry_drafts(insutype, planned), acting_user=acting_user)


def _planned(payment: Payment) -> list[Planned]:
    """The real entry of a payment and, for a statement, the memorandum it clears; in every book touched."""
    keeping = terms_of(payment.clearing).keeping
    names = {"number": payment.number, "payee": payment.account_name}
    if payment.net_position is not None:
        position = payment.net_position
        summary = _t("Net of the clearing, payment %(number)s to %(payee)s") % names
        drafts = net_transfer(keeping, position.county_id, to_fen(position.net))
        return [_plan(payment, draft, Entry.Kind.TRANSFER, "paid", summary) for draft in drafts]
    owed = owed_on(StatementLine.unscoped.filter(statement=payment.statement_id))
    summary = _t("Payment %(number)s to %(payee)s") % names
    cleared = _t("Obligation paid by %(number)s") % names
    return [
        *(
            _plan(payment, draft, Entry.Kind.PAYMENT, "paid", summary)
            for draft in payments(keeping, payment.payer_id, owed)
        ),
        *(
            _plan(payment, draft.reversed, Entry.Kind.CLEARING, "discharged", cleared)
            for draft in obligations(keeping, payment.payer_id, owed)
        ),
    ]


def _plan(payment: Payment, draft: Draft, kind: str, what: str, summary: str) -> Planned:
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    return Planned(draft, payment.paid_on, kind, f"payment:{payment.number}:{what}", summary[:200], payment)
