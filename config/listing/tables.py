"""Tables: columns declared once, rows and cells rendered in Python (a template's loops over them take four times as
long, and fifty rows were a third of a page)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partialmethod
from html import escape
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from config import display
from config.money import TEN_THOUSAND

TOTAL = _("Totals")
NOTHING_YET = _("Nothing here yet.")
NUMERIC = {"money", "number", "quantity", "percent"}
BREAKING = {"text", "badge"}
LONG = 16
"""Characters from which a cell of words breaks into lines where the table has no room, instead of widening it."""
KINDS = NUMERIC | {"text", "prose", "code", "date", "minute", "month", "badge", "assumed", *display.MASKS}
SHOW: dict[str, Callable[[Any], Any]] = {
    "money": display.money,
    "number": display.whole,
    "quantity": display.quantity,
    "percent": display.percent,
    "date": display.day,
    "minute": display.minute,
    "month": display.month,
    **display.MASKS,
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``name`` is also the path of the value (``person__psn_name``, a dict key, or an attribute) unless ``get``
    is given. ``kind`` is one of text, prose (breaks into lines), code, money (yuan), number, quantity (with its
    decimals), percent (ten-thousandths), date, minute, month, badge, assumed (why a value of the policy is assumed:
    the mark, in exports the words), or one of a person's: masked (certificate number), telephone, account, address.
    ``sort`` names an **indexed** database column the list may be ordered by; ``total`` sums it (a database
    column where the name is not one); ``link`` gives the address a cell leads to; ``tone`` the tint of a
    badge; ``default=False`` hides the column until the reader picks it.
    """

    name: str
    title: Any
    kind: str = "text"
    get: Callable[[Any], Any] | None = None
    sort: str | None = None
    total: bool | str = False
    link: Callable[[Any], str | None] | None = None
    tone: Callable[[Any], str] | Mapping[Any, str] | None = None
    default: bool = True
    help: Any = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of column: {self.kind}")

    @property
    def css(self) -> str:
        return "figure" if self.kind in NUMERIC else f"kind-{self.kind}"

    @property
    def total_field(self) -> str | None:
        return self.total if isinstance(self.total, str) else (self.name if self.total else None)

    def value(self, row: Any) -> Any:
        """The raw value, as exports want it (choices as their text)."""
        return self.get(row) if self.get else follow(row, self.name)

    def export(self, row: Any) -> Any:
        """The value for a workbook cell: what is a person's masked as on the page, 85 % as 0.85."""
        return self.written(self.value(row))

    def written(self, value: Any) -> Any:
        """A value, of a row or a sum, as a workbook cell takes it."""
        if value is None or value == "":
            return None
        if self.kind == "percent":
            return Decimal(value) / TEN_THOUSAND
        return self.text(value) if self.kind == "month" or self.kind in display.MASKS else value

    def text(self, value: Any) -> Any:
        """The value as the page shows it, a dash for nothing."""
        show = SHOW.get(self.kind)
        if show is not None:
            return show(value)
        return display.NOTHING if value is None or value == "" else value

    def html(self, row: Any) -> SafeString:
        return self._html(row, self.value(row))

    def cell(self, row: Any) -> Cell:
        value = self.value(row)
        long = self.kind in BREAKING and value is not None and len(str(value)) >= LONG
        return Cell(self._html(row, value), f"{self.css} long" if long else self.css)

    def _html(self, row: Any, value: Any) -> SafeString:
        if self.kind == "assumed":
            return display.assumed(value)
        shown = self.text(value)
        if self.kind == "badge" and value:
            shown = format_html('<span class="badge badge-{}">{}</span>', self._tone_of(row), value)
        address = self.link(row) if self.link else None
        text = _escaped(shown)
        return SafeString(f'<a href="{_escaped(address)}">{text}</a>') if address else text

    def _tone_of(self, row: Any) -> str:
        if callable(self.tone):
            return self.tone(row)
        raw = follow(row, self.name, as_text=False) if self.tone else None
        return self.tone.get(raw, "plain") if self.tone else "plain"


