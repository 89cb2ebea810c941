"""Declaring the columns of a spreadsheet: what may stand in a cell, and what it becomes.

=========== ========================================== ===================
type        accepts                                    becomes
=========== ========================================== ===================
text        anything printable                         ``str``
code        a code (or the label of one of ``choices``) ``str``
certno      a certificate number                       ``str``, upper case
date        a date cell, 2020-03-05, 2020/3/5,         ``date``
            20200305, an Excel serial number
datetime    the same with a time of day                ``datetime`` (naive, local)
month       2020-03, 2020/3, 202003, a date            ``str`` "2020-03"
money       1234.5, "1,234.50", "￥12"                 ``int`` fen
integer     a whole number                             ``int``
decimal     a number                                   ``Decimal``
flag        1 0, 是 否, yes no, true false             ``bool``
=========== ========================================== ===================

Everywhere full-width digits and letters are read as half-width, and surrounding spaces are dropped. An empty
cell becomes ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import cells, dates
from .cells import Converter

STAGING_TYPES = {
    "text": "text",
    "code": "text",
    "certno": "text",
    "date": "date",
    "datetime": "timestamp",
    "month": "text",
    "money": "bigint",
    "integer": "bigint",
    "decimal": "numeric",
    "flag": "boolean",
}


@dataclass(frozen=True)
class Column:
    """One column; ``name`` is the national field name, ``label`` its Chinese name (lazy text).

    ``required`` asks for a value in every row; ``in_header`` (default: as ``required``) asks for the column itself.
    ``choices`` maps codes to labels and accepts either. ``pattern`` is a regular expression for the whole
    value and ``form`` tells people what it means. ``default`` replaces an empty cell. Money and numbers refuse
    negatives unless ``negative`` is set; a resource that sets it checks the cancel flag in ``row_checks``.
    """

    name: str
    label: Any
    type: str = "text"
    required: bool = False
    in_header: bool | None = None
    choices: Mapping[str, Any] | None = None
    max_length: int | None = None
    pattern: str | None = None
    form: Any = ""
    negative: bool = False
    decimals: int = 4
    default: Any = None
    help: Any = ""
    aliases: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.type not in STAGING_TYPES:
            raise ValueError(f"column {self.name}: no type {self.type!r}")

    @property
    def must_be_in_header(self) -> bool:
        return self.required if self.in_header is None else self.in_header

    @property
    def heading(self) -> str:
        """How templates and messages name it: 人员编号(psn_no)."""
        label = str(self.label)
        return f"{label}({self.name})" if label and label != self.name else self.name

    @property
    def staging_type(self) -> str:
        return STAGING_TYPES[self.type]

    def converter(self) -> Converter:
        """A fresh function from cell to value that raises ``CellFault``; it remembers what it has seen."""
        return cells.Memory(_base_converter(self), required=self.required, default=self.default).__getitem__


def _base_converter(column: Column) -> Converter:
    make: dict[str, Callable[[], Converter]] = {
        "text": lambda: cells.text_cell(column.max_length, column.pattern, column.form),
        "code": lambda: cells.code_cell(column.choices, column.max_length, column.pattern, column.form),
        "certno": lambda: cells.certno_cell(column.max_length or 50),
        "date": dates.date_cell,
        "datetime": dates.datetime_cell,
        "month": dates.month_cell,
        "money": lambda: cells.money_cell(negative=column.negative),
        "integer": lambda: cells.integer_cell(negative=column.negative),
        "decimal": lambda: cells.decimal_cell(column.decimals, negative=column.negative),
        "flag": cells.flag_cell,
    }
    return make[column.type]()
