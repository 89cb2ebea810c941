"""The annual list: who is enrolled for the next year and for how much; every doubt is told with its row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import Coverage, Membership, Payer, Person, Standing, WindowEnrolment
from tests.cast import ALWAYS, Cast, certificate_number, make_coverage
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults, row_errors
from tests.support.policies import put_policy_in_force

HEADER = [
    "emp_no", "year", "hsh_no", "psn_no", "psn_cert_type", "certno", "psn_name", "gend", "brdy", "insuplc_admdvs",
    "psn_type", "aid_category", "permit", "paid_on", "paid", "collective", "tel", "decided",
]  # fmt: skip
NAMES = "甲乙丙丁戊己庚辛壬癸"
AIDED = "low_income"


def certno(serial: int, born: dt.date = dt.date(1980, 1, 1), district: str = "620702") -> str:
    return certificate_number(district=district, born=born, serial=serial)


def row(serial: int, **given: Any) -> list[Any]:
    """A villager of East who paid 280 yuan in October 2019 for 2020."""
    values: dict[str, Any] = {
        "emp_no": "V1", "year": 2020, "certno": certno(serial), "psn_name": f"测{NAMES[serial]}",
        "insuplc_admdvs": "990101", "psn_type": "1501", "paid_on": "2019-10-08", "paid": 280, "hsh_no": "H1",
    }  # fmt: skip
    return [{**values, **given}.get(name) for name in HEADER]


@pytest.fixture
def package(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", "zhangye.yaml"))


@pytest.fixture
def village(cast: Cast, settings: Any, tmp_path: Path, package: str) -> Payer:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        put_policy_in_force(cast, package)
        Payer.objects.create(emp_no="V2", kind="village", name="新河村", county=cast.east, period=ALWAYS)
        Payer.objects.create(emp_no="E1", kind="employer", name="东山厂", county=cast.east, period=ALWAYS)
        Payer.objects.create(emp_no="W1", kind="village", name="西村", county=cast.west, period=ALWAYS)
        return Payer.objects.create(
            emp_no="V1", kind="village", name="东河村", county=cast.east, period=ALWAYS
        )


@pytest.fixture
def take(village: Payer, cast: Cast, tmp_path: Path) -> Any:
    calls = iter(range(100))

    def run(*rows: list[Any], user: Any = None, agency: Any = None) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *rows], sheet="window")
        return engine.import_file(
            kind="resident_window", path=path, acting_user=user or cast.clerk_east, agency=agency or cast.east
        )

    return run


def stored() -> tuple[int, ...]:
    with system_scope():
        return tuple(one.objects.count() for one in (Person, Coverage, WindowEnrolment, Membership))


@pytest.mark.duty("HG-04")
@pytest.mark.duty("ZY-02")
def test_paid_this_year_covered_next_year(take: Any, village: Payer, cast: Cast) -> None:
    run = take(row(1), row(2, permit="1"))
    assert [(one.column, one.code, str(one.params)) for one in row_errors(run)] == []
    assert (run.state, run.new_count, run.bad_count) == (ImportRun.State.DONE, 2, 0)
    with system_scope():
        first, second = WindowEnrolment.objects.select_related("coverage", "person").order_by(
            "person__certno"
        )
        assert (first.paid, first.subsidy, first.aided) == (280, 550, 0)
        assert second.permit_holder
        assert second.subsidy == first.subsidy
        coverage = first.coverage
        assert (coverage.period.lower, coverage.period.upper) == (dt.date(2020, 1, 1), dt.date(2021, 1, 1))
        assert (coverage.origin, coverage.insutype, coverage.payer) == ("window", "390", village)
        assert coverage.handled_at == coverage.county == cast.east
        tie = Membership.objects.get(person=first.person)
        assert (tie.payer, tie.tie, tie.period.lower) == (village, "through", dt.date(2019, 10, 8))


def test_the_same_list_again_changes_nothing_and_a_correction_only_itself(take: Any) -> None:
    take(row(1), row(2))
    before = stored()
    run = take(row(1), row(2, hsh_no="H2"))
    assert (run.new_count, run.changed_count, run.same_count) == (0, 1, 1)
    assert stored() == before == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"certno": "62070219800101002" + "0"}, ("certno", "certno_check")),
        ({"certno": certno(2, dt.date(2019, 12, 1))}, ("brdy", "window_born_later")),
        ({"paid_on": "2019-08-31"}, ("paid_on", "window_closed")),
        ({"paid_on": "2020-01-01"}, ("paid_on", "window_closed")),
        ({"year": 2098, "paid_on": "2097-10-08"}, ("paid_on", "window_ahead")),
        ({"paid": 250}, ("paid", "window_amount")),
        ({"paid": 280, "collective": 30}, ("paid", "window_amount")),
        ({"paid": "很多"}, ("paid", "not_an_amount")),
        ({"emp_no": "V9"}, ("emp_no", "unknown_reference")),
        ({"emp_no": "E1"}, ("emp_no", "unknown_reference")),
        ({"emp_no": "W1"}, ("emp_no", "out_of_scope")),
        ({"year": 2010, "paid_on": "2009-10-08"}, ("year", "window_policy")),
        ({"year": 20}, ("year", "window_year")),
        ({"certno": certno(1), "psn_name": "测不同"}, ("certno", "duplicate_in_file")),
        ({"certno": certno(3), "psn_name": f"测{NAMES[1]}"}, ("certno", "window_two_numbers_in_file")),
        ({"aid_category": "low_income", "paid": 280}, ("aid_category", "window_aid_unknown")),
    ],
)
def test_a_bad_row_is_told_and_the_good_one_stored(
    take: Any, given: dict[str, Any], fault: tuple[str, str]
) -> None:
    run = take(row(1), row(2, **given))
    assert (3, *fault) in faults(run)
    assert (run.total_count, run.good_count, run.bad_count) == (2, 1, 1)
    assert stored() == (1, 1, 1, 1)


def test_an_unknown_county_of_birth_is_only_a_warning(take: Any) -> None:
    run = take(row(1, certno=certno(1, district="990101")))
    assert (run.new_count, run.warning_count, run.bad_count) == (1, 1, 0)


@pytest.mark.duty("NM-01")
@pytest.mark.parametrize(
    ("scheme", "until", "code"),
    [
        ("310", None, "window_employed"),
        ("310", dt.date(2020, 7, 1), "window_employed"),
        ("390", None, "coverage_overlap"),
        ("310", dt.date(2020, 1, 1), None),
    ],
)
def test_never_two_schemes_at_once(take: Any, scheme: str, until: dt.date | None, code: str | None) -> None:
    take(row(1))
    with system_scope():
        person = Person.objects.get()
        WindowEnrolment.objects.all().delete()
        Coverage.objects.all().delete()
        make_coverage(person, insutype=scheme, period=DateRange(dt.date(2018, 1, 1), until))
    run = take(row(1, tel="1"), row(2))
    assert [found[2] for found in faults(run)] == ([code] if code else [])
    with system_scope():
        assert WindowEnrolment.objects.count() == (1 if code else 2)


def test_one_person_two_numbers_is_decided_by_a_clerk(take: Any) -> None:
    take(row(1))
    twin = {"psn_name": f"测{NAMES[1]}"}
    assert faults(take(row(3, **twin))) == [(2, "certno", "window_two_numbers")]
    assert take(row(3, decided="1", **twin)).new_count == 1


def test_a_twin_under_another_certificate_is_found_without_the_gender(take: Any) -> None:
    take(row(1))
    passport = row(1, psn_cert_type="08", certno="E1234567", brdy="1980-01-01")
    assert faults(take(passport)) == [(2, "certno", "window_two_numbers")]
    assert faults(take(row(2), row(2, psn_cert_type="08", certno="E7654321", brdy="1980-01-01"))) == [
        (3, "certno", "window_two_numbers_in_file")
    ]


@pytest.mark.parametrize(("kind", "tie"), [("community", "through"), ("school", "study")])
def test_communities_and_schools_have_lists_too(take: Any, cast: Cast, kind: str, tie: str) -> None:
    with system_scope():
        payer = Payer.objects.create(emp_no="C1", kind=kind, name="东街", county=cast.east, period=ALWAYS)
    assert take(row(1, emp_no="C1")).new_count == 1
    with system_scope():
        assert WindowEnrolment.objects.get().payer == payer
        assert Membership.objects.get().tie == tie


def test_who_was_taken_off_may_enrol_anew_through_anybody(take: Any, cast: Cast) -> None:
    take(row(1))
    with system_scope():
        Coverage.objects.update(effective=False)
    run = take(row(1, emp_no="V2"))
    assert faults(run) == []
    with system_scope():
        enrolment = WindowEnrolment.objects.select_related("coverage", "payer").get()
        assert (enrolment.payer.emp_no, enrolment.coverage.effective) == ("V2", True)
        assert Coverage.objects.count() == 2


def test_two_people_one_number_are_told(take: Any) -> None:
    take(row(1))
    assert faults(take(row(1, psn_name="别人"))) == [(2, "psn_name", "window_name")]


def test_enrolled_through_another_village_is_told_and_the_roll_stays(take: Any, cast: Cast) -> None:
    take(row(1))
    assert faults(take(row(1, emp_no="V2"))) == [(2, "certno", "window_enrolled")]
    run = take(row(1, emp_no="V2", year=2021, paid_on="2020-10-08", paid=320))
    assert (run.new_count, run.warning_count) == (1, 1)
    assert row_errors(run)[0].code == "window_listed_elsewhere"
    assert stored() == (1, 2, 2, 1)


@pytest.mark.duty("HG-04")
@pytest.mark.parametrize("package", ["hegang.yaml"], indirect=True)
def test_who_is_aided_pays_nothing_and_is_known_to_the_office(take: Any) -> None:
    """Hegang: the whole contribution of a person on the minimum living allowance is paid by medical aid."""
    allowance = {"year": 2018, "paid_on": "2017-10-08", "aid_category": AIDED, "paid": 0}
    first = take(row(1, **allowance))
    assert [found[2] for found in faults(first)] == ["window_aid_unknown"]
    assert take(row(1, **allowance, decided="1")).new_count == 1
    with system_scope():
        person = Person.objects.get()
        enrolment = WindowEnrolment.objects.get()
        assert enrolment.paid == 0
        assert enrolment.aided > 0
        Standing.objects.create(person=person, kind="aid", code=AIDED, period=ALWAYS, source="民政局名单")
    assert take(row(1, **allowance, tel="1")).bad_count == 0
    # Without aid after all: what the office knows is told, and the record says what its amounts say.
    whole = {**allowance, "aid_category": "", "paid": str(enrolment.paid + enrolment.aided)}
    run = take(row(1, **whole))
    assert [(one.code, one.level) for one in row_errors(run)] == [("window_aid_forgotten", "warning")]
    with system_scope():
        enrolment.refresh_from_db()
        assert (enrolment.aid_category, enrolment.aided) == ("", 0)


def test_a_list_taken_back_leaves_nothing(take: Any, cast: Cast) -> None:
    run = take(row(1), row(2))
    engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    assert stored() == (0, 0, 0, 0)
