"""Issue payments again that failed or were sent back, to the account that is on file now."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from funds.models import Payment, PaymentBatch, UnclaimedReturn
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .faults import PaymentRefused
from .instructions import account_snapshot, numbered
from .purposes import by_purpose, purpose_of


@transaction.atomic
def reissue_payments(*, payments: Sequence[Payment], acting_user: User) -> PaymentBatch:
    """One new batch for ``payments`` of one payer and clearing that failed or were sent back; approved like the first.

    The payee's account is taken as approved today: a corrected one was entered and approved by two people.
    Raises :class:`PaymentRefused` for any other payment, and for one that was issued again already.
    """
    locked = list(
        Payment.objects.select_for_update(of=("self",))
        .filter(pk__in=[payment.pk for payment in payments])
        .select_related(
            "clearing__area",
            "payer__area",
            "batch",
            "statement__institution",
            "payee_agency",
            "payable__account",
            "loan__institution",
            "procured__supplier",
            "province_due",
            "premium__payee",
        )
        .order_by("number")
    )
    if len(locked) != len({payment.pk for payment in payments}):
        raise PaymentRefused(
            _("Choose failed payments or ones that were sent back, of one payer and one clearing.")
        )
    failed = _of_one_origin(locked)
    if Duty.FINANCE not in acting_user.duties_at(failed.payer):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=failed.payer.area)
    for purpose, some in by_purpose(one for one in locked if not _was_paid(one)).items():
        purpose.take_up_again(some)
    for purpose, some in by_purpose(one for one in locked if _was_paid(one)).items():
        purpose.take_up_sent_back(some)
    again = [_again(payment) for payment in locked]
    try:
        # Two at once may also have counted the same number of batches before theirs.
        with transaction.atomic():
            batch: PaymentBatch = PaymentBatch.unscoped.create(
                clearing=failed.clearing, insutype=failed.insutype, payer=failed.payer,
                number=_next_number(failed), prepared_by=acting_user,
            )  # fmt: skip
            Payment.unscoped.bulk_create(numbered(batch, again))
    except IntegrityError as exc:
        raise PaymentRefused(_("One of these payments was just issued again by somebody else.")) from exc
    return batch


def _of_one_origin(payments: Sequence[Payment]) -> PaymentBatch:
    """The batch the payments, or what they were issued again for, first stood in."""
    for payment in payments:
        if payment.state not in Payment.UNPAID_STATES or Payment.unscoped.filter(reissues=payment).exists():
            raise PaymentRefused(
                _("Payment %(number)s has not failed or come back, or was issued again already."),
                number=payment.number,
            )
        if UnclaimedReturn.unscoped.filter(payment=payment, withdrawn_by__isnull=True).exists():
            raise PaymentRefused(
                _("Payment %(number)s is given up because nobody can be paid, or waits for that."),
                number=payment.number,
            )
    batches = [payment.batch for payment in payments if payment.batch is not None]
    if len({_root(batch) for batch in batches}) != 1:
        raise PaymentRefused(
            _("Choose failed payments or ones that were sent back, of one payer and one clearing.")
        )
    return batches[0]


def _root(batch: PaymentBatch) -> str:
    return str(batch.number).split("-R")[0]


def _next_number(failed: PaymentBatch) -> str:
    rounds = PaymentBatch.unscoped.filter(number__startswith=f"{_root(failed)}-R").count()
    return f"{_root(failed)}-R{rounds + 1}"


def _was_paid(payment: Payment) -> bool:
    """Once, and the bank sent it back; it may have failed since."""
    return payment.settles_return or payment.state == Payment.State.RETURNED


def _again(failed: Payment) -> Payment:
    account = purpose_of(failed).account_today(failed)
    if account is None:
        raise PaymentRefused(_("%(payee)s has no approved account today."), payee=failed.account_name)
    return Payment(
        kind=failed.kind,
        statement=failed.statement,
        net_position=failed.net_position,
        payable=failed.payable,
        loan=failed.loan,
        procured=failed.procured,
        province_due=failed.province_due,
        premium=failed.premium,
        payee_agency=failed.payee_agency,
        amount=failed.amount,
        reissues=failed,
        settles_return=_was_paid(failed),
        **account_snapshot(account),
    )
