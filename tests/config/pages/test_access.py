"""Every address says who may open it, and keeps to it for every role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.access import Requirement, active_assignment, requirement_of
from config.scoping import system_scope
from institutions.models import Agency, Assignment
from tests.cast import ALWAYS, EVERY_DUTY, Cast, make_user
from tests.region_world import region_over

NOBODY = 0
FIRST_PAGES = {301, 302}


def all_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            # The maintenance room guards itself: rights from duties, in config.maintenance.
            if pattern.namespace != "admin":
                yield from all_patterns(pattern, route)
        else:
            yield route, pattern


ADDRESSES = list(all_patterns(get_resolver()))


@pytest.mark.parametrize(("route", "pattern"), ADDRESSES, ids=[route or "/" for route, _ in ADDRESSES])
def test_every_view_says_who_may_open_it(route: str, pattern: URLPattern) -> None:
    assert requirement_of(pattern.callback) is not None, f"{route}: decorate its view (config.access)"


def arguments(pattern: URLPattern) -> dict[str, Any]:
    samples = {"int": NOBODY, "str": "2020-03", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
    return {
        name: samples.get(
            type(c).__name__.removesuffix("Converter").lower().replace("string", "str"), "2020-03"
        )
        for name, c in pattern.pattern.converters.items()
    }


def filled(route: str, pattern: URLPattern) -> str:
    for name, value in arguments(pattern).items():
        converter = type(pattern.pattern.converters[name]).__name__.removesuffix("Converter").lower()
        kind = "str" if converter == "string" else converter
        route = route.replace(f"<{kind}:{name}>", str(value)).replace(f"<{name}>", str(value))
    return "/" + route


def test_every_address_opens_for_exactly_the_roles_it_names(cast: Cast, client: Client) -> None:
    """403 for everybody who lacks the duty; for the others anything but 403 (the thing asked for may not exist)."""
    wrong = []
    with system_scope():
        region = region_over(cast.area)
        above = make_user("everything.region", "自治区", Agency.objects.get(area=region), *EVERY_DUTY)
    for name, user in {**cast.users, "region": above}.items():
        client.force_login(user)
        assignment = user.assignments_in_force[0]
        for route, pattern in ADDRESSES:
            if pattern.name in {"logout", "password_change"}:
                continue
            needed = requirement_of(pattern.callback) or Requirement()
            status = client.get(filled(route, pattern)).status_code
            if (status == 403) == needed.met_by(assignment):
                wrong.append(f"{name} got {status} at {route}")
    assert not wrong, "\n".join(wrong)


def test_a_visitor_is_led_to_sign_in(cast: Cast, client: Client) -> None:
    for route, pattern in ADDRESSES:
        if requirement_of(pattern.callback).sign_in:  # type: ignore[union-attr]
            response = client.get(filled(route, pattern))
            assert response.status_code == 302, route
            assert response["Location"].startswith(reverse("login")), route


def test_a_fragment_asked_without_a_session_reloads_the_page(cast: Cast, client: Client) -> None:
    response = client.get(reverse("job_badge"), headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Refresh"] == "true"


def test_duties_count_only_in_the_assignment_one_acts_for(cast: Cast, client: Client) -> None:
    with system_scope():
        second = Assignment.objects.create(
            user=cast.clerk_east, agency=cast.city, duties=["finance"], period=ALWAYS
        )
    client.force_login(cast.clerk_east)
    response = client.get(reverse("preferences"))
    assert response.context["assignment"].agency == cast.east
    client.post(reverse("choose_assignment"), {"assignment": second.pk})
    assert client.get(reverse("preferences")).context["assignment"] == second
    foreign = cast.clerk_west.assignments_in_force[0]
    assert client.post(reverse("choose_assignment"), {"assignment": foreign.pk}).status_code == 404


def test_a_visitor_has_no_assignment() -> None:
    class Request:
        user = AnonymousUser()

    assert active_assignment(Request()) is None  # type: ignore[arg-type]
