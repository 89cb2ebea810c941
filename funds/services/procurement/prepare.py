"""Put approved amounts out of procurement into a batch for the bank."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import ProcurementPayable
from claims.services.procurement import payables
from claims.services.procurement.states import require_at
from claims.services.procurement.suppliers import accounts_today
from funds.models import Payment, PaymentBatch
from funds.services.clearing.prepare_payments import payee_accounts
from funds.services.load_chart import load_chart
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import BankAccount, account_snapshot, numbered
from institutions.models import Agency, Duty, User


@transaction.atomic
def prepare_procurement_payments(*, payer: Agency, insutype: str, acting_user: User) -> PaymentBatch:
    """One batch of everything approved that ``payer`` owes out of a scheme's fund; another person approves it.

    Duty finance at the payer or the city. Raises :class:`PaymentRefused` when nothing waits, or naming payees without
    an approved account.
    """
    require_at(payer, acting_user, Duty.FINANCE)
    load_chart()
    waiting = list(
        payables.ready(payer, insutype)
        .select_for_update(of=("self",))
        .select_related("supplier", "institution")
    )
    if not waiting:
        raise PaymentRefused(
            _("%(payer)s owes nothing out of procurement under this scheme now."), payer=payer
        )
    accounts = accounts_of(waiting)
    without = sorted({str(one.payee) for one in waiting if one.pk not in accounts})
    if without:
        raise PaymentRefused(_("No approved account today: %(names)s."), names="、".join(without[:10]))
    payables.order(payables=waiting)
    batch = PaymentBatch.unscoped.create(
        insutype=insutype, payer=payer, number=_number(payer, insutype), prepared_by=acting_user
    )
    payments = [
        Payment(
            kind=Payment.Kind.PROCUREMENT,
            procured=one,
            amount=one.amount,
            **account_snapshot(accounts[one.pk]),
        )
        for one in waiting
    ]
    Payment.unscoped.bulk_create(numbered(batch, payments))
    return batch


def accounts_of(owed: Iterable[ProcurementPayable]) -> dict[int, BankAccount]:
    """The payee's account in force today, by amount owed."""
    listed = list(owed)
    suppliers = accounts_today(one.supplier_id for one in listed if one.supplier_id is not None)
    places = payee_accounts(one.institution_id for one in listed if one.supplier_id is None)
    found: dict[int, BankAccount | None] = {
        one.pk: places.get(one.institution_id) if one.supplier_id is None else suppliers.get(one.supplier_id)
        for one in listed
    }
    return {pk: account for pk, account in found.items() if account is not None}


def _number(payer: Agency, insutype: str) -> str:
    """The waiting amounts are locked; batches of one day are told apart by the last part."""
    root = f"{payer.area.code}-J{timezone.localdate():%Y%m%d}-{insutype}-{payer.code}"
    known = PaymentBatch.unscoped.filter(number__startswith=root, number__regex="-[0-9]{3}$").count()
    return f"{root}-{known + 1:03d}"
