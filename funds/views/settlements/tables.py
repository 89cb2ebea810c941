"""The tables of a year settlement: county × step, every line with its clause, agreements, payments of governments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.listing import Column
from config.listing.tables import Table
from funds.models import SettlementAgreement, SettlementCounty, SettlementLine, YearSettlement
from funds.reads.county_years import COLLECTED_ROW, INCOME_ROW, SPENDING_ROW, figure_url, latest
from funds.reads.settlements import DemandStanding
from funds.rules.movements import COUNTY_BALANCE
from funds.spreadsheets.quote_sharing import BEARERS, title_of
from institutions.models import PolicyDocument

Key = tuple[str, str]
Row = dict[str, Any]


def years_table(
    settlement: YearSettlement, counties: Sequence[SettlementCounty], *, linked: bool = True
) -> Table:
    """One row a county: its year and what it holds before and afterwards. ``linked``: figures lead to their entries."""
    balance_pages = _balance_pages(settlement) if linked else {}

    def to(name: str) -> Any:
        if not linked:
            return None
        return lambda row: figure_url(settlement.area, settlement.insutype, settlement.year, row.county, name)

    columns = [
        Column("county", _("County")),
        Column("income", _("Income of the year"), "money", link=to(INCOME_ROW)),
        Column("taken_out", _("Taken out first"), "money"),
        Column("spending", _("Spending of the year"), "money", link=to(SPENDING_ROW)),
        Column("result", _("Surplus or gap"), "money"),
        Column("collected", _("Collected last year"), "money", link=to(COLLECTED_ROW)),
        Column("managerial", _("Managerial part found"), "money"),
        Column("balance", _("Balance before the settlement"), "money",
               link=lambda row: balance_pages.get(row.county_id)),
        Column("balance_after", _("Balance after the settlement"), "money"),
    ]  # fmt: skip
    silent = {"taken_out", "collected", "managerial"}
    columns = [
        one for one in columns if one.name not in silent or any(getattr(row, one.name) for row in counties)
    ]
    totals = {one.name: sum((getattr(row, one.name) for row in counties), Decimal(0)) for one in columns[1:]}
    return _by_county(_("The year of each county"), columns, counties, totals)


def steps_table(counties: Sequence[SettlementCounty], lines: Sequence[SettlementLine]) -> Table:
    """One row a county: what each step gave or took."""
    keys: list[Key] = list(dict.fromkeys((line.step, line.payer) for line in lines if line.amount))
    amounts = {(line.county_id, line.step, line.payer): line.amount for line in lines}
    rows: list[Row] = [
        {
            "county": one.county,
            "result": one.result,
            **{_name(key): amounts.get((one.county_id, *key)) for key in keys},
        }
        for one in counties
    ]
    columns = [
        Column("county", _("County")),
        Column("result", _("Surplus or gap"), "money"),
        *(Column(_name(key), title_of(*key), "money") for key in keys),
    ]
    totals = {one.name: sum((row[one.name] or Decimal(0) for row in rows), Decimal(0)) for one in columns[1:]}
    return _by_county(_("County by county, step by step"), columns, rows, totals)


def _by_county(caption: str, columns: list[Column], rows: Sequence[Any], totals: dict[str, Any]) -> Table:
    return Table(
        caption=caption,
        columns=columns,
        rows=rows,
        totals=totals if rows else None,
        total_title=_("Together"),
        unit=_("yuan"),
        empty=_("The area has no counties that share a year."),
    )


def _name(key: Key) -> str:
    return "step:" + ":".join(key)


def _balance_pages(settlement: YearSettlement) -> dict[int | None, str]:
    """The page of each county's accumulated balance, where it has an account."""
    found = latest(settlement.area, settlement.insutype, COUNTY_BALANCE)
    return {one.account.county_id: reverse("funds:account", args=[one.account_id]) for one in found}


