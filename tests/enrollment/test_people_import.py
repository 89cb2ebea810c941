"""The enrolment sheet: who is meant, whom a clerk may enter, and that nobody is covered twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import system_scope
from enrollment.models import Coverage, Person
from enrollment.rules.identity import person_number, pinyin_of
from tests.cast import Cast, make_person
from tests.config.spreadsheets.sheets import faults, import_people, person_row, row_errors


@pytest.fixture(autouse=True)
def files_thrown_away(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def enrol(cast: Cast, tmp_path: Path) -> Any:
    """Import rows as East's clerk; every call is another file."""
    calls = iter(range(100))

    def run(*rows: list[Any], user: Any = None, agency: Any = None) -> ImportRun:
        path = tmp_path / f"{next(calls)}.xlsx"
        return import_people(path, list(rows), user or cast.clerk_east, agency or cast.east)

    return run


def covered() -> list[tuple[str, str, str | None]]:
    with system_scope():
        rows = Coverage.objects.order_by("person__psn_no", "period", "insutype").values_list(
            "insutype", "period"
        )
        return [
            (scheme, str(period.lower), str(period.upper) if period.upper else None)
            for scheme, period in rows
        ]


def test_the_last_covered_day_is_stored_half_open(enrol: Any) -> None:
    enrol(person_row(1), person_row(2, paus_insu_date=None))
    assert covered() == [("390", "2020-01-01", "2021-01-01"), ("390", "2020-01-01", None)]


def test_gender_birth_date_and_pinyin_are_filled(enrol: Any) -> None:
    enrol(person_row(1), person_row(2))
    with system_scope():
        man, woman = Person.objects.order_by("psn_no")
    assert (man.gend, woman.gend) == ("1", "2")
    assert man.brdy == dt.date(1980, 1, 1)
    assert man.pinyin == pinyin_of("张测试") == "zhang ce shi"


def test_without_a_number_the_certificate_decides(enrol: Any, cast: Cast) -> None:
    enrol(person_row(1), person_row(2, psn_no=None))
    run = enrol(person_row(1, psn_no=None, tel="5"), person_row(2, psn_no=None, tel="6"))
    assert (run.new_count, run.changed_count) == (0, 2)
    with system_scope():
        known, made = Person.objects.order_by("tel")
    assert known.psn_no == person_row(1)[0]
    assert made.psn_no == person_number("990101", "01", person_row(2)[2])
    assert made.psn_no.startswith("990100")


def test_an_empty_cell_leaves_what_is_stored(enrol: Any) -> None:
    enrol(person_row(1, tel="111", addr="河西街1号"))
    run = enrol(person_row(1))
    assert run.same_count == 1
    with system_scope():
        assert Person.objects.get().tel == "111"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"brdy": "1981-01-01"}, ("brdy", "brdy_differs")),
        ({"psn_cert_type": "08", "certno": "E1234567"}, ("brdy", "brdy_missing")),
        ({"paus_insu_date": "2019-12-31"}, ("paus_insu_date", "end_before_begin")),
        ({"insuplc_admdvs": "990109"}, ("insuplc_admdvs", "unknown_reference")),
        ({"insuplc_admdvs": "990102"}, ("insuplc_admdvs", "out_of_scope")),
        ({"insutype": "330"}, ("insutype", "rider_without_base")),
        ({"certno": 6.20702198001010e17}, ("certno", "digits_lost")),
    ],
)
def test_row_faults(enrol: Any, given: dict[str, Any], fault: tuple[str, str]) -> None:
    run = enrol(person_row(1), person_row(2, **given))
    assert faults(run) == [(3, *fault)]
    assert run.good_count == 1


def test_full_width_digits_and_a_lower_case_x(enrol: Any) -> None:
    with_x = next(row for serial in range(1, 99) if (row := person_row(serial))[2].endswith("X"))
    wide = with_x[2].lower().translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    row = [*with_x[:2], f"　{wide} ", *with_x[3:]]
    run = enrol(row)
    assert run.new_count == 1
    with system_scope():
        assert Person.objects.get().certno == with_x[2]


