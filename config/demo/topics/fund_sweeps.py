"""What the accounts gave up of the last quarter: one sweep waits, one is missing."""

from __future__ import annotations

from config.demo.topics.stage import Stage, act
from config.demo.world import SCHEME
from config.demo.year import accounts
from config.demo.year.clock import standing_on
from config.demo.year.town import town_of
from config.scoping import system_scope
from funds.models import Sweep
from funds.services.sweeps.enter import enter_sweep
from institutions.models import Duty


def fill(stage: Stage) -> int:
    """How many accounts had something to give up."""
    if not stage.says("monthly_round"):
        return 0
    with system_scope():
        if Sweep.objects.filter(agency__area=stage.area).exists():
            return 0
    town, swept = town_of(stage, (SCHEME,)), stage.day(1, 4, years_on=1)
    with standing_on(swept):
        found = [one for one in accounts.left(town, swept) if one.agency != town.city]
        accounts.sweep(town, swept, found[2:])
        for one in found[1:2]:
            act(
                town.at(Duty.FINANCE, one.agency), enter_sweep, agency=one.agency, insutype=one.insutype,
                account=one.account, span=one.span, amount=one.after, swept_on=swept,
                evidence=accounts.slip_of(one, swept),
            )  # fmt: skip
    return len(found)
