"""Each county's year as the ledger tells it: income, spending and what was collected before, of the pooled fund."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from config.money import to_fen
from config.periods import Month
from funds.models import AccountBalance, Book, BookPeriod
from funds.reads.financial_statements import INCOME, Asked, FinancialStatements, layouts
from funds.rules.financial_statements import POOLED, layout_for
from funds.rules.movements import COUNTY_BALANCE, GAP_PAYMENT
from institutions.models import Agency, PoolingArea

SPENDING_ROW, INCOME_ROW, COLLECTED_ROW = "total_expense", "total_income", "contribution_income"


class LedgerYear(NamedTuple):
    """Fen. What governments paid in the year for gaps of earlier ones is no income of it: ``gap_payments`` apart."""

    county: Agency
    income: int
    spending: int
    collected_before: int
    gap_payments: int
    balance: int


def counties_sharing(area: PoolingArea) -> list[Agency]:
    """The counties of the area, by code."""
    return list(Agency.objects.filter(area=area, level=Agency.Level.COUNTY).order_by("code"))


def ledger_years(area: PoolingArea, insutype: str, year: int) -> list[LedgerYear]:
    """Every county of the area; the reader's scope must cover it."""
    balances = balances_by_county(area, insutype)
    return [ledger_year(area, insutype, year, one, balances.get(one.pk, 0)) for one in counties_sharing(area)]


def ledger_year(area: PoolingArea, insutype: str, year: int, unit: Agency, balance: int = 0) -> LedgerYear:
    """The part of one agency; ``balance`` as it is known."""
    statements = FinancialStatements(asked_of(area, insutype, year, unit))
    sheet, part = statements.income_expenditure, _part(insutype)
    paid = -sum(one.moved for one in statements.figures["year"] if one.role == GAP_PAYMENT)
    return LedgerYear(
        unit,
        sheet.cell(INCOME_ROW, f"year-{part}") - paid,
        sheet.cell(SPENDING_ROW, f"year-{part}"),
        sheet.cell(COLLECTED_ROW, f"before-{part}"),
        paid,
        balance,
    )


def collected_and_spent(area: PoolingArea, insutype: str, year: int, unit: Agency | None) -> tuple[int, int]:
    """Fen of the pooled fund in ``year``: contributions collected, and spending; of the whole area without ``unit``."""
    sheet, part = (
        FinancialStatements(asked_of(area, insutype, year, unit)).income_expenditure,
        _part(insutype),
    )
    return sheet.cell(COLLECTED_ROW, f"year-{part}"), sheet.cell(SPENDING_ROW, f"year-{part}")


def asked_of(area: PoolingArea, insutype: str, year: int, unit: Agency | None) -> Asked:
    return Asked(area, insutype, unit, Month(year, 12), yearly=True)


def _part(insutype: str) -> str:
    return POOLED if POOLED in layout_for(layouts(), insutype).parts else "all"


def figure_url(area: PoolingArea, insutype: str, year: int, unit: Agency, row: str) -> str:
    """The page of accounts and months behind ``row`` of the year's income and expenditure."""
    period = "before" if row == COLLECTED_ROW else "year"
    more = {"sheet": INCOME, "row": row, "column": f"{period}-{_part(insutype)}"}
    asked = asked_of(area, insutype, year, unit)
    return f"{reverse('funds:statement_figure')}?{urlencode(asked.address | more)}"


def balances_by_county(area: PoolingArea, insutype: str) -> dict[int, int]:
    """Credit-positive fen of each county's accumulated balance as it stands."""
    found: dict[int, int] = {}
    for held in latest(area, insutype, COUNTY_BALANCE):
        if held.account.county_id is not None:
            found[held.account.county_id] = found.get(held.account.county_id, 0) - to_fen(held.closing)
    return found


def reserve_balance(area: PoolingArea, insutype: str, role: str) -> int:
    """Credit-positive fen of a common fund as it stands; nothing where it has no account."""
    return -sum(to_fen(held.closing) for held in latest(area, insutype, role)) if role else 0


def latest(area: PoolingArea, insutype: str, role: str) -> list[AccountBalance]:
    """The youngest running total of every account of the role."""
    return list(
        AccountBalance.objects.filter(
            account__area=area, account__book__insutype=insutype, account__subject__role=role
        )
        .select_related("account")
        .order_by("account_id", "-month")
        .distinct("account_id")
    )


def open_december(area: PoolingArea, insutype: str, year: int) -> list[Book]:
    """Books of the scheme whose December of ``year`` is not closed: the year's figures may still move."""
    closed = BookPeriod.objects.filter(month=Month(year, 12).first, state=BookPeriod.State.CLOSED)
    return list(
        Book.objects.filter(area=area, insutype=insutype, opened_on__lte=Month(year, 12).last)
        .exclude(pk__in=closed.values("book"))
        .select_related("unit")
    )
