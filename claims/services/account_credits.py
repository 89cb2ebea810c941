"""What personal accounts have received, for a whole block of people at once: what a bill may take from.

Spending on bills is not here: the counters of the year carry it, and the caller's live counters those of other years,
so that bills of one run see each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from claims.rules.benefit import ACCOUNT, FAMILY
from claims.rules.personal_accounts import Received

from .decisions import PersonYear

# Whose account it is: (person, scheme).
AccountReceipts = dict[tuple[int, str], Received]

# What lies before the first day asked about is one row: years of credits need not be read again for every block.
RECEIVED = """
    SELECT a.person_id, a.insutype, greatest(m.day, %s::date) AS on_day,
           coalesce(sum(m.amount) FILTER (WHERE m.pot = 'own'), 0)::bigint,
           coalesce(sum(m.amount) FILTER (WHERE m.pot = 'family'), 0)::bigint
    FROM claims_personalaccount a JOIN claims_accountmovement m ON m.account_id = a.id
    WHERE {condition} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class AccountReader:
    """What bills of a block of people may count on, beside the counters that the run carries along.

    ``years`` are all years in which the block's bills have used or will use an account.
    """

    def __init__(self, receipts: AccountReceipts, years: Iterable[int]) -> None:
        self._receipts = receipts
        self._years = sorted(set(years))

    def credited(
        self,
        counters: Mapping[PersonYear, Mapping[str, int]],
        *,
        person_id: int,
        insutype: str,
        day: dt.date,
    ) -> tuple[int, int]:
        """(own, family) fen that a bill of ``day`` may count on before the spending of its own year is taken off.

        ``counters`` are everything the person used, of every year: other years took from the same account.
        """
        received = self._receipts.get((person_id, insutype))
        if received is None:
            return 0, 0
        before, after = [0, 0], [0, 0]
        for year in self._years:
            used = counters.get((person_id, insutype, year)) if year != day.year else None
            if used:
                side = before if year < day.year else after
                side[0] += used.get(ACCOUNT, 0)
                side[1] += used.get(FAMILY, 0)
        return received.credited(day, spent_before=(before[0], before[1]), spent_after=(after[0], after[1]))


def read_accounts(
    condition: str,
    params: Sequence[Any],
    *,
    days: Collection[dt.date],
    counters: Iterable[PersonYear],
) -> AccountReader:
    """The accounts for which ``condition`` (over ``a``) holds, for bills of ``days``: one query at most."""
    if not days:
        return AccountReader({}, ())
    with connection.cursor() as cursor:
        cursor.execute(RECEIVED.format(condition=condition), [min(days), *params])
        rows = cursor.fetchall()
    receipts: AccountReceipts = {}
    for key, group in groupby(rows, key=itemgetter(0, 1)):
        on, own, family = zip(*((row[2], row[3], row[4]) for row in group), strict=True)
        receipts[key] = Received(on, tuple(accumulate(own)), tuple(accumulate(family)))
    years = {year for _person, _scheme, year in counters} if receipts else set()
    return AccountReader(receipts, years | {day.year for day in days})
