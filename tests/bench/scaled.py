"""Every list of every duty at the city and every way to search, over the area `make scale` made, when it is there."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from typing import Any

from .measuring import Result, seconds

ROUNDS = 3
KEPT = 60
LIST_LIMIT, SEARCH_LIMIT = 0.100, 0.200
NAVIGATION = re.compile(rb'<nav class="side".*?</nav>', re.S)
ADDRESS = re.compile(rb'href="([^"]+)"')


def measure() -> Iterator[Result]:
    """The slowest list and the slowest search, each the middle of some rounds; nothing where no such area stands.

    Figures beside the navigation are kept as in production, where the tests' settings have them counted on every page.
    """
    from django.conf import settings
    from django.test import override_settings

    from config.embedded import postgres
    from config.scoping import system_scope
    from enrollment.models import Person
    from tests.support.databases import connected_to

    if "postgres" not in str(settings.DATABASES["default"]["HOST"]):
        return
    with connected_to(postgres.DATABASE), override_settings(FIGURES_KEPT_SECONDS=KEPT):
        with system_scope():
            people = Person.objects.filter(psn_no__startswith="S").order_by("-psn_no").first()
        if people is not None:
            yield from _pages(int(people.psn_no[11:]))


def _pages(people: int) -> Iterator[Result]:
    from django.test import Client

    from institutions.models import User
    from tests.load import town

    employed = town.clerks(200)
    # The city's know every county's hospitals.
    most = max(len(one.town.hospitals) for one in employed)
    of_city = {one.duty: one for one in employed if len(one.town.hospitals) == most}
    first, lists = of_city["handle"], dict[str, float]()
    client = Client()
    for one in of_city.values():
        client.force_login(User.objects.get(username=one.username))
        side = NAVIGATION.search(client.get("/desk/").content)
        addresses = [found.decode() for found in ADDRESS.findall(side[0])] if side else []
        timed = {path: _list(client, path) for path in addresses if path not in lists}
        lists |= {path: taken for path, taken in timed.items() if taken is not None}
    client.force_login(User.objects.get(username=first.username))
    who, bill = first.town.insured[0], first.town.bills[0]
    asked = [f"/search/?q={text}" for text in (who.certno, who.psn_no, who.name, bill)]
    asked += [f"/enrollment/people/?q={text}" for text in (who.certno, who.name, who.name[0])]
    asked += [f"/claims/bills/?q={text}" for text in (who.certno, bill)]
    searches = {path: _middle(client, path) for path in asked}
    for kind, found, limit in (("list", lists, LIST_LIMIT), ("search", searches, SEARCH_LIMIT)):
        slowest = max(found, key=lambda path: found[path])
        title = f"slowest {kind} of {len(found)} ({slowest.split('?')[0]}), limit {limit * 1000:.0f} ms"
        yield Result(title, people, found[slowest], limit, 1.0)


def _list(client: Any, path: str) -> float | None:
    """Nothing for a page that is no list."""
    return _middle(client, path) if b'class="page page-list"' in client.get(path).content else None


def _middle(client: Any, path: str) -> float:
    return statistics.median(seconds(lambda: client.get(path, follow=True)) for _turn in range(ROUNDS))
