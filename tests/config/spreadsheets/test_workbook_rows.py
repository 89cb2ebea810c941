"""A sheet read whole and one read as a stream: the same cells for whatever Excel, WPS or a program wrote."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from config.spreadsheets.faults import FileFault
from config.spreadsheets.workbook_rows import STREAMED_FROM, open_sheet

from .files import rewritten, workbook

STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="{formats}">{known}</numFmts><fonts count="1"><font/></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="{styles}">{used}</cellXfs></styleSheet>"""
CODES = (
    "yyyy-mm-dd", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
    "[$-804]aaaa", "[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "[h]:mm:ss", "h&quot;时&quot;mm",
    "0.00&quot;d&quot;", "General&quot;元&quot;", "[Red]0.00;[Blue]-0.00", "_ * #,##0.00_ ;_ * -#,##0.00_ ",
    "[$￥-804]#,##0.00", "0.00E+00", "0&quot;m&quot;",
)  # fmt: skip
OWN = 200
"""The number of the first of :data:`CODES` among formats."""


def sheet_of(path: Path, cells: str, *, formats: tuple[int, ...] = (), shared: str = "") -> Path:
    """A workbook whose only row has these cells, style ``n`` the format ``formats[n - 1]``."""
    known = "".join(f'<numFmt numFmtId="{OWN + n}" formatCode="{code}"/>' for n, code in enumerate(CODES))
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *formats))
    styles = STYLES.format(formats=len(CODES), known=known, styles=len(formats) + 1, used=used)
    texts = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>'

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "xl/styles.xml":
            return name, styles.encode()
        if name == "xl/sharedStrings.xml":
            return name, texts.encode()
        if name == "xl/worksheets/sheet1.xml":
            before, _start, rest = content.partition(b"<sheetData>")
            _old, _end, after = rest.partition(b"</sheetData>")
            rows = cells if cells.startswith("<row") else f'<row r="1">{cells}</row>'
            return name, before + b"<sheetData>" + rows.encode() + b"</sheetData>" + after
        return name, content

    return rewritten(workbook(path / "cells.xlsx", [["x"]]), change)


def read(path: Path, *, streamed: bool) -> list[list[Any]]:
    """The rows without the empty cells at their end, which only a sheet read whole fills up."""
    found = []
    with open_sheet(path, "people", unpacked=STREAMED_FROM if streamed else 0) as (rows, _height):
        for cells in rows:
            kept = list(cells)
            while kept and kept[-1] == "":
                kept.pop()
            found.append(kept)
    return found


def both(path: Path) -> list[list[Any]]:
    whole, streamed = read(path, streamed=False), read(path, streamed=True)
    assert repr(whole) == repr(streamed)
    return whole


KINDS = {
    "yes or no": ('<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>', [True, False]),
    "whole": ('<c r="A1"><v>12</v></c><c r="B1"><v>-3</v></c>', [12.0, -3.0]),
    "fraction": ('<c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1.5E-7</v></c>', [0.30000000000000004, 1.5e-7]),
    "more digits than a double has": ('<c r="A1"><v>620702199001011234</v></c>', [620702199001011234.0]),
    "beyond all bounds": ('<c r="A1"><v>1E400</v></c>', [float("inf")]),
    "empty value": ('<c r="A1"><v></v></c><c r="B1"><v>1</v></c>', ["", 1.0]),
    "left out": ('<c r="B1"><v>1</v></c><c r="D1"><v>2</v></c>', ["", 1.0, "", 2.0]),
    "without references": ("<c><v>1</v></c><c><v>2</v></c>", [1.0, 2.0]),
    "formula": ('<c r="A1"><f>B1*2</f><v>4</v></c>', [4.0]),
    "formula with a text": ('<c r="A1" t="str"><f>B1</f><v>甲</v></c>', ["甲"]),
    "formula with an empty text": ('<c r="A1" t="str"><f>B1</f><v></v></c><c r="B1"><v>1</v></c>', ["", 1.0]),
    "formula without a value": ('<c r="A1"><f>B1</f></c><c r="B1"><v>1</v></c>', ["", 1.0]),
    "text in the cell": ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a&amp;b </t></is></c>', [" a&b "]),
    "empty text": ('<c r="A1" t="inlineStr"><is><t></t></is></c><c r="B1"><v>1</v></c>', ["", 1.0]),
    "rich text": ('<c r="A1" t="inlineStr"><is><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r></is></c>', ["张三"]),
    "escaped": ('<c r="A1" t="str"><v>a_x000D_b_x005F_ _x0G00_ _xD83D_</v></c>', ["a\rb_ _x0G00_ _xD83D_"]),
    "written as a day": ('<c r="A1" t="d"><v>2020-01-01</v></c>', [dt.date(2020, 1, 1)]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), KINDS.values(), ids=KINDS)
