"""Every address that takes a form refuses one without our token, whoever is signed in, and changes nothing."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.test import Client

from config.access import requirement_of
from tests.cast import Cast
from tests.config.maintenance.test_who_gets_in import ADDRESSES as MAINTENANCE
from tests.config.pages.test_access import ADDRESSES, filled


@pytest.mark.duty("NB-29")
def test_no_address_takes_a_form_without_the_token(cast: Cast) -> None:
    assert admin.site is not None
    taken = []
    for user in (cast.administrator_city, cast.finance_city, cast.clerk_east, None):
        client = Client(enforce_csrf_checks=True)
        if user:
            client.force_login(user)
        pages = [filled(route, pattern) for route, pattern in ADDRESSES if requirement_of(pattern.callback)]
        for page in [*pages, *(route for _name, route in MAINTENANCE)]:
            answer = client.post(page, {"next": "/", "reason": "x"})
            if answer.status_code != 403 or not re.search(
                "csrf|表单|form", answer.content.decode(), re.IGNORECASE
            ):
                taken.append(f"{user} at {page}: {answer.status_code}")
    assert not taken, "\n".join(taken)
