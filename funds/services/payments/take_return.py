"""Take the bank's answers: paid ones are booked, failed ones wait to be issued again, and so do those it had paid and
sent back. Nothing is booked twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import Payment, PaymentBatch
from funds.services.drafts import Planned, entry_drafts
from funds.services.post_entry import post_entries
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .faults import PaymentRefused
from .purposes import by_purpose
from .sent_back import SentBack, planned_of, require_sendable, take_back


@dataclass(frozen=True)
class BankAnswer:
    """How one instruction ended. ``paid_on`` for paid ones, the bank's ``reason`` for failed ones; both that and
    ``returned_on`` for those that were paid before and came back."""

    number: str
    paid: bool
    paid_on: dt.date | None = None
    reason: str = ""
    returned_on: dt.date | None = None


@dataclass(frozen=True)
class BankReturn:
    """What the answers changed; ``unchanged`` were known already."""

    paid: tuple[Payment, ...]
    failed: tuple[Payment, ...]
    returned: tuple[Payment, ...]
    unchanged: tuple[Payment, ...]


@transaction.atomic
def take_bank_answers(
    *, answers: Sequence[BankAnswer], acting_user: User, import_run_id: int | None = None
) -> BankReturn:
    """Record ``answers`` and book what was paid on the day the bank paid it; all of them or none.

    The same answer again changes nothing. Raises :class:`PaymentRefused` naming a number that is unknown, was
    not sent, was answered otherwise before, has two answers, or a day that is still to come;
    ``PeriodNotOpen``; ``DutyMissing`` (finance at the city).
    """
    by_number = {answer.number: answer for answer in answers}
    if contrary := sorted({answer.number for answer in answers if answer != by_number[answer.number]}):
        raise PaymentRefused(_("Payment %(number)s is answered twice, not alike."), number=contrary[0])
    found = list(
        Payment.objects.select_for_update(of=("self",))
        .filter(number__in=by_number)
        .select_related(
            "clearing__area",
            "payer__area",
            "net_position",
            "payable",
            "loan",
            "procured",
            "province_due",
            "premium",
            "batch",
        )
        .order_by("pk")
    )
    if missing := sorted(by_number.keys() - {payment.number for payment in found}):
        raise PaymentRefused(_("There is no payment %(number)s."), number=missing[0])
    for area in {payment.payer.area for payment in found}:
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    news = [payment for payment in found if _is_news(payment, by_number[payment.number])]
    returned = [payment for payment in news if by_number[payment.number].returned_on is not None]
    answered = [payment for payment in news if payment not in returned]
    paid = [payment for payment in answered if by_number[payment.number].paid]
    failed = [payment for payment in answered if not by_number[payment.number].paid]
    for payment in answered:
        _record(payment, by_number[payment.number], import_run_id)
    PaymentBatch.unscoped.filter(pk__in={payment.batch_id for payment in news}).update(
        returned_at=timezone.now()
    )
    _book(paid, acting_user)
    for purpose, some in by_purpose(one for one in answered if not one.settles_return).items():
        purpose.answered([one for one in some if one in paid], [one for one in some if one in failed])
    # What was an outlay before is none again: only that it could not be paid again is told.
    for purpose, some in by_purpose(one for one in failed if one.settles_return).items():
        purpose.sent_back(some)
    came_back = [_sent_back(payment, by_number[payment.number]) for payment in returned]
    for insutype, planned in sorted(
        take_back(came_back, acting_user=acting_user, import_run_id=import_run_id).items()
    ):
        post_entries(entry_drafts(insutype, planned), acting_user=acting_user)
    unchanged = [payment for payment in found if payment not in news]
    return BankReturn(tuple(paid), tuple(failed), tuple(returned), tuple(unchanged))


def _sent_back(payment: Payment, answer: BankAnswer) -> SentBack:
    if answer.returned_on is None:
        raise ValueError(f"payment {answer.number} did not come back")
    return SentBack(payment, answer.returned_on, answer.reason)


def _is_news(payment: Payment, answer: BankAnswer) -> bool:
    if answer.returned_on is not None and payment.state != Payment.State.RETURNED:
        require_sendable(payment, answer.returned_on, answer.reason)
        return True
    if payment.state == Payment.State.SENT:
        if answer.paid and answer.paid_on is not None and answer.paid_on > timezone.localdate():
            raise PaymentRefused(
                _("Payment %(number)s: the day it was paid is still to come."), number=payment.number
            )
        if answer.paid and answer.paid_on is None:
            raise PaymentRefused(
                _("Payment %(number)s: the day it was paid is missing."), number=payment.number
            )
        return True
    if payment.state == Payment.State.PREPARED:
        raise PaymentRefused(_("Payment %(number)s was never sent to the bank."), number=payment.number)
    if not _same(payment, answer):
        raise PaymentRefused(
            _("Payment %(number)s is already recorded as “%(state)s”."),
            number=payment.number,
            state=payment.get_state_display(),
        )
    return False


def _same(payment: Payment, answer: BankAnswer) -> bool:
    """Whether ``answer`` says what is known; that it was paid is known of a payment that came back, too."""
    if answer.returned_on is not None:
        return payment.returned_on == answer.returned_on
    if payment.state == Payment.State.FAILED:
        return not answer.paid
    return answer.paid and payment.paid_on == answer.paid_on


def _record(payment: Payment, answer: BankAnswer, import_run_id: int | None) -> None:
    payment.state = Payment.State.PAID if answer.paid else Payment.State.FAILED
    payment.paid_on = answer.paid_on if answer.paid else None
    payment.failure_reason = "" if answer.paid else answer.reason[:200]
    payment.import_run_id = import_run_id
    payment.save(update_fields=["state", "paid_on", "failure_reason", "import_run_id"])


def _book(paid: Iterable[Payment], acting_user: User) -> None:
    by_scheme: dict[str, list[Planned]] = {}
    for payment in paid:
        by_scheme.setdefault(_scheme_of(payment), []).extend(planned_of(payment))
    for insutype, planned in sorted(by_scheme.items()):
        post_entries(entry_drafts(insutype, planned), acting_user=acting_user)


def _scheme_of(payment: Payment) -> str:
    if payment.batch is None:
        raise ValueError(f"payment {payment.number} is in no batch")
    return str(payment.batch.insutype)
