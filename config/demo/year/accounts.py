"""Interest of the quarter and sweeps of the accounts that give up what they hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from config.demo.topics.stage import act
from config.demo.year.town import SCHEMES, Town
from config.scoping import system_scope
from funds.reads.sweeps import Proof, ended_spans, proofs
from funds.services.sweeps.decide import confirm
from funds.services.sweeps.enter import enter_interest, enter_sweep
from institutions.models import AgencyAccount, Duty

INTEREST = Decimal("12.34")


def earn_interest(town: Town, day: dt.date) -> None:
    """The bank credits every unit's expenditure account of both schemes."""
    for unit in town.units:
        for insutype in SCHEMES:
            entered = act(
                town.at(Duty.FINANCE, unit), enter_interest, agency=unit, insutype=insutype,
                account=AgencyAccount.Kind.EXPENDITURE, amount=INTEREST, received_on=day,
                evidence=f"I{unit.code}{insutype}{day:%Y%m%d}",
            )  # fmt: skip
            act(town.at(Duty.REVIEW), confirm, movement=entered)


def left(town: Town, day: dt.date) -> list[Proof]:
    """Accounts that still hold on ``day`` what the period ended before should have given up."""
    with system_scope():
        return [one for one in proofs(town.area, town.units, ended_spans(town.area, day)) if not one.zero]


def sweep(town: Town, day: dt.date) -> None:
    """Everything is given up; a second person at the city saw it."""
    for one in left(town, day):
        entered = act(
            town.at(Duty.FINANCE, one.agency), enter_sweep, agency=one.agency, insutype=one.insutype,
            account=one.account, span=one.span, amount=one.after, swept_on=day,
            evidence=f"S{one.agency.code}{one.insutype}{one.account}{day:%Y%m%d}",
        )  # fmt: skip
        # What a county entered moves money of the city's book: the city's finance confirms it.
        checks = Duty.REVIEW if one.agency == town.city else Duty.FINANCE
        act(town.at(checks), confirm, movement=entered)
