"""What of a year's subsidy is covered by what was received, quarter by quarter. Pure: integer fen, days.

Direct central funds come as the centre says, not by quarter (NB-15): they cover the earliest quarters still open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

PAID, SHORT, LATE, AWAITED = "paid", "short", "late", "awaited"


class Quarter(NamedTuple):
    """What one payer owes for one quarter, and the last day to pay it in."""

    number: int
    due: int
    due_on: dt.date


class Covered(NamedTuple):
    """``received`` and ``direct`` of a quarter's due; ``over`` is what no quarter of the year takes."""

    quarter: Quarter
    received: int
    direct: int

    @property
    def open(self) -> int:
        return self.quarter.due - self.received - self.direct

    def state(self, today: dt.date) -> str:
        if self.open <= 0:
            return PAID
        if today <= self.quarter.due_on:
            return AWAITED
        return SHORT if self.received or self.direct else LATE


def cover(quarters: Iterable[Quarter], received: Mapping[int, int], direct: int) -> tuple[list[Covered], int]:
    """Each quarter with what covers it, and what is left over for none.

    What a voucher names a quarter for goes there first; what is over, and direct funds, to the earliest open one.
    """
    ordered = sorted(quarters, key=lambda one: one.number)
    due = {one.number: one.due for one in ordered}
    own = {number: min(received.get(number, 0), due[number]) for number in due}
    rest = sum(received.values()) - sum(own.values())
    found = []
    for one in ordered:
        more = min(rest, one.due - own[one.number])
        rest -= more
        share = min(direct, one.due - own[one.number] - more)
        direct -= share
        found.append(Covered(one, own[one.number] + more, share))
    return found, rest + direct
