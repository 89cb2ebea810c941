"""Fiscal subsidies of the year: three quarters paid, the last open in one county and dunned, short in another."""

from __future__ import annotations

import datetime as dt

from config.demo.topics.stage import Stage, act
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.demo.year.subsidies import CENT, Subsidies
from config.demo.year.town import town_of
from config.scoping import system_scope
from funds.models import Government, SubsidyReceipt
from funds.reads.subsidies import SubsidyDue
from funds.services.subsidies.dun import dun_subsidy
from institutions.models import Duty

LAST = 4
HELD_BACK = 3


def fill(stage: Stage) -> int:
    """How many quarters of governments; none where the policy has no instalments."""
    with system_scope():
        if SubsidyReceipt.objects.filter(county__area=stage.area).exists():
            return 0
    subsidies, end = Subsidies(town_of(stage, (SCHEME,))), stage.day(12, 10)
    dues = list(subsidies.open_dues(end, until=end))
    held_back = [one for one in dues if (one.quarter, one.payer) == (LAST, Government.COUNTY)][:HELD_BACK]
    for one in dues:
        if one not in held_back:
            with standing_on(one.due_on):
                subsidies.receive(one, one.due_on, one.open)
    for number, one in enumerate(held_back):
        _late(stage, subsidies, one, number, end)
    return len(dues)


def _late(stage: Stage, subsidies: Subsidies, due: SubsidyDue, number: int, day: dt.date) -> None:
    """The first two are dunned; of the second a half came, and waits for the second person, like the whole third."""
    if number < HELD_BACK - 1:
        with standing_on(day):
            act(
                stage.at(Duty.FINANCE), dun_subsidy, county=due.county, insutype=SCHEME, year=stage.year,
                quarter=due.quarter, payer=due.payer,
            )  # fmt: skip
    if number:
        amount = due.open if number == HELD_BACK - 1 else (due.open / 2).quantize(CENT)
        # What waits came after the year that is closed: it would stop its closing.
        came = stage.day(1, 12, years_on=1)
        with standing_on(came):
            subsidies.enter(due, came, amount)
