"""Interest at the rates agreed with the bank: every account has one, the last quarter's interest came in at its end.

One account got less than agreed, one slip waits for the second person, a lower rate of the next year for approval.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import AgreedRate, FundAccount
from funds.reads.interest import interest_check
from funds.services.interest.rates import approve_rate, enter_rate
from funds.services.sweeps.decide import confirm
from funds.services.sweeps.enter import enter_interest
from institutions.models import Duty

# Per cent a year, by kind of account; nothing is agreed for the treasury.
RATES = {"income": Decimal("1.15"), "expenditure": Decimal("1.15"), "fiscal": Decimal("1.35")}
LOWER = Decimal("0.20")
SHORT_BY = Decimal("5.00")
Kind = FundAccount.Kind


def fill(stage: Stage) -> int:
    """How many rates and slips."""
    with system_scope():
        if AgreedRate.objects.filter(fund_account__agency__area=stage.area).exists():
            return 0
        of_area = FundAccount.objects.filter(agency__area=stage.area, insutype=SCHEME, kind__in=RATES)
        accounts = list(of_area.select_related("agency__area", "agency__parent"))
    if not accounts:
        return 0
    for account in accounts:
        _agree(stage, account)
    _enter(stage, accounts[-1], lower_by=LOWER, years_on=1)
    return len(accounts) + 1 + _receive(stage, accounts)


def _enter(
    stage: Stage, account: FundAccount, *, lower_by: Decimal = Decimal(0), years_on: int = 0
) -> AgreedRate:
    entered: AgreedRate = act(
        stage.at(Duty.FINANCE, account.agency), enter_rate, fund_account=account,
        rate=RATES[account.kind] - lower_by, day_count=AgreedRate.DayCount.D360, settles_on=20,
        agreement=said()["bank"]["agreement"].format(year=stage.year + years_on),
        valid_from=stage.day(1, 1, years_on=years_on),
    )  # fmt: skip
    return entered


def _agree(stage: Stage, account: FundAccount) -> None:
    act(stage.at(Duty.APPROVE, account.agency), approve_rate, agreed=_enter(stage, account))


def _receive(stage: Stage, accounts: Sequence[FundAccount]) -> int:
    """The day after the quarter's settlement; the bank credits nothing where nothing was earned."""
    settled, credited = stage.day(12, 20), stage.day(12, 21)
    with system_scope():
        checks = [one for account in accounts if (one := interest_check(account, settled)) and one.reckoned]
    with standing_on(credited):
        for number, check in enumerate(checks):
            account = check.fund_account
            amount = check.reckoned
            if number == 1 and amount > SHORT_BY:
                amount -= SHORT_BY
            entered = act(
                stage.at(Duty.FINANCE, account.agency), enter_interest, agency=account.agency, insutype=SCHEME,
                account=account.kind, amount=amount, received_on=credited,
                evidence=f"I{account.agency.code}{SCHEME}{list(Kind).index(Kind(account.kind))}{credited:%Y%m%d}",
            )  # fmt: skip
            if number < len(checks) - 1:
                act(stage.at(Duty.REVIEW), confirm, movement=entered)
    return len(checks)
