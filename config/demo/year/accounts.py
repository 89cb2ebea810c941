"""Interest of the quarter and sweeps of the accounts that give up what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from config.demo.topics.stage import act
from config.demo.year.town import Town
from config.scoping import system_scope
from funds.reads.sweeps import Proof, ended_spans, proofs
from funds.services.sweeps.decide import confirm
from funds.services.sweeps.enter import enter_interest, enter_sweep
from institutions.models import AgencyAccount, Duty

INTEREST = Decimal("12.34")


def earn_interest(town: Town, day: dt.date) -> None:
    """The bank credits everybody's expenditure account in every scheme."""
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


def slip_of(proof: Proof, day: dt.date) -> str:
    """The number of the bank's slip by which an account gives up what it holds."""
    of = list(AgencyAccount.Kind.values).index(proof.account) + 1
    return f"S{proof.agency.code}{proof.insutype}{of}{day:%Y%m%d}"


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
