"""The sharing what-if under a region: its cities ask the adjustment fund that it keeps (NM-05)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.funds.region.conftest import Between

pytestmark = pytest.mark.django_db
PAGE = reverse("funds:sharing_what_if")
ASKED = {"ask": "1", "year": "2026", "insutype": "390"}


@pytest.mark.duty("NM-05")
def test_the_region_types_its_cities_and_they_compete(between: Between, client: Client) -> None:
    client.force_login(between.above.finance)
    typed = {"income_1": "0", "spending_1": "300", "income_2": "0", "spending_2": "100", "balance_0": "200"}
    answer = client.get(PAGE, ASKED | typed)
    assert str(between.first.agency.area) in {row["label"] for row in answer.context["rows"][:2]}
    assert str(answer.context["rows"][-1]["label"]) == "自治区调剂基金"
    [told] = answer.context["told"]
    granted = [one for one in told["lines"] if one["payer"] == "regional_fund"]
    assert [(str(one["asked"]), str(one["amount"])) for one in granted] == [
        ("300.00", "150.00"),
        ("100.00", "50.00"),
    ]


@pytest.mark.duty("NM-05")
def test_a_city_sees_the_regions_fund_as_the_payer(between: Between, client: Client) -> None:
    client.force_login(between.first.finance)
    answer = client.get(PAGE)
    assert str(answer.context["rows"][-1]["label"]) == "自治区调剂基金"
    assert not answer.context["by_cities"]
