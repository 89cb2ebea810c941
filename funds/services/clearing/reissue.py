"""Issue failed payments again, to the account that is on file now."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from funds.models import Clearing, Payment, PaymentBatch
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from . import states
from .faults import ClearingRefused
from .prepare_payments import (
    account_snapshot,
    batch_number,
    expenditure_account,
    numbered,
    payee_accounts,
)


@transaction.atomic
def reissue_payments(*, payments: Sequence[Payment], acting_user: User) -> PaymentBatch:
    """One new batch for failed ``payments`` of one payer and clearing; it needs approval like the first.

    The payee's account is taken as approved today: a corrected one was entered and approved by two people.
    Raises :class:`ClearingRefused` for a payment that has not failed or was issued again already.
    """
    if len({(payment.clearing_id, payment.payer_id) for payment in payments}) != 1:
        raise ClearingRefused(_("Choose failed payments of one payer and one clearing."))
    clearing, payer = payments[0].clearing, payments[0].payer
    if Duty.FINANCE not in acting_user.duties_at(payer):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=clearing.area)
    states.require(clearing, Clearing.State.POSTED, act=_("issue payments again"))
    locked = list(
        Payment.objects.select_for_update(of=("self",))
        .filter(pk__in=[payment.pk for payment in payments])
        .select_related("statement__institution", "payee_agency")
        .order_by("number")
    )
    for payment in locked:
        if payment.state != Payment.State.FAILED or Payment.unscoped.filter(reissues=payment).exists():
            raise ClearingRefused(
                _("Payment %(number)s has not failed, or was issued again already."), number=payment.number
            )
    rounds = PaymentBatch.unscoped.filter(clearing=clearing, payer=payer).count()
    batch = PaymentBatch.unscoped.create(
        clearing=clearing,
        payer=payer,
        number=f"{batch_number(clearing, payer)}-R{rounds}",
        prepared_by=acting_user,
    )
    try:
        Payment.unscoped.bulk_create(numbered(batch, [_again(payment) for payment in locked]))
    except IntegrityError as exc:
        raise ClearingRefused(_("One of these payments was just issued again by somebody else.")) from exc
    return batch


def _again(failed: Payment) -> Payment:
    account = (
        payee_accounts([failed.statement.institution_id]).get(failed.statement.institution_id)
        if failed.statement is not None
        else expenditure_account(failed.payee_agency or failed.payer)
    )
    if account is None:
        raise ClearingRefused(_("%(payee)s has no approved account today."), payee=failed.account_name)
    return Payment(
        kind=failed.kind,
        statement=failed.statement,
        net_position=failed.net_position,
        payee_agency=failed.payee_agency,
        amount=failed.amount,
        reissues=failed,
        **account_snapshot(account),
    )
