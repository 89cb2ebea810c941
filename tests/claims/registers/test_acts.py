"""The steps every register shares, each refusal with its own words."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from claims.models import CareFiling
from claims.services.registers import deciding, filings
from claims.services.registers.accidents import decide_accident
from claims.services.registers.opening import RegistrationRefused, find_insured
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_person, make_user

from .making import MARCH, accident_of, act, certificate_of, day, filing_of, sign_up_of


def test_who_handles_does_not_decide(cast: Cast, person: Person) -> None:
    with system_scope():
        both = make_user("both.east", "两岗", cast.east, "handle", "review")
    with acting_as(both):
        declared = accident_of(cast, person)
        declared.handled_by = both
        declared.save()
    with pytest.raises(SamePerson):
        act(both, decide_accident, declaration=declared, decision="no_third_party")
    with pytest.raises(DutyMissing):
        act(cast.clerk_east, decide_accident, declaration=declared, decision="no_third_party")
    with system_scope(), pytest.raises(IntegrityError, match="accident_two_people"), transaction.atomic():
        type(declared).objects.filter(pk=declared.pk).update(reviewed_by=both)
    with system_scope(), pytest.raises(IntegrityError, match="accident_reviewed"), transaction.atomic():
        type(declared).objects.filter(pk=declared.pk).update(state="in_force", decision="no_third_party")


def test_a_withdrawn_application_is_over(cast: Cast, person: Person) -> None:
    declared = accident_of(cast, person)
    act(cast.clerk_east, deciding.withdraw, record=declared, reason="本人撤回")
    with pytest.raises(RegistrationRefused, match="was withdrawn; apply anew"):
        act(cast.reviewer_east, decide_accident, declaration=declared, decision="no_third_party")
    with pytest.raises(RegistrationRefused, match="was withdrawn"):
        act(cast.clerk_east, deciding.withdraw, record=declared, reason="再撤")
    accident_of(cast, person)


def test_what_holds_ends_on_a_day_within_it(cast: Cast, person: Person) -> None:
    filing = filing_of(cast, person, last=day("2020-08-31"))
    for last_day in ("2020-02-29", "2020-09-01"):
        with pytest.raises(RegistrationRefused, match="between 2020-03-01 and 2020-08-31"):
            act(cast.clerk_east, deciding.end, record=filing, last_day=day(last_day), reason="回乡")
    ended = act(cast.clerk_east, deciding.end, record=filing, last_day=day("2020-06-30"), reason="回乡")
    assert (ended.state, ended.last_day, ended.ended_by) == ("ended", day("2020-06-30"), cast.clerk_east)
    with pytest.raises(RegistrationRefused, match="has ended"):
        act(cast.clerk_east, deciding.end, record=filing, last_day=day("2020-05-31"), reason="回乡")
    # The days after it are free again.
    filing_of(cast, person, first=day("2020-07-01"), applied_on=day("2020-07-01"))


def test_only_a_second_person_declares_void(cast: Cast, person: Person) -> None:
    filing = filing_of(cast, person)
    with pytest.raises(DutyMissing):
        act(cast.clerk_east, deciding.void, record=filing, reason="登记错误")
    void = act(cast.reviewer_east, deciding.void, record=filing, reason="登记错误")
    assert (void.state, void.counts) == ("withdrawn", False)


def test_nothing_begins_for_the_dead_or_the_unborn(cast: Cast, person: Person) -> None:
    with system_scope():
        Person.objects.filter(pk=person.pk).update(deceased_on=day("2020-02-20"))
        person.refresh_from_db()
    for make in (filing_of, certificate_of, accident_of, sign_up_of):
        with pytest.raises(RegistrationRefused, match="died on 2020-02-20; nothing can begin on 2020-03-01"):
            make(cast, person)
    with system_scope():
        child = make_person(cast.east, born=day("2020-04-01"))
    with pytest.raises(RegistrationRefused, match="was born on"):
        filing_of(cast, child)


def test_any_counter_of_the_area_serves_and_sees_what_it_handled(cast: Cast, person: Person) -> None:
    with system_scope():
        western = make_person(cast.west)
    found = find_insured(text=western.certno.lower(), acting_user=cast.clerk_east)
    assert found == western
    filing = filing_of(cast, found)
    assert (filing.county, filing.handling_county, filing.psn_name) == (
        cast.west,
        cast.east,
        western.psn_name,
    )
    for user in (cast.clerk_east, cast.clerk_west, cast.reviewer_city):
        with acting_as(user):
            assert CareFiling.objects.get() == filing
    with pytest.raises(RegistrationRefused, match="Nobody in this area"):
        find_insured(text=western.psn_no, acting_user=cast.clerk_elsewhere)
    with pytest.raises(DutyMissing), acting_as(cast.clerk_elsewhere):
        filings.file_care(
            person=western, kind="residence", place="310000", applied_on=MARCH, first=MARCH,
            acting_user=cast.clerk_elsewhere,
        )  # fmt: skip
