"""Reserves as they stand: what each holds, how many months of spending that covers; what counties spend and hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from config.codes import name_of
from config.money import from_fen, half_up, to_fen
from config.periods import Month
from funds.models import Account, AccountBalance, Book, Subject
from funds.reads.county_years import balances_by_county, counties_sharing, latest
from funds.reads.financial_statements import layouts
from funds.rules.financial_statements import layout_for
from funds.rules.movements import RESERVES
from funds.rules.reserves import CountyNeed, months_covered
from institutions.models import Agency, PoolingArea

A_YEAR = 12


@dataclass(frozen=True)
class ReserveStanding:
    """One reserve of one scheme; fen. ``covered`` in hundredths of months, None where nothing is spent."""

    insutype: str
    role: str
    account: Account | None
    held: int
    monthly: int

    @property
    def balance(self) -> Decimal:
        return from_fen(self.held)

    @property
    def mean_spending(self) -> Decimal:
        return from_fen(self.monthly)

    @property
    def covered(self) -> Decimal | None:
        found = months_covered(self.held, self.monthly)
        return None if found is None else Decimal(found).scaleb(-2)

    @property
    def scheme(self) -> str:
        return str(name_of("insutype", self.insutype))


def standings(area: PoolingArea, today: dt.date) -> list[ReserveStanding]:
    """Every reserve that has an account, by scheme."""
    found = []
    schemes = Book.objects.filter(area=area).order_by("insutype").values_list("insutype", flat=True)
    for insutype in schemes.distinct():
        monthly = sum(monthly_spending(area, insutype, today).values())
        for role in RESERVES:
            held = latest(area, insutype, role)
            if held:
                fen = -sum(to_fen(one.closing) for one in held)
                account = Account.objects.select_related("subject").get(pk=held[0].account_id)
                found.append(ReserveStanding(insutype, role, account, fen, monthly))
    return found


def monthly_spending(area: PoolingArea, insutype: str, today: dt.date) -> dict[int, int]:
    """Mean fen a month by county, over the last twelve whole months, or those since the books began; one query."""
    last = Month.of(today).previous
    opened = Book.objects.filter(area=area, insutype=insutype).order_by("opened_on").first()
    if opened is None:
        return {}
    first, count = last, 1
    while count < A_YEAR and first.first > opened.opened_on:
        first, count = first.previous, count + 1
    rows = (
        AccountBalance.objects.filter(
            account__area=area, account__book__insutype=insutype, account__subject__klass=Subject.Klass.EXPENSE,
            month__gte=first.first, month__lte=last.first,
        )
        .exclude(account__subject__role__in=layout_for(layouts(), insutype).personal)
        .order_by()
        .values_list("account__county", "account__agency", "account__agency__level")
        .annotate(Sum("debit"), Sum("credit"), Sum("carried"))
    )  # fmt: skip
    sums: dict[int, int] = {}
    for county, agency, level, debit, credit, carried in rows:
        place = county or (agency if level == Agency.Level.COUNTY else None)
        if place is not None:
            sums[place] = sums.get(place, 0) + to_fen(debit - credit - carried)
    return {place: half_up(max(0, fen), count) for place, fen in sums.items()}


def needs(area: PoolingArea, insutype: str, today: dt.date) -> list[tuple[Agency, CountyNeed]]:
    """Every county with what it spends a month, holds, and collected in advance."""
    spending, balances = monthly_spending(area, insutype, today), balances_by_county(area, insutype)
    prepaid: dict[int | None, int] = {}
    for held in latest(area, insutype, "contributions_in_advance"):
        place = held.account.county_id
        prepaid[place] = prepaid.get(place, 0) - to_fen(held.closing)
    return [
        (
            one,
            CountyNeed(
                one.code, spending.get(one.pk, 0), balances.get(one.pk, 0), max(0, prepaid.get(one.pk, 0))
            ),
        )
        for one in counties_sharing(area)
    ]
