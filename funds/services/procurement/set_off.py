"""Set what suppliers were paid for an institution against what its next statements pay it (集采直接结算).

As with working capital (``capital.set_off``) the statement stays whole and only the instruction to the bank is lower:
the institution is paid for the care, less what its supplier already has. A part that one month cannot bear waits for
the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Sum

from claims.models import ProcurementPayable
from config.money import from_fen, to_fen
from funds.models import Clearing, Statement, SupplierSetOff


def take(clearing: Clearing, statements: Mapping[int, Statement], left: dict[int, int]) -> None:
    """Take what is still to be recovered of paid suppliers off ``left``, fen by statement; oldest payment first."""
    paid = (
        ProcurementPayable.unscoped.select_for_update(of=("self",))
        .filter(
            kind=ProcurementPayable.Kind.DIRECT,
            state=ProcurementPayable.State.PAID,
            insutype=clearing.insutype,
            institution__in=statements,
            # What the bank sent back the supplier has not got.
            failure_reason="",
        )
        .order_by("paid_on", "pk")
    )
    known = _recovered(paid.values_list("pk", flat=True))
    for one in paid:
        statement = statements[one.institution_id]
        taken = min(to_fen(one.amount) - known.get(one.pk, 0), left[statement.pk])
        if statement.payer_id != one.payer_id or taken <= 0:
            continue
        SupplierSetOff.unscoped.create(payable=one, statement=statement, amount=from_fen(taken))
        left[statement.pk] -= taken


def taken_of(statement_id: int) -> int:
    """Fen set off against a statement."""
    found = SupplierSetOff.unscoped.filter(statement=statement_id).aggregate(sum=Sum("amount"))["sum"]
    return to_fen(found or 0)


def note_booked(statements: Iterable[int], day: dt.date) -> None:
    """What was set off against ``statements`` is recovered from now on."""
    SupplierSetOff.unscoped.filter(statement__in=list(statements), booked_on__isnull=True).update(
        booked_on=day
    )


def _recovered(payables: Iterable[int]) -> dict[int, int]:
    """Fen set off of each, booked or on its way."""
    rows = (
        SupplierSetOff.unscoped.filter(payable__in=list(payables))
        .order_by()
        .values("payable")
        .annotate(sum=Sum("amount"))
    )
    return {row["payable"]: to_fen(row["sum"]) for row in rows}
