"""Two hundred people who work there: as many of each duty as an agency has, each signing in by a name of their own."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from config.demo.staff import PASSWORD, SINCE, place_name
from config.demo.words import words
from institutions.models import Agency, Assignment, Duty, User
from institutions.services.lay_out_area import AreaLayout

# Of a hundred at the counters of the counties, and of a hundred at the city's.
OF_A_COUNTY = {
    Duty.HANDLE: 44, Duty.REGISTER: 28, Duty.REVIEW: 12, Duty.INSPECT: 6, Duty.FINANCE: 6, Duty.APPROVE: 4,
}  # fmt: skip
OF_THE_CITY = {
    Duty.HANDLE: 30, Duty.REGISTER: 15, Duty.FINANCE: 15, Duty.REVIEW: 14, Duty.INSPECT: 10, Duty.APPROVE: 6,
    Duty.AUDIT: 5, Duty.ADMINISTER: 5,
}  # fmt: skip
CITY_SHARE = 20


def employ(layout: AreaLayout, count: int) -> int:
    """Make whoever is missing of ``count``; how many."""
    wanted = dict(_people(layout, count))
    with transaction.atomic():
        known = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
        # One hash for all: hashing is slow by design.
        encoded = make_password(PASSWORD)
        made = User.objects.bulk_create(
            User(username=username, name=_name(agency, duty, username), password=encoded)
            for username, (agency, duty) in wanted.items()
            if username not in known
        )
        Assignment.objects.bulk_create(
            Assignment(user=user, agency=agency, duties=[duty], period=DateRange(SINCE, None))
            for user in made
            for agency, duty in [wanted[user.username]]
        )
    return len(made)


def _people(layout: AreaLayout, count: int) -> Iterator[tuple[str, tuple[Agency, str]]]:
    at_city = count * CITY_SHARE // 100
    for number in range(count):
        if number < at_city:
            agency, duty = layout.city, _share(OF_THE_CITY, number, at_city)
        else:
            agency = layout.units[number % len(layout.units)]
            duty = _share(OF_A_COUNTY, number - at_city, count - at_city)
        yield f"{agency.code}-{duty}-{number + 1:03d}", (agency, duty)


def _share(shares: dict[Duty, int], number: int, of: int) -> str:
    """Whose turn it is when ``of`` people are divided by ``shares``."""
    place = number * 100 // of
    for duty, share in shares.items():
        place -= share
        if place < 0:
            return duty.value
    raise AssertionError("shares are of a hundred")


def _name(agency: Agency, duty: str, username: str) -> str:
    return f"{place_name(agency)}{words()['duties'][duty]}{username[-3:]}"
