"""What of a month's statements the bank does not pay, because it was laid out before: each kind on its own account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from config.money import to_fen
from config.periods import Month
from funds.models import Clearing, Entry, Statement, StatementLine
from funds.rules.clearing_postings import LENT, OUT_OF_AREA, SUPPLIED, obligations, payments
from funds.services.capital import set_off as _capital
from funds.services.drafts import Planned, entry_drafts
from funds.services.open_day import open_day
from funds.services.out_of_area import set_off as _province
from funds.services.post_entry import post_entries
from funds.services.procurement import set_off as _suppliers

from .post import owed_on
from .terms import terms_of

# By the role of the account; goods of the month go before loans, and the province pays what is left.
SOURCES: dict[str, Any] = {SUPPLIED: _suppliers, LENT: _capital, OUT_OF_AREA: _province}


def take(clearing: Clearing, statements: Sequence[Statement]) -> dict[int, int]:
    """Fen set off by statement, after everything that waits was taken."""
    by_institution = {statement.institution_id: statement for statement in statements}
    left = {one.pk: to_fen(one.act_dfr_amt) - sum(by_role(one.pk).values()) for one in statements}
    for source in SOURCES.values():
        source.take(clearing, by_institution, left)
    return {one.pk: to_fen(one.act_dfr_amt) - left[one.pk] for one in statements}


def by_role(statement_id: int | None) -> dict[str, int]:
    """Fen set off against a statement, by the account they come off."""
    if statement_id is None:
        return {}
    taken = {role: source.taken_of(statement_id) for role, source in SOURCES.items()}
    return {role: fen for role, fen in taken.items() if fen}


def note_booked(statements: Iterable[int], day: dt.date) -> None:
    """What was set off against ``statements`` counts from now on."""
    ids = list(statements)
    for source in SOURCES.values():
        source.note_booked(ids, day)


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
        summary = _("%(institution)s: %(month)s set against what was paid before") % {
            "institution": one.institution, "month": month,
        }  # fmt: skip
        real = payments(keeping, one.payer_id, owed, set_off=by_role(one.pk))
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
