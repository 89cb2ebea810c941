"""Papers behind acts: what they are is read from their content, where they lie from their hash."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config.scoping import acting_as, system_scope
from institutions.models import Attachment, Duty
from institutions.services import attach as service
from institutions.services.attach import AttachmentRefused, attach, remove_attachment
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_user

PDF = b"%PDF-1.7\nscan"
SCANS = {
    "application/pdf": (PDF, ".pdf"),
    "image/png": (b"\x89PNG\r\n\x1a\nscan", ".png"),
    "image/jpeg": (b"\xff\xd8\xff\xe0scan", ".jpg"),
    "image/tiff": (b"II*\x00scan", ".tif"),
}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def keep(cast: Cast, content: bytes = PDF, name: str = "scan.pdf", **given: Any) -> Attachment:
    upload = SimpleUploadedFile(name, content, content_type="text/html")
    values = {"title": "发票", "agency": cast.east, "acting_user": cast.clerk_east, **given}
    with system_scope():
        return attach(subject=cast.hospital_east, upload=upload, **values)


@pytest.mark.parametrize("kind", SCANS)
def test_a_scan_is_known_by_its_first_bytes(cast: Cast, media: Path, kind: str) -> None:
    content, ending = SCANS[kind]
    kept = keep(cast, content, "page.html")
    digest = hashlib.sha256(content).hexdigest()
    assert (kept.content_type, kept.size, kept.sha256) == (kind, len(content), digest)
    assert Path(kept.file.name).name == f"{digest}{ending}"
    assert Path(kept.file.path).read_bytes() == content
    assert (kept.subject_type, kept.subject_id) == ("institutions.institution", cast.hospital_east.pk)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 an office file or archive",
        b"<html><script>alert(1)</script>",
        b"#!/bin/sh",
        b"%PD",
        b" %PDF-1.7",
        b"GIF89a",
    ],
    ids=range(6),
)
def test_anything_else_is_refused_whatever_it_is_called(cast: Cast, media: Path, content: bytes) -> None:
    with pytest.raises(AttachmentRefused):
        keep(cast, content, "scan.pdf")
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_empty_and_large_files_are_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AttachmentRefused):
        keep(cast, b"")
    monkeypatch.setattr(service, "MAX_BYTES", len(PDF))
    assert keep(cast, PDF).size == len(PDF)
    with pytest.raises(AttachmentRefused, match="MB"):
        keep(cast, PDF + b"x")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "a\x00b.pdf", "发票；rm -rf.pdf"],
    ids=range(5),
)
def test_nothing_of_the_senders_name_reaches_the_disk(cast: Cast, media: Path, name: str) -> None:
    kept = keep(cast, name=name, title="")
    assert media in Path(kept.file.path).resolve().parents
    assert Path(kept.file.name).name.startswith(kept.sha256)
    assert not set("/\\\x00; ") & set(kept.title)


def test_the_same_scan_twice_is_two_papers(cast: Cast) -> None:
    first, second = keep(cast), keep(cast, title="收据")
    assert first.sha256 == second.sha256
    assert first.file.name != second.file.name


def test_it_is_kept_thirty_years_unless_told_otherwise(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2024, 2, 29))
    assert keep(cast).keep_until == dt.date(2054, 2, 28)
    assert keep(cast, keep_until=dt.date(2030, 1, 1)).keep_until == dt.date(2030, 1, 1)


def test_only_who_handles_there_attaches(cast: Cast) -> None:
    for user in (cast.clerk_west, cast.reviewer_east, cast.finance_city):
        with pytest.raises(DutyMissing):
            keep(cast, acting_user=user)


def test_it_is_seen_by_its_county_and_city_only(cast: Cast) -> None:
    kept = keep(cast)
    sees = {}
    for name in ("clerk_east", "clerk_west", "auditor_city", "clerk_elsewhere"):
        with acting_as(getattr(cast, name)):
            sees[name] = Attachment.objects.filter(pk=kept.pk).exists()
    assert sees == {"clerk_east": True, "clerk_west": False, "auditor_city": True, "clerk_elsewhere": False}


def test_it_is_removed_only_when_its_time_is_over(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    keeper = make_user("keeper.east", "东山管理", cast.east, Duty.ADMINISTER)
    kept, due = keep(cast), keep(cast, keep_until=timezone.localdate())
    with system_scope(), django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(AttachmentRefused):
            remove_attachment(attachment=kept, acting_user=keeper)
        with pytest.raises(DutyMissing):
            remove_attachment(attachment=due, acting_user=cast.clerk_east)
        path = Path(due.file.path)
        remove_attachment(attachment=due, acting_user=keeper)
        assert path.exists()  # until the removal is committed
        assert set(Attachment.objects.all()) == {kept}
    assert not path.exists()
    assert Path(kept.file.path).exists()
