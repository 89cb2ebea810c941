"""Whoever only audits changes nothing but audit papers: every address, posted to by an auditor (ZY-23)."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from config.scoping import system_scope
from tests.cast import Cast
from tests.config.pages.test_access import ADDRESSES
from tests.places import places
from tests.world import build_world

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# Audit papers; and what is the reader's own: session, columns of a list, jobs, language, the form's token.
MAY = ("funds_audit", "django_session", "config_", "institutions_user")


@pytest.mark.duty("ZY-23")
@pytest.mark.django_db
def test_no_post_of_an_auditor_writes_elsewhere(cast: Cast, client: Client) -> None:
    with system_scope():
        world = build_world(places(cast)[0])
    client.force_login(cast.auditor_city)
    written: dict[str, str] = {}

    def watched(address: str) -> Any:
        def execute(run: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            if (found := WRITES.match(str(sql))) and not found[1].startswith(MAY):
                written[address] = found[1]
            return run(sql, params, many, context)

        return execute

    for route, pattern in ADDRESSES:
        if pattern.name in {"logout", "password_change"}:
            continue
        address = _filled(world, route)
        with connection.execute_wrapper(watched(address)):
            client.post(address, {"submission": str(uuid4()), "reason": "试", "text": "试", "reply": "试"})
    assert not written


def _filled(world: dict[str, Any], route: str) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: _value(world, route, part[1]), route)


def _value(world: dict[str, Any], route: str, name: str) -> str:
    value = world.get(name, "2020-01")
    if isinstance(value, dict):
        value = next((value[app] for app in value if route.startswith(app)), next(iter(value.values())))
    return str(value)
