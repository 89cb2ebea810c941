"""Payers at the counter: found, registered, changed, each by whoever may."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from enrollment.models import Membership, Payer
from tests.cast import ALWAYS, Cast, make_person

NEW = {
    "emp_no": "E7",
    "kind": "employer",
    "name": "东山机械厂",
    "uscc": "91990101ma000001xn",
    "start": "2020-01-01",
}


@pytest.fixture
def payer(cast: Cast) -> Payer:
    with system_scope():
        return Payer.objects.create(emp_no="V1", kind="village", name="新村", county=cast.east, period=ALWAYS)


def test_a_clerk_registers_finds_and_changes_a_payer(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    answer = client.post(reverse("enrollment:new_payer"), {**NEW, "county": cast.east.pk})
    assert answer.status_code == 302
    with system_scope():
        payer = Payer.objects.get(emp_no="E7")
    listed = client.get(reverse("enrollment:payers"), {"q": "东山", "kind": "employer"}).content.decode()
    assert "E7" in listed
    answer = client.post(
        reverse("enrollment:edit_payer", args=[payer.pk]),
        {"name": "东山重机厂", "start": "2020-01-01", "end": "2023-01-01"},
    )
    assert answer.status_code == 302
    page = client.get(reverse("enrollment:payer", args=[payer.pk])).content.decode()
    assert "东山重机厂" in page
    assert "2023-01-01" in page


def test_what_is_not_chosen_yet_is_said_in_a_word(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:new_payer")).content.decode()
    assert "---" not in page
    # The county must be chosen, the counter need not be.
    assert [page.count(f'<option value="" selected>{word}</option>') for word in ("请选择", "无")] == [1, 1]


@pytest.mark.parametrize(
    "wrong", [{"uscc": "91990101MA000001X0"}, {"end": "2019-01-01"}, {"emp_no": "V1"}, {"name": ""}]
)
def test_what_makes_no_payer_is_said_and_nothing_stored(
    cast: Cast, payer: Payer, client: Client, wrong: dict[str, str]
) -> None:
    client.force_login(cast.clerk_east)
    answer = client.post(reverse("enrollment:new_payer"), {**NEW, "county": cast.east.pk, **wrong})
    assert answer.status_code == 422
    with system_scope():
        assert Payer.objects.count() == 1


def test_another_countys_payer_is_not_there(cast: Cast, payer: Payer, client: Client) -> None:
    client.force_login(cast.clerk_west)
    assert "新村" not in client.get(reverse("enrollment:payers")).content.decode()
    for name in ("payer", "edit_payer", "members"):
        assert client.get(reverse(f"enrollment:{name}", args=[payer.pk])).status_code == 404
    answer = client.post(reverse("enrollment:new_payer"), {**NEW, "county": cast.east.pk})
    assert answer.status_code == 422


def test_members_stand_on_the_file_and_in_a_list_to_export(cast: Cast, payer: Payer, client: Client) -> None:
    with system_scope():
        person = make_person(cast.east, name="李东山")
        Membership.objects.create(person=person, payer=payer, tie="through", period=ALWAYS)
    client.force_login(cast.clerk_east)
    assert "李东山" in client.get(reverse("enrollment:payer", args=[payer.pk])).content.decode()
    address = reverse("enrollment:members", args=[payer.pk])
    assert "李东山" in client.get(address).content.decode()
    assert client.post(address, {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("asked", ["V1", "v1", "新"])
def test_a_payer_is_found_from_the_top_bar_by_who_may_see_it(
    cast: Cast, payer: Payer, client: Client, asked: str
) -> None:
    client.force_login(cast.clerk_east)
    answer = client.get("/search/", {"q": asked}, follow=True)
    assert "新村" in answer.content.decode()
    client.force_login(cast.clerk_west)
    assert "新村" not in client.get("/search/", {"q": asked}, follow=True).content.decode()


def test_a_tie_is_seen_from_both_ends_and_by_nobody_else(cast: Cast, payer: Payer) -> None:
    """The database's own policy, the scoping of queries left out: payers see whom they have, people where they are."""
    with system_scope():
        tie = Membership.objects.create(
            person=make_person(cast.west), payer=payer, tie="through", period=ALWAYS
        )
    for user, sees in ((cast.clerk_east, True), (cast.clerk_west, True), (cast.clerk_elsewhere, False)):
        with acting_as(user):
            assert Membership.unscoped.filter(pk=tie.pk).exists() is sees
