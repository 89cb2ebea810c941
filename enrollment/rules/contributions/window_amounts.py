"""What a resident owes in the annual window, and when it is open (HG-04, ZY-02)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from .outcome import Due
from .residents import Resident, resident_year
from .terms import Terms
from .windows import window_of


class WindowAmounts(NamedTuple):
    """Fen: the person's own part, what is paid for an aided person, the governments' share; the half-open window."""

    own: int
    aided: int
    subsidy: int
    opens: dt.date
    closes: dt.date


def amounts_of(*, person: Resident, year: int, terms: Terms) -> WindowAmounts:
    """For ``year`` of cover by its policy; raises ``PolicyGap`` where that is silent."""
    dues = {line.item: line.amount for line in resident_year(person=person, terms=terms).lines
            if isinstance(line, Due) and not line.item.startswith("subsidy.")}  # fmt: skip
    whole = dues["contribution"]
    aided = dues.get("contribution.aided", 0)
    window = window_of(year, terms)
    return WindowAmounts(whole - aided, aided, dues["subsidy"], window.start, window.end)
