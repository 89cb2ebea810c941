"""The export of a list: exactly the filtered rows in the shown columns, at once or, when large, as a job."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBadRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from config.exports import described
from config.jobs import JobContext, enqueue, job_kind
from config.listing.lists import Listing
from config.listing.tables import Table
from config.operation.logs import without_numbers
from config.scoping import acting_as
from config.spreadsheets.web import XLSX
from config.spreadsheets.writer import OutColumn, Sheet, stream_csv, write_workbook

EXPORT_KIND = "listing.export"
AT_ONCE = 5_000
"""More rows than this are exported by a worker."""
TYPES = {
    "money": "money", "number": "integer", "quantity": "decimal", "percent": "percent", "date": "date",
    "minute": "datetime",
}  # fmt: skip
FORMATS = {
    "xlsx": XLSX,
    "csv": "text/csv; charset=utf-8",
}


def answer_export(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    """The file itself, or the page of the job that makes it."""
    form = request.POST.get("export", "")
    if form not in FORMATS or listing.asked is None:
        return HttpResponseBadRequest()
    number, more = listing.count
    if more or number > AT_ONCE:
        job = enqueue(
            EXPORT_KIND,
            owner=request.user,
            agency=getattr(listing.assignment, "agency", None),
            params={
                "listing": listing.key,
                "query": listing.parameters.urlencode(),
                "given": listing.given,
                "format": form,
                "language": translation.get_language(),
                "title": listing.heading(),
                "filters": without_numbers(filters_of(listing)),
            },
        )
        return redirect(reverse("job", args=[job.pk]))
    content = BytesIO()
    write(content, form, listing, listing.in_parts(listing.export_rows()))
    content.seek(0)
    response = FileResponse(
        content, as_attachment=True, filename=file_name(listing, form), content_type=FORMATS[form]
    )
    return described(response, what=listing.heading(), filters=filters_of(listing))  # type: ignore[no-any-return]


@job_kind(EXPORT_KIND, title=_("Export of a list"))
def run_export(ctx: JobContext) -> None:
    """The job: the same list, rebuilt from its key and query, under its owner's scope."""
    params = ctx.params
    # A list is known once its view module is imported; the addresses import them all.
    import_module(settings.ROOT_URLCONF)
    with translation.override(params["language"]), acting_as(ctx.owner):
        listing = Listing.known(params["listing"])(
            user=ctx.owner,
            assignment=None,
            parameters=QueryDict(params["query"]),
            **params["given"],
        )
        total = listing.filtered.order_by().count()
        rows = _told(listing.in_parts(listing.export_rows()), total, ctx)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export"
            with path.open("wb") as file:
                write(file, params["format"], listing, rows)
            ctx.save_result(file_name(listing, params["format"]), path)


def filters_of(listing: Listing) -> str:
    """The filters in use, as the print says them."""
    return "; ".join(f"{label}: {text}" for label, text in listing.asked_lines())


def _told(rows: Iterable[Any], total: int, ctx: JobContext) -> Iterator[Any]:
    for done, row in enumerate(rows, start=1):
        yield row
        if done % 500 == 0:
            ctx.progress(done, total)
    ctx.progress(total, total)


def columns(listing: Listing) -> list[OutColumn]:
    return [OutColumn(str(column.title), TYPES.get(column.kind, "text")) for column in listing.shown]


def cells(listing: Listing, rows: Iterable[Any]) -> Iterator[list[Any]]:
    shown = listing.shown
    for row in rows:
        yield [column.export(row) for column in shown]


def file_name(listing: Listing, form: str) -> str:
    return f"{listing.title}-{timezone.localtime():%Y%m%d-%H%M}.{form}"


def write(file: IO[bytes], form: str, listing: Listing, rows: Iterable[Any]) -> None:
    """Write the rows as a workbook or csv; no cell ever starts a formula."""
    if form == "csv":
        file.writelines(stream_csv(columns(listing), cells(listing, rows)))
    else:
        write_workbook(file, [Sheet(str(listing.title), columns(listing), cells(listing, rows))])


def tables_workbook(tables: Sequence[Table]) -> BytesIO:
    """A page's tables as a workbook: one sheet for each, cells typed as on the page."""
    content = BytesIO()
    write_workbook(
        content,
        [
            Sheet(
                str(table.caption),
                [OutColumn(str(column.title), TYPES.get(column.kind, "text")) for column in table.columns],
                [[column.export(row) for column in table.columns] for row in table.rows],
                totals=_totals(table),
            )
            for table in tables
        ],
    )
    content.seek(0)
    return content


def _totals(table: Table) -> list[Any] | None:
    """The totals row as the page has it: its title stands in the first column that has no sum."""
    if not table.totals:
        return None
    cells: list[Any] = []
    titled = False
    for column in table.columns:
        if column.name in table.totals:
            cells.append(column.written(table.totals[column.name]))
        else:
            cells.append(None if titled else str(table.total_title))
            titled = True
    return cells
