"""What becomes of a case when one of its bills is cancelled or reckoned anew elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import Overpayment, Reimbursement, ReimbursementBill, Settlement
from claims.services.case_numbers import next_number
from claims.services.redo_listeners import BookedChange
from config.money import from_fen
from institutions.models import User

from .states import CaseRefused


def follow_counter_bills(changes: Sequence[BookedChange], acting_user: User) -> None:
    """Hears of every redo and cancel. What a reviewed case was paid too much becomes an overpayment, found by
    whoever booked the change and waiting for another's confirmation. What it is owed more is left to a second
    reimbursement (manl_reim_rea 09). A case under way takes what stands when it is reviewed.

    Raises :class:`CaseRefused` for the cancel of a bill whose case is settled: that is sent back instead.
    """
    by_bill = {change.bill: change for change in changes}
    cases = ReimbursementBill.unscoped.filter(bill__in=by_bill, live=True).select_related(
        "reimbursement__insu_county", "reimbursement__handling_county"
    )
    for one in cases:
        change, case = by_bill[one.bill_id], one.reimbursement
        if case.reim_stas == Reimbursement.State.SETTLED and change.after is None:
            raise CaseRefused(
                _(
                    "The bill belongs to reimbursement %(case)s, which is not reviewed: send the case back instead."
                ),
                case=case,
            )
        if case.reim_stas == Reimbursement.State.REVIEWED and change.fund_difference < 0:
            _owe_back(case, change, acting_user)


def _owe_back(case: Reimbursement, change: BookedChange, acting_user: User) -> None:
    settlement = Settlement.unscoped.get(pk=change.before)
    reason = _t("Reimbursement %(case)s: settlement %(number)s was reckoned anew or cancelled.")
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
        amount=from_fen(-change.fund_difference),
        reason=reason % {"case": case.number, "number": settlement.setl_id},
        found_on=timezone.localdate(),
        found_by=acting_user,
    )
