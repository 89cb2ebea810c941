"""Reserves and balances by month: what the ledger had at every month's end, for the city and for a county."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from funds.reads.fund_curves import standings_by_month, year_ends
from tests.cast import Cast
from tests.funds.reserves.test_movements import Act, asked, booked, employees, entered, today
from tests.funds.year_settlement.conftest import Settling
from tests.support.pages import see

__all__ = ["employees", "today"]
PAGE = reverse("funds:fund_curves")


@pytest.fixture
def paid_up(employees: Settling) -> Settling:
    """December is closed; in February East pays 300 and West 100 of their balances into the reserve."""
    employees.close()
    booked(employees.cast.approver_city, entered(employees.cast, asked(employees.cast, Act.FIRST)))
    return employees


def test_every_month_has_what_the_ledger_had_at_its_end(paid_up: Settling) -> None:
    cast = paid_up.cast
    with system_scope():
        found = standings_by_month(cast.area, "310")
    assert [str(one.month) for one in found] == ["2022-12", "2023-01", "2023-02"]
    assert [one.reserves.get("reserve", 0) for one in found] == [0, 0, 40000]
    assert [one.balances[cast.east.pk] for one in found] == [90000, 90000, 60000]
    # 1,500 came in and 300 were spent beside the 1,000 held: carrying December to net assets changes nothing.
    assert [one.fund for one in found] == [220000, 220000, 180000]
    assert [(one.income, one.spending) for one in found] == [(150000, 30000), (0, 0), (0, 0)]
    # 300 in one month, in two, in three.
    assert [one.monthly for one in found] == [30000, 15000, 10000]
    assert [one.reserve_months("reserve") for one in found] == [0, 0, 400]
    assert [one.fund_months for one in found] == [733, 1466, 1800]
    assert [(one.month.year, one.income, one.balances[cast.west.pk]) for one in year_ends(found)] == [
        (2022, 150000, 10000),
        (2023, 0, 0),
    ]


def test_a_county_has_its_own_share_and_no_reserve(paid_up: Settling) -> None:
    cast = paid_up.cast
    with acting_as(cast.clerk_east):
        found = standings_by_month(cast.area, "310")
    assert found[-1].balances == {cast.east.pk: 60000}
    assert not any(one.reserves for one in found)
    assert found[-1].fund == 60000 + 100000 - 20000


def test_the_page_draws_what_the_tables_say(paid_up: Settling, client: Client) -> None:
    cast = paid_up.cast
    page = see(client, cast.finance_city, PAGE)
    charts = client.get(PAGE).context["charts"]
    assert [key for key, _title, _spec in charts] == [
        "reserves",
        "reserve-months",
        "fund",
        "fund-months",
        "balances",
    ]
    assert [one["name"] for one in charts[4][2]["series"]] == [str(cast.east), str(cast.west)]
    limits = [(one["name"], one["data"][-1]) for one in charts[1][2]["series"] if one["limit"]]
    assert [int(value) for _name, value in limits] == [3]
    assert "附件二（三）2、3" in page
    assert "600.00" in page
    assert client.get(f"{PAGE}?export=1").status_code == 200
    assert client.get(f"{PAGE}?scheme=999").context["scheme"]


def test_the_page_of_a_county_names_no_other(paid_up: Settling, client: Client) -> None:
    cast: Cast = paid_up.cast
    page = see(client, cast.clerk_east, PAGE)
    assert cast.west.name not in page
    assert [key for key, _title, _spec in client.get(PAGE).context["charts"]] == [
        "fund",
        "fund-months",
        "balances",
    ]


def test_without_books_the_page_says_so(cast: Cast, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    assert "empty" in see(client, cast.finance_city, PAGE)
