"""A city with the policy the duties come from, and an employee of East about to retire."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force


@pytest.fixture
def city(cast: Cast) -> Cast:
    """The cast under the policy package of the source, its area changed."""
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
    return cast


@pytest.fixture
def employee(city: Cast) -> Person:
    """Working, insured in East since 2022, so judged by the rule in force."""
    with system_scope():
        person = make_person(city.east, born=dt.date(1964, 3, 1))
        make_coverage(person, insutype="310", period=DateRange(dt.date(2022, 1, 1), None), psn_type="1101")
    return person
