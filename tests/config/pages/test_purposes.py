"""Every page says in one line what it is for."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import URLResolver, get_resolver

from config.access import Requirement, requirement_of
from config.purposes import known_purposes
from config.scoping import system_scope
from tests.cast import Cast
from tests.config.pages.test_access import ADDRESSES
from tests.places import places
from tests.region_world import build_region_world
from tests.test_foreign_records import address
from tests.world import build_world

SKELETON = re.compile(r'class="top-bar"')
PURPOSE = re.compile(r'<p class="purpose">\s*[^<\s]')


def test_every_page_says_what_it_is_for(cast: Cast, client: Client) -> None:
    with system_scope():
        own, _elsewhere = places(cast)
        values = build_world(own)
        region = build_region_world(own.city)
    pages, silent = set(), {}
    for user in (own.worker, *cast.users.values(), region.worker):
        named = {**values, **region.values} if user == region.worker else values
        client.force_login(user)
        for route, pattern in ADDRESSES:
            requirement = requirement_of(pattern.callback) or Requirement()
            if pattern.name in pages or "str:" in route or "slug:" in route:
                continue
            if not requirement.met_by(user.assignments_in_force[0]):
                continue
            answer = client.get(address(route, named))
            kind = answer.headers.get("content-type", "")
            if answer.status_code != 200 or not kind.startswith("text/html"):
                continue
            page = answer.content.decode()
            if not SKELETON.search(page):  # a sheet for paper
                continue
            pages.add(pattern.name)
            if not PURPOSE.search(page):
                title = re.search(r"<h1>(.*?)</h1>", page, re.S)
                silent[answer.wsgi_request.resolver_match.view_name] = (
                    f"{route} | {title and title[1].strip()}"
                )
    assert len(pages) > 500
    assert not silent, "\n".join(f"{name} | {place}" for name, place in sorted(silent.items()))


def names(resolver: URLResolver, namespace: str = "") -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            found.add(namespace + pattern.name)
    return found


def test_no_line_is_left_of_a_page_that_is_gone() -> None:
    assert known_purposes() - names(get_resolver()) == set()
