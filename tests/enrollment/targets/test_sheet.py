"""Populations by sheet: the city's alone, every refusal with its row and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import Population
from institutions.models import Duty
from tests.cast import Cast, make_user
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

HEADER = ["county", "year", "residents", "employed", "source", "as_of"]
GOOD = {
    "county": "990101",
    "year": 2024,
    "residents": 400,
    "employed": 200,
    "source": "统计公报",
    "as_of": "2023-12-31",
}


@pytest.fixture
def take(cast: Cast, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: dict[str, Any], user: Any = None, agency: Any = None) -> ImportRun:
        cells = [[{**GOOD, **row}.get(name) for name in HEADER] for row in rows]
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *cells], sheet="populations")
        return engine.import_file(
            kind="populations", path=path, acting_user=user or cast.finance_city, agency=agency or cast.city
        )

    return run


def stored() -> list[tuple[str, int, int, int]]:
    with system_scope():
        rows = Population.objects.order_by("county__code", "year")
        return list(rows.values_list("county__code", "year", "residents", "employed"))


@pytest.mark.duty("JJ-02")
def test_each_county_and_year_once_and_again(take: Any, cast: Cast) -> None:
    take({}, {"county": "990102", "residents": 301, "employed": 101}, {"year": 2025})
    assert stored() == [("990101", 2024, 400, 200), ("990101", 2025, 400, 200), ("990102", 2024, 301, 101)]
    take({"residents": 410})
    assert stored()[0] == ("990101", 2024, 410, 200)
    with system_scope():
        assert Population.objects.get(county=cast.east, year=2024).entered_by == cast.finance_city


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"county": "999999"}, "county"),
        ({"county": "980101"}, "county"),
        ({"year": 1999}, "year"),
        ({"residents": -1}, "residents"),
        ({"residents": "vier"}, "residents"),
        ({"residents": 3_000_000_000}, "residents"),
        ({"employed": 401}, "employed"),
        ({"source": None}, "source"),
        ({"as_of": "31.12."}, "as_of"),
    ],
)
def test_every_refusal_names_its_row_and_column(take: Any, row: dict[str, Any], column: str) -> None:
    run = take(row, {"county": "990102"})
    assert {(one[0], one[1]) for one in faults(run)} == {(2, column)}
    assert stored() == [("990102", 2024, 400, 200)]


def test_a_county_and_year_twice_in_the_file(take: Any) -> None:
    run = take({}, {"residents": 500})
    assert [one[:2] for one in faults(run)] == [(3, "county")]
    assert stored() == [("990101", 2024, 400, 200)]


def test_a_county_enters_none(take: Any, cast: Cast) -> None:
    with system_scope():
        user = make_user("finance.east", "东山财务", cast.east, Duty.FINANCE)
    run = take({}, user=user, agency=cast.east)
    assert [one[:2] for one in faults(run)] == [(2, "county")]
    assert stored() == []
