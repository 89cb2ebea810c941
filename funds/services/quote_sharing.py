"""What-if for a year's settlement: counties of a sheet, settled together by case; nothing is stored.

A bad row puts its whole case aside, for the counties of a case share one fund: every fault is told with row and
column, and the other cases are settled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _noop

from config.money import from_fen
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.row_reader import RowReader, named_rows
from funds.rules.sharing import (
    CommonFund,
    CountyYear,
    Line,
    Settlement,
    SharingRules,
    rules_of,
    settle_year,
)
from funds.spreadsheets.quote_sharing import COLUMNS, HEADING, MOST_ROWS, SHEET, SHEET_LABEL, title_of
from institutions.policy.what_if import PolicyOn
from institutions.rules.policy_tables import PolicyGap

register_messages(
    {
        "sharing_needed": _noop("must be given for a county or city"),
        "sharing_county_twice": _noop("The county stands in row %(first)s of this case already."),
        "sharing_fund_twice": _noop("The common fund of this case stands in row %(first)s already."),
        "sharing_no_fund": _noop(
            "The policy asks a common fund: give it a row without a county and what it holds."
        ),
        "sharing_one_city": _noop(
            "By this policy no fund is shared with other cities: a case is one city's."
        ),
        "sharing_no_county": _noop("The case has no county."),
        "sharing_other_scheme": _noop("Another scheme than in row %(first)s of this case."),
        "sharing_gap": _noop("The policy does not say: %(problem)s"),
    }
)


AMOUNTS = ("income", "spending", "managerial", "balance", "collected")


@dataclass
class SharingCase:
    """One case: its rows by county, what is wrong with them, and its settlement when nothing is."""

    name: str
    first_row: int
    insutype: str
    rows: dict[str, int] = field(default_factory=dict)
    counties: list[CountyYear] = field(default_factory=list)
    cities: dict[str, str] = field(default_factory=dict)
    fund_row: int = 0
    fund_balance: int = 0
    financing: int | None = None
    faults: list[RowFault] = field(default_factory=list)
    rules: SharingRules | None = None
    settlement: Settlement | None = None


def quote_file(
    *, path: Path, policy_on: PolicyOn, year: int, most_rows: int = MOST_ROWS
) -> list[SharingCase]:
    """Settle the cases of a sheet for ``year``; raises ``FileFault`` when it cannot be read at all."""
    return quote_cells(
        rows=named_rows(path, COLUMNS, SHEET, SHEET_LABEL, most_rows), policy_on=policy_on, year=year
    )


def quote_cells(
    *, rows: Iterable[tuple[int, Mapping[str, Any]]], policy_on: PolicyOn, year: int
) -> list[SharingCase]:
    """Settle cases given as (row, cells by column name), by the policy of the year's last day."""
    cases: dict[str, SharingCase] = {}
    reader = RowReader(COLUMNS)
    for row, cells in rows:
        values, faults = reader.read(row, cells)
        name = values["case"] or ""
        case = cases.setdefault(name, SharingCase(name, row, values["insutype"] or ""))
        _take(case, row, values, faults)
    for case in cases.values():
        _settle(case, policy_on, dt.date(year, 12, 31))
    return list(cases.values())


def result_rows(cases: Sequence[SharingCase]) -> Iterator[list[Any]]:
    """One row per amount, case by case; a case at fault has a row for each fault."""
    for case in cases:
        if case.settlement is None:
            for fault in case.faults:
                yield _row(row=fault.row, case=case.name, fault_column=fault.column, fault=str(fault))
            continue
        for line in case.settlement.lines:
            yield _row(**line_cells(case, line))
        for county, fen in case.settlement.balances.items():
            yield _row(**_held(case, county, "balance", fen))
        if case.rules is not None and case.rules.fund:
            yield _row(**_held(case, "", case.rules.fund, case.settlement.fund))


def line_cells(case: SharingCase, line: Line) -> dict[str, Any]:
    """A line as the result shows it."""
    given = line.given
    return {
        "row": case.rows.get(line.county),
        "case": case.name,
        "county": line.county,
        "city": case.cities.get(line.county, ""),
        "step": line.step,
        "title": title_of(line.step, line.payer),
        "payer": line.payer,
        "asked": from_fen(line.asked),
        "amount": from_fen(line.amount),
        "clause": given.clause if given else "",
        "assumed": given.assumed if given else "",
        "document": given.document if given else "",
    }


def _held(case: SharingCase, county: str, payer: str, fen: int) -> dict[str, Any]:
    return {
        "row": case.rows.get(county, case.fund_row) or None,
        "case": case.name,
        "county": county,
        "city": case.cities.get(county, ""),
        "step": "after",
        "title": title_of("after", payer),
        "payer": payer,
        "amount": from_fen(fen),
    }


def _row(**cells: Any) -> list[Any]:
    return [cells.get(name) for name in HEADING]


def _take(case: SharingCase, row: int, values: Mapping[str, Any], faults: list[RowFault]) -> None:
    """Add a row to its case, or what is wrong with it."""
    at_fault = {fault.column for fault in faults}
    faults += [fault for fault in _faults(case, row, values) if fault.column not in at_fault]
    case.faults += faults
    county = values["county"]
    if county:
        case.rows.setdefault(county, row)
    else:
        case.fund_row = case.fund_row or row
    if faults:
        return
    if county:
        amounts = {name: values[name] or 0 for name in AMOUNTS}
        city = case.cities[county] = values["city"] or ""
        case.counties.append(CountyYear(county, **amounts, gross=values["gross"], city=city))
    else:
        case.fund_balance, case.financing = values["balance"], values["financing"]


def _faults(case: SharingCase, row: int, values: Mapping[str, Any]) -> Iterator[RowFault]:
    """What is wrong with a row whose cells can be read; amounts are fen."""
    county = values["county"]
    if values["insutype"] != case.insutype:
        yield RowFault(row, "insutype", "sharing_other_scheme", params={"first": case.first_row})
    for column in ("income", "spending") if county else ("balance",):
        if values[column] is None:
            yield RowFault(row, column, "sharing_needed")
    if county in case.rows:
        yield RowFault(row, "county", "sharing_county_twice", params={"first": case.rows[county]})
    if not county and case.fund_row:
        yield RowFault(row, "county", "sharing_fund_twice", params={"first": case.fund_row})


def _settle(case: SharingCase, policy_on: PolicyOn, day: dt.date) -> None:
    if not case.faults and not case.counties:
        case.faults.append(RowFault(case.first_row, "county", "sharing_no_county"))
    if case.faults:
        return
    try:
        rules = rules_of(policy_on(day).section("pooling"), case.insutype)
    except PolicyGap as gap:
        case.faults.append(RowFault(case.first_row, "insutype", "sharing_gap", params={"problem": str(gap)}))
        return
    if not rules.fund_of_region and len(set(case.cities.values())) > 1:
        case.faults.append(RowFault(case.first_row, "city", "sharing_one_city"))
        return
    if rules.fund and not case.fund_row:
        case.faults.append(RowFault(case.first_row, "county", "sharing_no_fund"))
        return
    income = sum(one.income for one in case.counties)
    fund = CommonFund(case.fund_balance, income if case.financing is None else case.financing)
    case.rules, case.settlement = rules, settle_year(case.counties, fund, rules)
