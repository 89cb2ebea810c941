"""The export of a list: exactly the filtered rows in the shown columns, at once or, when large, as a job."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBadRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, enqueue, job_kind
from config.listing.lists import Listing
from config.scoping import acting_as

EXPORT_KIND = "listing.export"
AT_ONCE = 5_000
"""More rows than this are exported by a worker."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
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
            },
        )
        return redirect(reverse("job", args=[job.pk]))
    content = BytesIO()
    write(content, form, heads(listing), cells(listing, listing.export_rows()))
    content.seek(0)
    return FileResponse(
        content, as_attachment=True, filename=file_name(listing, form), content_type=FORMATS[form]
    )


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
        rows = _told(listing.export_rows().iterator(chunk_size=2_000), total, ctx)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export"
            with path.open("wb") as file:
                write(file, params["format"], heads(listing), cells(listing, rows))
            ctx.save_result(file_name(listing, params["format"]), path)


def _told(rows: Iterable[Any], total: int, ctx: JobContext) -> Iterator[Any]:
    for done, row in enumerate(rows, start=1):
        yield row
        if done % 500 == 0:
            ctx.progress(done, total)
    ctx.progress(total, total)


def heads(listing: Listing) -> list[str]:
    return [str(column.title) for column in listing.shown]


def cells(listing: Listing, rows: Iterable[Any]) -> Iterator[list[Any]]:
    columns = listing.shown
    for row in rows:
        yield [column.export(row) for column in columns]


def file_name(listing: Listing, form: str) -> str:
    return f"{listing.title}-{timezone.localtime():%Y%m%d-%H%M}.{form}"


def write(file: Any, form: str, head: list[str], rows: Iterable[list[Any]]) -> None:
    """Write a workbook or csv to a binary file; no cell ever starts a formula."""
    WRITERS[form](file, head, rows)


def _write_csv(file: Any, head: list[str], rows: Iterable[list[Any]]) -> None:
    # With a byte order mark, or Excel takes the text for GB18030.
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    text.flush()
    text.detach()


def _harmless(cell: Any) -> Any:
    cell = _plain(cell)
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _plain(cell: Any) -> Any:
    if isinstance(cell, dt.datetime) and timezone.is_aware(cell):
        return timezone.localtime(cell).replace(tzinfo=None)
    return str(cell) if isinstance(cell, Promise) else cell


def _write_xlsx(file: Any, head: list[str], rows: Iterable[list[Any]]) -> None:
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {
        Decimal: book.add_format({"num_format": "#,##0.00"}),
        dt.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        dt.date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head, book.add_format({"bold": True, "bottom": 1}))
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(map(_plain, row)):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif isinstance(cell, dt.date):
                sheet.write_datetime(number, place, cell, formats[type(cell)])
            elif cell is not None:
                sheet.write_number(number, place, cell, formats.get(type(cell)))
    book.close()


WRITERS: dict[str, Callable[[Any, list[str], Iterable[list[Any]]], None]] = {
    "xlsx": _write_xlsx,
    "csv": _write_csv,
}
