"""Put approved premiums into a batch for the bank."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from funds.models import Insurer, InsurerAccount, InsurerPremium, Payment, PaymentBatch
from funds.services.load_chart import load_chart
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import account_snapshot, numbered
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty

from .accounts import insurer_account


def waiting_premiums(unit: Agency) -> QuerySet[InsurerPremium]:
    """Approved ones no payment stands for yet; a failed one is issued again from its batch."""
    ordered = Payment.unscoped.filter(premium=OuterRef("pk"))
    found: QuerySet[InsurerPremium] = InsurerPremium.objects.filter(
        ~Exists(ordered), unit=unit, state=InsurerPremium.State.APPROVED
    )
    return found.order_by("pk")


@transaction.atomic
def prepare_premium_payments(*, unit: Agency, insutype: str, acting_user: User) -> PaymentBatch:
    """One batch of every premium that waits under a scheme; another person approves it.

    Duty finance at ``unit``. Raises :class:`PaymentRefused` when nothing waits, or an insurer has no approved account.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    load_chart()
    # Held one by one: two batches of one day must not take the same premium.
    waiting = list(
        waiting_premiums(unit)
        .filter(insutype=insutype)
        .select_related("payee")
        .select_for_update(of=("self",))
    )
    if not waiting:
        raise PaymentRefused(_("No approved premium waits to be paid under this scheme."))
    payments = [
        Payment(
            kind=Payment.Kind.PREMIUM, premium=one, amount=one.amount, **account_snapshot(account_of(one))
        )
        for one in waiting
    ]
    batch = PaymentBatch.unscoped.create(
        insutype=insutype, payer=unit, number=_number(unit, insutype), prepared_by=acting_user
    )
    Payment.unscoped.bulk_create(numbered(batch, payments))
    return batch


def account_of(premium: InsurerPremium) -> InsurerAccount:
    """As approved today; raises :class:`PaymentRefused` without one."""
    payee: Insurer | None = premium.payee
    account = insurer_account(payee) if payee is not None else None
    if account is None:
        raise PaymentRefused(
            _("%(insurer)s has no approved account today: enter it first."), insurer=premium.insurer
        )
    return account


def _number(unit: Agency, insutype: str) -> str:
    root = f"{unit.code}-B{timezone.localdate():%Y%m%d}-{insutype}"
    known = PaymentBatch.unscoped.filter(number__startswith=root, number__regex="-[0-9]{3}$").count()
    return f"{root}-{known + 1:03d}"
