"""Files as people send them: each fault refused by its own name, each honest variant read alike."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from config.spreadsheets import workbook_rows, workbook_safety
from config.spreadsheets.cells import ERROR_CELL
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import FileFault
from config.spreadsheets.reader import REASON_COLUMN, open_table
from config.spreadsheets.writer import sheet_name

from .files import csv_file, rewritten, with_part, workbook

COLUMNS = (
    Column("psn_no", "人员编号", "code", required=True),
    Column("psn_name", "人员姓名", required=True),
    Column("tel", "电话"),
)
HEADER = ["psn_no", "psn_name", "tel"]
GOOD = [HEADER, ["62070001", "张三", "123"], ["62070002", "李四", None]]


def read(path: Path, **options: Any) -> list[tuple[int, list[Any]]]:
    with open_table(path, columns=COLUMNS, sheet="people", sheet_label="参保登记", **options) as table:
        order = [position for position in table.positions if position is not None]
        return [(number, [cells[p] if p < len(cells) else "" for p in order]) for number, cells in table.rows]


def fault_of(path: Path, **options: Any) -> FileFault:
    with pytest.raises(FileFault) as caught:
        read(path, **options)
    return caught.value


@pytest.fixture(autouse=True, params=[1 << 40, 0], ids=["whole", "streamed"])
def way_of_reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large sheets are read as a stream: every file here is read both ways."""
    monkeypatch.setattr(workbook_rows, "STREAMED_FROM", request.param)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "good.xlsx", GOOD)


def test_rows_carry_the_numbers_the_sheet_shows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "gaps.xlsx", [HEADER, ["1", "甲", ""], [], ["2", "乙", ""]])
    assert read(path) == [(2, ["1", "甲", ""]), (4, ["2", "乙", ""])]


def test_the_table_may_begin_right_of_column_a_only_with_its_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "right.xlsx", [[None, *HEADER], [None, "1", "甲", "5"]])
    fault = fault_of(path)
    assert fault.code == "wrong_header"
    assert fault.params["unknown"] == ["(1)"]


@pytest.mark.parametrize(
    "header",
    [
        ["人员编号", "人员姓名", "电话"],
        ["人员编号(psn_no)", "人员姓名（psn_name）", "电话(tel)"],
        ["人员编号(psn_no)*", "PSN_NAME", " tel "],
        ["tel", "psn_name", "psn_no"],
        ["psn_no", "psn_name", "tel", REASON_COLUMN],
    ],
)
def test_a_heading_is_a_field_name_a_label_or_both_in_any_order(tmp_path: Path, header: list[str]) -> None:
    path = workbook(tmp_path / "header.xlsx", [header, ["a", "b", "c"]])
    [(number, cells)] = read(path)
    assert number == 2
    assert sorted(cells) == ["a", "b", "c"]


def test_a_label_that_two_columns_share_names_neither(tmp_path: Path) -> None:
    columns = (Column("a_amt", "超限价金额"), Column("b_amt", "超限价金额"))
    path = workbook(tmp_path / "shared.xlsx", [["超限价金额(a_amt)", "b_amt"], ["1", "2"]])
    with open_table(path, columns=columns, sheet="people") as table:
        assert table.positions == [0, 1]
    path = workbook(tmp_path / "unclear.xlsx", [["a_amt", "超限价金额"], ["1", "2"]])
    with pytest.raises(FileFault, match="超限价金额"), open_table(path, columns=columns, sheet="people"):
        pass


def test_the_chinese_sheet_name_is_accepted(tmp_path: Path) -> None:
    assert len(read(workbook(tmp_path / "cn.xlsx", GOOD, sheet="参保登记"))) == 2


def test_a_name_longer_than_a_workbook_carries_is_found_cut(tmp_path: Path) -> None:
    label = "Sheet of settlements outside the area (3260)"
    written = workbook(tmp_path / "long.xlsx", GOOD, sheet=sheet_name(label))
    with open_table(written, columns=COLUMNS, sheet="people", sheet_label=label) as table:
        assert len(list(table.rows)) == 2


def test_a_wrong_header_names_what_is_missing_unknown_and_twice(tmp_path: Path) -> None:
    path = workbook(tmp_path / "wrong.xlsx", [["psn_no", "人员编号", "shoe_size"], ["1", "1", "42"]])
    fault = fault_of(path)
    assert fault.code == "wrong_header"
    assert fault.params["missing"] == ["人员姓名(psn_name)"]
    assert fault.params["unknown"] == ["shoe_size"]
    assert fault.params["duplicate"] == ["人员编号"]
    with translation.override("en"):
        assert "Missing: 人员姓名(psn_name)." in str(fault)


def test_a_title_above_the_header_is_told_with_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "title.xlsx", [["2020年参保人员名单"], [], *GOOD])
    fault = fault_of(path)
    assert (fault.code, fault.params["row"]) == ("header_not_first", 3)


def test_a_missing_sheet_names_those_there_are(tmp_path: Path) -> None:
    fault = fault_of(workbook(tmp_path / "sheet.xlsx", GOOD, sheet="Sheet1"))
    assert fault.code == "missing_sheet"
    assert fault.params == {"expected": "people", "found": "Sheet1"}


def test_an_empty_sheet(tmp_path: Path) -> None:
    assert fault_of(workbook(tmp_path / "empty.xlsx", [])).code == "empty_sheet"


def test_1904_dates_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "1904.xlsx", [*GOOD, ["3", "王五", dt.date(2020, 1, 1)]], date_1904=True)
    assert fault_of(path).code == "date_1904"


def test_the_row_limit_of_a_workbook_points_to_csv(good: Path) -> None:
    fault = fault_of(good, most_rows=1)
    assert fault.code == "too_many_rows"
    with translation.override("en"):
        assert ".csv" in str(fault)


