"""Entered values by a sheet: taken in by the county, each fault with its row and column, nothing half done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from institutions.models import AssessmentValue
from institutions.services.assessment import conclude
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.institutions.assessment import making
from tests.institutions.assessment.making import YEAR, Stage

HEADER = ["year", "fixmedins_code", "indicator", "value", "evidence"]
EAST, WEST = "H99010100001", "H99010200001"
ROWS = (
    [str(YEAR), EAST, "agreement_conduct", "9", "检查记录"],
    [str(YEAR), EAST, "审核疑点按时反馈率", "90", "系统记录"],
    [str(YEAR), EAST, "service_satisfaction", "85.5", "调查报告"],
)


@pytest.fixture
def bring(stage: Stage, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    making.opened(stage)
    calls = iter(range(100))

    def run(*rows: list[Any]) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *rows], sheet="assessment_values")
        return engine.import_file(
            kind="assessment_values", path=path, acting_user=stage.county_handler, agency=stage.cast.east
        )

    return run


def test_values_come_by_sheet_by_name_or_in_words_and_twice_change_nothing(bring: Any, stage: Stage) -> None:
    run = bring(*ROWS)
    assert (run.state, run.new_count, run.bad_count) == ("done", 3, 0)
    sheet = making.sheet_of_east(stage)
    assert str(making.value_of(sheet, "reply_in_time").points) == "5.00"
    value = making.value_of(sheet, "service_satisfaction")
    assert (value.value, str(value.points), value.evidence) == (8550, "8.50", "调查报告")
    again = bring(*ROWS)
    assert (again.new_count, again.bad_count) == (0, 0)
    with acting_as(stage.handler):
        assert str(conclude.conclude(assessment=sheet, acting_user=stage.handler).score) == "67.50"
    # Told, it is entered no more.
    assert [(row, column) for row, column, *_rest in faults(bring(ROWS[0]))] == [(2, "fixmedins_code")]


def test_each_fault_is_told_with_row_and_column_and_the_good_rows_are_taken(bring: Any, stage: Stage) -> None:
    with system_scope():
        west = stage.cast.hospital_west.fixmedins_code
    run = bring(
        ROWS[0],
        [str(YEAR), west, "agreement_conduct", "9", "x"],
        ["2019", EAST, "agreement_conduct", "9", "x"],
        [str(YEAR), EAST, "in_scope_share", "9", "x"],
        [str(YEAR), EAST, "reply_in_time", "101", "x"],
        [str(YEAR), EAST, "agreement_conduct", "8", "x"],
        [str(YEAR), EAST, "service_satisfaction", "90", ""],
        ["70000", EAST, "service_satisfaction", "90", "x"],
    )
    assert {(row, column) for row, column, *_rest in faults(run)} == {
        (3, "fixmedins_code"), (4, "fixmedins_code"), (5, "indicator"), (6, "value"), (7, "indicator"),
        (8, "evidence"), (9, "year"),
    }  # fmt: skip
    with system_scope():
        entered = AssessmentValue.objects.exclude(entered_by=None)
        assert [one.indicator for one in entered] == ["agreement_conduct"]
