"""Fiscal subsidies of the year (NB-15): paid in time, late until a letter, short at first, direct from the centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from config.demo.topics.stage import act
from config.demo.year.mishaps import SUBSIDY_LATE, SUBSIDY_SHORT
from config.demo.year.town import RESIDENTS, Town
from config.periods import Month
from config.scoping import acting_as
from funds.models import Government, SubsidyReceipt
from funds.reads.subsidies import SubsidyDue, subsidy_year
from funds.services.subsidies.dun import dun_subsidy
from funds.services.subsidies.receive import check_receipt, enter_receipt
from institutions.models import Duty

# Quarter → who does not pay as it should: the government, and of which county's people (by its place).
MISHAPS = {
    1: {(Government.COUNTY, 0): SUBSIDY_LATE, (Government.CITY, 1): SUBSIDY_SHORT},
    3: {(Government.CITY, 2): SUBSIDY_LATE},
    4: {(Government.COUNTY, 1): SUBSIDY_SHORT},
}
# In this quarter the centre's part comes as direct funds.
DIRECT = 3
CENT = Decimal("0.01")


@dataclass
class Subsidies:
    """Pays the quarters; ``planned`` counts what it let go wrong, by kind."""

    town: Town
    planned: dict[str, int] = field(default_factory=lambda: dict.fromkeys((SUBSIDY_LATE, SUBSIDY_SHORT), 0))

    def pay(self, month: Month, day: dt.date) -> None:
        """Every government pays what falls due until the month ends, but those that are late; some pay half."""
        for due in self.open_dues(day, until=month.last):
            mishap = self._mishap(due, month)
            if mishap:
                self.planned[mishap] += 1
            if mishap != SUBSIDY_LATE:
                self.receive(due, day, (due.open / 2).quantize(CENT, ROUND_DOWN) if mishap else due.open)

    def dun(self, day: dt.date) -> None:
        """A letter to every government whose day has passed."""
        for due in self.open_dues(day, until=day - dt.timedelta(days=1)):
            act(
                self.town.at(Duty.FINANCE), dun_subsidy, county=due.county, insutype=RESIDENTS,
                year=self.town.year, quarter=due.quarter, payer=due.payer,
            )  # fmt: skip

    def pay_rest(self, day: dt.date) -> None:
        """Whoever had a letter pays what is open."""
        for due in self.open_dues(day, until=day):
            if due.letters:
                self.receive(due, day, due.open)

    def open_dues(self, day: dt.date, *, until: dt.date) -> Iterator[SubsidyDue]:
        """What falls due until then and is open on ``day``."""
        with acting_as(self.town.at(Duty.FINANCE)):
            dues = subsidy_year(area=self.town.area, year=self.town.year, insutype=RESIDENTS, today=day).dues
        return (one for one in dues if one.due_on <= until and one.open > 0)

    def _mishap(self, due: SubsidyDue, month: Month) -> str:
        """A quarter that fell due before the play begins is paid as it should be."""
        if Month.of(due.due_on) != month:
            return ""
        place = self.town.counties.index(due.county)
        return MISHAPS.get(due.quarter, {}).get((Government(due.payer), place), "")

    def receive(self, due: SubsidyDue, day: dt.date, amount: Decimal) -> None:
        """Entered from the voucher by one person, checked by another."""
        receipt = self.enter(due, day, amount)
        act(self.town.at(Duty.REVIEW), check_receipt, receipt=receipt)

    def enter(self, due: SubsidyDue, day: dt.date, amount: Decimal) -> SubsidyReceipt:
        """Entered from the voucher: it waits for the second person."""
        of = list(Government.values).index(due.payer) + 1
        entered: SubsidyReceipt = act(
            self.town.at(Duty.FINANCE), enter_receipt, county=due.county, insutype=RESIDENTS, year=self.town.year,
            quarter=due.quarter, payer=due.payer, amount=amount, received_on=day,
            direct=due.quarter == DIRECT and due.payer == Government.CENTRAL,
            voucher_no=f"B{due.county.code}{of}{due.quarter}-{day:%m%d}",
        )  # fmt: skip
        return entered
