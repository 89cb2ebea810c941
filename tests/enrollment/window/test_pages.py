"""The pages of the annual enrolment: figures by village, who is enrolled, who is not yet."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Coverage, Membership, Payer, WindowEnrolment
from tests.cast import ALWAYS, Cast, make_coverage, make_person


@pytest.fixture
def village(cast: Cast) -> Payer:
    """Three villagers, one enrolled for 2024."""
    with system_scope():
        payer = Payer.objects.create(
            emp_no="V1", kind="village", name="东河村", county=cast.east, period=ALWAYS
        )
        people = [make_person(cast.east, name=f"村民{name}") for name in "甲乙丙"]
        for person in people:
            Membership.objects.create(person=person, payer=payer, tie="through", period=ALWAYS)
        coverage = make_coverage(people[0], period=DateRange(dt.date(2024, 1, 1), dt.date(2025, 1, 1)))
        WindowEnrolment.objects.create(
            person=people[0], year=2024, payer=payer, coverage=coverage, paid_on=dt.date(2023, 10, 8), paid=400,
            subsidy=670, handled_at=cast.east,
        )  # fmt: skip
    return payer


def test_progress_by_village(cast: Cast, village: Payer, client: Client) -> None:
    client.force_login(cast.clerk_east)
    answer = client.get(reverse("enrollment:window"), {"year": "2024"})
    page = answer.content.decode()
    row = answer.context["listing"].page.rows[0]
    assert (row.roll, row.enrolled, row.missing, row.paid, row.subsidy) == (3, 1, 2, 400, 670)
    assert "33.33" in page
    assert "kind=resident_window" in page
    assert (
        client.get(reverse("enrollment:window"), {"year": "2023"}).context["listing"].page.rows[0].missing
        == 3
    )
    assert (
        "东河村" in client.get(reverse("enrollment:window"), {"year": "2024", "print": "1"}).content.decode()
    )


def test_an_annulled_coverage_enrols_nobody(cast: Cast, village: Payer, client: Client) -> None:
    with system_scope():
        Coverage.objects.update(effective=False)
    client.force_login(cast.clerk_east)
    row = client.get(reverse("enrollment:window"), {"year": "2024"}).context["listing"].page.rows[0]
    assert (row.roll, row.enrolled, row.missing, row.paid, row.subsidy) == (3, 0, 3, 0, 0)


def test_who_is_enrolled_and_who_is_not(cast: Cast, village: Payer, client: Client) -> None:
    client.force_login(cast.clerk_east)
    enrolled, missing = (
        client.get(reverse(f"enrollment:{name}", args=[village.pk]), {"year": "2024"}).content.decode()
        for name in ("window_enrolled", "window_missing")
    )
    assert "村民甲" in enrolled
    assert "村民乙" not in enrolled
    assert "村民甲" not in missing
    assert "村民丙" in missing


def test_another_county_sees_nothing(cast: Cast, village: Payer, client: Client) -> None:
    client.force_login(cast.clerk_west)
    assert "东河村" not in client.get(reverse("enrollment:window")).content.decode()
    for name in ("window_enrolled", "window_missing"):
        assert client.get(reverse(f"enrollment:{name}", args=[village.pk])).status_code == 404
