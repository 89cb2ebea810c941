"""The log of exports: every file a page hands out and every sheet it shows for printing leaves a row.

A middleware looks at the answers, so that a new export is in the log without being told to. What it cannot know (how
many rows a stored file has, that people's numbers stand in it whole) a view says with :func:`described`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from config.client_address import client_address
from config.models import ExportRecord, Job
from config.operation.logs import without_numbers
from config.scoping import system_scope
from config.spreadsheets.tally import rows_written, written_so_far

WHOLE_NUMBERS = {
    "bank": _("The bank pays to whole account numbers."),
    "exchange": _("An agreement with another office is about these numbers."),
    "own_rows": _("The reader's own uploaded rows, to mend and upload again."),
    "scan": _("A paper is kept as it was handed in; nothing in it is masked."),
}
"""Every export that holds people's numbers whole, with the reason. All others mask them."""

_FILE_NAME = re.compile(r"filename\*?=(?:utf-8'')?\"?([^\";]+)", re.IGNORECASE)
_ROW = re.compile(rb"<tr\b")
_BODY = re.compile(rb"<tbody.*?</tbody>", re.DOTALL)


def described(
    response: HttpResponseBase,
    *,
    rows: int | None = None,
    whole: str = "",
    what: Any = "",
    filters: str = "",
    job: Job | None = None,
) -> Any:
    """Say of an answer what the log of exports cannot see. ``whole`` is a key of :data:`WHOLE_NUMBERS`."""
    if whole and whole not in WHOLE_NUMBERS:
        raise ValueError(f"state why numbers stand in it whole: {whole!r}")
    response.export_said = {"rows": rows, "whole": whole, "what": what, "filters": filters, "job": job}  # type: ignore[attr-defined]
    return response


class ExportLogMiddleware:
    """Stands inside the request's transaction: a file that is not logged is not handed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with rows_written():
            response = self.get_response(request)
            kind = _kind_of(request, response)
            if kind and response.status_code == 200 and request.user.is_authenticated:
                _keep(request, response, kind)
        return response


def _kind_of(request: HttpRequest, response: HttpResponseBase) -> str:
    if response.has_header("Content-Disposition"):
        said = getattr(response, "export_said", {})
        return ExportRecord.Kind.SCAN if said.get("whole") == "scan" else ExportRecord.Kind.FILE
    return ExportRecord.Kind.PRINT if getattr(request, "is_printed", False) else ""


def _keep(request: HttpRequest, response: HttpResponseBase, kind: str) -> None:
    said: dict[str, Any] = getattr(response, "export_said", {})
    assignment = getattr(request, "assignment", None)
    job = said.get("job")
    agency = assignment.agency if assignment else getattr(job, "agency", None)
    name = _name_of(response)
    title = said.get("what") or PurePosixPath(name).stem or getattr(request, "printed_title", "")
    with system_scope():  # somebody without an assignment sees no row of it, and is in the log all the same
        ExportRecord.objects.create(
            user=request.user,
            agency=agency,
            address=client_address(request.META),
            kind=kind,
            what=without_numbers(str(title))[:300],
            page=without_numbers(unquote(request.get_full_path()))[:300],
            filters=without_numbers(str(said.get("filters", "")))[:500],
            format="html" if kind == ExportRecord.Kind.PRINT else PurePosixPath(name).suffix.lstrip(".")[:10],
            rows=_rows_of(response, kind, said),
            job=job,
            whole=said.get("whole", ""),
        )


def _rows_of(response: HttpResponseBase, kind: str, said: dict[str, Any]) -> int | None:
    if kind == ExportRecord.Kind.PRINT:
        content: bytes = response.content  # type: ignore[attr-defined]
        return sum(len(_ROW.findall(body)) for body in _BODY.findall(content))
    rows = said.get("rows")
    return written_so_far() if rows is None else int(rows)


def _name_of(response: HttpResponseBase) -> str:
    found = _FILE_NAME.search(response.get("Content-Disposition", ""))
    return unquote(found[1]).strip() if found else ""