def _escaped(shown: Any) -> SafeString:
    """As ``conditional_escape``, which looks for lazy texts first; most cells are plain ones."""
    return SafeString(escape(shown)) if type(shown) is str else conditional_escape(shown)


@lru_cache(maxsize=4_096)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.replace(".", "__").split("__"))


@lru_cache(maxsize=4_096)
def _said_by(model: type[models.Model], name: str) -> Callable[[Any], Any] | None:
    """What says the text of a row's choice, None where the column has no choices.

    Django's own method goes through all choices and translates each, for every cell.
    """
    shown = f"get_{name}_display"
    method = next((vars(one)[shown] for one in model.__mro__ if shown in vars(one)), None)
    if not isinstance(method, partialmethod):
        return None if method is None else lambda row: getattr(row, shown)()
    column = method.keywords["field"]
    words = dict(column.flatchoices)

    def say(row: Any) -> Any:
        value = getattr(row, column.attname)
        if isinstance(value, list):
            return getattr(row, shown)()
        return force_str(words.get(value, value), strings_only=True)

    return say


def follow(row: Any, path: str, *, as_text: bool = True) -> Any:
    """The value at ``path`` (double underscores or dots); choices as text; None past a missing link."""
    if isinstance(row, Mapping) and path in row:  # a row of .values()
        return row[path]
    *before, last = _steps(path)
    for step in before:
        row = row.get(step) if isinstance(row, Mapping) else getattr(row, step)
        if row is None:
            return None
    if isinstance(row, Mapping):
        return row.get(last)
    if as_text and isinstance(row, models.Model) and (say := _said_by(type(row), last)):
        return say(row)
    value = getattr(row, last)
    return value() if callable(value) and not isinstance(value, models.Manager) else value


@dataclass
class Cell:
    html: Any
    css: str


@dataclass
class Row:
    cells: list[Cell]
    url: str | None = None
    css: str = ""


@dataclass
class Table:
    """A table ready for ``components/table.html``.

    ``totals`` maps column names to sums; ``row_url`` makes a row open with Enter, ``row_css`` names a class.
    """

    caption: Any
    columns: Sequence[Column]
    rows: Iterable[Any]
    totals: Mapping[str, Any] | None = None
    total_title: Any = TOTAL
    row_url: Callable[[Any], str | None] | None = None
    row_css: Callable[[Any], str] | None = None
    empty: Any = NOTHING_YET
    unit: Any = ""
    sorting: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Column name -> (address that sorts by it, ascending | descending | none)."""

    def heads(self) -> Iterator[dict[str, Any]]:
        for column in self.columns:
            url, direction = self.sorting.get(column.name, ("", ""))
            yield {
                "title": column.title,
                "css": column.css,
                "url": url,
                "direction": direction,
                "help": column.help,
            }

    def body(self) -> Iterator[Row]:
        for row in self.rows:
            yield Row(
                [column.cell(row) for column in self.columns],
                self.row_url(row) if self.row_url else None,
                self.row_css(row) if self.row_css else "",
            )

    def rows_html(self, *, printing: bool = False) -> SafeString:
        """All rows as markup, or the one that says there are none; on paper they lead nowhere."""
        lines = []
        for row in self.body():
            opened = f' class="{_escaped(row.css)}"' if row.css else ""
            if row.url and not printing:
                opened += f' data-href="{_escaped(row.url)}"'
            cells = "".join(f'<td class="{cell.css}">{cell.html}</td>' for cell in row.cells)
            lines.append(f"\n<tr{opened}>{cells}</tr>")
        if not lines:
            span = len(self.columns)
            lines.append(f'\n<tr class="nothing"><td colspan="{span}">{_escaped(self.empty)}</td></tr>')
        return SafeString("".join(lines))

    def foot(self) -> list[Cell]:
        """The totals row: its title stands in the first column that has no sum."""
        if not self.totals:
            return []
        cells, titled = [], False
        for column in self.columns:
            if column.name in self.totals:
                cells.append(Cell(column.text(self.totals[column.name]), column.css))
            else:
                cells.append(Cell("" if titled else self.total_title, column.css))
                titled = True
        return cells
