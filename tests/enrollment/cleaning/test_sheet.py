"""The sheet of decisions: handed out as listed, filled, taken in whole or with the rows that are wrong."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import CleaningDecision, CleaningFinding
from institutions.models import User
from tests.cast import Cast
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

from .conftest import YEAR, Room, cover, person

SAME = {"psn_name": "王同名", "brdy": dt.date(1970, 5, 1), "gend": "2"}


@pytest.fixture
def findings(room: Room, cast: Cast, settings: Any, tmp_path: Path) -> dict[str, CleaningFinding]:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        for county in (cast.east, cast.west):
            cover(person(county, deceased_on=dt.date(2024, 3, 10)), "390", YEAR)
            person(county, **SAME)
    room.compare()
    with system_scope():
        return {
            f"{one.kind}.{one.county.code}": one
            for one in CleaningFinding.objects.select_related("county")
            if one.kind in ("deceased", "same_name")
        }


def take(path: Path, *rows: list[Any], user: User, cast: Cast) -> ImportRun:
    header = ["finding", "decision", "evidence"]
    file = workbook(path, [header, *rows], sheet="decisions")
    return engine.import_file(kind="cleaning_decisions", path=file, acting_user=user, agency=cast.east)


def states() -> dict[int, str]:
    with system_scope():
        return dict(CleaningFinding.objects.values_list("pk", "state"))


def test_handed_out_filled_and_taken_in(
    findings: dict[str, CleaningFinding], cast: Cast, client: Client, tmp_path: Path
) -> None:
    client.force_login(cast.clerk_east)
    answer = client.get(reverse("enrollment:decision_sheet"), {"kind": "deceased"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    sheet = book.worksheets[0]
    dead, pair = findings["deceased.990101"], findings["same_name.990101"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [dead.pk]
    sheet.cell(row=2, column=5, value="核实无误")
    sheet.cell(row=2, column=6, value="死亡日期登记有误")
    # A row in which nothing is filled is passed over.
    sheet.append([pair.pk, None, None, None, None, None])
    path = tmp_path / "filled.xlsx"
    book.save(path)
    given = {"kind": "cleaning_decisions", "path": path, "acting_user": cast.clerk_east, "agency": cast.east}
    run = engine.import_file(**given)
    assert (run.state, faults(run)) == ("done", [])
    assert (states()[dead.pk], states()[pair.pk]) == ("excused", "open")
    with system_scope():
        made = CleaningDecision.objects.get()
    assert (made.finding_id, made.by, made.evidence) == (dead.pk, cast.clerk_east, "死亡日期登记有误")
    # The same rows in another file change nothing.
    again = take(
        tmp_path / "again.xlsx", [dead.pk, "not_a_fault", "死亡日期登记有误"], user=cast.clerk_east, cast=cast
    )
    assert faults(again) == []
    with system_scope():
        assert CleaningDecision.objects.count() == 1


def test_bad_rows_come_back_with_row_and_column_and_the_good_one_is_stored(
    findings: dict[str, CleaningFinding], cast: Cast, tmp_path: Path
) -> None:
    dead, pair, west = (
        findings[name].pk for name in ("deceased.990101", "same_name.990101", "deceased.990102")
    )
    with system_scope():
        CleaningFinding.objects.filter(pk=pair).update(county=cast.west, other_county=cast.east)
        done = CleaningFinding.objects.filter(county=cast.east, kind="certificate_differs").first()
    rows = [
        [dead, "handed_over", "移交"],
        [pair, "not_a_fault", "两人"],
        [west, "corrected", "已更正"],
        [999_999, "corrected", "已更正"],
        ["甲", "corrected", "已更正"],
        [dead, "corrected", None],
        [dead, "乱填", "已更正"],
    ]
    run = take(tmp_path / "bad.xlsx", *rows, user=cast.clerk_east, cast=cast)
    assert sorted(faults(run)) == [
        (2, "decision", "finding_of_one_county"),
        (3, "finding", "finding_of_another"),
        (4, "finding", "finding_unknown"),
        (5, "finding", "finding_unknown"),
        (6, "finding", "not_a_number"),
        (7, "evidence", "decision_unexplained"),
        (8, "decision", "not_a_code"),
    ]
    assert done is None or states()[done.pk] == "open"
    run = take(
        tmp_path / "twice.xlsx",
        [dead, "corrected", "一"],
        [dead, "corrected", "二"],
        user=cast.clerk_east,
        cast=cast,
    )
    assert faults(run) == [(3, "finding", "duplicate_in_file")]
    assert states()[dead] == "decided"
    run = take(tmp_path / "late.xlsx", [dead, "not_a_fault", "三"], user=cast.clerk_east, cast=cast)
    assert faults(run) == [(2, "finding", "finding_not_waiting")]


def test_a_sheet_of_decisions_is_not_withdrawn(
    findings: dict[str, CleaningFinding], cast: Cast, tmp_path: Path
) -> None:
    dead = findings["deceased.990101"].pk
    run = take(tmp_path / "one.xlsx", [dead, "corrected", "已更正"], user=cast.clerk_east, cast=cast)
    with system_scope():
        assert [str(one) for one in engine.resource_of(run.kind).blockers(run)] == [
            "核实结论一经作出不再撤回。"
        ]
