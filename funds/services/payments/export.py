"""Hand an approved batch to the bank: make its file, and remember that the bank may pay from now on."""

from __future__ import annotations

import io

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import Payment, PaymentBatch
from funds.services.clearing.prepare_payments import expenditure_account
from funds.spreadsheets.payment_instructions import payment_csv, payment_workbook
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .faults import PaymentRefused


@transaction.atomic
def export_batch(*, batch: PaymentBatch, acting_user: User, csv: bool = False) -> io.BytesIO:
    """The bank's file of an approved batch (.xlsx, or .csv). Exported again it is the same file, until the bank has
    answered: then a second file would have it pay again what it paid.

    Raises :class:`PaymentRefused` while it is not approved, and once one of its payments was answered;
    ``DutyMissing`` (finance at the payer or the city).
    """
    if Duty.FINANCE not in acting_user.duties_at(batch.payer):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=batch.payer.area)
    batch.refresh_from_db(from_queryset=PaymentBatch.unscoped.select_for_update(of=("self",)))
    if batch.approved_by_id is None:
        raise PaymentRefused(
            _("Batch %(batch)s is not approved: only approved payments go to the bank."), batch=batch
        )
    if is_answered(batch):
        raise PaymentRefused(
            _("The bank has answered payments of batch %(batch)s: its file is not made again, or they could be paid "
              "twice. Issue again what failed or was sent back."),
            batch=batch,
        )  # fmt: skip
    if batch.exported_at is None:
        batch.exported_at = timezone.now()
        batch.save(update_fields=["exported_at"])
    Payment.unscoped.filter(batch=batch, state=Payment.State.PREPARED).update(state=Payment.State.SENT)
    make = payment_csv if csv else payment_workbook
    return make(batch, from_account=expenditure_account(batch.payer, batch.insutype).account_no)


def is_answered(batch: PaymentBatch) -> bool:
    """Whether the bank has told of one of its payments how it ended."""
    waiting = (Payment.State.PREPARED, Payment.State.SENT)
    return bool(Payment.unscoped.filter(batch=batch).exclude(state__in=waiting).exists())
