"""The year a page opens on, and links only to pages that open."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.access import openable
from config.scoping import system_scope
from funds.models import Clearing, SubsidyReceipt
from funds.reads.newest_year import newest_year
from tests.cast import Cast
from tests.places import places
from tests.world import build_world


@pytest.fixture
def world(cast: Cast) -> None:
    with system_scope():
        own, _elsewhere = places(cast)
        build_world(own)


def test_without_rows_it_is_this_year(cast: Cast) -> None:
    assert newest_year(Clearing.unscoped.none(), field="month") == timezone.localdate().year


def test_a_year_to_come_is_not_opened_on(world: None) -> None:
    with system_scope():
        receipts = SubsidyReceipt.objects.all()
        assert receipts.exists()
        held = {one.year for one in receipts}
        assert newest_year(receipts) == max(held)
        this = timezone.localdate().year
        assert newest_year(receipts.filter(year__gt=this)) == this


@pytest.mark.parametrize("name", ["subsidies", "payer_claims"])
def test_the_page_opens_on_the_newest_year_with_data(
    name: str, world: None, cast: Cast, client: Client
) -> None:
    client.force_login(cast.finance_city)
    form = client.get(reverse(f"funds:{name}")).context["form"]
    assert form.cleaned_data["year"] < timezone.localdate().year
    asked = client.get(reverse(f"funds:{name}"), {"year": timezone.localdate().year})
    assert asked.context["form"].cleaned_data["year"] == timezone.localdate().year


def test_an_address_is_a_link_only_for_whom_it_opens(cast: Cast) -> None:
    address = f"{reverse('funds:start_clearing')}?month=2020-01"
    assert openable(address, cast.finance_city.assignments_in_force[0]) == address
    assert openable(address, cast.clerk_east.assignments_in_force[0]) == ""
    assert openable(address, None) == ""
