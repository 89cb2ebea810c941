"""The shell's face of the import, and the generated description of the layouts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from config.scoping import system_scope
from config.spreadsheets.resources import resource_of, resources
from config.spreadsheets.sample import sample_workbook
from enrollment.models import Person
from tests.cast import Cast

from .sheets import import_people, people_sheet, person_row


@pytest.fixture(autouse=True)
def files_thrown_away(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def importsheet(*arguments: object) -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("importsheet", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_a_sheet_is_imported_and_again_nothing_happens(cast: Cast, tmp_path: Path) -> None:
    path = people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2)])
    assert "2 new" in importsheet("people", path, "--as", "clerk.east")
    assert "Nothing will change" in importsheet("people", path, "--as", "clerk.east")
    with system_scope():
        assert Person.objects.count() == 2


def test_bad_rows_fail_the_command_and_are_written_out(cast: Cast, tmp_path: Path) -> None:
    path = people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2, psn_name=None)])
    with pytest.raises(CommandError, match="1 bad rows"):
        importsheet("people", path, "--as", "clerk.east", "--failed", tmp_path / "bad.xlsx")
    assert (tmp_path / "bad.xlsx").stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nonsense", "a.xlsx", "--as", "clerk.east"), "There is no import"),
        (("people", "b.xlsx", "--as", "clerk.east"), "There is no file"),
        (("people", "a.xlsx", "--as", "nobody"), "There is no user"),
        (("people", "a.xlsx", "--as", "auditor.city"), "the duty"),
        (("people", "a.xlsx", "--as", "clerk.east", "--agency", "990102"), "There is no agency"),
        (("institutions", "a.xlsx", "--as", "clerk.east"), "There is no sheet named"),
    ],
)
def test_refusals_say_why(cast: Cast, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    people_sheet(tmp_path / "a.xlsx", [person_row(1)])
    kind, file, *rest = arguments
    with pytest.raises(CommandError, match=message):
        importsheet(kind, tmp_path / file, *rest)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_sample_can_be_uploaded_as_it_is(cast: Cast, tmp_path: Path, language: str) -> None:
    with translation.override(language):
        content = sample_workbook(resource_of("people")).read()
    path = tmp_path / "sample.xlsx"
    path.write_bytes(content)
    from config.spreadsheets import engine

    run = engine.import_file(kind="people", path=path, acting_user=cast.clerk_east, agency=cast.east)
    # Header and example row are right as they stand.
    assert run.fault == ""
    assert (run.state, run.new_count) == ("done", 1)


def test_every_kind_has_a_sample_that_reads_back(tmp_path: Path) -> None:
    from config.spreadsheets.reader import open_table

    for resource in resources():
        path = tmp_path / f"{resource.kind}.xlsx"
        path.write_bytes(sample_workbook(resource).read())
        with open_table(path, columns=resource.columns, sheet=resource.sheet) as table:
            assert None not in table.positions


def test_the_description_of_the_layouts_is_up_to_date() -> None:
    call_command("describesheets", "--check")


def test_an_import_of_nothing_but_bad_rows_stores_nothing(cast: Cast, tmp_path: Path) -> None:
    run = import_people(tmp_path / "a.xlsx", [person_row(1, certno="1")], cast.clerk_east, cast.east)
    assert (run.state, run.good_count) == ("checked", 0)
