"""What a page asks several times is asked once, as long as it only reads and under one scope."""

from __future__ import annotations

from itertools import count

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.remembering import RememberingMiddleware, remembered
from config.scoping import NOTHING, Scope, scoped


def _asked_thrice(method: str) -> list[int]:
    numbers, found = count(1), []

    def view(_request: HttpRequest) -> HttpResponse:
        found.extend(remembered("policy", lambda: next(numbers)) for _turn in range(3))
        return HttpResponse()

    RememberingMiddleware(view)(RequestFactory().generic(method, "/desk/"))
    return found


def test_a_reading_request_asks_once_a_writing_one_each_time() -> None:
    assert _asked_thrice("GET") == [1, 1, 1]
    assert _asked_thrice("HEAD") == [1, 1, 1]
    assert _asked_thrice("POST") == [1, 2, 3]


def test_nothing_is_remembered_outside_requests_or_from_one_to_the_next() -> None:
    numbers = count(1)
    assert [remembered("policy", lambda: next(numbers)) for _turn in range(2)] == [1, 2]
    assert _asked_thrice("GET") == _asked_thrice("GET") == [1, 1, 1]


@pytest.mark.django_db
def test_every_scope_has_a_memory_of_its_own() -> None:
    found = []

    def view(_request: HttpRequest) -> HttpResponse:
        for scope in (NOTHING, Scope(counties=frozenset({1})), NOTHING):
            with scoped(scope):
                found.append(remembered("whose", lambda: len(found)))
        return HttpResponse()

    RememberingMiddleware(view)(RequestFactory().get("/desk/"))
    assert found == [0, 1, 0]
