"""Values of a policy as tables, in Python: a package has four hundred, in templates they took a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from config.display import assumed, day
from institutions.policy.layout import LaidCell, LaidRow, Layout
from institutions.policy.reading import Entry

register = template.Library()


@register.simple_tag
def policy_value(layout: Layout, printing: Any = False) -> SafeString:
    """A value laid out; cells with an origin of their own say so. On paper the reason stands beside the word."""
    return mark_safe("".join(_value(layout, bool(printing))))  # noqa: S308 - every text is escaped below


@register.simple_tag
def policy_rows(
    parameters: Sequence[Sequence[Entry]], *, documents: bool, printing: Any = False
) -> SafeString:
    """The rows of a topic: a parameter spans its periods; ``documents`` adds the one each stands in."""
    rows = (
        f"<tr>{_name(periods, bool(printing)) if place == 0 else ''}{_entry(entry, documents, bool(printing))}</tr>"
        for periods in parameters
        for place, entry in enumerate(periods)
    )
    return mark_safe("".join(rows))  # noqa: S308 - every text is escaped below


def _name(periods: Sequence[Entry], printing: bool) -> str:
    span = f' rowspan="{len(periods)}"' if len(periods) > 1 else ""
    code = "" if printing else f' <span class="code soft">{escape(periods[0].parameter)}</span>'
    return f'<td class="kind-text wrap name"{span}>{escape(periods[0].meaning)}{code}</td>'


def _entry(entry: Entry, documents: bool, printing: bool) -> str:
    dated = entry.dated
    note = f'<br><span class="soft">{escape(dated.note)}</span>' if dated.note else ""
    document = f'<td class="kind-text wrap">{escape(entry.document)}</td>' if documents else ""
    why = _why(dated.assumed, printing, soft=False)
    return (
        f'<td class="kind-text wrap">{"".join(_value(entry.layout, printing))}</td>'
        f"<td>{escape(day(dated.start))}</td><td>{escape(day(dated.end))}</td>"
        f'<td class="kind-text wrap origin">{escape(dated.clause)}{why}{note}</td>{document}'
    )


def _why(reason: str, printing: bool, *, soft: bool) -> str:
    if not printing or not reason:
        return str(assumed(reason))
    said = f"{escape(_('(assumed)'))} {escape(reason)}"
    return f' <span class="soft">{said}</span>' if soft else f" {said}"


def _value(layout: Layout, printing: bool) -> Iterator[str]:
    if layout.is_plain:
        yield from (f'<span class="value">{escape(cell.text)}</span>' for cell in layout.cells)
        return
    yield f'<table class="laid">{_head(layout)}<tbody>'
    yield from (_row(row, printing) for row in layout.rows)
    yield "</tbody></table>"


def _head(layout: Layout) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in layout.columns)
    if layout.columns and layout.heads:
        heads = "".join(f'<th scope="col" rowspan="2">{escape(head)}</th>' for head in layout.heads)
        across = f'<th scope="colgroup" colspan="{len(layout.columns)}">{escape(layout.across)}</th>'
        return f"<thead><tr>{heads}{across}</tr><tr>{columns}</tr></thead>"
    if not layout.columns:
        columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in (*layout.heads, ""))
    return f"<thead><tr>{columns}</tr></thead>"


def _row(row: LaidRow, printing: bool) -> str:
    keys = "".join(f'<th scope="row">{escape(key or "—")}</th>' for key in row.keys)
    return f"<tr>{keys}{''.join(_cell(cell, printing) for cell in row.cells)}</tr>"


def _cell(cell: LaidCell, printing: bool) -> str:
    words = ' class="wrap"' if cell.is_words else ""
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    clause = f' <span class="soft">{escape(cell.clause)}</span>' if cell.clause else ""
    return f"<td{words}{span}>{escape(cell.text)}{clause}{_why(cell.assumed, printing, soft=True)}</td>"
