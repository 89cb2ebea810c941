"""From a cell to a value: one small function per column, fast because a column remembers the texts it has seen.

Every ``*_cell`` function returns a converter that takes a non-empty cell (``str``, ``float``, ``bool``, ``date``,
``datetime``) and returns the value or raises :class:`CellFault`. Nothing is ever guessed into shape: a cell
that can be read in two ways is a fault.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import translation

from .faults import CellFault

Converter = Callable[[Any], Any]

# Full-width forms of ASCII (FF01–FF5E) and the ideographic space.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20}
# In running text Chinese punctuation stays as it is written; only digits, letters and spaces change.
_HALF_WIDTH_LETTERS = {
    code: half for code, half in _HALF_WIDTH.items() if chr(half).isalnum() or half == 0x20
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
_MEMO_LIMIT = 20_000
# From this size on a double cannot be trusted to be the number that was typed: Excel keeps 15 digits.
_DIGITS_LIMIT = 1e15
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
_MOST_YUAN = 1e12


class ErrorCell:
    """Stands in a row for a cell whose formula failed (#N/A, #DIV/0! …)."""

    def __str__(self) -> str:
        return "#"


ERROR_CELL = ErrorCell()


def half_width(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, outer spaces dropped: for codes, numbers and dates."""
    if not text.isascii():
        text = text.translate(_HALF_WIDTH)
    return _CONTROLS.sub("", text).strip() if not text.isprintable() else text.strip()


def clean_text(text: str) -> str:
    """Running text on one line: letters and digits half-width, outer spaces dropped, no control characters."""
    if not text.isascii():
        text = text.translate(_HALF_WIDTH_LETTERS)
    if not text.isprintable():
        text = _CONTROLS.sub(" ", text)
    return text.strip()


class Memory(dict[Any, Any]):
    """What each distinct text or date of a column becomes; ``memory[cell]`` converts a cell it has not seen.

    A hit costs no Python call at all. Numbers are not remembered: as keys, 1.0 and TRUE are the same.
    """

    def __init__(self, convert: Converter, *, required: bool, default: Any) -> None:
        super().__init__()
        self._convert = convert
        self._required = required
        self._default = default

    def __missing__(self, cell: Any) -> Any:
        sort = cell.__class__
        if sort is float:
            return self._convert(cell)
        if sort is ErrorCell:
            raise CellFault("cell_error")
        empty = cell is None or (sort is str and (not cell or cell.isspace() or cell == "\ufeff"))
        value = None if empty else self._convert(cell)
        if value is None:
            if self._required:
                raise CellFault("required")
            value = self._default
        if len(self) < _MEMO_LIMIT and (sort is str or sort is dt.date):
            self[cell] = value
        return value


def as_text(cell: Any) -> str:
    """A cell that should have been text: whole numbers lose their ``.0``; numbers that lost digits are refused."""
    if cell.__class__ is str:
        if _SCIENTIFIC.fullmatch(cell) and len(cell) > 6:
            raise CellFault("digits_lost")
        return str(cell)
    if isinstance(cell, bool):
        raise CellFault("not_text")
    if isinstance(cell, int | float):
        if abs(cell) >= _DIGITS_LIMIT or cell != cell:
            raise CellFault("digits_lost")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    raise CellFault("not_text")


def _limits(max_length: int | None, pattern: str | None, form: Any) -> Callable[[str], str]:
    matches = re.compile(pattern).fullmatch if pattern else None

    def check(value: str) -> str:
        if max_length is not None and len(value) > max_length:
            raise CellFault("too_long", limit=max_length)
        if matches is not None and matches(value) is None:
            raise CellFault("bad_pattern", form=str(form) or pattern)
        return value

    return check


def text_cell(max_length: int | None, pattern: str | None, form: Any) -> Converter:
    """Running text."""
    check = _limits(max_length, pattern, form)

    def convert(cell: Any) -> str | None:
        value = clean_text(cell if cell.__class__ is str else as_text(cell))
        return check(value) if value else None

    return convert


def code_cell(
    choices: Mapping[str, Any] | None, max_length: int | None, pattern: str | None, form: Any
) -> Converter:
    check = _limits(max_length, pattern, form)
    known = _codes_by_text(choices) if choices else None

    def convert(cell: Any) -> str | None:
        value = half_width(as_text(cell))
        if not value:
            return None
        if known is not None:
            if value not in known:
                raise CellFault("not_a_code", choices=_sample(choices or {}))
            return known[value]
        return check(value)

    return convert


def _codes_by_text(choices: Mapping[str, Any]) -> dict[str, str]:
    """Code and Chinese label both lead to the code."""
    with translation.override("zh-hans"):
        by_text = {half_width(str(label)): code for code, label in choices.items()}
    return by_text | {code: code for code in choices}


def _sample(choices: Mapping[str, Any]) -> str:
    """The allowed codes, cut short where they are many."""
    codes = list(choices)
    return ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "")


def certno_cell(max_length: int) -> Converter:
    def convert(cell: Any) -> str | None:
        if cell.__class__ is str and cell.isalnum() and cell.isascii() and len(cell) <= max_length:
            return cell.upper()  # type: ignore[no-any-return]
        value = half_width(as_text(cell)).replace(" ", "").upper()
        if len(value) > max_length:
            raise CellFault("too_long", limit=max_length)
        return value or None

    return convert


# --- numbers -----------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|[-+]?\.[0-9]+")


def _number(cell: str, code: str) -> Decimal:
    """The number in a text such as “1,234.50”, “￥12” or “12元”; anything else is a fault."""
    text = half_width(cell).lstrip("¥￥$").removesuffix("元").strip()
    if _NUMBER.fullmatch(text) is None:
        raise CellFault(code)
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as exc:
        raise CellFault(code) from exc


def money_cell(*, negative: bool) -> Converter:
    """Yuan in the cell, fen as the value."""

    def checked(fen: int) -> int:
        if fen < 0 and not negative:
            raise CellFault("amount_negative")
        return fen

    def parse(cell: str) -> int | None:
        if not half_width(cell):
            return None
        fen = _number(cell, "not_an_amount") * 100
        if abs(fen) > _MOST_YUAN * 100:
            raise CellFault("amount_too_large")
        if fen != fen.to_integral_value():
            raise CellFault("amount_decimals")
        return checked(int(fen))

    def number(cell: Any) -> int:
        if cell.__class__ is not float and cell.__class__ is not int:
            raise CellFault("not_an_amount")
        if not -_MOST_YUAN <= cell <= _MOST_YUAN:
            raise CellFault("amount_too_large" if cell == cell else "not_an_amount")
        fen = round(cell * 100)
        # A sum such as 0.1 + 0.2 is off by a few last bits; a third decimal is off by a tenth of a fen or more.
        if abs(cell * 100 - fen) > 1e-6 + abs(cell) * 1e-13:
            raise CellFault("amount_decimals")
        return checked(fen)

    return lambda cell: parse(cell) if cell.__class__ is str else number(cell)


def integer_cell(*, negative: bool) -> Converter:
    def checked(value: int) -> int:
        if value < 0 and not negative:
            raise CellFault("number_negative")
        return value

    def parse(cell: str) -> int | None:
        if not half_width(cell):
            return None
        value = _number(cell, "not_a_number")
        if value != value.to_integral_value():
            raise CellFault("not_whole")
        if abs(value) >= 10**18:
            raise CellFault("not_a_number")
        return checked(int(value))

    def number(cell: Any) -> int:
        if cell.__class__ is not float and cell.__class__ is not int:
            raise CellFault("not_a_number")
        if abs(cell) >= _DIGITS_LIMIT or cell != cell:
            raise CellFault("digits_lost")
        if cell != int(cell):
            raise CellFault("not_whole")
        return checked(int(cell))

    return lambda cell: parse(cell) if cell.__class__ is str else number(cell)


def decimal_cell(decimals: int, *, negative: bool) -> Converter:
    unit = Decimal(1).scaleb(-decimals)

    def checked(value: Decimal) -> Decimal:
        if value < 0 and not negative:
            raise CellFault("number_negative")
        if abs(value) > 10**15:
            raise CellFault("not_a_number")
        if value != value.quantize(unit):
            raise CellFault("decimals", limit=decimals)
        return value

    def parse(cell: str) -> Decimal | None:
        return checked(_number(cell, "not_a_number")) if half_width(cell) else None

    def number(cell: Any) -> Decimal:
        if cell.__class__ is not float and cell.__class__ is not int:
            raise CellFault("not_a_number")
        if cell != cell or abs(cell) >= _DIGITS_LIMIT:
            raise CellFault("not_a_number")
        # Fifteen significant digits are what Excel shows and keeps.
        return checked(Decimal(format(cell, ".15g")))

    return lambda cell: parse(cell) if cell.__class__ is str else number(cell)


_FLAGS = {
    **dict.fromkeys(("1", "是", "y", "yes", "true", "√"), True),
    **dict.fromkeys(("0", "否", "n", "no", "false", "×"), False),
}


def flag_cell() -> Converter:
    def parse(cell: str) -> bool | None:
        text = half_width(cell).lower()
        if not text:
            return None
        if text not in _FLAGS:
            raise CellFault("not_a_flag")
        return _FLAGS[text]

    def other(cell: Any) -> bool:
        if cell in (0, 1):
            return bool(cell)
        raise CellFault("not_a_flag")

    return lambda cell: parse(cell) if cell.__class__ is str else other(cell)