def test_every_kind_of_cell(tmp_path: Path, cells: str, expected: list[Any]) -> None:
    assert repr(both(sheet_of(tmp_path, cells))) == repr([expected])


def test_shared_texts(tmp_path: Path) -> None:
    shared = (
        '<si><t>甲</t></si><si><r><t>张</t></r><r><t xml:space="preserve"> 三</t></r>'
        '<rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t/></si><si/><si><t xml:space="preserve">   </t></si>'
        "<si><t>a_x000D_&#10;b</t></si>"
    )
    cells = "".join(f'<c r="{"ABCDEF"[n]}1" t="s"><v>{n}</v></c>' for n in range(6))
    assert both(sheet_of(tmp_path, cells, shared=shared)) == [["甲", "张 三", "", "", "   ", "a\r\nb"]]


@pytest.mark.parametrize("number", [*range(1, 60), *range(OWN, OWN + len(CODES))])
def test_every_format_of_a_number(tmp_path: Path, number: int) -> None:
    cells = '<c r="A1" s="1"><v>43831</v></c><c r="B1" s="1"><v>43831.25</v></c>'
    both(sheet_of(tmp_path, cells, formats=(number,)))


@pytest.mark.parametrize(
    ("format_", "value", "expected"),
    [
        (14, "43831", dt.date(2020, 1, 1)),
        (31, "43831", dt.date(2020, 1, 1)),
        (57, "43831", dt.date(2020, 1, 1)),
        (OWN + 1, "43831", dt.date(2020, 1, 1)),
        (22, "43831.5", dt.datetime(2020, 1, 1, 12)),  # noqa: DTZ001 - sheets know no time zone
        (14, "59", dt.date(1900, 2, 28)),
        (14, "61", dt.date(1900, 3, 1)),
        (14, "2958465", dt.date(9999, 12, 31)),
        (14, "20200305", 20200305.0),
        (20, "0.5", dt.time(12)),
        (OWN + 5, "1.5", dt.timedelta(days=1, hours=12)),
        (10, "0.05", 0.05),
        (49, "5", 5.0),
    ],
)
def test_days_times_and_shares(tmp_path: Path, format_: int, value: str, expected: Any) -> None:
    cells = f'<c r="A1" s="1"><v>{value}</v></c>'
    assert repr(both(sheet_of(tmp_path, cells, formats=(format_,)))) == repr([[expected]])


def test_rows_left_out_are_counted(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="A3"><v>1</v></c></row><row r="6"><c r="B6"><v>2</v></c></row>'
    assert both(sheet_of(tmp_path, rows)) == [[], [], [1.0], [], [], ["", 2.0]]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<c r="A1" t="s"><v>99</v></c>',
        f'<c r="A1"><v>{"9" * 400}</v></c>',
    ],
    ids=["rows out of order", "no such text", "hundreds of digits"],
)
def test_a_stream_that_cannot_be_read_right_is_broken(tmp_path: Path, cells: str) -> None:
    with pytest.raises(FileFault) as caught:
        read(sheet_of(tmp_path, cells), streamed=True)
    assert caught.value.code == "broken_workbook"
