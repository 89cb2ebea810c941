"""Money that comes back: entered by one and checked by another, or kept back from what the fund owes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import (
    ACCOUNT_PART,
    ACCOUNT_TRANSFER_PART,
    CONTRIBUTION_PART,
    Overpayment,
    Payable,
    Recovery,
)
from claims.rules.overpayments import set_against
from claims.services.counters import counter_for
from config.money import from_fen, to_fen
from config.scoping import system_scope
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .states import OverpaymentRefused, locked, state_after

State = Overpayment.State
_OF_THE_PERSON = (ACCOUNT_PART, ACCOUNT_TRANSFER_PART, CONTRIBUTION_PART)


@transaction.atomic
def enter_receipt(
    *, debt: Overpayment, amount: Decimal, received_on: dt.date, evidence: str, acting_user: User
) -> Recovery:
    """Money on the fund's account, on the bank's slip; it counts once checked. Duty to handle or finance.

    Raises :class:`OverpaymentRefused` for more than is owed, what waits for its check counted.
    """
    debt = locked(debt)
    counter_for(debt, acting_user, Duty.HANDLE, Duty.FINANCE)
    state_after(debt, "receive")
    waiting = sum(one.amount for one in debt.recoveries.filter(checked_by__isnull=True))
    if amount + waiting > debt.outstanding:
        raise OverpaymentRefused(
            _("Only %(owed)s yuan are still owed, of which %(waiting)s wait for their check."),
            owed=debt.outstanding,
            waiting=waiting,
        )
    if received_on > timezone.localdate():
        raise OverpaymentRefused(_("%(day)s is not over yet."), day=received_on)
    receipt = Recovery(
        overpayment=debt, amount=amount, received_on=received_on, evidence=evidence, entered_by=acting_user
    )
    receipt.full_clean()
    receipt.save()
    return receipt


@transaction.atomic
def check_receipt(*, receipt: Recovery, acting_user: User) -> Recovery:
    """A second person confirms the money; the debt ends with the last of it. Duty to review or finance."""
    debt = locked(receipt.overpayment)
    receipt = Recovery.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=receipt.pk)
    counter_for(debt, acting_user, Duty.REVIEW, Duty.FINANCE)
    require_another(user=acting_user, previous=receipt.entered_by, act=_("Check of the receipt"))
    if receipt.checked_by_id is not None:
        raise OverpaymentRefused(_("This receipt is checked already."))
    state_after(debt, "receive")
    receipt.checked_by = acting_user
    receipt.save(update_fields=["checked_by"])
    _close_if_paid(debt)
    return receipt


@transaction.atomic
def drop_receipt(*, receipt: Recovery, acting_user: User) -> None:
    """Take back what was entered by mistake and nobody checked. Duty to handle, finance or review."""
    debt = locked(receipt.overpayment)
    counter_for(debt, acting_user, Duty.HANDLE, Duty.FINANCE, Duty.REVIEW)
    if not Recovery.objects.filter(pk=receipt.pk, checked_by__isnull=True).delete()[0]:
        raise OverpaymentRefused(_("This receipt is checked already."))


def keep_back(*, payable: Payable, handler: User, reviewer: User) -> Decimal:
    """Set what is owed now against the person's debts of that scheme, the oldest first; what was kept back.

    Called by the review that makes ``payable``: ``handler`` prepared it, ``reviewer`` confirmed it. Debts count
    wherever they were found: the fund is one. What is owed out of the personal account, and a contribution that is
    given back, are the person's own money: nothing of them is kept back for the fund, nor is the fund's money kept
    back for the account.
    """
    with system_scope():
        debts = list(
            Overpayment.objects.select_for_update(of=("self",))
            .filter(person_id=payable.person_id, insutype=payable.insutype, state=State.AGREED, may_offset=True,
                    insu_county=payable.insu_county_id)
            .exclude(fund_part=ACCOUNT_PART)
            .order_by("found_on", "pk")
        )  # fmt: skip
        owed = [to_fen(debt.outstanding) - _waiting(debt) for debt in debts]
        own = sum(to_fen(line.amount) for line in payable.lines.filter(fund_part__in=_OF_THE_PERSON))
        kept = set_against(owed, to_fen(payable.amount) - own)
        for debt, fen in zip(debts, kept, strict=True):
            if fen:
                Recovery.objects.create(
                    overpayment=debt, kind=Recovery.Kind.OFFSET, amount=from_fen(fen),
                    received_on=timezone.localdate(), evidence=payable.number, payable=payable,
                    entered_by=handler, checked_by=reviewer,
                )  # fmt: skip
                _close_if_paid(debt)
    return from_fen(sum(kept))


def _waiting(debt: Overpayment) -> int:
    """Receipts nobody checked yet are not owed a second time."""
    return sum(to_fen(one.amount) for one in debt.recoveries.filter(checked_by__isnull=True))


def _close_if_paid(debt: Overpayment) -> None:
    if not debt.outstanding:
        debt.state, debt.ended_on = state_after(debt, "close"), timezone.localdate()
        debt.save(update_fields=["state", "ended_on"])
