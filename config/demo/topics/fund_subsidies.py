"""Fiscal subsidies of the year: three quarters paid, the last open in one county and dunned, short in another."""

from __future__ import annotations

from config.demo.topics.stage import Stage, act
from config.demo.world import SCHEME
from config.demo.year import accounts
from config.demo.year.clock import standing_on
from config.demo.year.town import town_of
from config.scoping import system_scope
from funds.models import SubsidyReceipt
from funds.reads.subsidies import SubsidyDue
from funds.services.subsidies.dun import dun_subsidy
from funds.services.subsidies.receive import enter_receipt
from institutions.models import Duty

LAST = 4


def fill(stage: Stage) -> int:
    """How many quarters of governments; none where the policy has no instalments."""
    with system_scope():
        if SubsidyReceipt.objects.filter(county__area=stage.area).exists():
            return 0
    town, end = town_of(stage, (SCHEME,)), stage.day(12, 10)
    dues = accounts.due_by(town, end)
    for day in sorted({one.due_on for one in dues if one.quarter != LAST}):
        with standing_on(day):
            accounts.subsidise(town, day, [one for one in dues if one.due_on == day])
    last = [one for one in dues if one.quarter == LAST]
    own = [one for one in last if one.payer == "county" or not any(two.payer == "county" for two in last)]
    held_back = own[:3]
    for day in {one.due_on for one in last}:
        with standing_on(day):
            accounts.subsidise(town, day, [one for one in last if one not in held_back])
    with standing_on(end):
        _late(stage, held_back)
    return len(dues)


def _late(stage: Stage, held_back: list[SubsidyDue]) -> None:
    """The first two are dunned; of the second a half came, and waits for the second person, like the whole third."""
    for number, one in enumerate(held_back):
        due = {
            "county": one.county, "insutype": SCHEME, "year": stage.year, "quarter": one.quarter, "payer": one.payer,
        }  # fmt: skip
        if number < 2:
            act(stage.at(Duty.FINANCE), dun_subsidy, **due)
        if number:
            amount = one.open if number == 2 else (one.open / 2).quantize(one.open)
            act(
                stage.at(Duty.FINANCE), enter_receipt, **due, amount=amount, received_on=stage.day(12, 10),
                voucher_no=f"{accounts.voucher_of(one)}-1",
            )  # fmt: skip
