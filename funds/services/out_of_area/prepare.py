"""Put what the province is owed into a batch for the bank."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import Payment, PaymentBatch, ProvinceAccount, ProvinceDue
from funds.services.load_chart import load_chart
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import account_snapshot, numbered
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty


def waiting_dues(area: PoolingArea) -> QuerySet[ProvinceDue]:
    """What no payment stands for yet and nobody withdrew; a failed one is issued again from its batch."""
    ordered = Payment.unscoped.filter(province_due=OuterRef("pk"))
    found: QuerySet[ProvinceDue] = ProvinceDue.objects.filter(
        ~Exists(ordered), area=area, withdrawn_reason=""
    )
    return found.order_by("due_on", "pk")


def province_account(area: PoolingArea) -> ProvinceAccount | None:
    """The approved account in force today."""
    return ProvinceAccount.objects.filter(
        area=area, approved_by__isnull=False, period__contains=timezone.localdate()
    ).first()


@transaction.atomic
def prepare_province_payments(*, area: PoolingArea, insutype: str, acting_user: User) -> PaymentBatch:
    """One batch of everything owed to the province out of a scheme's fund; another person approves it.

    Duty finance at the city. Raises :class:`PaymentRefused` when nothing waits, or no account was approved.
    """
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    load_chart()
    # Held one by one: the account is the area's, and two batches of one day must not take the same amount.
    waiting = list(waiting_dues(area).filter(insutype=insutype).select_for_update(of=("self",)))
    if not waiting:
        raise PaymentRefused(_("Nothing is owed to the province under this scheme now."))
    account = province_account(area)
    if account is None:
        raise PaymentRefused(_("The province has no approved account today: enter it first."))
    batch = PaymentBatch.unscoped.create(
        insutype=insutype, payer=city, number=_number(area, insutype), prepared_by=acting_user
    )
    snapshot = account_snapshot(account)
    payments = [
        Payment(kind=Payment.Kind.PROVINCE, province_due=one, amount=one.amount, **snapshot)
        for one in waiting
    ]
    Payment.unscoped.bulk_create(numbered(batch, payments))
    return batch


def _number(area: PoolingArea, insutype: str) -> str:
    root = f"{area.code}-S{timezone.localdate():%Y%m%d}-{insutype}"
    known = PaymentBatch.unscoped.filter(number__startswith=root, number__regex="-[0-9]{3}$").count()
    return f"{root}-{known + 1:03d}"
