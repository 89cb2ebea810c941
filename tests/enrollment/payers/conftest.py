"""An employer of East that has declared three months, and tax's sheet of receipts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import ContributionMonth, Payer
from tests.cast import ALWAYS, Cast
from tests.config.spreadsheets.files import workbook

RECEIPTS = ["number", "emp_no", "county", "month", "last_month", "amount", "received_on"]


@pytest.fixture
def owing(cast: Cast) -> Payer:
    """850 and 200 yuan for each of January to March 2020."""
    with system_scope():
        payer = Payer.objects.create(
            emp_no="E1", kind="employer", name="东山机械厂", county=cast.east, period=ALWAYS
        )
        for number in (1, 2, 3):
            ContributionMonth.objects.create(
                payer=payer, insutype="310", month=dt.date(2020, number, 1), heads=2, wages=10000, base=10000,
                employer=850, personal=200,
            )  # fmt: skip
        return payer


@pytest.fixture
def receive(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: tuple[str, str, str, str | None, str], county: str = "990101") -> ImportRun:
        cells = [[*row[:2], county, *row[2:], "2020-03-28"] for row in rows]
        path = workbook(tmp_path / f"r{next(calls)}.xlsx", [RECEIPTS, *cells], sheet="receipts")
        return engine.import_file(kind="receipts", path=path, acting_user=cast.clerk_east, agency=cast.east)

    return run


@pytest.fixture
def take_on(receive: Any, cast: Cast, tmp_path: Path) -> Any:
    """Receipts of E1 for one month each: number, month, amount; the money came on the day given first."""

    def run(day: str, *rows: tuple[str, str, str]) -> ImportRun:
        cells = [[number, "E1", "990101", month, None, amount, day] for number, month, amount in rows]
        path = workbook(tmp_path / f"{day}.xlsx", [RECEIPTS, *cells], sheet="receipts")
        return engine.import_file(kind="receipts", path=path, acting_user=cast.clerk_east, agency=cast.east)

    return run
