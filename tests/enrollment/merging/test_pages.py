"""The pages: counts on screen, paper and workbook; one pair after the other; a row, a person, the rolls."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from config.models import Job
from config.scoping import system_scope
from enrollment.models import Coverage, LegacyPair, LegacyRoll, SchemeMerging
from enrollment.services.merging.lock import MergingRefused
from enrollment.services.merging.take_over import take_over
from institutions.models import User
from tests.cast import Cast

from .conftest import BORN, Import, Matched, one_row, row, urban


@pytest.fixture
def two_rolls(take: Import, matched: Matched, hegang: Cast) -> SchemeMerging:
    """East: one in both, two pairs in doubt; West: one alone."""
    take(row(1), row(2), row(3), row(4, year=None))
    take(
        urban(1), *(urban(n + 4, psn_name=f"测{'丙丁'[n - 2]}", certno=None, brdy=str(BORN)) for n in (2, 3))
    )
    take(row(7, insuplc_admdvs="990102"))
    return matched()


def post(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, {"submission": uuid4(), **values})


def test_the_report_on_screen_on_paper_and_as_a_workbook(
    two_rolls: SchemeMerging, hegang: Cast, client: Client
) -> None:
    client.force_login(hegang.reviewer_city)
    address = reverse("enrollment:merging", args=[two_rolls.pk])
    answer = client.get(address)
    page = answer.content.decode()
    assert "2018-01-01" in page
    assert answer.context["report"].holds
    assert answer.context["page"].rule.assumed in page
    head = answer.context["page"].tables()[0]
    assert [str(cell.html) for cell in head.foot()] == ["合计", "", "3", "8", "1", "7", "6", "1"]
    printed = client.get(address, {"print": "1"}).content.decode()
    assert hegang.city.name in printed
    book = load_workbook(BytesIO(b"".join(client.get(address, {"export": "1"}).streaming_content)))
    assert len(book.worksheets) == 5
    # Counts stand in cells as numbers.
    assert book.worksheets[0]["D2"].value == 4
    mergings = client.get(reverse("enrollment:mergings")).content.decode()
    assert address in mergings


def test_a_county_counts_its_own(two_rolls: SchemeMerging, hegang: Cast, client: Client) -> None:
    client.force_login(hegang.clerk_west)
    found = client.get(reverse("enrollment:merging", args=[two_rolls.pk])).context["report"]
    assert [(one.county, one.rows) for one in found.lines] == [(hegang.west, 1)]
    rolls = client.get(reverse("enrollment:legacy_rolls")).context["listing"]
    assert rolls.count == (1, False)
    with system_scope():
        foreign = LegacyRoll.objects.filter(county=hegang.east).first()
    assert foreign is not None
    assert client.get(reverse("enrollment:legacy_roll", args=[foreign.pk])).status_code == 404


@pytest.mark.duty("HG-01")
def test_one_pair_after_the_other_and_one_taken_back(
    two_rolls: SchemeMerging, hegang: Cast, client: Client
) -> None:
    client.force_login(hegang.clerk_east)
    listed = client.get(reverse("enrollment:legacy_pairs", args=[two_rolls.pk]), {"decision": "waiting"})
    assert listed.context["listing"].count == (2, False)
    with system_scope():
        first, second = LegacyPair.objects.order_by("pk")
    page = client.get(first.get_absolute_url())
    assert b"autofocus" in page.content
    sides = {row["what"]: (row["left"], row["right"]) for row in page.context["act"].affects.rows}
    assert sides["姓名"] == ("测丙", "测丙")
    refused = post(client, first.get_absolute_url(), decision="same", reason="")
    assert refused.status_code == 422
    answer = post(client, first.get_absolute_url(), decision="same", reason="村委会证明")
    assert answer["Location"] == second.get_absolute_url()
    # The reason is at hand for the next.
    assert client.get(second.get_absolute_url()).context["act"].form.initial["reason"] == "村委会证明"
    answer = post(client, second.get_absolute_url(), decision="different", reason="两人")
    assert answer["Location"].endswith("?decision=waiting")
    back = post(client, second.get_absolute_url())
    assert back["Location"] == second.get_absolute_url()
    with system_scope():
        assert sorted(LegacyPair.objects.values_list("decision", flat=True)) == ["", "same"]
    client.force_login(hegang.clerk_west)
    assert client.get(first.get_absolute_url()).status_code == 404


def test_matching_and_taking_over_are_jobs(
    two_rolls: SchemeMerging, city_clerk: User, client: Client
) -> None:
    client.force_login(city_clerk)
    for name, kind in (
        ("match_merging", "enrollment.match_rolls"),
        ("take_over_merging", "enrollment.take_over_rolls"),
    ):
        address = reverse(f"enrollment:{name}", args=[two_rolls.pk])
        assert client.get(address).status_code == 200
        assert post(client, address).status_code == 302
        assert Job.objects.filter(kind=kind, owner=city_clerk).count() == 1


def test_closing_names_what_is_open(two_rolls: SchemeMerging, hegang: Cast, client: Client) -> None:
    client.force_login(hegang.reviewer_city)
    address = reverse("enrollment:close_merging", args=[two_rolls.pk])
    page = client.get(address).content.decode()
    assert "N0002" in page
    assert post(client, address).status_code == 422


def test_a_person_found_chooses_and_a_row_is_completed_and_set_aside(
    two_rolls: SchemeMerging, hegang: Cast, client: Client
) -> None:
    client.force_login(hegang.clerk_east)
    people = client.get(reverse("enrollment:found_people", args=[two_rolls.pk]), {"both": "yes"})
    assert people.context["listing"].count == (1, False)
    found = one_row("N0001").found
    assert found is not None
    page = client.get(found.get_absolute_url())
    assert [one.row for one in page.context["going_on"].rows] == [one_row("N0001").pk]
    choose = reverse("enrollment:choose_cover", args=[found.pk])
    other = one_row("N0001", "391")
    assert post(client, choose, row=str(other.pk), reason="本人选择").status_code == 302
    page = client.get(found.get_absolute_url())
    assert [one.row for one in page.context["going_on"].rows] == [other.pk]
    lost = one_row("N0006", "391")
    assert client.get(lost.get_absolute_url()).status_code == 200
    complete = reverse("enrollment:complete_row", args=[lost.pk])
    assert post(client, complete, certno="123", birth="", reason="户口簿").status_code == 422
    assert post(client, complete, certno="", birth="1970-01-01", reason="户口簿").status_code == 302
    aside = reverse("enrollment:set_row_aside", args=[lost.pk])
    assert post(client, aside, reason="查无此人").status_code == 302
    assert "查无此人" in client.get(lost.get_absolute_url()).content.decode()
    assert post(client, aside, reason="查实").status_code == 302
    assert one_row("N0006", "391").set_aside == ""
    rows = client.get(reverse("enrollment:legacy_roll", args=[lost.roll_id]), {"certificate": "missing"})
    assert rows.context["listing"].count == (2, False)


def test_the_persons_file_names_the_row_the_cover_came_from(
    two_rolls: SchemeMerging, hegang: Cast, city_clerk: User, client: Client
) -> None:
    take_over(merging=two_rolls, acting_user=city_clerk)
    found = one_row("N0001").found
    assert found is not None
    client.force_login(hegang.clerk_east)
    person = reverse("enrollment:person", args=[found.people[0]])
    page = client.get(person).content.decode()
    assert one_row("N0001").get_absolute_url() in page
    assert person in client.get(found.get_absolute_url()).content.decode()
    undo = reverse("enrollment:undo_take_over", args=[found.pk])
    assert client.get(undo).status_code == 200
    assert post(client, undo).status_code == 302
    with system_scope():
        assert not Coverage.objects.filter(person=found.people[0], effective=True).exists()


def test_where_the_policy_is_silent_it_is_told(
    two_rolls: SchemeMerging, city_clerk: User, client: Client
) -> None:
    with system_scope():
        SchemeMerging.objects.update(insutype="310")
        two_rolls.refresh_from_db()
    client.force_login(city_clerk)
    assert client.get(reverse("enrollment:merging", args=[two_rolls.pk])).context["page"].rule is None
    with pytest.raises(MergingRefused):
        take_over(merging=two_rolls, acting_user=city_clerk)


def test_pairs_lie_on_the_desk_of_who_decides_them(
    two_rolls: SchemeMerging, hegang: Cast, client: Client
) -> None:
    address = reverse("enrollment:legacy_pairs", args=[two_rolls.pk]) + "?decision=waiting"
    for user, there in ((hegang.clerk_east, True), (hegang.clerk_west, False), (hegang.reviewer_city, False)):
        client.force_login(user)
        assert (address in client.get(reverse("desk"), follow=True).content.decode()) is there
