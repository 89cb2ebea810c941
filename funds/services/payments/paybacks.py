"""A payment the bank sent back, entered from its slip by one person, checked by another, or withdrawn before that."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from funds.models import Payback, Payment
from funds.services.two_people import book_by_two
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_at_or_above
from institutions.services.withdrawals import keep_withdrawn

from .faults import PaymentRefused
from .sent_back import SentBack, require_sendable, take_back


@transaction.atomic
def enter_payback(
    *, payment: Payment, returned_on: dt.date, reason: str, evidence: str, acting_user: User
) -> Payback:
    """What a slip says of a paid payment; it counts once another person checked it. Duty finance at the payer or above.

    Raises :class:`PaymentRefused` for what is not paid, was entered already, comes back before it was paid or in
    future, or has no reason or slip.
    """
    held = _locked(payment.pk)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=held.payer)
    require_sendable(held, returned_on, reason)
    if not evidence.strip():
        raise PaymentRefused(_("Name the bank's slip."))
    try:
        with transaction.atomic():
            made: Payback = Payback.objects.create(
                payment=held, returned_on=returned_on, reason=reason.strip()[:200],
                evidence=evidence.strip()[:200], entered_by=acting_user,
            )  # fmt: skip
    except IntegrityError as exc:
        raise PaymentRefused(
            _("That payment %(number)s was sent back is entered already."), number=held.number
        ) from exc
    return made


@transaction.atomic
def check_payback(*, payback: Payback, acting_user: User) -> Payback:
    """A second person confirms it: the payment is returned and booked. Duty review at the payer or above.

    Raises :class:`PaymentRefused` where the payment is not paid any more; ``PeriodNotOpen``; ``SamePerson``.
    """
    payment = _locked(payback.payment_id)
    held = _waiting(payback)
    require_at_or_above(user=acting_user, duties=(Duty.REVIEW,), agency=payment.payer)
    require_another(user=acting_user, previous=held.entered_by, act=_("Payment sent back by the bank"))
    require_sendable(payment, held.returned_on, held.reason)
    held.checked_by = acting_user
    held.save(update_fields=["checked_by"])
    sent = [SentBack(payment, held.returned_on, held.reason)]
    for insutype, planned in take_back(sent, acting_user=acting_user).items():
        book_by_two(insutype, planned, entered_by=held.entered_by, approved_by=acting_user)
    return held


@transaction.atomic
def withdraw_payback(*, payback: Payback, reason: str, acting_user: User) -> Payback:
    """Entered wrongly: it is not checked any more, and why stays with it. Duty finance at the payer or above."""
    payment = _locked(payback.payment_id)
    held = _waiting(payback)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=payment.payer)
    keep_withdrawn(held, reason=reason, acting_user=acting_user, refused=PaymentRefused)
    return held


def _locked(payment_id: int) -> Payment:
    """The payment first, as the bank's answers lock it."""
    related = (
        "clearing__area", "payer__area", "net_position", "payable", "loan", "procured", "province_due", "premium",
        "batch",
    )  # fmt: skip
    found: Payment = (
        Payment.objects.select_for_update(of=("self",)).select_related(*related).get(pk=payment_id)
    )
    return found


def _waiting(payback: Payback) -> Payback:
    held: Payback = (
        Payback.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=payback.pk)
    )
    if held.checked_by_id is not None:
        raise PaymentRefused(_("That it was sent back was checked already."))
    if held.withdrawn_by_id is not None:
        raise PaymentRefused(_("This was withdrawn already."))
    return held
