"""Contribution years by sheet: whom a row means, no month twice, every refusal with its row and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import ContributionYears, Person
from enrollment.services.retirement.years import withdraw_years
from tests.cast import Cast, make_person
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

from .test_cases import count, prepare

HEADER = ["psn_no", "psn_cert_type", "certno", "source", "first", "last", "months", "evidence"]


@pytest.fixture
def take(city: Cast, employee: Person, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: dict[str, Any]) -> ImportRun:
        cells = [
            [
                {"psn_no": employee.psn_no, "source": "actual", "evidence": "台账", **row}.get(name)
                for name in HEADER
            ]
            for row in rows
        ]
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *cells], sheet="years")
        return engine.import_file(
            kind="contribution_years", path=path, acting_user=city.clerk_east, agency=city.east
        )

    return run


def months() -> list[tuple[str, int]]:
    with system_scope():
        return list(ContributionYears.objects.order_by("period").values_list("source", "months"))


@pytest.mark.duty("NB-05")
def test_months_of_every_source_are_counted_once(take: Any, city: Cast, employee: Person) -> None:
    rows: list[dict[str, Any]] = [
        {"first": "1984-12", "last": "1987-11", "source": "veteran_service", "months": "30"},
        {"first": "1990-01", "last": "1991-12", "source": "recognised"},
        {"first": "1992-01", "last": "1992-01", "source": "transferred"},
        {"psn_no": None, "certno": employee.certno, "first": "2022-01", "last": "2023-12"},
    ]
    run = take(*rows)
    assert (run.state, run.new_count, run.bad_count) == (ImportRun.State.DONE, 4, 0)
    counted = [("veteran_service", 30), ("recognised", 24), ("transferred", 1), ("actual", 24)]
    assert months() == counted
    with system_scope():
        record = ContributionYears.objects.filter(source="actual").get()
        assert (record.entered_by, record.handled_at, record.person) == (city.clerk_east, city.east, employee)
    again = take(*rows)
    assert (again.new_count, again.bad_count) == (0, 0)
    assert months() == counted


def test_every_doubtful_row_is_told_with_its_column_and_the_rest_is_counted(
    take: Any, city: Cast, employee: Person
) -> None:
    count(city, employee, "2010-01", "2010-12")
    with system_scope():
        foreign = make_person(city.west)
    run = take(
        {"first": "2011-01", "last": "2011-12"},
        {"first": "2010-12", "last": "2010-12", "source": "recognised"},
        {"first": "2010-01", "last": "2010-12", "evidence": "另一台账"},
        {"first": "2011-06", "last": "2012-01"},
        {"first": "2013-03", "last": "2013-01"},
        {"first": "2014-01", "last": "2014-02", "months": "3"},
        {"first": "2015-01", "last": "2015-02", "months": "0"},
        {"first": "1950-01", "last": "1950-02"},
        {"first": "2020-01", "last": "2099-02"},
        {"first": "2016-01", "last": "2016-02", "source": "gift"},
        {"first": "2016-01", "last": "2016-02", "psn_no": None},
        {"first": "2016-01", "last": "2016-02", "psn_no": foreign.psn_no},
        {"first": "2016-01", "last": "2016-02", "psn_no": "0000"},
    )
    assert faults(run) == [
        (3, "first", "years_in_file"),
        (3, "first", "years_counted"),
        (4, "evidence", "years_differ"),
        (5, "first", "years_in_file"),
        (6, "last", "end_before_begin"),
        (7, "months", "years_too_many"),
        (8, "months", "years_zero"),
        (9, "first", "years_before_birth"),
        (10, "last", "years_ahead"),
        (11, "source", "not_a_code"),
        (12, "psn_no", "member_missing"),
        (13, "psn_no", "out_of_scope"),
        (14, "psn_no", "member_unknown"),
    ]
    assert months() == [("actual", 12), ("actual", 12)]


def test_withdrawn_months_are_counted_anew_and_a_judged_import_stays(
    take: Any, city: Cast, employee: Person
) -> None:
    years = count(city, employee, "2010-01", "2010-12")
    with acting_as(city.clerk_east):
        withdraw_years(years=years, reason="错", acting_user=city.clerk_east)
    run = take({"first": "2010-01", "last": "2010-12"})
    assert run.new_count == 1
    prepare(city, employee)
    with system_scope():
        assert [str(one) for one in engine.resource_of(run.kind).blockers(run)] != []


def test_the_list_is_scoped_and_exported(city: Cast, employee: Person, client: Client) -> None:
    count(city, employee, "2010-01", "2010-12")
    client.force_login(city.clerk_east)
    page = client.get(reverse("enrollment:year_list")).content.decode()
    assert employee.psn_no in page
    assert "kind=contribution_years" in page
    assert "2010-12" in page
    client.force_login(city.clerk_west)
    assert employee.psn_no not in client.get(reverse("enrollment:year_list")).content.decode()
