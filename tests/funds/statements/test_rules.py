"""Rows that add up, what goes out in consolidation, and where a year's income goes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.reads.financial_statements import layouts
from funds.rules.financial_statements import (
    Column,
    Figure,
    Layout,
    LayoutFault,
    Line,
    behind,
    compute,
    consolidated,
    differences,
    layout_for,
    read_layouts,
    remainders,
    with_internal_position,
    year_end_legs,
)
from funds.services.load_chart import read_chart

CHART = read_chart()
PARENTS = {role: row["parent"] for role, row in CHART.items()}
REAL = [role for role, row in CHART.items() if not row["memorandum"]]
SHEET = [Column("opening", "year", "opening"), Column("closing", "year", "closing")]


def figure(role: str, fen: int, *, central: bool = True, account: int | None = 1) -> Figure:
    klass = CHART[role]["klass"]
    return Figure(account, role, klass, central, 0, fen, fen)


def rows_of(lines: Sequence[Line], role: str, column: Column, layout: Layout) -> list[str]:
    """Rows, without "of which" and sums, that an account of ``role`` adds to."""
    figures = {"year": [figure(role, 7)]}
    return [
        line.id
        for line in lines
        if not (line.memo or line.sums)
        and line.measure in ("", "moved")
        and behind(lines, line, column, figures, layout=layout, parents=PARENTS)
    ]


def test_every_subject_stands_on_one_row_of_either_statement() -> None:
    for layout in layouts().values():
        for role in REAL:
            assert len(rows_of(layout.balance_sheet, role, SHEET[1], layout)) == 1, (layout.name, role)
            if CHART[role]["klass"] in ("income", "expense", "net"):
                moved = rows_of(layout.income_expenditure, role, Column("year", "year"), layout)
                assert len(moved) == 1, (layout.name, role, moved)


def test_schemes_find_their_layout_and_legacy_books_theirs() -> None:
    for scheme, name in (
        ("310", "employee"),
        ("390", "fund"),
        ("380", "fund"),
        ("391", "fund"),
        ("330", "other"),
    ):
        assert layout_for(layouts(), scheme).name == name


ROLES = st.sampled_from(REAL)
MOVES = st.lists(st.tuples(ROLES, ROLES, st.integers(1, 10**12), st.booleans(), st.booleans()), max_size=12)


@given(MOVES, st.sampled_from(list(layouts())))
def test_whatever_is_booked_assets_are_liabilities_and_net_assets(moves: list[Any], name: str) -> None:
    layout = layouts()[name]
    figures = [
        one
        for debit, credit, fen, here, there in moves
        for one in (figure(debit, fen, central=here), figure(credit, -fen, central=there))
    ]
    for seen in (figures, consolidated(figures, layout.eliminations), with_internal_position(figures[::2])):
        sheet = compute(layout.balance_sheet, SHEET, {"year": seen}, layout=layout, parents=PARENTS)
        assert sheet.cell("total_assets", "closing") == sheet.cell("total_both", "closing")
    columns = [Column("all", "year"), *(Column(part, "year", part=part) for part in layout.parts)]
    income = compute(
        layout.income_expenditure,
        columns,
        {"year": consolidated(figures, layout.eliminations)},
        layout=layout,
        parents=PARENTS,
    )
    for column in columns:
        key = column.key
        carried = income.cell("opening", key) + income.cell("result", key) + income.cell("direct", key)
        assert income.cell("closing", key) == carried
    for line in ("total_income", "closing"):
        if layout.parts:
            assert income.cell(line, "all") == sum(income.cell(line, part) for part in layout.parts)


def test_mirrored_subjects_go_out_as_far_as_they_agree() -> None:
    pairs = layouts()["fund"].eliminations
    figures = [
        figure("upper_remittance_expense", 500, central=False, account=1),
        figure("lower_remittance_income", -450, central=True, account=2),
        # To the province: the city's own, stays.
        figure("upper_remittance_expense", 80, central=True, account=3),
    ]
    layout = layouts()["fund"]
    sheet = compute(
        layout.income_expenditure,
        [Column("all", "year")],
        {"year": consolidated(figures, pairs)},
        layout=layout,
        parents=PARENTS,
    )
    assert sheet.cell("upper_remittance_expense", "all") == 130
    assert sheet.cell("lower_remittance_income", "all") == 0
    (rest,) = remainders(figures, pairs)
    assert rest.amount == 50


def test_the_year_end_brings_income_to_net_assets_part_by_part() -> None:
    layout: Layout = layouts()["employee"]
    balances = [
        ("a", "employer_contribution", "city", -900),
        ("b", "benefit_expense", "city", 400),
        ("c", "personal_account_expense", "city", 30),
        ("d", "interest_income", "east", 0),
    ]
    legs, net = year_end_legs(balances, layout, PARENTS)
    assert legs == [("a", 900), ("b", -400), ("c", -30)]
    assert net == {("pooled_fund_balance", "city"): -500, ("personal_account_balance", "city"): 30}
    assert sum(fen for _one, fen in legs) + sum(net.values()) == 0


def test_a_layout_says_what_is_wrong_with_it() -> None:
    row = {"id": "a", "zh": "甲", "en": "A"}
    fund: dict[str, Any] = {"schemes": [], "personal": [], "close_to": {}, "income_expenditure": []}

    def layout(*rows: dict[str, Any]) -> dict[str, Any]:
        return {"assumed": "", "eliminations": [], "layouts": {"x": fund | {"balance_sheet": [list(rows)]}}}

    for rows in (
        [row, row],
        [row | {"sum": ["later"]}],
        [row | {"roll": ["cash"]}],
        [row | {"measure": "all"}],
    ):
        with pytest.raises(LayoutFault, match="x, a"):
            read_layouts(layout(*rows))


def test_differences_name_every_cell_that_moved() -> None:
    def copy(cells: list[int]) -> dict[str, Any]:
        columns = [{"key": "opening", "label": "年初"}, {"key": "closing", "label": "期末"}]
        return {
            "sheets": [
                {"name": "b", "columns": columns, "rows": [{"id": "cash", "zh": "现金", "cells": cells}]}
            ]
        }

    (found,) = differences(copy([1, 2]), copy([1, 5]))
    assert (found.row["id"], found.column["key"], found.filed, found.now, found.change) == (
        "cash",
        "closing",
        2,
        5,
        3,
    )
    assert differences(copy([1, 2]), copy([1, 2])) == []


def test_a_balance_against_its_nature_stands_on_the_other_side() -> None:
    """An advance the province paid beyond is owed; money held and paid out twice is owed to the fund."""
    for layout in layouts().values():
        figures = [
            figure("out_of_area_advance", -700), figure("hospital_prepayment", 300, account=2),
            figure("clearing_suspense", 50, account=3), figure("deposit_withheld", -20, account=4),
            # What city and counties owe one another is consolidated, not turned.
            figure("county_due_from", -5, account=5), figure("fund_balance", 375, account=6),
        ]  # fmt: skip
        found = compute(layout.balance_sheet, SHEET, {"year": figures}, layout=layout, parents=PARENTS)
        cells = {row: cells[1] for row, cells in found.cells.items()}
        assert (cells["receivable"], cells["payable_contrary"], cells["total_assets"]) == (345, 50, 345)
        assert (cells["payable"], cells["receivable_contrary"], cells["total_liabilities"]) == (720, 700, 720)
        assert (cells["hospital_prepayment"], cells["deposit_withheld"]) == (300, 20)
        assert cells["total_assets"] == cells["total_both"]
        shown = {row.line.id: row.cells[1] for row in found.rows if row.cells}
        assert "receivable_contrary" in shown
        line = next(one for one in layout.balance_sheet if one.id == "payable")
        behind_it = behind(
            layout.balance_sheet, line, SHEET[1], {"year": figures}, layout=layout, parents=PARENTS
        )
        assert {one.role: fen for one, fen in behind_it} == {
            "out_of_area_advance": 700,
            "deposit_withheld": 20,
        }
        # As long as nothing is turned, the rows that say so are left out.
        plain = compute(layout.balance_sheet, SHEET, {"year": []}, layout=layout, parents=PARENTS)
        assert not {"receivable_contrary", "payable_contrary"} & {row.line.id for row in plain.rows}


def test_rows_stand_in_the_order_of_the_national_codes() -> None:
    for layout in layouts().values():
        codes = [
            CHART[role]["code"]
            for line in layout.balance_sheet
            if not line.memo
            for _sign, role in line.roles[:1]
            if role in CHART and len(CHART[role]["code"]) == 4
        ]
        own = [code for code in codes if code[0] in "12"]
        assert own == sorted(own)
