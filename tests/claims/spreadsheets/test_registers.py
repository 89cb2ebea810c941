"""Rolls of certificates, filings and sign-ups: what is taken, what is refused in its own words, who decides."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.models import (
    AccidentDeclaration,
    CareFiling,
    Certificate,
    ChosenInstitution,
    Expert,
    MaternityRegistration,
    SignUp,
)
from claims.services.registers.confirming import approve_import
from claims.services.registers.opening import RegistrationRefused
from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from config.spreadsheets.withdrawing import DependedOn
from enrollment.models import Person
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_person, make_user
from tests.claims.spreadsheets.sheets import bring, found
from tests.support.policies import put_policy_in_force


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    with system_scope():
        put_policy_in_force(cast)
        return [make_person(cast.east) for _ in range(3)]


@pytest.fixture
def take(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(kind: str, *rows: dict[str, Any], user: Any = None, agency: Any = None) -> ImportRun:
        return bring(tmp_path, kind, rows, user or cast.clerk_east, agency or cast.east)

    return run


def certificate(person: Person, **given: Any) -> dict[str, Any]:
    return {
        "psn_no": person.psn_no,
        "kind": "chronic",
        "dise_code": "M01600",
        "begndate": "2020-01-01",
        **given,
    }


def filing(person: Person, **given: Any) -> dict[str, Any]:
    return {
        "psn_no": person.psn_no,
        "kind": "residence",
        "place": "970000",
        "begndate": "2020-01-01",
        **given,
    }


def test_a_roll_of_certificates_waits_for_a_second_person(
    cast: Cast, people: list[Person], take: Any
) -> None:
    rows = [
        certificate(
            people[0], fixmedins_code="H99010100001", fixmedins_code_2="H99010200001", reference="旧1"
        ),
        certificate(people[1], enddate="2020-12-31"),
        certificate(people[2], kind="two_disease", dise_code="M03900"),
    ]
    run = take("certificates", *rows)
    assert (run.new_count, run.bad_count) == (3, 0)
    with system_scope():
        stored = Certificate.objects.order_by("pk").values_list("state", "dise_name", "experts", "reference")
        assert list(stored) == [
            ("applied", "糖尿病", 0, "旧1"), ("applied", "糖尿病", 0, ""), ("in_force", "高血压", 0, ""),
        ]  # fmt: skip
        periods = [one.last_day for one in Certificate.objects.order_by("pk")]
        assert periods == [dt.date(2021, 12, 31), dt.date(2020, 12, 31), None]
        assert ChosenInstitution.objects.count() == 2
        both = make_user("both.east", "两岗", cast.east, "handle", "review")
        Certificate.objects.filter(state="applied").update(handled_by=both)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        approve_import(model=Certificate, run_id=run.pk, acting_user=cast.clerk_east)
    with acting_as(both), pytest.raises(SamePerson):
        approve_import(model=Certificate, run_id=run.pk, acting_user=both)
    with acting_as(cast.reviewer_east):
        assert approve_import(model=Certificate, run_id=run.pk, acting_user=cast.reviewer_east) == 2
        assert set(Certificate.objects.values_list("state", flat=True)) == {"in_force"}
        with pytest.raises(RegistrationRefused):
            approve_import(model=Certificate, run_id=run.pk, acting_user=cast.reviewer_east)
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=run, acting_user=cast.clerk_east)


def test_the_same_roll_again_changes_nothing(cast: Cast, people: list[Person], take: Any) -> None:
    run = take("certificates", certificate(people[0], fixmedins_code="H99010100001"))
    again = take("certificates", certificate(people[0], fixmedins_code="H99010100001", remark=""))
    assert (again.new_count, again.changed_count, again.bad_count) == (0, 0, 0)
    engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    with system_scope():
        assert not Certificate.objects.exists()
        assert not ChosenInstitution.objects.exists()


def test_certificates_that_cannot_be(cast: Cast, people: list[Person], take: Any) -> None:
    with system_scope():
        dead, western = people[1], make_person(cast.west)
        Person.objects.filter(pk=dead.pk).update(deceased_on="2019-05-01")
    take("certificates", certificate(people[2], kind="two_disease", begndate="2020-06-01"))
    run = take(
        "certificates",
        certificate(people[0], kind="rare"),
        certificate(people[0], kind="two_disease", dise_code="M00500"),
        certificate(people[0], enddate="2019-12-31"),
        certificate(dead),
        certificate(western),
        {"kind": "chronic", "dise_code": "M01600", "begndate": "2020-01-01"},
        certificate(people[0], psn_no="nobody"),
        certificate(people[2], begndate="2020-08-01"),
        certificate(people[0], begndate="2021-01-01", dise_code="M03900"),
        certificate(people[0], begndate="2022-01-01", dise_code="M03900"),
        certificate(people[0], fixmedins_code="H00000000000", dise_code="M08300"),
    )
    assert found(run) == [
        (2, "dise_code", "register_unknown"),
        (3, "dise_code", "register_unknown"),
        (4, "enddate", "ends_before_it_begins"),
        (5, "begndate", "died_before"),
        (6, "psn_no", "out_of_scope"),
        (7, "psn_no", "person_missing"),
        (8, "psn_no", "person_unknown"),
        (9, "begndate", "registered_overlap"),
        (11, "begndate", "registered_overlap_in_file"),
        (12, "fixmedins_code", "unknown_reference"),
    ]


def test_a_roll_of_filings_is_in_force_with_its_promises(cast: Cast, people: list[Person], take: Any) -> None:
    run = take(
        "filings",
        filing(people[0]),
        filing(people[1], kind="migrant", missing_papers="务工证明"),
        filing(people[2], kind="transfer", fixmedins_code="H97010000001", from_fixmedins_code="H99010100001"),
    )
    assert (run.new_count, run.bad_count) == (3, 0)
    with system_scope():
        migrant = CareFiling.objects.get(kind="migrant")
        assert (migrant.state, migrant.promise_due, migrant.is_promised) == (
            "in_force", dt.date(2020, 3, 31), True,
        )  # fmt: skip
        transfer = CareFiling.objects.get(kind="transfer")
        assert (transfer.last_day, transfer.chain) == (dt.date(2020, 6, 30), transfer.number)


def test_filings_that_cannot_be(cast: Cast, people: list[Person], take: Any) -> None:
    take("filings", filing(people[2]))
    run = take(
        "filings",
        filing(people[0], place="31"),
        filing(people[0], kind="emergency", place="310000", fixmedins_code="H97010000001"),
        filing(people[0], kind="emergency", applied_on="2020-08-01"),
        filing(people[0], missing_papers="居住证明"),
        filing(people[2], kind="migrant", place="440000", begndate="2020-05-01"),
        filing(people[1]),
        filing(people[1], kind="migrant", begndate="2020-02-01"),
        filing(people[0], kind="holiday"),
    )
    assert found(run) == [
        (2, "place", "bad_pattern"),
        (3, "fixmedins_code", "institution_elsewhere_than_place"),
        (4, "applied_on", "filed_too_late"),
        (5, "missing_papers", "no_promise_taken"),
        (6, "begndate", "registered_overlap"),
        (8, "begndate", "registered_overlap_in_file"),
        (9, "kind", "not_a_code"),
    ]


def test_rolls_of_sign_ups_and_experts(cast: Cast, people: list[Person], take: Any) -> None:
    def sign_up(person: Person, code: str, first: str) -> dict[str, Any]:
        return {"psn_no": person.psn_no, "fixmedins_code": code, "begndate": first, "doctor": "李医生"}

    run = take(
        "sign_ups",
        sign_up(people[0], "H99010100001", "2020-01-01"),
        sign_up(people[0], "H99010200001", "2020-06-01"),
        sign_up(people[1], "H99010100001", "2020-01-01"),
    )
    assert found(run) == [(3, "begndate", "registered_overlap_in_file")]
    with system_scope():
        assert SignUp.objects.filter(state="in_force").count() == 2
    pool = {"code": "ZJ1", "name": "王专家", "diseases": "M01600", "fixmedins_code": "H99010100001"}
    take("experts", pool)
    changed = take("experts", {**pool, "active": "否"})
    assert (changed.new_count, changed.changed_count) == (0, 1)
    with system_scope():
        expert = Expert.objects.get()
    assert (expert.active, expert.institution, expert.area) == (False, cast.hospital_east, cast.area)


def accident(person: Person, **given: Any) -> dict[str, Any]:
    return {
        "psn_no": person.psn_no, "begndate": "2020-03-01", "happened_at": "路口", "account": "摔倒",
        "third_party": "no", **given,
    }  # fmt: skip


def pregnancy(person: Person, **given: Any) -> dict[str, Any]:
    return {
        "psn_no": person.psn_no, "matn_type": "1", "planned_on": "2020-06-20", "begndate": "2020-01-10", **given,
    }  # fmt: skip


def test_a_roll_of_accidents_is_confirmed_as_declared(cast: Cast, people: list[Person], take: Any) -> None:
    rows = [
        accident(people[0], fixmedins_code="H99010100001", admitted_on="2020-03-02"),
        accident(people[1], third_party="yes", liable_party="某公司", liable_paid="300.50"),
        accident(people[2], third_party="unknown"),
    ]
    run = take("accidents", *rows)
    assert (run.new_count, run.bad_count) == (3, 0)
    with acting_as(cast.reviewer_east):
        assert approve_import(model=AccidentDeclaration, run_id=run.pk, acting_user=cast.reviewer_east) == 2
    with system_scope():
        stored = AccidentDeclaration.objects.order_by("pk").values_list("state", "decision", "liable_paid")
        assert list(stored) == [
            ("in_force", "no_third_party", 0), ("in_force", "third_party", Decimal("300.50")), ("applied", "", 0),
        ]  # fmt: skip
    again = take("accidents", *rows)
    assert (again.new_count, again.changed_count, again.bad_count) == (0, 0, 0)


def test_accidents_that_cannot_be(cast: Cast, people: list[Person], take: Any) -> None:
    run = take(
        "accidents",
        accident(people[0], applied_on="2020-02-01"),
        accident(people[0], begndate="2020-03-02", third_party="yes"),
        accident(people[0], begndate="2020-03-03", admitted_on="2020-03-01"),
        accident(people[1]),
        accident(people[1]),
        accident(people[2], fixmedins_code="H0"),
    )
    assert {(row, column) for row, column, _code in found(run)} >= {
        (2, "applied_on"), (3, "liable_party"), (4, "admitted_on"), (7, "fixmedins_code"),
    }  # fmt: skip
    assert {row for row, _column, _code in found(run)} >= {2, 3, 4, 6, 7}


def test_births_come_later_to_the_same_registration(cast: Cast, people: list[Person], take: Any) -> None:
    first = take("maternity", pregnancy(people[0]))
    assert (first.new_count, first.bad_count) == (1, 0)
    born = pregnancy(people[0], result_on="2020-06-18", result_type="1", children=2)
    later = take("maternity", born)
    assert (later.changed_count, later.bad_count) == (1, 0)
    same = take("maternity", born)
    assert (same.new_count, same.changed_count, same.bad_count) == (0, 0, 0)
    # Brought without the result it keeps it.
    take("maternity", pregnancy(people[0], remark="重报"))
    with system_scope():
        [one] = MaternityRegistration.objects.all()
    assert (one.result_on, one.result_type, one.children) == (dt.date(2020, 6, 18), "1", 2)


def test_births_that_cannot_be(cast: Cast, people: list[Person], take: Any) -> None:
    run = take(
        "maternity",
        pregnancy(people[0], planned_on="2019-12-01"),
        pregnancy(people[1], result_on="2020-06-18"),
        pregnancy(people[2], result_on="2020-01-01", result_type="1", children=1),
    )
    assert found(run) == [
        (2, "planned_on", "planned_outside"),
        (3, "result_type", "result_incomplete"),
        (4, "result_on", "result_before"),
    ]
