"""Who may do what where: assignments with a beginning and an end, delegations, and the scope they give."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from config.scoping import EVERYTHING, NOTHING, scope_of
from institutions.models import Agency, Assignment, Delegation, Duty, PoolingArea, User
from institutions.services.duties import (
    DutyMissing,
    SamePerson,
    require_another,
    require_city_duty,
    require_duty,
    require_duty_in_area,
)
from tests.cast import ALWAYS, Cast, make_agency, make_user

TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


def fresh(user: User) -> User:
    """The user as the next request knows them."""
    return User.objects.get(pk=user.pk)


def delegate(assignment: Assignment, receiver: User, period: DateRange) -> Delegation:
    return Delegation.objects.create(assignment=assignment, receiver=receiver, period=period, reason="年休假")


@pytest.mark.parametrize(
    ("period", "in_force"),
    [
        (DateRange(TODAY, None), True),
        (DateRange(TODAY, TODAY + DAY), True),
        (DateRange(None, TODAY + DAY), True),
        (DateRange(None, TODAY), False),
        (DateRange(TODAY + DAY, None), False),
        (DateRange(TODAY - 9 * DAY, TODAY), False),
    ],
    ids=str,
)
def test_an_assignment_counts_from_its_first_day_up_to_not_including_its_last(
    cast: Cast, period: DateRange, in_force: bool
) -> None:
    user = User.objects.create_user("new", name="新人")
    Assignment.objects.create(user=user, agency=cast.east, duties=[Duty.HANDLE], period=period)
    assert user.duties_at(cast.east) == ({Duty.HANDLE} if in_force else set())
    assert user.scope().includes(county_id=cast.east.pk) is in_force
    if not in_force:
        with pytest.raises(DutyMissing):
            require_duty(user=user, duty=Duty.HANDLE, agency=cast.east)


def test_duties_are_held_at_the_agency_named_only(cast: Cast) -> None:
    require_duty(user=cast.finance_city, duty=Duty.FINANCE, agency=cast.city)
    for user, duty, agency in (
        (cast.finance_city, Duty.FINANCE, cast.east),
        (cast.finance_city, Duty.REVIEW, cast.city),
        (cast.clerk_east, Duty.HANDLE, cast.west),
        (cast.clerk_east, Duty.HANDLE, cast.city),
    ):
        with pytest.raises(DutyMissing):
            require_duty(user=user, duty=duty, agency=agency)


def test_duties_of_the_city_and_of_any_counter_of_the_area(cast: Cast) -> None:
    assert require_city_duty(user=cast.finance_city, duty=Duty.FINANCE, area=cast.area) == cast.city
    assert require_duty_in_area(user=cast.clerk_west, duty=Duty.HANDLE, area=cast.area) == cast.west
    with pytest.raises(DutyMissing):
        require_city_duty(user=cast.clerk_east, duty=Duty.HANDLE, area=cast.area)
    with pytest.raises(DutyMissing):
        require_duty_in_area(user=cast.clerk_elsewhere, duty=Duty.HANDLE, area=cast.area)


def test_a_second_person_is_another_person(cast: Cast) -> None:
    require_another(user=cast.clerk_east, previous=None, act="x")
    require_another(user=cast.clerk_east, previous=cast.clerk_west, act="x")
    with pytest.raises(SamePerson):
        require_another(user=fresh(cast.clerk_east), previous=cast.clerk_east, act="x")


def test_a_delegation_gives_duties_and_scope_for_its_period(cast: Cast) -> None:
    assignment = cast.finance_city.assignments.get()
    delegate(assignment, cast.clerk_east, DateRange(TODAY, TODAY + DAY))
    receiver = fresh(cast.clerk_east)
    assert receiver.duties_at(cast.city) == {Duty.FINANCE}
    assert receiver.duties_at(cast.east) == {Duty.REGISTER, Duty.HANDLE}
    assert receiver.scope().counties == {cast.city.pk, cast.east.pk, cast.west.pk}
    assert receiver.scope().areas == {cast.area.pk}


@pytest.mark.parametrize(
    "period", [DateRange(TODAY - 3 * DAY, TODAY), DateRange(TODAY + DAY, None)], ids=["over", "to come"]
)
def test_a_delegation_gives_nothing_on_other_days(cast: Cast, period: DateRange) -> None:
    delegate(cast.finance_city.assignments.get(), cast.clerk_east, period)
    assert fresh(cast.clerk_east).duties_at(cast.city) == set()
    assert fresh(cast.clerk_east).scope() == cast.clerk_east.scope()


def test_what_the_lender_no_longer_holds_nobody_borrows(cast: Cast) -> None:
    assignment = cast.finance_city.assignments.get()
    delegate(assignment, cast.clerk_east, DateRange(TODAY, None))
    Assignment.objects.filter(pk=assignment.pk).update(period=DateRange(ALWAYS.lower, TODAY))
    assert fresh(cast.clerk_east).duties_at(cast.city) == set()


def test_a_person_with_two_delegations_of_one_assignment_holds_it_once(cast: Cast) -> None:
    assignment = cast.finance_city.assignments.get()
    for _time in range(2):
        delegate(assignment, cast.clerk_east, DateRange(TODAY, None))
    assert len(fresh(cast.clerk_east).assignments_in_force) == 2


# --- what each level sees ----------------------------------------------------------------------------------------


def worker_at(agency: Agency) -> User:
    return make_user(f"worker.{agency.code}", agency.name, agency, Duty.HANDLE)


def test_a_county_and_what_is_below_it_see_the_county(cast: Cast) -> None:
    town = make_agency("990101101", "镇", Agency.Level.TOWNSHIP, cast.area, cast.east)
    village = make_agency("990101101201", "村", Agency.Level.VILLAGE, cast.area, town)
    Agency.objects.filter(pk__in=[town.pk, village.pk]).update(county=cast.east)
    for agency in (cast.east, town, village):
        scope = worker_at(Agency.objects.get(pk=agency.pk)).scope()
        assert scope.counties == {cast.east.pk}
        assert (scope.areas, scope.member_areas, scope.everything) == (frozenset(), {cast.area.pk}, False)


def test_a_city_sees_itself_and_its_counties(cast: Cast) -> None:
    scope = cast.finance_city.scope()
    assert scope.counties == {cast.city.pk, cast.east.pk, cast.west.pk}
    assert scope.areas == scope.member_areas == {cast.area.pk}


def test_a_region_sees_what_is_its_own_and_no_area_below_it(cast: Cast) -> None:
    region = PoolingArea.objects.create(code="990000", name="青区")
    cast.area.parent = region
    cast.area.save()
    agency = make_agency("990000", "青区医保局", Agency.Level.REGION, region)
    scope = worker_at(agency).scope()
    assert scope.areas == scope.member_areas == {region.pk}
    assert scope.counties == {agency.pk}


def test_without_an_assignment_nothing_and_for_a_superuser_everything(cast: Cast) -> None:
    assert scope_of(User.objects.create_user("new", name="新人")) == NOTHING
    assert scope_of(User.objects.create_superuser("root", "x", name="总管")) == EVERYTHING


# --- what the database refuses -----------------------------------------------------------------------------------


def test_an_assignment_names_a_duty(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="assignment_has_duties"), transaction.atomic():
        Assignment.objects.create(user=cast.clerk_east, agency=cast.east, duties=[], period=ALWAYS)
    with pytest.raises(ValidationError):
        Assignment(user=cast.clerk_east, agency=cast.east, duties=["rule"], period=ALWAYS).full_clean()


def test_an_agency_stands_where_its_level_says(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="agency_county_by_level"), transaction.atomic():
        Agency.objects.filter(pk=cast.city.pk).update(county=cast.east)
    with pytest.raises(IntegrityError, match="agency_one_city_per_area"), transaction.atomic():
        Agency.objects.create(code="990199", name="第二个市", level=Agency.Level.CITY, area=cast.area)


def test_user_names_are_unique_and_passwords_are_kept_as_hashes(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("clerk.east", "x", name="另一人")
    assert cast.clerk_east.check_password("correct-horse-9")
    assert "correct-horse-9" not in cast.clerk_east.password
