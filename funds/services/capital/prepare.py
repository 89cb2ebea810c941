"""Put approved loans into a batch for the bank."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import CapitalLoan, Payment, PaymentBatch
from funds.services.clearing.prepare_payments import payee_accounts
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.instructions import account_snapshot, numbered
from institutions.models import Agency, Duty, User

from .duties import require_at_lender

State = CapitalLoan.State


@transaction.atomic
def prepare_capital_payments(*, lender: Agency, insutype: str, acting_user: User) -> PaymentBatch:
    """One batch of all loans of ``lender`` and a scheme that are approved; it needs another person's approval.

    Duty finance at the lender or the city. Raises :class:`PaymentRefused` when none waits, or naming institutions
    without an approved account.
    """
    require_at_lender(user=acting_user, duty=Duty.FINANCE, lender=lender)
    waiting = list(
        CapitalLoan.objects.select_for_update(of=("self",))
        .filter(lender=lender, insutype=insutype, state=State.APPROVED)
        .select_related("institution")
        .order_by("institution__fixmedins_code", "kind")
    )
    if not waiting:
        raise PaymentRefused(_("%(payer)s has approved nothing to lend under this scheme."), payer=lender)
    accounts = payee_accounts(loan.institution_id for loan in waiting)
    without = sorted({str(one.institution) for one in waiting if one.institution_id not in accounts})
    if without:
        raise PaymentRefused(_("No approved account today: %(names)s."), names="、".join(without[:10]))
    CapitalLoan.objects.filter(pk__in=[loan.pk for loan in waiting]).update(state=State.ORDERED)
    batch = PaymentBatch.unscoped.create(
        insutype=insutype, payer=lender, number=_number(lender, insutype), prepared_by=acting_user
    )
    payments = [
        Payment(
            kind=Payment.Kind.CAPITAL,
            loan=loan,
            amount=loan.by_bank,
            **account_snapshot(accounts[loan.institution_id]),
        )
        for loan in waiting
    ]
    Payment.unscoped.bulk_create(numbered(batch, payments))
    return batch


def _number(lender: Agency, insutype: str) -> str:
    """The waiting loans are locked; batches of one day are told apart by the last part."""
    root = f"{lender.area.code}-Z{timezone.localdate():%Y%m%d}-{insutype}-{lender.code}"
    known = PaymentBatch.unscoped.filter(number__startswith=root, number__regex="-[0-9]{3}$").count()
    return f"{root}-{known + 1:03d}"
