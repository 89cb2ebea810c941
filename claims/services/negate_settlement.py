"""The row that takes a settlement back: the same with every amount and every use of a counter negated."""

from __future__ import annotations

import datetime as dt

from claims.models import AMOUNTS, Settlement


def negate_settlement(
    settlement: Settlement, *, setl_id: str, setl_time: dt.datetime, clr_month: dt.date
) -> Settlement:
    """Store the negating row in ``clr_month``; ``settlement`` goes on counting in its own month but stands no longer.

    The caller holds the person's lock and answers for the accumulators.
    """
    negation: Settlement = Settlement.unscoped.get(pk=settlement.pk)
    negation.pk = None
    negation._state.adding = True
    negation.setl_id, negation.setl_time, negation.clr_month = setl_id, setl_time, clr_month
    negation.refd_setl_flag, negation.negates, negation.replaces = True, settlement, None
    negation.counters_used = {counter: -fen for counter, fen in settlement.counters_used.items()}
    for name in AMOUNTS:
        setattr(negation, name, -getattr(settlement, name))
    Settlement.unscoped.filter(pk=settlement.pk).update(negated=True)
    settlement.negated = True
    negation.negated = False
    negation.save(force_insert=True)
    return negation
