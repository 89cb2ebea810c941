"""Villagers of East enrolled for 2020 in the autumn of 2019, by Zhangye's policy: 280 yuan, subsidy 550."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from config.scoping import system_scope
from enrollment.models import Coverage, Payer, Person, WindowEnrolment
from enrollment.services.window.statements import YearKey, state_years
from tests.cast import ALWAYS, Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

OCTOBER = dt.date(2019, 10, 8)


@pytest.fixture
def city(cast: Cast, request: pytest.FixtureRequest) -> Cast:
    with system_scope():
        put_policy_in_force(cast, getattr(request, "param", "zhangye.yaml"))
    return cast


@pytest.fixture
def village(city: Cast) -> Payer:
    with system_scope():
        return Payer.objects.create(
            emp_no="V1", kind="village", name="东河村", county=city.east, period=ALWAYS
        )


@pytest.fixture
def enrol(city: Cast, village: Payer) -> Any:
    """Somebody enrolled through the village; the village's statement follows."""

    def make(*, paid: int = 280, collective: int = 0) -> WindowEnrolment:
        with system_scope():
            person: Person = make_person(city.east)
            coverage: Coverage = make_coverage(person)
            enrolment = WindowEnrolment.objects.create(
                person=person, year=2020, payer=village, coverage=coverage, paid_on=OCTOBER, paid=paid,
                collective=collective, subsidy=550, handled_at=city.east,
            )  # fmt: skip
            state_years([YearKey(village.pk, 2020)])
            return enrolment

    return make
