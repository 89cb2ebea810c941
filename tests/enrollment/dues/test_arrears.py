"""Payers' unpaid months as of a day: what is left, the late fee, the day benefits stop."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from config.scoping import system_scope
from enrollment.models import ContributionMonth, Declaration, Payer, Receipt, ReceiptShare
from institutions.models import Agency
from tests.cast import ALWAYS, Cast, make_person
from tests.support.policies import put_policy_in_force


def month(payer: Payer, number: int, insutype: str = "310") -> ContributionMonth:
    return ContributionMonth.objects.create(
        payer=payer, insutype=insutype, month=dt.date(2024, number, 1), heads=2, wages=10000, base=10000,
        employer=850, personal=200,
    )  # fmt: skip


def paid(statement: ContributionMonth, day: dt.date, employer: int, personal: int) -> None:
    receipt = Receipt.objects.create(
        number=f"R{statement.pk}", payer=statement.payer, county=statement.payer.county, insutype="310",
        month=statement.month, last_month=statement.month, amount=employer + personal, received_on=day,
    )  # fmt: skip
    ReceiptShare.objects.create(receipt=receipt, statement=statement, employer=employer, personal=personal)


def employer(county: Agency, number: str) -> Payer:
    return Payer.objects.create(
        emp_no=number, kind="employer", name=f"{number}厂", county=county, period=ALWAYS
    )


@pytest.fixture
def owing(cast: Cast) -> Cast:
    """January paid in part on 20 March 2024, February not at all, March due on 15 April; West owes January."""
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        payer = employer(cast.east, "E1")
        january, _february, _march = (month(payer, number) for number in (1, 2, 3))
        paid(january, dt.date(2024, 3, 20), 850, 50)
        month(employer(cast.west, "W1"), 1)
    return cast


def listed(client: Client, **asked: str) -> Any:
    answer = client.get(reverse("enrollment:arrears"), asked)
    assert answer.status_code == 200
    return answer.context["listing"]


def test_what_is_left_and_the_late_fee_as_of_a_day(owing: Cast, client: Client) -> None:
    client.force_login(owing.clerk_east)
    listing = listed(client, as_of="2024-04-14")
    january, february = listing.page.rows
    assert (january.left_then, february.left_then) == (150, 1050)
    told = listing.arrears.of(january)
    # Due on 15 February; 59 days at 0.05 % of 150 yuan.
    assert (told.due, told.days_late, told.fee) == (dt.date(2024, 2, 15), 59, Decimal("4.43"))
    assert told.stops == dt.date(2024, 2, 1)
    assert told.assumed
    page = client.get(reverse("enrollment:arrears"), {"as_of": "2024-04-14"}).content.decode()
    assert "1,200.00" in page
    assert "4.43" in page


def test_a_receipt_counts_from_its_day_and_a_month_from_its_due_day(owing: Cast, client: Client) -> None:
    client.force_login(owing.clerk_east)
    assert [row.left_then for row in listed(client, as_of="2024-03-19").page.rows] == [1050, 1050]
    assert listed(client, as_of="2024-02-15").page.rows == []
    assert len(listed(client, as_of="2024-02-16").page.rows) == 1
    assert len(listed(client, as_of="2024-04-16").page.rows) == 3


def test_the_people_of_unpaid_months(owing: Cast, client: Client) -> None:
    with system_scope():
        payer = Payer.objects.get(emp_no="E1")
        person = make_person(owing.east)
        for number in (1, 2, 3):
            Declaration.objects.create(
                payer=payer, person=person, insutype="310", month=dt.date(2024, number, 1), wage=5000
            )
        month(employer(owing.east, "E2"), 1)
    client.force_login(owing.clerk_east)
    asked = {"as_of": "2024-04-14"}
    rows = client.get(reverse("enrollment:people_in_arrears"), asked).context["listing"].page.rows
    assert [(row.person, row.month.month) for row in rows] == [(person, 1), (person, 2)]
    client.force_login(owing.clerk_west)
    assert not client.get(reverse("enrollment:people_in_arrears"), asked).context["listing"].page.rows


def test_a_silent_policy_drops_no_month(cast: Cast, client: Client) -> None:
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        month(employer(cast.east, "E1"), 1)
    client.force_login(cast.clerk_east)
    listing = listed(client, as_of="2024-02-01")
    told = listing.arrears.of(listing.page.rows[0])
    assert (told.due, told.fee) == (None, None)
    assert told.gap


def test_scope_print_and_workbook(owing: Cast, client: Client) -> None:
    client.force_login(owing.clerk_west)
    assert [row.payer.emp_no for row in listed(client, as_of="2024-04-14").page.rows] == ["W1"]
    client.force_login(owing.finance_city)
    assert len(listed(client, as_of="2024-04-14").page.rows) == 3
    assert len(listed(client, as_of="2024-04-14", q="E1").page.rows) == 2
    address = f"{reverse('enrollment:arrears')}?as_of=2024-04-14"
    assert "2024-04-14" in client.get(f"{address}&print=1").content.decode()
    answer = client.post(address, {"export": "xlsx"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert book.worksheets[0].max_row == 4
    assert client.get(reverse("enrollment:arrears"), {"as_of": "yesterday"}).status_code == 200
