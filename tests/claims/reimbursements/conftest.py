"""East's counter with the policy in force."""

from __future__ import annotations

import pytest

from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

from .making import Counter


@pytest.fixture
def counter(cast: Cast) -> Counter:
    with system_scope():
        put_policy_in_force(cast)
    return Counter(cast)


@pytest.fixture
def person(cast: Cast) -> Person:
    """Insured in East for all of 2020."""
    with system_scope():
        person = make_person(cast.east)
        make_coverage(person)
    return person
