"""How reserves and balances of a scheme went, month by month, as the ledger has them at every month's end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from config.money import half_up, to_fen
from config.periods import Month
from funds.models import AccountBalance, Subject
from funds.reads.financial_statements import layouts
from funds.rules.financial_statements import layout_for
from funds.rules.movements import COUNTY_BALANCE, GAP_PAYMENT, RESERVES
from funds.rules.reserves import months_covered
from institutions.models import Agency, PoolingArea

A_YEAR = 12
Klass = Subject.Klass


class Standing(NamedTuple):
    """Fen at the end of ``month``. ``reserves`` by role; ``balances`` (balance, or quota) by county; ``fund`` what the
    pooled fund has without reserves; ``monthly`` the counties' mean spending of the last twelve months, or those since
    the books began; ``income`` (without what governments pay for earlier gaps) and ``spending`` of the month."""

    month: Month
    reserves: dict[str, int]
    balances: dict[int, int]
    fund: int
    monthly: int
    income: int
    spending: int

    def reserve_months(self, role: str) -> int | None:
        """Hundredths of months of spending that the reserve lasts."""
        return months_covered(self.reserves.get(role, 0), self.monthly)

    @property
    def fund_months(self) -> int | None:
        """Hundredths of months of spending that the fund lasts; nothing where it is below zero."""
        return months_covered(max(0, self.fund), self.monthly)


@dataclass(frozen=True)
class _Account:
    """One account's class, role, county (None: nobody's share) and rows: month → (closing, movement of the month)."""

    klass: str
    role: str
    county: int | None
    rows: dict[Month, tuple[int, int]]

    @property
    def reserve(self) -> bool:
        return self.role in RESERVES


def standings_by_month(area: PoolingArea, insutype: str) -> list[Standing]:
    """From the first month of the books to the last in which anything was booked; within the reader's scope."""
    accounts = list(_accounts(area, insutype))
    moved = [month for one in accounts for month in one.rows]
    if not moved:
        return []
    months = _between(min(moved), max(moved))
    held = [_forward(one, months) for one in accounts]
    expense = [one for one in accounts if one.klass == Klass.EXPENSE]
    of_counties = _moved([one for one in expense if one.county is not None], months)
    spent = _moved(expense, months)
    came_in = _moved(
        [one for one in accounts if one.klass == Klass.INCOME and one.role != GAP_PAYMENT], months
    )
    found = []
    for n, month in enumerate(months):
        last = of_counties[max(0, n + 1 - A_YEAR) : n + 1]
        reserves: dict[str, int] = defaultdict(int)
        balances: dict[int, int] = defaultdict(int)
        fund = 0
        for one, closings in zip(accounts, held, strict=True):
            if one.reserve:
                reserves[one.role] -= closings[n]
            else:
                fund -= closings[n]
            if one.role == COUNTY_BALANCE and one.county is not None:
                balances[one.county] -= closings[n]
        monthly = half_up(max(0, sum(last)), len(last))
        found.append(Standing(month, dict(reserves), dict(balances), fund, monthly, -came_in[n], spent[n]))
    return found


def year_ends(found: Sequence[Standing]) -> list[Standing]:
    """The last of every year, with income and spending of the year so far."""
    ends = []
    for _year, of_year in groupby(found, key=lambda one: one.month.year):
        months = list(of_year)
        ends.append(
            months[-1]._replace(
                income=sum(one.income for one in months), spending=sum(one.spending for one in months)
            )
        )
    return ends


def _accounts(area: PoolingArea, insutype: str) -> Iterator[_Account]:
    rows = (
        AccountBalance.objects.filter(
            account__area=area, account__book__insutype=insutype,
            account__subject__klass__in=(Klass.NET, Klass.INCOME, Klass.EXPENSE),
        )
        .exclude(account__subject__role__in=layout_for(layouts(), insutype).personal)
        .order_by("account", "month")
        .values_list(
            "account", "account__subject__klass", "account__subject__role", "account__county", "account__agency",
            "account__agency__level", "month", "opening", "debit", "credit", "carried",
        )
    )  # fmt: skip
    for _account, of_account in groupby(rows, key=lambda row: row[0]):
        found = list(of_account)
        _pk, klass, role, county, agency, level = found[0][:6]
        place = county or (agency if level == Agency.Level.COUNTY else None)
        yield _Account(
            klass,
            role,
            place,
            {
                Month.of(month): (to_fen(opening + debit - credit), to_fen(debit - credit - carried))
                for *_what, month, opening, debit, credit, carried in found
            },
        )


def _between(first: Month, last: Month) -> list[Month]:
    months = [first]
    while months[-1] < last:
        months.append(months[-1].following)
    return months


def _forward(account: _Account, months: Sequence[Month]) -> list[int]:
    """Debit-positive at every month's end: what the last month with a row left."""
    closings, left = [], 0
    for month in months:
        left = account.rows.get(month, (left, 0))[0]
        closings.append(left)
    return closings


def _moved(accounts: Sequence[_Account], months: Sequence[Month]) -> list[int]:
    """Debit-positive, month by month, of all ``accounts`` together."""
    return [sum(one.rows[month][1] for one in accounts if month in one.rows) for month in months]
