"""Who may join the resident scheme (ZY-01), all of them through their village, community or school."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import system_scope
from enrollment.models import Payer, Person, WindowEnrolment
from tests.cast import ALWAYS, Cast, make_coverage
from tests.config.spreadsheets.sheets import faults

from .test_sheet import certno, row, stored, take, village
from .test_sheet import package as package

__all__ = ("package", "take", "village")

ADULT, CHILD = dt.date(1980, 1, 1), dt.date(2012, 9, 1)


@pytest.fixture
def lists(village: Payer, cast: Cast) -> None:
    with system_scope():
        for number, kind in (("C1", "community"), ("S1", "school")):
            Payer.objects.create(emp_no=number, kind=kind, name=number, county=cast.east, period=ALWAYS)


def of(serial: int, born: dt.date, **given: Any) -> list[Any]:
    return row(serial, certno=certno(serial, born), **given)


@pytest.mark.duty("ZY-01")
def test_every_group_is_enrolled_by_its_list_in_its_own_county(take: Any, lists: None, cast: Cast) -> None:
    with system_scope():
        # Worked until the summer: by the new year the employee scheme no longer covers them.
        worker = Person.objects.create(
            psn_no="M1", psn_cert_type="01", certno=certno(7, ADULT), psn_name="测辛", gend="1", brdy=ADULT,
            county=cast.east,
        )  # fmt: skip
        make_coverage(
            worker,
            insutype="310",
            psn_type="1101",
            period=DateRange(dt.date(2018, 1, 1), dt.date(2019, 8, 1)),
        )
    run = take(
        of(1, ADULT),  # somebody of the village
        of(2, ADULT, emp_no="C1"),  # somebody in town without work
        of(3, CHILD, emp_no="C1", psn_type="1403"),  # a pupil
        of(4, dt.date(2016, 3, 1), emp_no="C1", psn_type="1402"),  # a child before school
        of(5, dt.date(2000, 3, 1), emp_no="S1", psn_type="1404"),  # a student
        of(6, ADULT, emp_no="C1", permit="1"),  # a holder of a residence permit
        of(7, ADULT),  # a migrant worker
        of(8, dt.date(1950, 3, 1), psn_type="16"),  # whom other rules add
    )
    assert (run.new_count, run.bad_count) == (8, 0)
    with system_scope():
        enrolled = WindowEnrolment.objects.select_related("coverage__payer", "coverage__county", "person")
        found = [
            (
                one.coverage.payer.kind,
                one.coverage.psn_type,
                one.coverage.county == one.person.county == cast.east,
            )
            for one in enrolled
        ]
    assert sorted(found) == [
        ("community", "1402", True),
        ("community", "1403", True),
        ("community", "1501", True),
        ("community", "1501", True),
        ("school", "1404", True),
        ("village", "1501", True),
        ("village", "1501", True),
        ("village", "16", True),
    ]


@pytest.mark.duty("ZY-01")
def test_who_belongs_to_the_employee_scheme_or_another_county_does_not_join(
    take: Any, lists: None, cast: Cast
) -> None:
    with system_scope():
        worker = Person.objects.create(
            psn_no="M1", psn_cert_type="01", certno=certno(1, ADULT), psn_name="测乙", gend="1", brdy=ADULT,
            county=cast.east,
        )  # fmt: skip
        make_coverage(worker, insutype="310", psn_type="1101", period=DateRange(dt.date(2018, 1, 1), None))
    before = stored()
    run = take(of(1, ADULT), of(2, ADULT, emp_no="W1"))
    assert set(faults(run)) >= {(2, "certno", "window_employed"), (3, "emp_no", "out_of_scope")}
    assert (run.new_count, run.bad_count) == (0, 2)
    assert stored() == before
