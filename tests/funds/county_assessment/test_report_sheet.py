"""A county's self-report by spreadsheet: out with what is known, back with each bad row told."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from django.test import Client

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from funds.models import CountySheet
from institutions.models import Agency
from tests.cast import Cast
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.support.pages import see

from .making import YEAR, Stage, opened, sheet_of, submitted, value_of

HEADER = ["year", "indicator", "value", "evidence"]


@pytest.fixture
def take(stage: Stage, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    opened(stage)

    numbers = count()

    def bring(*rows: list[Any], header: list[str] = HEADER, agency: Agency = stage.cast.east) -> ImportRun:
        path = workbook(tmp_path / f"{next(numbers)}.xlsx", [header, *rows], sheet="county_report")
        return engine.import_file(kind="county_report", path=path, acting_user=stage.clerk, agency=agency)

    return bring


@pytest.mark.duty("NB-24", "ZY-20")
def test_the_sheet_goes_out_filled_and_comes_back(stage: Stage, take: Any, client: Client) -> None:
    sheet = sheet_of(stage.cast.east)
    address = sheet.get_absolute_url()
    page = see(client, stage.clerk, address)
    assert "?fill=1" in page
    assert "kind=county_report" in page
    answer = client.get(address + "?fill=1")
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))  # type: ignore[arg-type]
    rows = book.get_sheet_by_index(0).to_python()
    with system_scope():
        keys = [one.indicator.key for one in sheet.values.select_related("indicator")]
    heads = [str(head) for head in rows[0]]
    place = {
        name: n
        for n, head in enumerate(heads)
        for name in ("indicator", "value", "evidence")
        if f"({name})" in head
    }
    assert sorted(row[place["indicator"]] for row in rows[1:]) == sorted(keys)

    # The clerk fills in two rows and brings the whole sheet back: the rest stays as it is.
    for row in rows[1:]:
        if row[place["indicator"]] == "policy_carried_out":
            row[place["value"]], row[place["evidence"]] = 18.5, "自查报告"
        if row[place["indicator"]] == "coverage":
            row[place["value"]], row[place["evidence"]] = 91, "参保台账"
    run = take(*rows[1:], header=heads)
    assert (run.good_count, run.bad_count) == (len(keys), 0)
    points = value_of(sheet, "policy_carried_out")
    assert (points.own_points, points.evidence, points.entered_by) == (
        Decimal("18.5"),
        "自查报告",
        stage.clerk,
    )
    assert value_of(sheet, "coverage").own_value == 9100
    assert value_of(sheet, "fund_safety").own_points is None
    page = see(client, stage.clerk, address)
    assert "参保台账" in page
    # Brought again it changes nothing: not even a line in the course.
    with system_scope():
        before = sheet.log.count()
    take(*rows[1:], header=heads)
    with system_scope():
        assert sheet.log.count() == before


def test_every_bad_row_is_told_and_nothing_of_it_kept(stage: Stage, take: Any, cast: Cast) -> None:
    run = take(
        [YEAR + 1, "coverage", 91, "台账"],
        [YEAR, "no_such", 91, "台账"],
        [YEAR, "policy_carried_out", 20.5, "自查报告"],
        [YEAR, "fund_safety", 15, ""],
        [YEAR, "coverage", None, "台账"],
        [YEAR, "budget_use", 101.25, "决算"],
    )
    assert {(row, column) for row, column, *_rest in faults(run)} == {
        (2, "year"), (3, "indicator"), (4, "value"), (5, "evidence"), (6, "value"),
    }  # fmt: skip
    sheet = sheet_of(cast.east)
    assert value_of(sheet, "policy_carried_out").own_points is None
    assert value_of(sheet, "budget_use").own_value == 10_125


def test_a_report_handed_in_and_another_countys_are_not_changed_by_a_sheet(
    stage: Stage, take: Any, cast: Cast
) -> None:
    submitted(stage)
    run = take([YEAR, "fund_safety", 20, "自查报告"])
    assert {column for _row, column, *_rest in faults(run)} == {"year"}
    assert value_of(sheet_of(cast.east), "fund_safety").own_points == Decimal("15.5")
    west = sheet_of(cast.west)
    with acting_as(stage.clerk):
        assert not CountySheet.objects.filter(pk=west.pk).exists()
    assert value_of(west, "fund_safety").own_points is None
