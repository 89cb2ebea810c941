"""Accidents, births and sign-ups: what is decided, recorded and refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.models import SignUp
from claims.services.registers import maternity
from claims.services.registers.accidents import decide_accident
from claims.services.registers.opening import RegistrationRefused
from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast

from .making import MARCH, accident_of, act, day, rule, sign_up_of


def test_an_accident_is_decided_with_its_liable_party(cast: Cast, person: Person) -> None:
    declared = accident_of(cast, person, third_party="unknown")
    with pytest.raises(ValidationError, match="Name the liable party"):
        act(cast.reviewer_east, decide_accident, declaration=declared, decision="third_party")
    decided = act(
        cast.reviewer_east,
        decide_accident,
        declaration=declared,
        decision="third_party",
        liable_party="某某运输公司",
        liable_paid=3_000,
        evidence="事故认定书",
    )
    assert (decided.state, decided.decision, decided.liable_paid) == ("in_force", "third_party", 3_000)
    with pytest.raises(ValidationError, match="declared already"):
        accident_of(cast, person)


def test_accidents_with_dates_reversed(cast: Cast, person: Person) -> None:
    with pytest.raises(RegistrationRefused, match="before it happened"):
        accident_of(cast, person, happened_on=day("2020-03-02"))
    with pytest.raises(RegistrationRefused, match="before the accident"):
        accident_of(cast, person, admitted_on=day("2020-02-28"))


def test_without_review_the_declaration_itself_decides(cast: Cast, person: Person) -> None:
    rule(cast, "accident.review=no")
    with pytest.raises(RegistrationRefused, match="Find out first"):
        accident_of(cast, person, third_party="unknown")
    assert accident_of(cast, person, third_party="yes", liable_party="肇事方").decision == "third_party"


def test_a_birth_is_registered_then_recorded(cast: Cast, person: Person) -> None:
    def register(**given: Any) -> Any:
        values = {"matn_type": "1", "planned_on": day("2020-08-01"), "applied_on": MARCH, **given}
        return act(cast.clerk_east, maternity.register_maternity, person=person, **values)

    for planned in ("2020-02-01", "2021-04-01"):
        with pytest.raises(RegistrationRefused, match="outside the days"):
            register(planned_on=day(planned))
    registered = register()
    with pytest.raises(ValidationError, match="covers these days already"):
        register(applied_on=day("2020-04-01"))
    born = {"result_type": "3", "children": 2}
    with pytest.raises(RegistrationRefused, match="before the registration"):
        act(
            cast.clerk_east,
            maternity.record_birth,
            registration=registered,
            result_on=day("2020-02-01"),
            **born,
        )
    recorded = act(
        cast.clerk_east, maternity.record_birth, registration=registered, result_on=day("2020-07-28"), **born
    )
    assert (recorded.result_on, recorded.children) == (day("2020-07-28"), 2)


@pytest.mark.duty("NB-09")
def test_a_family_doctor_one_at_a_time_and_moved_from_a_day(cast: Cast, person: Person) -> None:
    first = sign_up_of(cast, person)
    with pytest.raises(ValidationError, match="in these days already"):
        sign_up_of(cast, person, institution=cast.hospital_west, first=day("2020-06-01"))
    with pytest.raises(RegistrationRefused, match="begins on the same day"):
        sign_up_of(cast, person, institution=cast.hospital_west, ends_former=True)
    moved = sign_up_of(
        cast, person, institution=cast.hospital_west, first=day("2020-06-01"), ends_former=True
    )
    with system_scope():
        first.refresh_from_db()
    assert (first.state, first.last_day) == ("ended", day("2020-05-31"))
    assert moved.first_day == day("2020-06-01")
    moved.pk = None
    with system_scope(), pytest.raises(IntegrityError, match="sign_up_one_at_a_time"), transaction.atomic():
        moved.save(force_insert=True)
    with system_scope():
        assert SignUp.objects.count() == 2
