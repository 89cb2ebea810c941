"""Writing csv: UTF-8 with a mark, streamed, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django.utils import timezone

from .tally import counted

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?%?")


class TypedColumn(Protocol):
    """What a column must tell: an import's ``Column`` will do."""

    @property
    def heading(self) -> str: ...
    @property
    def type(self) -> str: ...


def local_moment(value: Any) -> Any:
    """Spreadsheets know no time zone: the local time."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return value


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    if text.startswith(_FORMULA_START) and _PLAIN_NUMBER.fullmatch(text) is None:
        return "'" + text
    return text


class _Echo:
    """A file for ``csv.writer`` that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def stream_csv(columns: Sequence[TypedColumn], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """UTF-8 with byte-order mark, in pieces for a streamed response or a file."""
    lines = csv.writer(_Echo())
    kinds = [column.type for column in columns]
    yield "\ufeff".encode() + lines.writerow([neutral(column.heading) for column in columns]).encode()
    for row in counted(rows):
        yield lines.writerow(
            [_csv_cell(kind, value) for kind, value in zip(kinds, row, strict=True)]
        ).encode()


def _csv_cell(kind: str, value: Any) -> str:
    if value is None:
        return ""
    if kind == "money":
        return f"{value:.2f}"
    if kind == "flag" or isinstance(value, bool):
        return str(int(bool(value)))
    if isinstance(value, dt.datetime):
        value = local_moment(value)
        return str(value.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%d %H:%M:%S"))
    if isinstance(value, Decimal):
        return format(value, "f")
    return neutral(str(value)) if not isinstance(value, int | float | dt.date) else str(value)
