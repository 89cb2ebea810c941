"""What we write opens with typed cells and never with a formula of somebody else's."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from config.spreadsheets import writer
from config.spreadsheets.writer import OutColumn, Sheet, stream_csv, write_table, write_workbook

COLUMNS = (
    OutColumn("人员编号", "code"),
    OutColumn("姓名"),
    OutColumn("金额", "money"),
    OutColumn("日期", "date"),
    OutColumn("时间", "datetime"),
    OutColumn("比例", "percent"),
    OutColumn("人数", "integer"),
)
ROW = (
    "620702199001011234",
    "张三",
    Decimal("20000000.37"),
    dt.date(2020, 3, 5),
    dt.datetime(2020, 3, 5, 0, 30, tzinfo=dt.UTC),
    Decimal("0.85"),
    12,
)
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture(params=["fast", "formatted"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "formatted":
        monkeypatch.setattr(writer, "rust", None)
    return str(request.param)


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


def written(rows: list[Any], columns: Any = COLUMNS, **more: Any) -> Any:
    target = io.BytesIO()
    write_workbook(target, [Sheet("结算", columns, rows, **more)])
    return sheet_of(target.getvalue())


def test_cells_are_typed(engine: str) -> None:
    page = written([ROW, [None] * 7])
    assert [cell.value for cell in page[1]] == [column.heading for column in COLUMNS]
    assert page.title == "结算"
    assert page.freeze_panes == "A2"
    number, name, amount, day, moment, ratio, count = page[2]
    assert (number.value, number.data_type) == ("620702199001011234", "s")
    assert name.value == "张三"
    assert (amount.value, amount.number_format) == (20000000.37, "#,##0.00")
    assert (day.value, day.number_format) == (dt.datetime(2020, 3, 5), "yyyy-mm-dd")  # noqa: DTZ001
    assert moment.value == timezone.localtime(ROW[4]).replace(tzinfo=None)  # type: ignore[arg-type]
    assert (ratio.value, ratio.number_format) == (0.85, "0.00%")
    assert count.value == 12
    assert all(cell.value is None for cell in page[3])


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_a_workbook(engine: str, text: str) -> None:
    page = written([[text]], [OutColumn("备注")])
    assert page["A2"].data_type == "s"
    assert page["A2"].value.strip() == text.strip()


def test_no_text_becomes_a_formula_in_a_mixed_column(engine: str) -> None:
    page = written([["=1+1", 5]], [OutColumn("a", "auto"), OutColumn("b", "auto")])
    assert [cell.data_type for cell in page[2]] == ["s", "n"]


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_puts_an_apostrophe_before_what_looks_like_a_formula(text: str) -> None:
    content = b"".join(stream_csv([OutColumn("备注")], [[text]]))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1] == ["'" + text]


def test_csv_has_a_mark_and_plain_numbers() -> None:
    content = b"".join(stream_csv(COLUMNS, [ROW, [None] * 7]))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1] == [
        "620702199001011234", "张三", "20000000.37", "2020-03-05", "2020-03-05 08:30:00", "0.85", "12",
    ]  # fmt: skip
    assert rows[2] == [""] * 7


def test_negative_amounts_stay_numbers_in_csv() -> None:
    content = b"".join(stream_csv([OutColumn("a", "money"), OutColumn("b")], [[Decimal("-5.10"), "-5.10"]]))
    assert content.decode("utf-8-sig").splitlines()[1] == "-5.10,-5.10"


def test_totals_and_notes_of_a_report() -> None:
    page = written(
        [["东山县", Decimal("1.10")]],
        [OutColumn("县区"), OutColumn("金额", "money")],
        totals=["合计", Decimal("1.10")],
        notes=["2020-03 清分表", "青河市"],
    )
    assert [row[0].value for row in page.iter_rows()] == [
        "2020-03 清分表",
        "青河市",
        "县区",
        "东山县",
        "合计",
    ]
    assert page["B5"].font.bold
    assert page["B5"].number_format == "#,##0.00"


def test_an_empty_list_still_has_its_header(engine: str) -> None:
    assert [cell.value for cell in written([])[1]] == [column.heading for column in COLUMNS]


def test_headings_may_repeat_and_control_characters_go(engine: str) -> None:
    page = written([["a\x00\x08b", "c"]], [OutColumn("x"), OutColumn("x")])
    assert [cell.value for cell in page[2]] == ["ab", "c"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_write_table_goes_by_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_table(path, ["case", "amount"], [["甲", Decimal("1.50")], ["=x", None]], sheet="result")
    if name.endswith("csv"):
        assert path.read_text(encoding="utf-8-sig").splitlines() == ["case,amount", "甲,1.50", "'=x,"]
    else:
        page = sheet_of(path.read_bytes())
        assert [cell.value for cell in page[2]] == ["甲", 1.5]
