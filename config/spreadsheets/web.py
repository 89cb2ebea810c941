"""Workbooks given to a browser, and sheets taken from it for a moment."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(content: Any, name: Any) -> FileResponse:
    """The workbook as a download; ``name`` is without its suffix."""
    return FileResponse(content, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def dated(title: Any) -> str:
    """The name of a file that shows how things stand today."""
    return f"{title}-{timezone.localdate():%Y%m%d}"


@contextmanager
def uploaded(upload: UploadedFile) -> Iterator[Path]:
    """An uploaded sheet as a file of its kind; gone when it has been read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{Path(upload.name or '').suffix.lower()}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        yield path


def as_workbook(write: Callable[[Path], object]) -> io.BytesIO:
    """What ``write`` puts into a workbook at the path it is given."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.xlsx"
        write(path)
        return io.BytesIO(path.read_bytes())
