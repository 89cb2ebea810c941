"""The pages of the annual enrolment: figures by village, who is enrolled, who is not yet."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Coverage, Membership, Payer, Person, WindowEnrolment
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


def villages(cast: Cast, number: int) -> None:
    """``number`` more, with nobody on their rolls."""
    with system_scope():
        Payer.objects.bulk_create(
            Payer(emp_no=f"W{n:03}", kind="village", name=f"村{n}", county=cast.east, period=ALWAYS)
            for n in range(number)
        )


@pytest.mark.parametrize(("more", "sums"), [(0, True), (60, True), (99, True), (100, False)])
def test_villages_are_summed_up_to_a_hundred(
    cast: Cast, village: Payer, client: Client, more: int, sums: bool
) -> None:
    """On one page, on two, and no further."""
    villages(cast, more)
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:window"), {"year": "2024"})
    assert ("筛选后显示合计" in page.content.decode()) is not sums
    totals = page.context["table"].totals
    assert (totals is not None) is sums
    if totals is not None:
        assert (totals["roll"], totals["missing"], totals["paid"]) == (3, 2, 400)


def test_the_export_has_every_villages_figures(cast: Cast, village: Payer, client: Client) -> None:
    villages(cast, 60)
    client.force_login(cast.clerk_east)
    answer = client.post(reverse("enrollment:window") + "?year=2024", {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 62
    assert sum("400.00" in line and "670.00" in line for line in lines) == 1


def test_an_annulled_coverage_enrols_nobody(cast: Cast, village: Payer, client: Client) -> None:
    with system_scope():
        Coverage.objects.update(effective=False)
    client.force_login(cast.clerk_east)
    row = client.get(reverse("enrollment:window"), {"year": "2024"}).context["listing"].page.rows[0]
    assert (row.roll, row.enrolled, row.missing, row.paid, row.subsidy) == (3, 0, 3, 0, 0)


def test_the_dead_and_the_merged_are_on_no_roll(cast: Cast, village: Payer, client: Client) -> None:
    """Once each, also who is both."""
    with system_scope():
        stays = make_person(cast.east, name="村民丁")
        for facts in (
            {"deceased_on": dt.date(2023, 5, 1)},
            {"canonical": stays},
            {"canonical": stays, "deceased_on": dt.date(2023, 5, 1)},
        ):
            gone = make_person(cast.east)
            Person.objects.filter(pk=gone.pk).update(**facts)
            Membership.objects.create(person=gone, payer=village, tie="through", period=ALWAYS)
    client.force_login(cast.clerk_east)
    answer = client.get(reverse("enrollment:window"), {"year": "2024"})
    row = answer.context["listing"].page.rows[0]
    assert (row.roll, row.missing) == (3, 2)
    missing = client.get(reverse("enrollment:window_missing", args=[village.pk]), {"year": "2024"})
    assert len(missing.context["listing"].page.rows) == 2


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
