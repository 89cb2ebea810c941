"""A what-if report as a workbook: a sheet per table, amounts and counts typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Bill, WhatIfReport
from claims.reads import what_if_report as reads
from claims.reads.what_if_report import Change, Line
from config.money import TEN_THOUSAND
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook


def what_if_workbook(report: WhatIfReport, facts: Sequence[tuple[str, Any]]) -> BytesIO:
    """Everything the page shows; ``facts`` say what was asked."""
    sheets = [
        Sheet(_("Summary"), [OutColumn(_("What"), width=32), OutColumn(_("Value"), "auto", width=48)], facts),
        _changes_sheet(
            _("Funds"), [*reads.fund_parts(report), (_("Funds together"), reads.whole(report).fund)]
        ),
        _changes_sheet(_("What is left to people"), reads.who_bears(report)),
        *(_lines_sheet(group.title, group.lines, reads.whole(report)) for group in reads.groups(report)),
        _burden_sheet(report),
        _change_bands_sheet(report),
        _unforeseen_sheet(report),
    ]
    content = BytesIO()
    write_workbook(content, sheets)
    content.seek(0)
    return content


def _changed(change: Change) -> list[Any]:
    ratio = None if change.ratio is None else Decimal(change.ratio) / TEN_THOUSAND
    return [change.before, change.after, change.difference, ratio]


def _change_columns(what: str = "") -> list[OutColumn]:
    lead = f"{what} " if what else ""
    return [
        OutColumn(lead + _("before"), "money"),
        OutColumn(lead + _("after"), "money"),
        OutColumn(lead + _("difference"), "money"),
        OutColumn(lead + _("change"), "percent"),
    ]


def _changes_sheet(title: str, rows: Iterable[tuple[str, Change]]) -> Sheet:
    columns = [OutColumn(_("What"), width=28), *_change_columns()]
    return Sheet(title, columns, ([name, *_changed(change)] for name, change in rows))


def _lines_sheet(title: str, lines: Sequence[Line], whole: Line) -> Sheet:
    columns = [
        OutColumn(title, width=32),
        OutColumn(_("Number of people"), "integer"),
        OutColumn(_("People better off"), "integer"),
        OutColumn(_("People worse off"), "integer"),
        OutColumn(_("Number of bills"), "integer"),
        OutColumn(_("Bills better off"), "integer"),
        OutColumn(_("Bills worse off"), "integer"),
        OutColumn(_("Total medical fee"), "money"),
        *_change_columns(_("Funds")),
        *_change_columns(_("Borne by the person")),
    ]
    return Sheet(title, columns, (_line_row(line) for line in (*lines, whole)))


def _line_row(line: Line) -> list[Any]:
    counts = line.counts
    return [
        line.name, counts["people"], counts["people_better"], counts["people_worse"], counts["bills"],
        counts["bills_better"], counts["bills_worse"], Decimal(counts["medfee_sumamt"]) / 100,
        *_changed(line.fund), *_changed(line.person),
    ]  # fmt: skip


def _burden_sheet(report: WhatIfReport) -> Sheet:
    columns = [
        OutColumn(_("Borne in the year"), width=28),
        OutColumn(_("People before"), "integer"),
        OutColumn(_("People after"), "integer"),
        OutColumn(_("Amount before"), "money"),
        OutColumn(_("Amount after"), "money"),
    ]
    rows = (
        [band.name, band.people_before, band.people_after, band.before, band.after]
        for band in reads.burden(report)
    )
    return Sheet(_("Burden"), columns, rows)


def _change_bands_sheet(report: WhatIfReport) -> Sheet:
    columns = [
        OutColumn(_("A person's year"), width=36),
        OutColumn(_("Number of people"), "integer"),
        OutColumn(_("Difference"), "money"),
    ]
    return Sheet(
        _("Gains and losses"),
        columns,
        ([band.name, band.people, band.amount] for band in reads.changes(report)),
    )


def _unforeseen_sheet(report: WhatIfReport) -> Sheet:
    columns = [
        OutColumn(_("Not foreseen by"), width=20),
        OutColumn(_("Reason"), width=60),
        OutColumn(_("Number of bills"), "integer"),
        OutColumn(_("Funds before the trial"), "money"),
        OutColumn(_("Examples"), width=60),
    ]
    return Sheet(_("Not foreseen"), columns, _unforeseen_rows(report))


def _unforeseen_rows(report: WhatIfReport) -> Iterator[list[Any]]:
    names = example_names(report)
    for one in reads.unforeseen(report):
        yield [one.side, one.reason, one.bills, one.fund, ", ".join(names.get(pk, "") for pk in one.examples)]


def example_names(report: WhatIfReport) -> dict[int, str]:
    """The settlement numbers of the bills named as examples, as far as the reader sees them."""
    wanted = {pk for one in reads.unforeseen(report) for pk in one.examples}
    return dict(Bill.objects.filter(pk__in=wanted).values_list("pk", "setl_id"))
