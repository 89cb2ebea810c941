"""Interest of the quarter and sweeps of the accounts that give up what they hold; subsidies of the quarters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from config.demo.topics.stage import act
from config.demo.year.town import RESIDENTS, Town
from config.scoping import acting_as, system_scope
from funds.models import Government
from funds.reads.subsidies import SubsidyDue, subsidy_year
from funds.reads.sweeps import Proof, ended_spans, proofs
from funds.services.subsidies.receive import check_receipt, enter_receipt
from funds.services.sweeps.decide import confirm
from funds.services.sweeps.enter import enter_interest, enter_sweep
from institutions.models import Agency, AgencyAccount, Duty

INTEREST = Decimal("12.34")


def earn_interest(town: Town, day: dt.date, units: Iterable[Agency] | None = None) -> None:
    """The bank credits the expenditure account of ``units``, or of all, in every scheme."""
    for unit in town.units if units is None else units:
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


def slip_of(proof: Proof, day: dt.date) -> str:
    """The number of the bank's slip by which an account gives up what it holds."""
    of = list(AgencyAccount.Kind.values).index(proof.account) + 1
    return f"S{proof.agency.code}{proof.insutype}{of}{day:%Y%m%d}"


def voucher_of(due: SubsidyDue) -> str:
    """The number of the voucher by which a government pays a quarter."""
    return f"B{due.county.code}{list(Government.values).index(due.payer) + 1}{due.quarter}"


def sweep(town: Town, day: dt.date, proofs_left: Iterable[Proof] | None = None) -> None:
    """``proofs_left``, or everything that is left, is given up; a second person at the city saw it."""
    for one in left(town, day) if proofs_left is None else proofs_left:
        entered = act(
            town.at(Duty.FINANCE, one.agency), enter_sweep, agency=one.agency, insutype=one.insutype,
            account=one.account, span=one.span, amount=one.after, swept_on=day,
            evidence=slip_of(one, day),
        )  # fmt: skip
        # What a county entered moves money of the city's book: the city's finance confirms it.
        checks = Duty.REVIEW if one.agency == town.city else Duty.FINANCE
        act(town.at(checks), confirm, movement=entered)


def due_by(town: Town, day: dt.date) -> list[SubsidyDue]:
    """What of the year's subsidies is due by ``day`` and open."""
    with acting_as(town.at(Duty.FINANCE)):
        dues = subsidy_year(area=town.area, year=town.year, insutype=RESIDENTS, today=day).dues
    return [one for one in dues if one.due_on <= day and one.open > 0]


def subsidise(town: Town, day: dt.date, dues: Iterable[SubsidyDue] | None = None) -> None:
    """Every government pays ``dues``, or all that is due by ``day``; a second person checks each voucher."""
    finance = town.at(Duty.FINANCE)
    for one in due_by(town, day) if dues is None else dues:
        receipt = act(
            finance, enter_receipt, county=one.county, insutype=RESIDENTS, year=town.year, quarter=one.quarter,
            payer=one.payer, amount=one.open, received_on=day,
            voucher_no=voucher_of(one),
        )  # fmt: skip
        act(town.at(Duty.REVIEW), check_receipt, receipt=receipt)
