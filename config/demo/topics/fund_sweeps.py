"""Interest of the last quarter and what the accounts gave up of it: one slip and one sweep wait, one is missing."""

from __future__ import annotations

from config.demo.topics.stage import Stage, act
from config.demo.world import SCHEME
from config.demo.year import accounts
from config.demo.year.clock import standing_on
from config.demo.year.town import town_of
from config.scoping import system_scope
from funds.models import AccountInterest
from funds.services.sweeps.enter import enter_interest, enter_sweep
from institutions.models import AgencyAccount, Duty


def fill(stage: Stage) -> int:
    """How many movements."""
    if not stage.says("monthly_round"):
        return 0
    with system_scope():
        if AccountInterest.objects.filter(agency__area=stage.area).exists():
            return 0
    town, earned, swept = town_of(stage, (SCHEME,)), stage.day(12, 21), stage.day(1, 4, years_on=1)
    with standing_on(earned):
        *settled, waits = town.units
        accounts.earn_interest(town, earned, settled)
        act(
            town.at(Duty.FINANCE, waits), enter_interest, agency=waits, insutype=SCHEME,
            account=AgencyAccount.Kind.EXPENDITURE, amount=accounts.INTEREST, received_on=earned,
            evidence=f"I{waits.code}{SCHEME}{earned:%Y%m%d}",
        )  # fmt: skip
    with standing_on(swept):
        found = [one for one in accounts.left(town, swept) if one.agency != town.city]
        accounts.sweep(town, swept, found[2:])
        for one in found[1:2]:
            act(
                town.at(Duty.FINANCE, one.agency), enter_sweep, agency=one.agency, insutype=one.insutype,
                account=one.account, span=one.span, amount=one.after, swept_on=swept,
                evidence=accounts.slip_of(one, swept),
            )  # fmt: skip
    return len(town.units) + len(found)
