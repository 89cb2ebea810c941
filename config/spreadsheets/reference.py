"""Every layout in words, from the declarations: ``docs/spreadsheets.md`` and the explanations in templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.display import joined

from .columns import Column
from .reader import MOST_BYTES, MOST_ROWS_CSV, MOST_ROWS_XLSX, REASON_COLUMN
from .resources import ImportResource, resources

_TYPES = {
    "text": gettext_lazy("text"),
    "code": gettext_lazy("code"),
    "certno": gettext_lazy("certificate number"),
    "date": gettext_lazy("date, 2020-03-05"),
    "datetime": gettext_lazy("time, 2020-03-05 08:30:00"),
    "month": gettext_lazy("month, 2020-03"),
    "money": gettext_lazy("amount in yuan, at most two decimals"),
    "integer": gettext_lazy("whole number"),
    "decimal": gettext_lazy("number"),
    "flag": gettext_lazy("1 or 0"),
}
_MOST_CHOICES = 40


@dataclass(frozen=True)
class OutLayout:
    """A layout that is only written: files for other offices."""

    name: str
    title: Any
    description: Any
    columns: Sequence[Column]


_out_layouts: dict[str, OutLayout] = {}


def register_out_layout(layout: OutLayout) -> None:
    """Have a layout that is only written described beside the imports."""
    _out_layouts[layout.name] = layout


def accepts(column: Column) -> str:
    """What may stand in a column, in one line."""
    parts = [str(_TYPES[column.type])]
    if column.choices:
        listed = list(column.choices.items())[:_MOST_CHOICES]
        parts.append(", ".join(code if str(label) == code else f"{code} {label}" for code, label in listed))
    if column.form:
        parts.append(_("such as %(form)s") % {"form": column.form})
    if column.max_length and column.type in ("text", "code"):
        parts.append(_("at most %(limit)s characters") % {"limit": column.max_length})
    if column.type in ("money", "integer", "decimal") and column.negative:
        parts.append(_("may be negative"))
    if column.default is not None:
        parts.append(_("%(default)s when empty") % {"default": column.default})
    if column.help:
        parts.append(str(column.help))
    return joined(parts)


def document() -> Iterator[str]:
    """The lines of ``docs/spreadsheets.md`` in the active language."""
    yield "# " + _("Spreadsheets")
    yield ""
    yield _("Written by `manage.py describesheets` from the declared columns; do not edit.")
    yield ""
    yield from _general()
    for resource in resources():
        yield ""
        yield from _describe(resource)
    for layout in _out_layouts.values():
        yield ""
        yield f"## {_('Handed out')}: {layout.title} (`{layout.name}`)"
        yield ""
        yield str(layout.description)
        yield ""
        yield from _columns(layout.columns)


def _general() -> Iterator[str]:
    yield "- " + _(
        "A file is an .xlsx workbook (up to %(xlsx)s rows) or a .csv in UTF-8 or GB18030 with commas"
        " (up to %(csv)s rows), at most %(size)s MB."
    ) % {"xlsx": f"{MOST_ROWS_XLSX:,}", "csv": f"{MOST_ROWS_CSV:,}", "size": MOST_BYTES >> 20}
    yield "- " + _(
        "Row 1 is the header: field names, Chinese names, or both as in 人员编号(psn_no). The order is free."
    )
    yield "- " + _("An empty cell leaves what is stored.")
    yield "- " + _(
        "Full-width digits and letters, outer spaces and a lower-case x in an identity number are read right."
    )
    yield "- " + _(
        "A file fault refuses the file, a row fault the row; refused rows come back as a workbook whose last column"
        " %(column)s is ignored when it is uploaded again."
    ) % {"column": REASON_COLUMN}


def _describe(resource: ImportResource) -> Iterator[str]:
    yield f"## {resource.title} (`{resource.kind}`)"
    yield ""
    if resource.description:
        yield str(resource.description)
        yield ""
    with translation.override("zh-hans"):
        names = [resource.sheet, str(resource.sheet_label)]
    yield _("Sheet: %(sheet)s") % {"sheet": " / ".join(filter(None, names))}
    yield ""
    yield from _columns(resource.columns)


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    yield f"| {_('Field')} | 中文 | {_('Name')} | {_('Must be given')} | {_('Accepts')} |"
    yield "|---|---|---|---|---|"
    for column in columns:
        with translation.override("zh-hans"):
            chinese = str(column.label)
        needed = _("yes") if column.required else ""
        yield f"| `{column.name}` | {chinese} | {column.label} | {needed} | {_cell(accepts(column))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
