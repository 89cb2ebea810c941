"""Amounts owed to people: made by a review here, fetched and answered by funds.

``order``, ``note_paid``, ``note_failed`` (and ``note_sent_back``, ``order_sent_back``, ``note_unclaimed`` for what the
bank sent back) are called by the floor that pays, which has checked the duty; every step is a conditional update, so
that nothing is ordered or paid twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, PayableLine, PersonAccount
from claims.services.case_numbers import next_number
from claims.services.overpayments.receive import keep_back
from config.errors import DomainError
from config.money import from_fen
from institutions.models import Agency, User

State = Payable.State


class PayableRefused(DomainError):
    """Somebody else ordered or answered it meanwhile."""


@dataclass(frozen=True)
class PlainCase:
    """What :func:`owe` asks of a case, for what has no case of its own at a counter."""

    person_id: int
    psn_no: str
    psn_name: str
    insutype: str
    insu_county: Agency
    handling_county: Agency
    handled_by: User
    due_on: dt.date | None = None


def owe(
    *,
    case: Any,
    kind: str,
    source: Mapping[str, Any],
    parts: Mapping[str, int],
    account: PersonAccount | None,
    acting_user: User,
    handler: User | None = None,
    due_on: dt.date | None = None,
) -> Payable:
    """What is owed for ``case`` from now on; ``parts`` in fen by fund. The caller reviewed it, ``handler`` (whoever
    handled the case, when left out) prepared it. Without an ``account`` it waits until the case has one.

    Debts of the person that may be set against it are: where nothing is left for the bank, the amount is done.
    """
    payable: Payable = Payable.objects.create(
        number=next_number("ZF"),
        dfr_souc=kind,
        person_id=case.person_id,
        psn_no=case.psn_no,
        psn_name=case.psn_name,
        insutype=case.insutype,
        insu_county=case.insu_county,
        handling_county=case.handling_county,
        account=account,
        amount=from_fen(sum(parts.values())),
        approved_by=acting_user,
        due_on=due_on or case.due_on,
        **source,
    )
    PayableLine.objects.bulk_create(
        PayableLine(payable=payable, fund_part=part, amount=from_fen(fen)) for part, fen in parts.items()
    )
    payable.offset = keep_back(payable=payable, handler=handler or case.handled_by, reviewer=acting_user)
    if payable.offset == payable.amount:
        payable.state, payable.paid_on = State.PAID, timezone.localdate()
    payable.save(update_fields=["offset", "state", "paid_on"])
    return payable


def ready() -> QuerySet[Payable]:
    """What waits to be paid to a checked account, of whoever the reader may see; the longest waiting first."""
    with_account = Payable.objects.filter(state=State.READY, account__checked_by__isnull=False)
    waiting: QuerySet[Payable] = with_account.order_by("approved_at", "pk")
    return waiting


def order(*, payables: Collection[Payable], again: bool = False) -> None:
    """Take ``payables`` up for payment, ``again`` after the bank failed; raises :class:`PayableRefused`."""
    before = State.FAILED if again else State.READY
    ids = [payable.pk for payable in payables]
    taken = Payable.objects.filter(pk__in=ids, state=before, account__checked_by__isnull=False).update(
        state=State.ORDERED, failure_reason=""
    )
    if taken != len(ids):
        raise PayableRefused(
            _(
                "%(count)s of these amounts were just ordered by somebody else, or their account is not checked."
            ),
            count=len(ids) - taken,
        )


def note_paid(*, payable_ids: Mapping[int, dt.date]) -> None:
    """The bank paid them, each on its day."""
    for pk, paid_on in payable_ids.items():
        _answer(pk, state=State.PAID, paid_on=paid_on)


def note_failed(*, reasons: Mapping[int, str]) -> None:
    """The bank could not pay them; the counter sees why and enters another account."""
    for pk, reason in reasons.items():
        _answer(pk, state=State.FAILED, failure_reason=reason[:200])


def note_sent_back(*, reasons: Mapping[int, str]) -> None:
    """They were paid and the bank sent the money back: it is held until it is paid again; the counter sees why."""
    for pk, reason in reasons.items():
        if not Payable.unscoped.filter(pk=pk, state=State.PAID).update(failure_reason=reason[:200]):
            raise PayableRefused(_("Amount %(number)s was not paid."), number=pk)


def note_unclaimed(*, payable_id: int, day: dt.date) -> None:
    """The bank sent it back and nobody is left to be paid: given up on ``day``, no account is wanted any more."""
    back = Payable.unscoped.filter(Payable.SENT_BACK, pk=payable_id)
    if not back.update(unclaimed_on=day):
        raise PayableRefused(_("Amount %(number)s was not sent back."), number=payable_id)


def order_sent_back(*, payables: Collection[Payable]) -> None:
    """Take ``payables`` up again that were paid and sent back."""
    ids = [payable.pk for payable in payables]
    back = Payable.objects.filter(pk__in=ids, state=State.PAID, account__checked_by__isnull=False).exclude(
        failure_reason=""
    )
    if (taken := back.update(failure_reason="")) != len(ids):
        raise PayableRefused(
            _(
                "%(count)s of these amounts were just ordered by somebody else, or their account is not checked."
            ),
            count=len(ids) - taken,
        )


def _answer(pk: int, **values: Any) -> None:
    if not Payable.unscoped.filter(pk=pk, state=State.ORDERED).update(**values):
        raise PayableRefused(_("Amount %(number)s was not ordered."), number=pk)


def pay_to(*, payable: Payable, account: PersonAccount) -> None:
    """An account, checked by two people, for a payment that failed or came back, or that had none yet."""
    if account.checked_by_id is None:
        raise PayableRefused(_("Nobody has checked the account %(account)s yet."), account=account)
    needs = Payable.NOT_RECEIVED | Q(state=State.READY, account__isnull=True)
    Payable.objects.filter(needs, pk=payable.pk).update(account=account)
