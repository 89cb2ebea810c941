"""Cells as people type them: what is read, what is refused, and that nothing is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets.cells import ERROR_CELL
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import CellFault

NAN, INF = float("nan"), float("inf")


def value(sort: str, cell: Any, **options: Any) -> Any:
    return Column("x", "列", sort, **options).converter()(cell)


def fault(sort: str, cell: Any, **options: Any) -> str:
    with pytest.raises(CellFault) as caught:
        value(sort, cell, **options)
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.50", 123450),
        ("￥12", 1200),
        ("¥12.3", 1230),
        ("12元", 1200),
        ("１２．３４", 1234),
        (" 5 ", 500),
        ("0", 0),
        (12.3, 1230),
        (0.1 + 0.2, 30),
        (20_000_000.37, 2_000_000_037),
        (1e12, 100_000_000_000_000),
        (7, 700),
    ],
)
def test_amounts(cell: Any, fen: int) -> None:
    assert value("money", cell) == fen


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12.345", "amount_decimals"),
        (12.345, "amount_decimals"),
        (33.333333, "amount_decimals"),
        ("-5", "amount_negative"),
        (-5.0, "amount_negative"),
        ("1,23.4", "not_an_amount"),
        ("1.2.3", "not_an_amount"),
        ("十二", "not_an_amount"),
        ("1e5", "not_an_amount"),
        ("NaN", "not_an_amount"),
        (NAN, "not_an_amount"),
        (INF, "amount_too_large"),
        ("9999999999999", "amount_too_large"),
        (True, "not_an_amount"),
        (dt.date(2020, 1, 1), "not_an_amount"),
        (ERROR_CELL, "cell_error"),
    ],
)
def test_what_is_no_amount(cell: Any, code: str) -> None:
    assert fault("money", cell) == code


def test_negative_amounts_where_the_column_allows_them() -> None:
    assert value("money", "-12.50", negative=True) == -1250
    assert value("money", "－12.50", negative=True) == -1250


@given(st.integers(0, 10**14))
def test_an_amount_comes_through_a_float_cell_exactly(fen: int) -> None:
    assert value("money", fen / 100) == fen


@given(st.integers(-(10**14), 10**14))
def test_an_amount_comes_through_a_text_cell_exactly(fen: int) -> None:
    assert value("money", str(Decimal(fen).scaleb(-2)), negative=True) == fen


@pytest.mark.parametrize(
    "cell",
    [
        dt.date(2020, 3, 5),
        dt.datetime(2020, 3, 5, 8, 30),  # noqa: DTZ001 - as sheets have it
        "2020-03-05",
        "2020-3-5",
        "2020/3/5",
        "2020.03.05",
        "2020年3月5日",
        "20200305",
        "２０２０－０３－０５",
        "2020-03-05 00:00:00",
        "2020-03-05T08:30:00",
        20200305.0,
        43895.0,
    ],
)
def test_dates(cell: Any) -> None:
    assert value("date", cell) == dt.date(2020, 3, 5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2020-02-30", "not_a_date"),
        ("2020-3/5", "not_a_date"),
        ("05.03.2020", "not_a_date"),
        ("03/05/20", "not_a_date"),
        ("1020-01-01", "date_range"),
        (2020.0, "not_a_date"),
        (12.5, "not_a_date"),
        (NAN, "not_a_date"),
        (True, "not_a_date"),
        ("today", "not_a_date"),
    ],
)
def test_what_is_no_date(cell: Any, code: str) -> None:
    assert fault("date", cell) == code


def test_moments_keep_the_time_of_day() -> None:
    assert value("datetime", "2020-03-05 08:30:15").isoformat() == "2020-03-05T08:30:15"
    assert value("datetime", 43895.5).isoformat() == "2020-03-05T12:00:00"
    assert fault("datetime", "2020-03-05 25:00") == "not_a_datetime"


@pytest.mark.parametrize("cell", ["2020-03", "2020/3", "202003", "2020年3月", 202003.0, dt.date(2020, 3, 1)])
def test_months(cell: Any) -> None:
    assert value("month", cell) == "2020-03"


@pytest.mark.parametrize("cell", ["2020-13", "20203", "3月"])
def test_what_is_no_month(cell: Any) -> None:
    assert fault("month", cell) == "not_a_month"


def test_certificate_numbers_are_half_width_and_upper_case() -> None:
    assert value("certno", "11010519491231002x") == "11010519491231002X"
    assert value("certno", "　１１０１０５１９４９１２３１００２ｘ ") == "11010519491231002X"


@pytest.mark.parametrize("cell", [6.20702199001011e17, "6.20702E+17", 1.23e17])
def test_a_number_that_lost_its_digits_says_so(cell: Any) -> None:
    assert fault("certno", cell) == "digits_lost"
    assert fault("code", cell) == "digits_lost"


def test_codes_lose_the_decimal_point_of_a_number_cell() -> None:
    assert value("code", 390.0) == "390"
    assert value("code", " ３９０ ") == "390"


def test_codes_are_given_as_code_or_chinese_label() -> None:
    choices = {"1": "男", "2": "女"}
    assert value("code", "男", choices=choices) == "1"
    assert value("code", 2.0, choices=choices) == "2"
    assert fault("code", "3", choices=choices) == "not_a_code"
    assert fault("code", True, choices=choices) == "not_text"


def test_true_is_never_taken_for_one_even_after_a_one() -> None:
    convert = Column("x", "列", "money").converter()
    assert convert(1.0) == 100
    with pytest.raises(CellFault):
        convert(True)


def test_texts_keep_chinese_punctuation_and_lose_line_breaks() -> None:
    assert value("text", "　河西街１号（东）\r\n二楼\x07 ") == "河西街1号（东） 二楼"
    assert fault("text", "长" * 11, max_length=10) == "too_long"
    assert fault("text", "abc", pattern="[0-9]+", form="123") == "bad_pattern"


@pytest.mark.parametrize("cell", ["", "  ", "　", None, "\ufeff"])
def test_empty_cells(cell: Any) -> None:
    assert value("text", cell) is None
    assert value("money", cell, default=0) == 0
    assert fault("text", cell, required=True) == "required"


def test_flags_and_numbers() -> None:
    assert [value("flag", cell) for cell in ("是", "0", 1.0, True, "Y")] == [True, False, True, True, True]
    assert fault("flag", "maybe") == "not_a_flag"
    assert value("integer", "1,200") == 1200
    assert fault("integer", 1.5) == "not_whole"
    assert value("decimal", 0.85) == Decimal("0.85")
    assert fault("decimal", "0.12345", decimals=4) == "decimals"
    assert fault("decimal", "-1") == "number_negative"
