"""Whoever some sheet asks for finds it among what they may upload, and nobody else does."""

from __future__ import annotations

import pytest
from django.test import Client

from config.spreadsheets.resources import resources
from config.views.imports import UPLOADERS
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_every_duty_a_sheet_asks_for_opens_the_page() -> None:
    assert {one.duty for one in resources()} == set(UPLOADERS)


def test_finance_uploads_what_the_bank_answered(cast: Cast, client: Client) -> None:
    client.force_login(cast.finance_city)
    page = client.get("/imports/upload/").content.decode()
    assert 'value="bank_return"' in page
    assert 'value="people"' not in page


def test_who_reviews_uploads_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer_city)
    assert client.get("/imports/upload/").status_code == 403
