"""A person of East under the shipped package, and whoever reviews there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are compared in their original words."""
    with override("en"):
        yield


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person
