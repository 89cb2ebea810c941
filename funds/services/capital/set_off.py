"""Set what institutions still have of a loan against what a clearing pays them (年底统一清算).

The statement, its lines, obligations and net positions stay whole: what other counties owe for their people is none of
the lender's loan. Only the instruction to the bank is lower, and the entry of the payment takes the difference off the
account of money lent. A deduction of the statement would lower the expense, and other counties' share of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Sum

from config.money import from_fen, to_fen
from funds.models import CapitalRepayment, Clearing, Statement

from .settle import close_what_is_settled

Kind, State = CapitalRepayment.Kind, CapitalRepayment.State


def take(clearing: Clearing, statements: Mapping[int, Statement], left: dict[int, int]) -> None:
    """Take the set-offs that wait for this month or one before off ``left``: fen by statement.

    ``statements`` by institution.
    """
    waiting = (
        CapitalRepayment.unscoped.select_for_update(of=("self",))
        .filter(
            kind=Kind.SET_OFF,
            state=State.CHECKED,
            statement__isnull=True,
            clr_month__lte=clearing.month,
            loan__insutype=clearing.insutype,
            loan__institution__in=statements,
            # What the bank sent back the institution has not got.
            loan__failure_reason="",
        )
        .select_related("loan")
        .order_by("pk")
    )
    for one in waiting:
        statement = statements[one.loan.institution_id]
        taken = min(to_fen(one.amount), left[statement.pk])
        if statement.payer_id != one.loan.lender_id or taken <= 0:
            continue
        one.statement, one.taken = statement, from_fen(taken)
        one.save(update_fields=["statement", "taken"])
        left[statement.pk] -= taken


def taken_of(statement_id: int) -> int:
    """Fen set off against a statement."""
    taken = CapitalRepayment.unscoped.filter(statement=statement_id).aggregate(sum=Sum("taken"))["sum"]
    return to_fen(taken or 0)


def note_booked(statements: Iterable[int], day: dt.date) -> None:
    """What was set off against ``statements`` lowers the loans from now on."""
    taken = CapitalRepayment.unscoped.filter(statement__in=list(statements), state=State.CHECKED)
    loans = list(taken.values_list("loan", flat=True))
    taken.update(state=State.BOOKED, booked_on=day)
    close_what_is_settled(loans)