def lines_table(lines: Sequence[SettlementLine]) -> Table:
    keys = {one.document for one in lines}
    titles = dict(PolicyDocument.objects.filter(key__in=keys).values_list("key", "title"))
    columns = [
        Column("county", _("County")),
        Column("title", _("Step"), get=lambda row: title_of(row.step, row.payer)),
        Column("asked", _("Asked of it"), "money"),
        Column("amount", _("Amount"), "money"),
        Column("clause", _("Clause")),
        Column("document", _("Document"), get=lambda row: titles.get(row.document, row.document)),
        Column("assumed", _("Assumed"), "assumed"),
    ]
    return Table(
        caption=_("Every amount with its clause"),
        columns=columns,
        rows=lines,
        unit=_("yuan"),
        empty=_("Nobody has a surplus or a gap."),
    )


def agreements_table(settlement: YearSettlement) -> Table:
    """Every department that agrees, with what is noted of it."""
    noted = {one.office: one for one in settlement.agreements.select_related("noted_by")}
    rows = [
        {
            "office": SettlementAgreement.Office(office).label,
            "agreed_on": noted[office].agreed_on if office in noted else None,
            "paper": noted[office].paper if office in noted else _("not agreed yet"),
            "noted_by": noted[office].noted_by if office in noted else None,
        }
        for office in settlement.offices
    ]
    columns = [
        Column("office", _("Department")),
        Column("agreed_on", _("Day of agreement"), "date"),
        Column("paper", _("Reference number of the document")),
        Column("noted_by", _("Noted by")),
    ]
    return Table(caption=_("Departments that agree to the lists"), columns=columns, rows=rows)


def demands_table(
    found: Iterable[DemandStanding], *, may_enter: bool = False, may_dun: bool = False
) -> Table:
    rows = list(found)

    def pay(row: DemandStanding) -> str | None:
        waits = may_enter and row.unentered
        return reverse("funds:enter_gap_payment", args=[row.demand.pk]) if waits else None

    def dun(row: DemandStanding) -> str | None:
        return reverse("funds:dun_gap", args=[row.demand.pk]) if may_dun and row.late else None

    columns = [
        Column("number", _("Number"), "code", get=lambda row: row.demand.number,
               link=lambda row: reverse("funds:gap_demand", args=[row.demand.pk])),
        Column("payer", _("Asked of"), get=lambda row: row.demand.get_payer_display()),
        Column("county", _("County"), get=lambda row: row.demand.county),
        Column("amount", _("Amount"), "money", get=lambda row: row.demand.amount),
        Column("received", _("Paid in so far"), "money"),
        Column("waiting", _("Waits for its check"), "money"),
        Column("open", _("Still to be paid in"), "money"),
        Column("due_on", _("Due on"), "date", get=lambda row: row.demand.due_on),
        Column("state", _("State"), "badge", get=_state, tone=_tone),
        Column("letters", _("Letters written"), "number"),
        Column("dunned", _("Last dunned"), "date"),
    ]  # fmt: skip
    ways = [
        Column("pay", _("Payment received?"), get=lambda row: _("Enter") if pay(row) else "", link=pay),
        Column("dun", _("Late?"), get=lambda row: _("Write a dunning letter") if dun(row) else "", link=dun),
    ]
    columns += [column for column, way in zip(ways, (pay, dun), strict=True) if any(way(row) for row in rows)]
    sums = ("received", "waiting", "open")
    totals = {name: sum((getattr(one, name) for one in rows), Decimal(0)) for name in sums}
    totals["amount"] = sum((one.demand.amount for one in rows), Decimal(0))
    return Table(
        caption=_("Asked of governments"),
        columns=columns,
        rows=rows,
        totals=totals if rows else None,
        total_title=_("Together"),
        unit=_("yuan"),
        empty=_("No government has anything to pay, or the settlement is not posted yet."),
    )


def _state(row: DemandStanding) -> str:
    if not row.open:
        return _("paid in whole")
    return _("payment late") if row.late else _("payment open")


def _tone(row: DemandStanding) -> str:
    if not row.open:
        return "ok"
    return "bad" if row.late else "info"


def fund_name(settlement: YearSettlement) -> Any:
    return BEARERS.get(settlement.fund, settlement.fund)
