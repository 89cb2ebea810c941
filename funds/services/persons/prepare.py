"""Put what people are owed into a batch for the bank."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Payable
from claims.services import payables
from funds.models import Payment, PaymentBatch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import account_snapshot, numbered
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_city_duty

from .payers import owed_by


@transaction.atomic
def prepare_person_payments(*, payer: Agency, insutype: str, acting_user: User) -> PaymentBatch:
    """One batch of everything ``payer`` owes people of a scheme now; it needs another person's approval.

    Duty finance at the payer or at the city. Raises :class:`PaymentRefused` when nothing waits.
    """
    if Duty.FINANCE not in acting_user.duties_at(payer):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=payer.area)
    waiting = list(
        owed_by(payer, insutype)
        .select_for_update(of=("self",))
        .select_related("account")
        .order_by("approved_at", "pk")
    )
    if not waiting:
        raise PaymentRefused(_("%(payer)s owes nobody anything under this scheme now."), payer=payer)
    payables.order(payables=waiting)
    batch = PaymentBatch.unscoped.create(
        insutype=insutype, payer=payer, number=_number(payer, insutype), prepared_by=acting_user
    )
    Payment.unscoped.bulk_create(numbered(batch, [_instruction(payable) for payable in waiting]))
    return batch


def _number(payer: Agency, insutype: str) -> str:
    """The payer's rows are locked by the caller's payables; two batches of one day are told apart by the last part."""
    root = f"{payer.area.code}-P{timezone.localdate():%Y%m%d}-{insutype}-{payer.code}"
    return f"{root}-{PaymentBatch.unscoped.filter(number__startswith=root, number__regex='-[0-9]{3}$').count() + 1:03d}"


def _instruction(payable: Payable) -> Payment:
    if payable.account is None:
        raise PaymentRefused(_("Amount %(number)s has no account to be paid to."), number=payable.number)
    return Payment(
        kind=Payment.Kind.PERSON,
        payable=payable,
        amount=payable.net,
        **account_snapshot(payable.account),
    )
