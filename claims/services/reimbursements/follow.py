"""What becomes of a case when one of its bills is cancelled or reckoned anew elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import (
    ACCOUNT_PART,
    Overpayment,
    Payable,
    Redo,
    Reimbursement,
    ReimbursementBill,
    Settlement,
)
from claims.rules.reimbursements import owed_later
from claims.services.case_numbers import next_number
from claims.services.payables import owe
from claims.services.redo_listeners import BookedChange
from config.money import from_fen
from config.workdays import add_workdays
from institutions.models import User

from .owed import owed_for, sum_of
from .register import deadlines_of
from .states import CaseRefused

POOLED = "hifp_pay"


class Changed(NamedTuple):
    """What a case is owed more (negative: less) in fen by part, and the settlement that changed last."""

    case: Reimbursement
    parts: dict[str, int]
    settlement: Settlement
    redo: int | None


def follow_counter_bills(changes: Sequence[BookedChange], acting_user: User) -> None:
    """Hears of every redo and cancel. What a reviewed case is owed more by a redo, which two people decided on, is
    owed from now on as a payment of its own. What it was paid too much becomes an overpayment, found by whoever
    booked the change and waiting for another's confirmation. A case under way takes what stands when it is reviewed.

    Only bills the person paid themselves: of every other bill the institution is paid, whose clearing takes the
    change in. Raises :class:`CaseRefused` for the cancel of a bill whose case is settled: that is sent back instead.
    """
    for changed in _changed(changes):
        parts = owed_later(changed.parts)
        if sum(parts.values()) > 0 and changed.redo is not None:
            _owe_more(changed, parts, acting_user)
        elif parts:
            _owe_back(changed, parts, acting_user)


def _changed(changes: Sequence[BookedChange]) -> Iterator[Changed]:
    """Every reviewed case among ``changes``, the bills of one case together."""
    by_bill = {change.bill: change for change in changes}
    live = ReimbursementBill.unscoped.filter(bill__in=by_bill, live=True).select_related(
        "reimbursement__insu_county__area", "reimbursement__handling_county", "reimbursement__account"
    )
    found: dict[int, Changed] = {}
    for one in live.order_by("reimbursement", "n"):
        change, case = by_bill[one.bill_id], one.reimbursement
        if case.reim_stas == Reimbursement.State.SETTLED and change.after is None:
            raise CaseRefused(
                _(
                    "The bill belongs to reimbursement %(case)s, which is not reviewed: send the case back instead."
                ),
                case=case,
            )
        if case.reim_stas == Reimbursement.State.REVIEWED:
            before = Settlement.unscoped.get(pk=change.before)
            known = found.get(case.pk)
            parts = sum_of([known.parts if known else {}, _difference(before, change.after)])
            found[case.pk] = Changed(case, parts, before, change.redo)
    yield from found.values()


def _difference(before: Settlement, after: int | None) -> dict[str, int]:
    owed = {} if after is None else owed_for(Settlement.unscoped.get(pk=after))
    return sum_of([owed, {part: -fen for part, fen in owed_for(before).items()}])


def _owe_more(changed: Changed, parts: dict[str, int], acting_user: User) -> None:
    """Paid to the account the case has; a case that had nothing to pay waits for one."""
    case, redo, today = changed.case, Redo.unscoped.get(pk=changed.redo or 0), timezone.localdate()
    account = case.account if case.account is not None and case.account.checked_by_id is not None else None
    days = deadlines_of(case, today).days_finish
    owe(
        case=case,
        kind=Payable.Kind.LATER,
        source={"redo": redo, "follows": case},
        parts=parts,
        account=account,
        acting_user=acting_user,
        handler=redo.prepared_by,
        due_on=None if days is None else add_workdays(today, days),
    )


def _owe_back(changed: Changed, parts: dict[str, int], acting_user: User) -> None:
    """One debt to the fund, and one to the personal account, which has its money back already."""
    account = -parts.get(ACCOUNT_PART, 0)
    fund = -sum(parts.values()) - account
    case, settlement = changed.case, changed.settlement
    reason = _t("Reimbursement %(case)s: settlement %(number)s was reckoned anew or cancelled.")
    for part, fen in ((POOLED, fund), (ACCOUNT_PART, account)):
        if fen:
            Overpayment.unscoped.create(
                number=next_number("DF"),
                person_id=case.person_id,
                psn_no=case.psn_no,
                psn_name=case.psn_name,
                tel=case.tel,
                insutype=case.insutype,
                insu_county=case.insu_county,
                handling_county=case.handling_county,
                source=Overpayment.Source.REDO,
                settlement=settlement,
                fund_part=part,
                amount=from_fen(fen),
                reason=reason % {"case": case.number, "number": settlement.setl_id},
                found_on=timezone.localdate(),
                found_by=acting_user,
            )
