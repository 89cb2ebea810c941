"""Approve a batch of payment instructions: another person's act, and never beyond what the payer has."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import Clearing, PaymentBatch
from funds.services.clearing.units import working_for
from funds.services.keeping import keeping_of
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_city_duty

from .cash import cash_of, committed
from .faults import PaymentRefused


class CashShort(PaymentRefused):
    """The payer's expenditure account does not hold enough."""


@transaction.atomic
def approve_batch(*, batch: PaymentBatch, acting_user: User) -> PaymentBatch:
    """Let the batch go to the bank. Duty approve at the payer or at the city, and not whoever prepared it, nor whoever
    entered or confirmed what it pays the province, or worked out a premium in it.

    Raises :class:`CashShort` naming by how much the payer is short; ``DutyMissing``, ``SamePerson``,
    :class:`PaymentRefused` when it is approved already.
    """
    if Duty.APPROVE not in acting_user.duties_at(batch.payer):
        require_city_duty(user=acting_user, duty=Duty.APPROVE, area=batch.payer.area)
    for earlier in (batch.prepared_by, *_owed_by_word_of(batch)):
        require_another(user=acting_user, previous=earlier, act=_("Approval of payments"))
    # One approval per payer at a time, so that two cannot spend the same money.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.payer_id)
    _refuse_shortage(batch)
    approved = PaymentBatch.unscoped.filter(pk=batch.pk, approved_by__isnull=True).update(
        approved_by=acting_user, approved_at=timezone.now()
    )
    batch.refresh_from_db(from_queryset=PaymentBatch.unscoped.all())
    if not approved:
        raise PaymentRefused(
            _("Batch %(batch)s was approved already by %(user)s."), batch=batch, user=batch.approved_by
        )
    if batch.clearing is not None and batch.clearing.state == Clearing.State.POSTED:
        _note_approval(batch.clearing, acting_user)
    return batch


def _owed_by_word_of(batch: PaymentBatch) -> list[User]:
    """Who entered an advance, confirmed a month or worked out a premium that ``batch`` pays."""
    payments = batch.payments(manager="unscoped")
    entered = payments.filter(province_due__isnull=False).values("province_due__entered_by")
    worked_out = payments.filter(premium__isnull=False).values("premium__prepared_by")
    return list(User.objects.filter(Q(pk__in=entered) | Q(pk__in=worked_out)))


def _note_approval(clearing: Clearing, acting_user: User) -> None:
    # A county's approver sees the county's batches only; whether all are approved is the area's question.
    with working_for(clearing.area):
        if not PaymentBatch.unscoped.filter(clearing=clearing, approved_by__isnull=True).exists():
            Clearing.unscoped.filter(pk=clearing.pk).update(
                payment_approved_by=acting_user, payment_approved_at=timezone.now()
            )


def _refuse_shortage(batch: PaymentBatch) -> None:
    # A clearing is paid as its month was kept, everything else as the books are kept today.
    day = Month.of(batch.clearing.month).last if batch.clearing else timezone.localdate()
    keeping = keeping_of(batch.payer.area, day)
    payments = batch.payments(manager="unscoped")
    amount = to_fen(payments.aggregate(total=Sum("amount"))["total"] or 0)
    # What was sent back is held for its payees already: paying it again takes nothing from others.
    again = to_fen(payments.filter(settles_return=True).aggregate(total=Sum("amount"))["total"] or 0)
    held = cash_of(insutype=batch.insutype, keeping=keeping, payer=batch.payer)
    free = held - committed(insutype=batch.insutype, payer=batch.payer) + again
    if amount > free:
        raise CashShort(
            _("%(payer)s is short by %(short)s yuan: batch %(batch)s pays %(amount)s, the expenditure account "
              "holds %(held)s, of which %(committed)s is on its way. Wait for the net transfers, or have the "
              "account filled up."),
            payer=batch.payer,
            batch=batch,
            short=from_fen(amount - free),
            amount=from_fen(amount),
            held=from_fen(held),
            committed=from_fen(held - free),
        )  # fmt: skip