def test_an_unknown_province_is_a_warning(enrol: Any) -> None:
    from tests.cast import certificate_number

    certno = certificate_number(district="990101", born=dt.date(1950, 1, 1), serial=1)
    run = enrol(person_row(1, certno=certno))
    assert (run.new_count, run.warning_count, run.bad_count) == (1, 1, 0)


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ({}, ("psn_no", "duplicate_in_file")),
        (
            {"psn_insu_date": "2020-12-31", "paus_insu_date": None},
            ("psn_insu_date", "coverage_overlap_in_file"),
        ),
        (
            {"psn_insu_date": "2021-01-01", "paus_insu_date": None, "psn_name": "别名"},
            ("psn_no", "person_differs"),
        ),
        ({"psn_insu_date": "2021-01-01", "paus_insu_date": None, "psn_no": "77"}, ("certno", "certno_twice")),
        (
            {"insutype": "310", "psn_insu_date": "2020-05-01", "paus_insu_date": "2020-05-31"},
            ("psn_insu_date", "coverage_overlap_in_file"),
        ),
    ],
)
def test_faults_between_two_rows_name_the_first(
    enrol: Any, second: dict[str, Any], fault: tuple[str, str]
) -> None:
    run = enrol(person_row(1), person_row(1, **second))
    assert (3, *fault) in faults(run)
    assert run.good_count == 1
    assert all(error.params.get("first", 2) == 2 for error in row_errors(run))


def test_a_change_of_scheme_follows_without_a_gap(enrol: Any) -> None:
    run = enrol(
        person_row(1, paus_insu_date="2020-06-30"),
        person_row(1, insutype="310", psn_type="11", psn_insu_date="2020-07-01", paus_insu_date=None),
        person_row(1, insutype="330", psn_type="11", psn_insu_date="2020-07-01", paus_insu_date=None),
    )
    assert (run.new_count, run.bad_count) == (3, 0)
    assert covered() == [
        ("390", "2020-01-01", "2020-07-01"),
        ("310", "2020-07-01", None),
        ("330", "2020-07-01", None),
    ]
    with system_scope():
        assert Coverage.objects.get(insutype="330").rider_of.insutype == "310"
        assert Person.objects.count() == 1


def test_a_stored_coverage_is_not_overlapped(enrol: Any) -> None:
    enrol(person_row(1))
    run = enrol(person_row(1, insutype="310", psn_insu_date="2020-12-31", paus_insu_date=None))
    assert faults(run) == [(2, "psn_insu_date", "coverage_overlap")]
    [error] = row_errors(run)
    assert error.params == {"insutype": "390", "begins": "2020-01-01", "ends": "2020-12-31"}


def test_a_stored_coverage_may_be_ended_and_followed_in_one_file(enrol: Any) -> None:
    enrol(person_row(1))
    run = enrol(
        person_row(1, paus_insu_date="2020-06-30"),
        person_row(1, insutype="310", psn_insu_date="2020-07-01", paus_insu_date=None),
    )
    assert (run.bad_count, run.new_count, run.changed_count) == (0, 1, 1)
    assert covered() == [("390", "2020-01-01", "2020-07-01"), ("310", "2020-07-01", None)]


def test_the_neighbours_people_are_left_alone(enrol: Any, cast: Cast) -> None:
    with system_scope():
        neighbour = make_person(cast.west)
    run = enrol(
        person_row(
            1, psn_no=neighbour.psn_no, certno=neighbour.certno, brdy=None, psn_name=neighbour.psn_name
        ),
        person_row(2, psn_no=neighbour.psn_no),
        person_row(3, certno=neighbour.certno),
    )
    found = {(row, code) for row, _column, code in faults(run)}
    assert {(2, "registered_elsewhere"), (3, "certno_changed"), (4, "certno_taken")} <= found
    assert run.state == ImportRun.State.CHECKED
    assert run.good_count == 0


def test_west_enters_its_own(enrol: Any, cast: Cast) -> None:
    west = person_row(5, insuplc_admdvs="990102")
    run = enrol(west, user=cast.clerk_west, agency=cast.west)
    assert run.new_count == 1
