"""Interest of the quarter and sweeps of the accounts that give up what they hold; subsidies of the quarters."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from config.demo.topics.stage import act
from config.demo.year.town import RESIDENTS, Town
from config.scoping import acting_as, system_scope
from funds.reads.subsidies import subsidy_year
from funds.reads.sweeps import Proof, ended_spans, proofs
from funds.services.subsidies.receive import check_receipt, enter_receipt
from funds.services.sweeps.decide import confirm
from funds.services.sweeps.enter import enter_interest, enter_sweep
from institutions.models import AgencyAccount, Duty

INTEREST = Decimal("12.34")


def earn_interest(town: Town, day: dt.date) -> None:
    """The bank credits every unit's expenditure account of both schemes."""
    for unit in town.units:
        for insutype in town.schemes:
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


def subsidise(town: Town, day: dt.date) -> None:
    """Every government pays what is due by ``day`` and open; a second person checks each voucher."""
    finance = town.at(Duty.FINANCE)
    with acting_as(finance):
        dues = subsidy_year(area=town.area, year=town.year, insutype=RESIDENTS, today=day).dues
    for one in dues:
        if one.due_on > day or one.open <= 0:
            continue
        receipt = act(
            finance, enter_receipt, county=one.county, insutype=RESIDENTS, year=town.year, quarter=one.quarter,
            payer=one.payer, amount=one.open, received_on=day,
            voucher_no=f"B{one.county.code}{one.payer}{one.quarter}",
        )  # fmt: skip
        act(town.at(Duty.REVIEW), check_receipt, receipt=receipt)
