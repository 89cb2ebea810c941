"""Set what institutions still have of a loan against what a clearing pays them (年底统一清算).

The statement, its lines, obligations and net positions stay whole: what other counties owe for their people is none of
the lender's loan. Only the instruction to the bank is lower, and the entry of the payment takes the difference off the
account of money lent. A deduction of the statement would lower the expense, and other counties' share of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Sum
from django.utils.translation import gettext as _

from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import CapitalRepayment, Clearing, Entry, Statement, StatementLine
from funds.rules.clearing_postings import obligations, payments
from funds.services.clearing.post import owed_on
from funds.services.clearing.terms import terms_of
from funds.services.drafts import Planned, entry_drafts
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries

from .settle import close_what_is_settled

Kind, State = CapitalRepayment.Kind, CapitalRepayment.State


def take(clearing: Clearing, statements: Sequence[Statement]) -> dict[int, int]:
    """Fen set off by statement, after the set-offs that wait for this month or one before were taken."""
    by_institution = {statement.institution_id: statement for statement in statements}
    left = {one.pk: to_fen(one.act_dfr_amt) - set_off_of(one.pk) for one in statements}
    waiting = (
        CapitalRepayment.unscoped.select_for_update(of=("self",))
        .filter(
            kind=Kind.SET_OFF,
            state=State.CHECKED,
            statement__isnull=True,
            clr_month__lte=clearing.month,
            loan__insutype=clearing.insutype,
            loan__institution__in=by_institution,
        )
        .select_related("loan")
        .order_by("pk")
    )
    for one in waiting:
        statement = by_institution[one.loan.institution_id]
        taken = min(to_fen(one.amount), left[statement.pk])
        if statement.payer_id != one.loan.lender_id or taken <= 0:
            continue
        one.statement, one.taken = statement, from_fen(taken)
        one.save(update_fields=["statement", "taken"])
        left[statement.pk] -= taken
    return {one.pk: to_fen(one.act_dfr_amt) - left[one.pk] for one in statements}


def set_off_of(statement_id: int | None) -> int:
    """Fen set off against a statement."""
    if statement_id is None:
        return 0
    taken = CapitalRepayment.unscoped.filter(statement=statement_id).aggregate(sum=Sum("taken"))["sum"]
    return to_fen(taken or 0)


def note_booked(statements: Iterable[int], day: dt.date) -> None:
    """What was set off against ``statements`` lowers the loans from now on."""
    taken = CapitalRepayment.unscoped.filter(statement__in=list(statements), state=State.CHECKED)
    loans = list(taken.values_list("loan", flat=True))
    taken.update(state=State.BOOKED, booked_on=day)
    close_what_is_settled(loans)


def book_whole(clearing: Clearing, statements: Sequence[Statement]) -> None:
    """Book ``statements`` of which nothing is left for the bank: there is no payment whose entry would tell of it.

    Done again it changes nothing.
    """
    if not statements or clearing.started_by is None:
        return
    keeping, month = terms_of(clearing).keeping, Month.of(clearing.month)
    planned: list[Planned] = []
    for one in statements:
        owed = owed_on(StatementLine.unscoped.filter(statement=one))
        summary = _("%(institution)s: %(month)s set against working capital") % {
            "institution": one.institution, "month": month,
        }  # fmt: skip
        real = payments(keeping, one.payer_id, owed, set_off=to_fen(one.act_dfr_amt))
        memo = [draft.reversed for draft in obligations(keeping, one.payer_id, owed)]
        for kind, what, drafts in (
            (Entry.Kind.PAYMENT, "set_off", real),
            (Entry.Kind.CLEARING, "discharged", memo),
        ):
            planned += [
                Planned(
                    draft,
                    open_day(clearing.insutype, draft.unit, month.last),
                    kind,
                    f"statement:{one.pk}:{what}",
                    summary[:200],
                    clearing,
                )
                for draft in drafts
            ]
    post_entries(entry_drafts(clearing.insutype, planned), acting_user=clearing.started_by)
    note_booked([one.pk for one in statements], month.last)
