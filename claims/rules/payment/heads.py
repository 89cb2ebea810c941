"""Per capita by those signed up: heads of each month × quota of the year ÷ 12, for a month or for a whole year.

The month's heads are those of its first day. A year is rounded once, not month by month: it may differ from its
months by some fen, which the year's clearing settles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND
from institutions.rules.steps import Step, step

from .cases import Case, owed
from .section import PER_CAPITA
from .terms import Terms


class Heads(NamedTuple):
    """Those signed up with an institution month by month; ``standard`` in millionths of a yuan a person and year."""

    monthly: Sequence[int]
    standard: int
    factor: int = TEN_THOUSAND


def heads_owed(one: Heads, terms: Terms) -> tuple[int, list[Step]]:
    """Fen and the formula."""
    heads = sum(one.monthly)
    case = Case(PER_CAPITA, people=heads, signed=heads, standard=one.standard, factor=one.factor, months=1)
    worked = owed(case, terms)
    # All of it is the fund's own money: nobody else bears a part. Heads of many months are told month by month.
    left_out = {"less_outside"} | ({"heads_signed_up"} if len(one.monthly) > 1 else set())
    steps = [told for told in worked.steps if told.code not in left_out]
    if len(one.monthly) > 1:
        steps.insert(0, step("heads_months", terms.heads, people=heads, monthly=list(one.monthly)))
    return worked.fund, steps
