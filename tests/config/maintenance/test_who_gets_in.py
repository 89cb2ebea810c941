"""Every address of the maintenance room × every role: who administers or audits gets in, nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from config.scoping import system_scope
from institutions.models import User
from tests.cast import Cast

from .conftest import Room, address, table_of

ABSENT = 999_999_999
# Not behind a duty: sign-out is for everybody, sign-in leads to the one door.
OPEN = {"login", "logout"}
INLINE = [
    re.compile(r"<script(?![^>]*\b(src|type=\"application/json\"))", re.IGNORECASE),
    re.compile(r"<style", re.IGNORECASE),
    re.compile(r"<[^>]+\sstyle=", re.IGNORECASE),
    re.compile(r"<[^>]+\son[a-z]+=[\"']", re.IGNORECASE),
    re.compile(r"javascript:", re.IGNORECASE),
    re.compile(r"(src|href)=[\"'](https?:)?//", re.IGNORECASE),
]


def addresses(patterns: Any, prefix: str = "/admin/") -> Iterator[tuple[str, str]]:
    """(name, address) of every page, about a record that does not exist."""
    for pattern in patterns:
        route = prefix + re.sub(r"<[^>]*>", str(ABSENT), str(pattern.pattern)).replace("^", "").replace(
            "$", ""
        )
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and "(?P" not in route:
            yield pattern.name or route, route


def all_addresses() -> list[tuple[str, str]]:
    apps = [f"/admin/{label}/" for label in sorted({m._meta.app_label for m in admin.site._registry})]
    return [*addresses(admin.site.get_urls()), *(("app_list", route) for route in apps)]


ADDRESSES = [(name, route) for name, route in all_addresses() if name not in OPEN]


def test_whoever_neither_administers_nor_audits_is_refused_everywhere(cast: Cast, client: Client) -> None:
    assert len(ADDRESSES) > 60
    let_in = []
    for name, user in cast.users.items():
        if name in ("administrator_city", "auditor_city"):
            continue
        client.force_login(user)
        for method in (client.get, client.post):
            for _page, route in ADDRESSES:
                response = method(route, follow=True)
                if response.status_code != 403:
                    let_in.append(f"{name} {route} {response.status_code}")
    assert not let_in, "\n".join(let_in)


def test_a_visitor_is_led_to_the_one_sign_in(cast: Cast, client: Client) -> None:
    for _page, route in ADDRESSES:
        for method in (client.get, client.post):
            response = method(route, follow=True)
            assert response.redirect_chain[-1][0].startswith(reverse("login")), route
            assert "admin/login" not in response.redirect_chain[-1][0].split("?")[0]


@pytest.mark.parametrize("role", ["keeper_city", "keeper_east", "auditor_east", "superuser"])
def test_administrators_and_auditors_get_in(room: Room, client: Client, role: str) -> None:
    user = getattr(room, role, None) or User.objects.create_superuser("root", "x", name="总管")
    client.force_login(user)
    wrong = []
    for model in room.models:
        pages = ["changelist"]
        if (seen := room.seen_by(user, model)) and model != "workdayexception":
            pages += ["change", "history"]
        for page in pages:
            route = address(room, model, page, None if page == "changelist" else min(seen))
            if (status := client.get(route).status_code) != 200:
                wrong.append(f"{route} {status}")
    assert not wrong, "\n".join(wrong)
    assert client.get("/admin/").status_code == client.get("/admin/institutions/").status_code == 200


def test_ones_duties_count_not_djangos_flags(cast: Cast, client: Client) -> None:
    with system_scope():
        User.objects.filter(pk=cast.clerk_east.pk).update(is_staff=True)
        User.objects.filter(pk=cast.administrator_city.pk).update(is_active=False)
    client.force_login(cast.clerk_east)
    assert client.get("/admin/", follow=True).status_code == 403
    client.force_login(cast.administrator_city)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(reverse("login"))


def test_groups_and_second_doors_are_gone() -> None:
    assert Group not in admin.site._registry
    names = {name for name, _route in all_addresses()}
    assert not names & {"password_change", "password_change_done", "view_on_site"}


def test_no_page_needs_more_than_the_strict_browser_rules_allow(room: Room, client: Client) -> None:
    root = User.objects.create_superuser("root", "x", name="总管")
    client.force_login(root)
    pages = ["/admin/", "/admin/institutions/"]
    for model in room.models:
        pages.append(address(room, model, "changelist"))
        pages.append(address(room, model, "add"))
        if first := table_of(room, model)._meta.model._base_manager.order_by("pk").first():
            pages += [address(room, model, page, first.pk) for page in ("change", "history")]
    pages.append(reverse("admin:config_workdayexception_import"))
    pages.append(reverse("admin:auth_user_password_change", args=[room.cast.clerk_east.pk]))
    wrong, read = [], 0
    with system_scope():
        for page in pages:
            response = client.get(page)
            if response.status_code == 403:
                continue  # nothing can be added there
            read += 1
            text = response.content.decode()
            assert "script-src 'self'" in response["Content-Security-Policy"]
            wrong += [f"{page}: {found[0]}" for rule in INLINE if (found := rule.search(text))]
    assert not wrong, "\n".join(wrong)
    assert read > 40
