"""A subsidy that a government owes is dunned, received and checked by a second person."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import (
    Book,
    Government,
    SubsidyDunning,
    SubsidyReceipt,
)
from funds.reads.subsidies import SubsidyDue, subsidy_year
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "330200"
NO_JOBS = True
CITY, COUNTY = AREA, "330203"
SCHEME, YEAR = "390", 2022
DUNNED, CAME = dt.date(2023, 1, 16), dt.date(2023, 1, 20)


@pytest.mark.duty("NB-15")
def test_a_late_subsidy_is_dunned_received_and_checked(road: Road) -> None:
    """The county's own government owes the last quarter: nothing came, though a letter went out before."""
    with standing_on(DUNNED):
        due = late_one()
        the_letter(road, due)
    with standing_on(CAME):
        the_money_comes(road, due)


def due_of(county: str, today: dt.date) -> list[SubsidyDue]:
    with system_scope():
        book = Book.objects.select_related("area").get(insutype=SCHEME, unit__code=CITY)
        year = subsidy_year(area=book.area, year=YEAR, insutype=SCHEME, today=today)
        return [one for one in year.dues if one.county.code == county]


def late_one() -> SubsidyDue:
    found = [one for one in due_of(COUNTY, DUNNED) if one.state == "late"]
    assert [(one.payer, one.quarter) for one in found] == [(Government.COUNTY, 4)]
    return found[0]


def the_letter(road: Road, due: SubsidyDue) -> None:
    road.sign_in(f"{CITY}-finance")
    road.go(reverse("desk"))
    road.look("desk")
    road.go(f"{reverse('funds:subsidies')}?year={YEAR}")
    road.see("逾期未到位")
    road.look("board")
    # What is late stands first.
    first = road.page.locator("main tbody tr").first.inner_text()
    assert "逾期未到位" in first
    road.page.locator("main tr", has_text=str(due.county)).locator("a", has_text="逾期未到位").first.click()
    road.page.wait_for_selector("main form button")
    road.see(f"{due.open:,.2f}")
    road.look("write")
    road.send()
    road.see(f"{due.open:,.2f}", where="body")
    road.look("letter")
    road.go(reverse("funds:subsidy_letters"))
    road.look("letters")
    with system_scope():
        letters = SubsidyDunning.objects.filter(county=due.county, year=YEAR, quarter=4, payer=due.payer)
        assert letters.count() == due.letters + 1


def the_money_comes(road: Road, due: SubsidyDue) -> None:
    """Entered from the voucher it counts for nothing; checked by the second person it is in the books."""
    road.sign_in(f"{CITY}-finance")
    road.go(reverse("funds:enter_subsidy"))
    road.page.select_option("[name=county]", str(due.county.pk))
    road.page.select_option("[name=year]", str(YEAR))
    road.page.select_option("[name=quarter]", "4")
    road.page.select_option("[name=payer]", due.payer)
    road.page.fill("[name=amount]", str(due.open))
    road.page.fill("[name=received_on]", CAME.isoformat())
    road.page.fill("[name=voucher_no]", "补助20230120")
    road.look("enter")
    road.send()
    road.look("receipts")
    with system_scope():
        receipt = SubsidyReceipt.objects.get(voucher_no="补助20230120")
    assert [one.open for one in due_of(COUNTY, CAME) if one.quarter == 4 and one.payer == due.payer] == [
        due.open
    ]

    road.sign_in(f"{CITY}-review")
    road.go(reverse("funds:subsidy_receipts"))
    road.page.locator("main tbody tr", has_text="补助20230120").first.click()
    road.page.wait_for_selector("main form button")
    road.look("check")
    road.send()
    road.see("补助20230120")
    road.look("entry")
    with system_scope():
        receipt.refresh_from_db()
    assert receipt.state == "booked"
    road.go(f"{reverse('funds:subsidies')}?year={YEAR}&county={due.county.pk}")
    road.look("paid-in")
    assert "逾期未到位" not in road.text()
    road.go(f"{reverse('funds:subsidies')}?year={YEAR}&print=1")
    road.look("print")
    _head, *rows, together = road.workbook(f"{reverse('funds:subsidies')}?year={YEAR}&export=1")
    with system_scope():
        of_year = [one for county in _counties() for one in due_of(county, CAME)]
    whole = sum(one.due for one in of_year)
    assert sum(Decimal(str(row[4])) for row in rows) == Decimal(str(together[4])) == whole


def _counties() -> list[str]:
    with system_scope():
        return list(
            SubsidyReceipt.objects.filter(year=YEAR)
            .order_by()
            .values_list("county__code", flat=True)
            .distinct()
        )
