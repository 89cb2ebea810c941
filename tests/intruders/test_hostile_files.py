"""Two hundred hostile files at the front door: each is answered, none is half stored, none leaves its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import Coverage, Person
from institutions.services.attach import AttachmentRefused, attach
from tests.cast import Cast
from tests.intruders.files import HostileFile, hostile_files

pytestmark = pytest.mark.slow

ENDS = {ImportRun.State.CHECKED, ImportRun.State.REJECTED}


@pytest.fixture
def corpus(tmp_path: Path) -> list[HostileFile]:
    (tmp_path / "made").mkdir()
    return list(hostile_files(tmp_path / "made"))


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def test_there_are_two_hundred(corpus: list[HostileFile]) -> None:
    assert len({(file.filename, file.content) for file in corpus}) >= 200


def test_every_hostile_file_is_answered_and_nothing_is_stored(
    cast: Cast, client: Client, corpus: list[HostileFile], media: Path
) -> None:
    """Uploaded as a clerk would, checked as the job does; what the check lets through has its rows told, not stored."""
    client.raise_request_exception = False
    client.force_login(cast.clerk_east)
    wrong = []
    for file in corpus:
        upload = SimpleUploadedFile(file.filename or "unnamed", file.content)
        # As the browser may send it, not as the class of the test cleans it.
        upload._name = file.filename
        answer = client.post(reverse("import_upload"), {"kind": "people", "file": upload})
        if answer.status_code not in (200, 302, 400, 422):
            wrong.append(f"{file.what}: {answer.status_code}")
        with system_scope():
            for run in ImportRun.unscoped.filter(state=ImportRun.State.RECEIVED):
                if engine.check_run(run=run).state not in ENDS:
                    wrong.append(f"{file.what}: left {run.state}")
    assert not wrong, "\n".join(wrong)
    with system_scope():
        assert not Person.unscoped.exists()
        assert not Coverage.unscoped.exists()
        taken = ImportRun.unscoped.count()
        kept = [Path(run.file.path).resolve() for run in ImportRun.unscoped.all()]
    assert taken > 150, "most were turned away at the door: are they uploaded at all?"
    assert all(path.is_relative_to(media.resolve()) for path in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'staging'::regnamespace AND relkind = 'r'"
        )
        staged = cursor.fetchone()[0]
    with system_scope():
        assert staged <= ImportRun.unscoped.filter(state=ImportRun.State.CHECKED).count()


def test_a_paper_is_what_its_content_is(cast: Cast, corpus: list[HostileFile], media: Path) -> None:
    """What is kept as a scan begins as one, whatever it is called, and stays in its folder."""
    kept = 0
    for file in corpus:
        upload = SimpleUploadedFile(file.filename or "unnamed", file.content)
        upload._name = file.filename
        try:
            with system_scope():
                paper = attach(
                    subject=cast.east, title="", upload=upload, agency=cast.east, acting_user=cast.clerk_east,
                    duty="register",
                )  # fmt: skip
        except AttachmentRefused:
            continue
        kept += 1
        assert file.content.startswith((b"%PDF-", b"\x89PNG"))
        assert Path(paper.file.path).resolve().is_relative_to(media.resolve())
    assert kept == 4
