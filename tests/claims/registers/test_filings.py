"""Filings of care elsewhere: refusals, promises, chains of transfers, review."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.models import CareFiling
from claims.services.registers import filings
from claims.services.registers.opening import RegistrationRefused
from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast

from .making import act, day, filing_of, rule


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"last": day("2020-02-01")}, RegistrationRefused, "before it begins"),
        (
            {"kind": "transfer", "last": day("2020-12-31")},
            RegistrationRefused,
            "until 2020-08-31 at the latest",
        ),
        ({"missing_papers": "居住证明"}, RegistrationRefused, "takes no promise"),
        (
            {"kind": "emergency", "applied_on": day("2020-10-01")},
            RegistrationRefused,
            "began on 2020-03-01 had to be filed by 2020-08-28",
        ),
        ({"place": "31"}, ValidationError, "six digits"),
    ],
)
def test_filings_that_cannot_be(
    cast: Cast, person: Person, given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        filing_of(cast, person, **given)
    with system_scope():
        assert not CareFiling.objects.exists()


def test_a_target_institution_lies_in_the_place(cast: Cast, person: Person) -> None:
    with pytest.raises(RegistrationRefused, match="lies in district 970100, not in 310000"):
        filing_of(cast, person, place="310000", institution=cast.hospital_outside)
    assert filing_of(cast, person, institution=cast.hospital_outside).counts


def test_overlapping_filings(cast: Cast, person: Person) -> None:
    filing_of(cast, person, last=day("2020-12-31"))
    with pytest.raises(ValidationError, match="already filed as living elsewhere"):
        filing_of(cast, person, kind="migrant", place="440000", first=day("2020-06-01"))
    filing_of(cast, person, kind="emergency", place="440000")
    with pytest.raises(ValidationError, match="same filing exists"):
        filing_of(cast, person, kind="emergency", place="440000", first=day("2020-03-05"))


@pytest.mark.duty("ZY-11")
@pytest.mark.parametrize("kept", [True, False])
def test_a_promise_stands_for_papers_until_it_is_checked(cast: Cast, person: Person, kept: bool) -> None:
    filing = filing_of(cast, person, kind="migrant", missing_papers="务工证明")
    assert (filing.counts, filing.promise_due, filing.is_promised) == (True, day("2020-05-30"), True)
    assert filing.promise.startswith("本人承诺")
    checked = act(cast.clerk_east, filings.check_promise, filing=filing, kept=kept, day=day("2020-05-20"))
    if kept:
        assert (checked.state, checked.last_day, checked.is_promised) == ("in_force", None, False)
        with pytest.raises(RegistrationRefused, match="checked already"):
            act(cast.clerk_east, filings.check_promise, filing=filing, kept=False, day=day("2020-05-21"))
    else:
        assert (checked.state, checked.last_day) == ("ended", day("2020-05-19"))
        assert checked.reason
    plain = filing_of(cast, person, kind="emergency", place="440000")
    with pytest.raises(RegistrationRefused, match="promised nothing"):
        act(cast.clerk_east, filings.check_promise, filing=plain, kept=True, day=day("2020-05-20"))


def test_transfers_that_follow_each_other_carry_one_chain(cast: Cast, person: Person) -> None:
    east, west, outside = cast.hospital_east, cast.hospital_west, cast.hospital_outside
    first = filing_of(cast, person, kind="transfer", place="990102", institution=west, from_institution=east)
    onward = filing_of(
        cast, person, kind="transfer", institution=outside, from_institution=west, first=day("2020-03-10"),
        applied_on=day("2020-03-10"),
    )  # fmt: skip
    other = filing_of(
        cast, person, kind="transfer", institution=outside, from_institution=east, first=day("2020-10-01"),
        applied_on=day("2020-10-01"),
    )  # fmt: skip
    assert first.chain == onward.chain == first.number
    assert other.chain == other.number
    with pytest.raises(ValidationError, match="another institution"):
        filing_of(cast, person, kind="transfer", place="990101", institution=east, from_institution=east)


def test_where_the_policy_wants_review_a_filing_waits(cast: Cast, person: Person) -> None:
    rule(cast, "filing.residence.review=yes", "filing.residence.workdays=5")
    filing = filing_of(cast, person)
    assert (filing.state, filing.due) == ("applied", day("2020-03-06"))
    approved = act(cast.reviewer_east, filings.approve_filing, filing=filing, end=day("2020-10-01"))
    assert (approved.state, approved.last_day) == ("in_force", day("2020-09-30"))
