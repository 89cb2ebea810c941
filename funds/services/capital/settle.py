"""A loan ends when nothing of it is open."""

from __future__ import annotations

from collections.abc import Iterable

from funds.models import CapitalLoan
from funds.reads.capital import with_open


def close_what_is_settled(loan_ids: Iterable[int]) -> None:
    """Mark those lent loans settled of which nothing is open any more."""
    lent = CapitalLoan.unscoped.filter(pk__in=list(loan_ids), state=CapitalLoan.State.LENT)
    done = list(with_open(lent).filter(open=0).values_list("pk", flat=True))
    CapitalLoan.unscoped.filter(pk__in=done).update(state=CapitalLoan.State.SETTLED)
