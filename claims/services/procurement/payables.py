"""What is owed to suppliers for accepted deliveries: proposed, approved, fetched and answered by funds.

``order``, ``note_paid``, ``note_failed`` (and ``note_sent_back``, ``order_sent_back`` for what the bank sent back) are
called by the floor that pays, which has checked the duty; each is a conditional update, so that nothing is
ordered or paid twice. A delivery hangs on one payable at most.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Delivery, ProcurementPayable
from claims.policy_procurement import procurement_policy
from claims.rules.procurement import PAYABLE
from claims.services.case_numbers import next_number
from config.money import from_fen, to_fen
from config.workdays import add_workdays
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another

from .states import ProcurementRefused, locked, reason_of, require_at, state_after

State, Kind = ProcurementPayable.State, ProcurementPayable.Kind


def to_propose(payer: Agency) -> QuerySet[Delivery]:
    """Accepted deliveries of the county's institutions that no payable names yet."""
    found: QuerySet[Delivery] = Delivery.objects.filter(
        institution__county=payer, state=Delivery.State.ACCEPTED, payable__isnull=True
    )
    return found


@transaction.atomic
def propose_direct(*, payer: Agency, acting_user: User) -> list[ProcurementPayable]:
    """One amount per supplier, institution and scheme of all that was accepted. Duty to handle at the county or city.

    Raises :class:`ProcurementRefused` where the policy does not pay directly, or nothing waits.
    """
    require_at(payer, acting_user, Duty.HANDLE)
    policy = procurement_policy(payer.area, timezone.localdate())
    if not policy.pays_directly:
        raise ProcurementRefused(
            _("The policy of %(area)s does not pay suppliers directly."), area=payer.area
        )
    waiting = list(
        to_propose(payer)
        .select_for_update(of=("self",))
        .select_related("item__batch", "item__supplier", "institution")
        .order_by("pk")
    )
    if not waiting:
        raise ProcurementRefused(_("Nothing that was accepted in %(payer)s waits to be paid."), payer=payer)
    groups: dict[tuple[int, int, str], list[Delivery]] = defaultdict(list)
    for one in waiting:
        groups[one.institution_id, one.item.supplier_id, one.item.batch.insutype].append(one)
    return [_propose(payer, lines, policy.due_days, acting_user) for _key, lines in sorted(groups.items())]


def _propose(payer: Agency, lines: list[Delivery], due_days: int, acting_user: User) -> ProcurementPayable:
    first = lines[0]
    accepted = min(one.accepted_on for one in lines if one.accepted_on is not None)
    made: ProcurementPayable = ProcurementPayable.objects.create(
        number=next_number("JF"),
        kind=Kind.DIRECT,
        payer=payer,
        insutype=first.item.batch.insutype,
        institution=first.institution,
        supplier=first.item.supplier,
        amount=from_fen(sum(to_fen(one.amount) for one in lines)),
        due_on=add_workdays(accepted, due_days),
        prepared_by=acting_user,
    )
    Delivery.objects.filter(pk__in=[one.pk for one in lines]).update(payable=made)
    return made


@transaction.atomic
def approve_payable(*, payable: ProcurementPayable, acting_user: User) -> ProcurementPayable:
    """A second person approves it; from then on it waits for its payment. Duty to approve at the payer or the city."""
    held = _held(payable, acting_user)
    held.state, held.approved_by = state_after(held, PAYABLE, "approve"), acting_user
    held.save(update_fields=["state", "approved_by"])
    return held


@transaction.atomic
def drop_payable(*, payable: ProcurementPayable, reason: str, acting_user: User) -> ProcurementPayable:
    """A second person refuses it, and why; its deliveries may be proposed anew."""
    held = _held(payable, acting_user)
    held.state, held.dropped_reason = state_after(held, PAYABLE, "drop"), reason_of(reason)
    Delivery.objects.filter(payable=held).update(payable=None)
    held.save(update_fields=["state", "dropped_reason"])
    return held


def _held(payable: ProcurementPayable, acting_user: User) -> ProcurementPayable:
    held = locked(payable, "payer__area", "prepared_by")
    require_at(held.payer, acting_user, Duty.APPROVE)
    require_another(user=acting_user, previous=held.prepared_by, act=_("Amount owed out of procurement"))
    return held


def ready(payer: Agency, insutype: str) -> QuerySet[ProcurementPayable]:
    """What waits to be paid by ``payer`` out of the fund of a scheme."""
    waiting: QuerySet[ProcurementPayable] = ProcurementPayable.objects.filter(
        payer=payer, insutype=insutype, state=State.READY
    )
    return waiting.order_by("number")


def order(*, payables: Collection[ProcurementPayable], again: bool = False) -> None:
    """Take ``payables`` up for payment, ``again`` after the bank failed."""
    ids = [payable.pk for payable in payables]
    before = State.FAILED if again else State.READY
    taken = ProcurementPayable.objects.filter(pk__in=ids, state=before).update(
        state=State.ORDERED, failure_reason=""
    )
    if taken != len(ids):
        raise ProcurementRefused(_("One of these amounts was just ordered by somebody else."))


def note_paid(*, payables: Mapping[int, dt.date]) -> None:
    """The bank paid them, each on its day."""
    for pk, paid_on in payables.items():
        _answer(pk, state=State.PAID, paid_on=paid_on)


def note_failed(*, reasons: Mapping[int, str]) -> None:
    for pk, reason in reasons.items():
        _answer(pk, state=State.FAILED, failure_reason=reason[:200])


def note_sent_back(*, reasons: Mapping[int, str]) -> None:
    """They were paid and the bank sent the money back: it is held until it is paid again, and why is shown."""
    for pk, reason in reasons.items():
        if not ProcurementPayable.unscoped.filter(pk=pk, state=State.PAID).update(
            failure_reason=reason[:200]
        ):
            raise ProcurementRefused(_("Amount %(number)s was not paid."), number=pk)


def order_sent_back(*, payables: Collection[ProcurementPayable]) -> None:
    """Take ``payables`` up again that were paid and sent back."""
    ids = [payable.pk for payable in payables]
    back = ProcurementPayable.objects.filter(pk__in=ids, state=State.PAID).exclude(failure_reason="")
    if (taken := back.update(failure_reason="")) != len(ids):
        raise ProcurementRefused(
            _("%(count)s of these amounts were just ordered by somebody else."),
            count=len(ids) - taken,
        )


def _answer(pk: int, **values: Any) -> None:
    if not ProcurementPayable.unscoped.filter(pk=pk, state=State.ORDERED).update(**values):
        raise ProcurementRefused(_("Amount %(number)s was not ordered."), number=pk)
