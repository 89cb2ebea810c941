"""The maintenance room in the browser: what an administrator enters there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from institutions.models import Duty
from tests.days.road import Road

USERS = "/admin/institutions/user/"
# What an administrator hands over; whoever gets it chooses another at once.
GIVEN = "Handed-over-2468"


def save(road: Road) -> None:
    """The page's main button; a refusal fails with what it says."""
    with road.page.expect_navigation():
        road.page.locator("main input[name=_save], main input.default").first.click()
    said = road.page.locator("main .errornote, main .errorlist").all_inner_texts()
    assert not said, said


def enter(road: Road, place: str, **values: Any) -> None:
    """Fill the form at ``place``: text into fields, True into a box, ("label or value",) into a choice."""
    road.go(place)
    fill(road, **values)


def fill(road: Road, **values: Any) -> None:
    for name, value in values.items():
        field = road.page.locator(f"main [name='{name}']")
        if value is True:
            field.check()
        elif isinstance(value, tuple):
            field.select_option(value[0])
        else:
            field.fill(str(value))


def staff_form(
    road: Road, username: str, name: str, *, at: str, duties: tuple[str, ...], since: dt.date
) -> None:
    """A new user with the first assignment, not yet saved; ``at`` is the agency as choices call it."""
    enter(
        road,
        f"{USERS}add/",
        **{
            "username": username, "name": name, "password1": GIVEN, "password2": GIVEN,
            "assignments-0-agency": (at,), "assignments-0-period_0": since,
        },
    )  # fmt: skip
    for duty in duties:
        road.page.check(f"main [name='assignments-0-duties'][value='{Duty(duty).value}']")


def hire(road: Road, username: str, name: str, *, at: str, duties: tuple[str, ...], since: dt.date) -> None:
    """By whoever is signed in."""
    staff_form(road, username, name, at=at, duties=duties, since=since)
    save(road)
