"""What the page of a what-if report shows: facts, key figures, tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import WhatIfReport
from claims.reads import what_if_report as reads
from claims.reads.what_if_report import Change, Group, Line
from claims.spreadsheets.what_if import example_names
from config import display
from config.codes import name_of
from config.forms import Fact
from config.listing import Column
from config.listing.tables import Table

MOST_BARS = 16
"""More names than this make a chart nobody reads; the table has them all."""


def facts_of(report: WhatIfReport) -> list[Fact]:
    """What was asked and by whom."""
    return [
        Fact(_("Pooling area"), report.area),
        Fact(_("Year"), report.year),
        Fact(_("Scheme"), name_of("insutype", report.insutype) if report.insutype else _("All schemes")),
        Fact(_("Policy tried"), report.draft_title),
        Fact(_("Compared with"), report.base_version or _("what was settled")),
        Fact(_("Policy as at"), display.day(report.as_at) if report.as_at else _("the day of each bill")),
        Fact(_("Bills settled again"), display.whole(report.bills)),
        Fact(_("Prepared by"), report.prepared_by),
        Fact(_("Prepared at"), display.minute(report.prepared_at)),
    ]


def page_context(report: WhatIfReport) -> dict[str, Any]:
    whole, groups = reads.whole(report), reads.groups(report)
    return {
        "title": _("%(policy)s on the year %(year)s") % {"policy": report.draft_title, "year": report.year},
        "report": report,
        "facts": facts_of(report),
        "figures": _figures(report, whole),
        "parts": _change_table(_("What each fund pays"), reads.fund_parts(report), whole.fund),
        "bears": _change_table(_("What is left to people"), reads.who_bears(report), None),
        "tables": [_group_table(group, whole) for group in groups],
        "charts": [
            ("parts", _("What each fund pays"), _parts_chart(reads.fund_parts(report))),
            *_charts(groups),
        ],
        "burden": _burden_table(report),
        "burden_chart": _burden_chart(report),
        "changes": _changes_table(report),
        "changes_chart": _changes_chart(report),
        "unforeseen": _unforeseen(report),
        "back_url": reverse("claims:what_if_report", args=[report.pk]),
        "period": str(report.year),
        "maker": report.prepared_by,
    }


def _figures(report: WhatIfReport, whole: Line) -> list[dict[str, Any]]:
    counts, fund, person = whole.counts, whole.fund, whole.person
    waiting = sum(one.bills for one in reads.unforeseen(report))
    return [
        _figure(_("Funds before the trial"), display.wan(fund.before), _("10,000 yuan")),
        _figure(_("Funds after the trial"), display.wan(fund.after), _("10,000 yuan")),
        _figure(_("Difference"), display.wan(fund.difference), _share(fund)),
        _figure(_("Borne by people: difference"), display.wan(person.difference), _share(person)),
        _figure(
            _("People better off"),
            display.whole(counts["people_better"]),
            _("of %(people)s") % {"people": display.whole(counts["people"])},
            "ok" if counts["people_better"] else "",
        ),
        _figure(
            _("People worse off"),
            display.whole(counts["people_worse"]),
            _("of %(people)s") % {"people": display.whole(counts["people"])},
            "bad" if counts["people_worse"] else "",
        ),
        _figure(_("Bills not foreseen"), display.whole(waiting), "", "warn" if waiting else ""),
    ]


def _figure(label: str, value: Any, note: str, tone: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "note": note, "tone": tone}


def _share(change: Change) -> str:
    return "" if change.ratio is None else f"{Decimal(change.ratio) / 100:+.2f}%"


def _changes(prefix: str, before: str, after: str, of: Callable[[Any], Change]) -> list[Column]:
    """The four columns of an amount told both ways."""
    return [
        Column(f"{prefix}_before", before, "money", get=lambda row: of(row).before),
        Column(f"{prefix}_after", after, "money", get=lambda row: of(row).after),
        Column(f"{prefix}_more", _("Difference"), "money", get=lambda row: of(row).difference),
        Column(f"{prefix}_ratio", _("Rate of change"), get=lambda row: _share(of(row))),
    ]


def _change_table(caption: str, rows: Sequence[tuple[str, Change]], total: Change | None) -> Table:
    name = Column("name", caption, get=lambda row: row[0])
    columns = [name, *_changes("c", _("Before the trial"), _("After the trial"), lambda row: row[1])]
    totals = None if total is None else _sums("c", total)
    return Table(caption, columns, rows, totals)


def _sums(prefix: str, change: Change) -> dict[str, Any]:
    return {
        f"{prefix}_before": change.before,
        f"{prefix}_after": change.after,
        f"{prefix}_more": change.difference,
    }


def _group_table(group: Group, whole: Line) -> Table:
    def count(name: str, title: str) -> Column:
        return Column(name, title, "number", get=lambda row: row.counts[name])

    columns = [
        Column("name", group.title),
        count("people", _("Number of people")),
        count("bills", _("Number of bills")),
        *_changes("fund", _("Funds before the trial"), _("Funds after the trial"), lambda row: row.fund),
        *_changes("person", _("Borne before"), _("Borne after"), lambda row: row.person),
        count("people_better", _("Better off")),
        count("people_worse", _("Worse off")),
    ]
    totals: dict[str, Any] = {
        name: whole.counts[name] for name in ("bills", "people", "people_better", "people_worse")
    }
    totals |= _sums("fund", whole.fund) | _sums("person", whole.person)
    return Table(group.title, columns, group.lines, totals)


def _both(names: Sequence[str], changes: Sequence[Change]) -> dict[str, Any]:
    return {
        "kind": "bar",
        "categories": names,
        "series": [
            {"name": _("Before the trial"), "data": [change.before for change in changes]},
            {"name": _("After the trial"), "data": [change.after for change in changes]},
        ],
        "unit": _("yuan"),
    }


def _parts_chart(parts: Sequence[tuple[str, Change]]) -> dict[str, Any]:
    return _both([name for name, _change in parts], [change for _name, change in parts])


def _charts(groups: Sequence[Group]) -> list[tuple[str, str, dict[str, Any]]]:
    charts = []
    for group in groups:
        lines = group.lines[:MOST_BARS]
        if group.key in ("insu_county", "level", "age") and len(lines) > 1:
            title = _("What the funds pay: %(group)s") % {"group": group.title}
            spec = _both([line.name for line in lines], [line.fund for line in lines])
            charts.append((group.key.replace("_", "-"), title, spec))
    return charts


def _burden_table(report: WhatIfReport) -> Table:
    columns = [
        Column("name", _("Borne in the year")),
        Column("people_before", _("People before"), "number"),
        Column("people_after", _("People after"), "number"),
        Column("before", _("Amount before"), "money"),
        Column("after", _("Amount after"), "money"),
    ]
    return Table(_("What a person bears in the year"), columns, reads.burden(report))


def _burden_chart(report: WhatIfReport) -> dict[str, Any]:
    bands = reads.burden(report)
    return {
        "kind": "bar",
        "categories": [band.name for band in bands],
        "series": [
            {"name": _("Before the trial"), "data": [band.people_before for band in bands]},
            {"name": _("After the trial"), "data": [band.people_after for band in bands]},
        ],
        "unit": _("people"),
        "counts": True,
    }


def _changes_table(report: WhatIfReport) -> Table:
    columns = [
        Column("name", _("A person's year")),
        Column("people", _("Number of people"), "number"),
        Column("amount", _("Difference"), "money"),
    ]
    return Table(_("Gains and losses"), columns, reads.changes(report))


def _changes_chart(report: WhatIfReport) -> dict[str, Any]:
    bands = reads.changes(report)
    return {
        "kind": "bar",
        "categories": [band.name for band in bands],
        "series": [{"name": _("Number of people"), "data": [band.people for band in bands]}],
        "unit": _("people"),
        "counts": True,
    }


def _unforeseen(report: WhatIfReport) -> list[dict[str, Any]]:
    """Each reason with examples that lead to their bills, as far as the reader sees them."""
    names = example_names(report)
    return [
        {
            "side": one.side,
            "reason": one.reason,
            "bills": one.bills,
            "fund": one.fund,
            "examples": [
                (names[pk], reverse("claims:bill", args=[pk])) for pk in one.examples if pk in names
            ],
        }
        for one in reads.unforeseen(report)
    ]
