"""The database keeps a reviewed policy version as it was reviewed, whoever asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from institutions.models import PolicyVersion
from institutions.services import policy_versions
from tests.cast import Cast
from tests.institutions.policy.test_policy_versions import LATER, PACKAGE, in_force

pytestmark = pytest.mark.django_db

OTHER_DAY = dt.date(2018, 1, 1)


def draft(cast: Cast) -> PolicyVersion:
    version, _new = policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)
    return version


def reviewed(cast: Cast) -> PolicyVersion:
    return policy_versions.review(version=draft(cast), acting_user=cast.reviewer_city)


def change(version: PolicyVersion, **values: Any) -> None:
    with transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(**values)


STEPS = {"reviewed": reviewed, "in_force": in_force}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "values",
    [
        {"text": "sections: {}"},
        {"sha256": "0" * 64},
        {"number": 7},
        {"state": "draft", "reviewed_by": None, "reviewed_at": None},
        {"reviewed_at": None},
    ],
    ids=lambda values: min(values),
)
def test_nothing_of_it_changes_any_more(cast: Cast, step: str, values: dict[str, Any]) -> None:
    version = STEPS[step](cast)
    with pytest.raises(IntegrityError):
        change(version, **values)
    change(version, text=version.text)  # what changes nothing is no change


def test_who_reviewed_it_stays(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="reviewed versions stay"):
        change(reviewed(cast), reviewed_by=cast.approver_city)


@pytest.mark.parametrize("step", STEPS)
def test_it_is_not_deleted(cast: Cast, step: str) -> None:
    version = STEPS[step](cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).delete()


def test_its_first_day_is_fixed_when_it_comes_into_force(cast: Cast) -> None:
    version = reviewed(cast)
    change(version, effective_from=OTHER_DAY)
    version = policy_versions.put_in_force(version=version, acting_user=cast.approver_city)
    assert version.effective_from == OTHER_DAY
    with pytest.raises(IntegrityError, match="reviewed versions stay"):
        change(version, effective_from=dt.date(2017, 1, 1))


def test_what_was_superseded_never_comes_back(cast: Cast) -> None:
    first = in_force(cast)
    second = in_force(cast, LATER, dt.date(2020, 7, 1))
    change(second, state="superseded")
    for state in ("in_force", "reviewed"):
        with pytest.raises(IntegrityError):
            change(first, state=state)


def test_a_draft_may_still_be_mended_or_dropped(cast: Cast) -> None:
    version = draft(cast)
    change(version, text="sections: {}")
    version.delete()


def test_no_version_is_in_force_without_a_second_person(cast: Cast) -> None:
    version = draft(cast)
    for values in (
        {"state": "in_force", "put_in_force_at": dt.datetime.now(dt.UTC)},
        {"state": "reviewed", "reviewed_by": version.prepared_by, "reviewed_at": dt.datetime.now(dt.UTC)},
    ):
        with pytest.raises(IntegrityError, match="policy_version_two_people"):
            change(version, **values)