def test_the_row_limit_of_a_csv_is_met_while_reading(tmp_path: Path) -> None:
    assert fault_of(csv_file(tmp_path / "long.csv", GOOD), most_rows=1).code == "too_many_rows_csv"


def test_rows_beyond_the_limit_are_seen_without_loading_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", GOOD)
    rewritten(path, _with_cell(b'<row r="900001"><c r="A900001"><v>1</v></c></row>'))
    assert fault_of(path).code == "too_many_rows"


def test_a_cell_far_to_the_right_is_refused_not_allocated(tmp_path: Path) -> None:
    path = workbook(tmp_path / "wide.xlsx", GOOD)
    rewritten(path, _with_cell(b'<row r="9"><c  s="0" r = "XFD9"><v>1</v></c></row>'))
    fault = fault_of(path)
    assert (fault.code, fault.params["cell"]) == ("too_wide", "XFD9")


def test_formatting_alone_may_reach_anywhere(tmp_path: Path) -> None:
    path = workbook(tmp_path / "formatted.xlsx", GOOD)
    rewritten(path, _with_cell(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert len(read(path)) == 2


def _with_cell(row: bytes) -> Any:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content.replace(b"</sheetData>", row + b"</sheetData>")

    return change


def test_a_failed_formula_is_marked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "error.xlsx", GOOD)
    rewritten(path, _with_cell(b'<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4"><v>1</v></c></row>'))
    assert read(path)[-1][1][0] is ERROR_CELL


def test_failed_formulas_are_marked_however_many(tmp_path: Path) -> None:
    path = workbook(tmp_path / "errors.xlsx", GOOD)
    failed = (
        b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d" t="e"><v>#N/A</v></c><c r="C%d"><v>1</v></c></row>'
    )
    rewritten(path, _with_cell(b"".join(failed % (n, n, n, n) for n in range(4, 10_504))))
    assert [cells[1] for _number, cells in read(path)[2:]] == [ERROR_CELL] * 10_500


def test_a_zip_bomb_is_refused_before_it_is_opened(good: Path) -> None:
    with_part(good, "xl/media/bomb.bin", b"\0" * (30 << 20))
    fault = fault_of(good)
    assert (fault.code, fault.params["part"]) == ("zip_bomb", "xl/media/bomb.bin")


def test_too_many_parts(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_safety, "MOST_ENTRIES", 5)
    assert fault_of(good).code == "zip_entries"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:/evil.xml", "xl\\..\\evil.xml"])
def test_unsafe_part_names(good: Path, name: str) -> None:
    with_part(good, "xl/placeholder_" + "x" * (len(name)), b"x")
    # zipfile cleans names when it writes: put the unsafe one in by hand, in both places it stands.
    placeholder = ("xl/placeholder_" + "x" * len(name)).encode()
    unsafe = name.encode().ljust(len(placeholder), b"x")
    good.write_bytes(good.read_bytes().replace(placeholder, unsafe))
    assert fault_of(good).code in ("zip_path", "broken_workbook")


def test_macro_files(good: Path) -> None:
    with_part(good, "xl/vbaProject.bin", b"macro")
    assert fault_of(good).code == "macro_file"


def test_a_macro_content_type_is_a_macro_file(good: Path) -> None:
    rewritten(
        good,
        lambda name, content: (
            name,
            content.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"),
        ),
    )
    assert fault_of(good).code == "macro_file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "legacy_xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"%PDF-1.7 ...", "other_format"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_workbook"),
        (b"PK\x03\x04" + b"garbage" * 50, "broken_workbook"),
        ("psn_no,psn_name\n1,甲\n".encode("utf-16"), "csv_encoding"),
    ],
    ids=["empty", "old-xls", "encrypted", "pdf", "png", "broken-zip", "utf-16"],
)
def test_files_that_are_something_else(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "some.xlsx"
    path.write_bytes(content)
    assert fault_of(path).code == code


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert fault_of(path).code == "not_a_workbook"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_broken_xml(good: Path, part: str) -> None:
    rewritten(good, lambda name, content: (name, content[: len(content) // 2] if name == part else content))
    assert fault_of(good).code in ("broken_workbook", "empty_sheet")


def test_entities_are_not_expanded(good: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    rewritten(
        good,
        lambda name, content: (
            name,
            content.replace(b"<workbook ", bomb + b"<workbook ") if name == "xl/workbook.xml" else content,
        ),
    )
    assert fault_of(good).code == "broken_workbook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_any_chinese_encoding(tmp_path: Path, encoding: str) -> None:
    rows = read(csv_file(tmp_path / "a.csv", GOOD, encoding))
    assert rows[0] == (2, ["62070001", "张三", "123"])


def test_csv_quotes_and_line_breaks_count_as_one_row(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text('psn_no,psn_name,tel\r\n1,"张,三","a\r\nb"\r\n2,李四,\r\n', encoding="utf-8")
    assert read(path) == [(2, ["1", "张,三", "a\r\nb"]), (3, ["2", "李四", ""])]


def test_csv_with_binary_in_it(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_bytes(b"psn_no,psn_name,tel\n" + b"1,a,b\n" * 2000 + b"\0\0\0")
    assert fault_of(path).code == "csv_binary"


def test_csv_with_an_unclosed_quotation_mark(tmp_path: Path) -> None:
    path = tmp_path / "u.csv"
    path.write_text('psn_no,psn_name,tel\n1,"张三,5\n2,李四,6\n', encoding="utf-8")
    fault = fault_of(path)
    assert (fault.code, fault.params["row"]) == ("csv_broken", 2)


def test_a_file_over_the_size_limit(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.spreadsheets.reader.MOST_BYTES", 100)
    assert fault_of(good).code == "file_too_large"
