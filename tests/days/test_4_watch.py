"""The city supervisor looks ahead and reports: curves, a projection of years, the month's published report (JJ-10)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from config.scoping import system_scope
from funds.models import WatchMonth
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
COUNTY = "330203"


def test_projection(road: Road) -> None:
    """What the next years bring, with assumptions that can be moved."""
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/watch/")
    road.look("board")
    road.go("/funds/watch/projection/")
    before = road.text("main table >> nth=-1")
    road.look("projection")
    road.page.fill("main [name=spending]", "15")
    road.page.select_option("main [name=years]", "5")
    road.page.keyboard.press("Enter")
    road.page.wait_for_url("**spending=15**")
    assert road.text("main table >> nth=-1") != before
    road.look("projection-moved")
    road.go("/funds/reserves/")
    road.look("reserves")
    road.go("/funds/reserves/curves/")
    road.look("curves")


def test_monthly_report(road: Road, tmp_path: Path) -> None:
    """Drawn up by finance, published by a second person; then every county reads it, prints it, takes it as a sheet."""
    with system_scope():
        watched = WatchMonth.objects.get(area__code=AREA, state=WatchMonth.State.DRAWN_UP)
    place = watched.get_absolute_url()
    road.sign_in(f"{CITY}-approve")
    road.go("/funds/watch/reports/")
    road.look("reports")
    road.go(place)
    road.look("report-waits")
    road.click("发布月度通报")
    road.send()
    road.sign_in(f"{COUNTY}-handle")
    road.go(place)
    road.look("report-published")
    with road.page.expect_download() as download:
        road.click("Excel 工作簿（xlsx）")
    download.value.save_as(tmp_path / "report.xlsx")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert len(book.sheetnames) > 2
    assert all(sheet.max_row > 1 for sheet in book.worksheets)
    road.go(place + "?print=1")
    road.look("report-print")
