"""No browser and no proxy keeps an answer: of any address, as a page, a file, a refusal, to whomever."""

from __future__ import annotations

from django.test import Client

from tests.cast import Cast
from tests.config.pages.test_access import ADDRESSES, filled


def test_no_answer_is_kept(cast: Cast, client: Client) -> None:
    for user in (None, cast.finance_city, cast.administrator_city):
        if user is not None:
            client.force_login(user)
        for route, pattern in ADDRESSES:
            if pattern.name == "logout":
                continue
            answer = client.get(filled(route, pattern))
            assert answer.headers["Cache-Control"] == "no-store", route
    for address in ("/admin/", "/admin/institutions/user/", "/nowhere/"):
        assert client.get(address).headers["Cache-Control"] == "no-store", address
    assert client.post("/sign-in/", {}).headers["Cache-Control"] == "no-store"


def test_styles_and_scripts_may_be_kept(client: Client, db: None) -> None:
    assert "no-store" not in client.get("/static/css/desk.css").headers.get("Cache-Control", "")
