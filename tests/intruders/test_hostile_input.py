"""Hostile values in every filter, search box and form field: answered with a sentence, never with a failure."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from config.listing import Listing
from config.scoping import system_scope
from tests.cast import Cast
from tests.intruders.walk import opened
from tests.places import Place, places
from tests.world import build_world

pytestmark = pytest.mark.slow

HOSTILE = {
    "quote": "' OR '1'='1' --",
    "semicolon": "1; DROP TABLE funds_entry; --",
    "wildcards": "%_\\%",
    "nul": "a\x00b",
    "long": "9" * 20_000,
    "far number": "99999999999999999999",
    "negative": "-1",
    "not a number": "NaN",
    "infinity": "Infinity",
    "exponent": "1e9999",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no day": "2020-02-30",
    "last month": "2999-12",
    "other digits": "１２３",
    "astral": "𠮷😀\u202e",
    "template": "{{7*7}}{%debug%}",
    "path": "../../../../etc/passwd",
}
AT_A_TIME = 3


def kinds(turn: int) -> list[str]:
    """A few kinds in turn, neighbours meeting others; ``HOSTILE=all`` tries every kind everywhere (half an hour)."""
    known = list(HOSTILE)
    if os.environ.get("HOSTILE") == "all":
        return known
    return [known[(turn * AT_A_TIME + step) % len(known)] for step in range(AT_A_TIME)]


SEARCHES = [*HOSTILE.values(), "😀", "' UNION SELECT password FROM institutions_user --"]
BROKEN_TEXT = [b"\xff\xfe", b"\xed\xa0\x80", b"%", b"\xc3"]


@pytest.fixture
def values(cast: Cast) -> tuple[Place, dict[str, Any]]:
    with system_scope():
        own, _elsewhere = places(cast)
        return own, build_world(own)


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and its fields with what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], set[str]]] = []
        self._open: tuple[str, dict[str, str], set[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form" and (said.get("method") or "").lower() == "post":
            self._open = (said.get("action") or "", {}, set())
            self.forms.append(self._open)
        elif self._open and tag in {"input", "textarea", "select"} and (name := said.get("name")):
            _action, held, typed = self._open
            held[name] = said.get("value") or ""
            if said.get("type") not in {"hidden", "file"}:
                typed.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_on(content: str) -> list[tuple[str, dict[str, str], set[str]]]:
    forms = Forms()
    forms.feed(content)
    return [form for form in forms.forms if form[2]]


@pytest.fixture
def opened_pages(cast: Cast, values: tuple[Place, dict[str, Any]], client: Client) -> list[tuple[str, Any]]:
    """What somebody with every duty at the city may open, and is."""
    own, world = values
    found = [
        (place, answer) for place, answer in opened([own.worker], world, client) if answer.status_code == 200
    ]
    client.force_login(own.worker)
    return found


def listings(opened_pages: list[tuple[str, Any]]) -> Iterator[tuple[str, Listing]]:
    for place, answer in opened_pages:
        if answer.context and "listing" in answer.context:
            yield place, answer.context["listing"]


def test_hostile_filters_find_nothing_and_break_nothing(
    opened_pages: list[tuple[str, Any]], client: Client
) -> None:
    wrong, asked = [], 0
    for turn, (place, listing) in enumerate(listings(opened_pages)):
        names = [*listing.form.fields, "sort", "after", "before", "size", "year", "month", "q"]
        for kind in kinds(turn):
            answer = client.get(place, dict.fromkeys(names, HOSTILE[kind]))
            asked += 1
            if answer.status_code not in (200, 302, 400, 404):
                wrong.append(f"{place} {kind}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert asked > 100 * AT_A_TIME, asked


def test_hostile_searches_find_nothing_and_break_nothing(cast: Cast, client: Client) -> None:
    client.raise_request_exception = False
    client.force_login(cast.clerk_east)
    for text in SEARCHES:
        answer = client.get(reverse("search"), {"q": text})
        assert answer.status_code == 200, text[:50]
        assert not re.search(r"pbkdf2|argon2|md5\$", answer.content.decode())
    for text in BROKEN_TEXT:
        assert client.get(f"{reverse('search')}?q={quote_from_bytes(text)}").status_code == 200, text


def test_hostile_forms_are_answered(opened_pages: list[tuple[str, Any]], client: Client) -> None:
    wrong, sent = [], set()
    for place, page in opened_pages:
        if not page.get("Content-Type", "").startswith("text/html") or page.streaming:
            continue
        for action, held, typed in forms_on(page.content.decode()):
            target = action or place
            if (target, frozenset(typed)) in sent:
                continue
            sent.add((target, frozenset(typed)))
            for kind in kinds(len(sent)):
                with transaction.atomic():
                    answer = client.post(target, held | dict.fromkeys(typed, HOSTILE[kind]))
                    transaction.set_rollback(True)
                if answer.status_code >= 500:
                    wrong.append(f"{target} {kind}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert len(sent) > 150, len(sent)
