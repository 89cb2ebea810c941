"""Accounts give up what they hold, interest included, and are proved to stand at zero."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    AccountInterest,
    Book,
    Sweep,
)
from funds.services.open_book import open_months
from tests.days.offstage import act
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "330200"
NO_JOBS = True
CITY, COUNTY = AREA, "330203"
SCHEME = "390"
JANUARY = Month(2023, 1)
SWEPT, MONTH_SWEPT = dt.date(2023, 1, 9), dt.date(2023, 2, 3)


@pytest.mark.duty("NB-14")
def test_accounts_are_emptied_and_proved_to_be(road: Road) -> None:
    with standing_on(SWEPT):
        the_quarters_interest(road)
        interest_on_the_income_account(road)
    with standing_on(MONTH_SWEPT):
        the_books_are_open()
        the_months_income(road)


def swept(road: Road, account: str, evidence: str, *, of: str, confirms: str) -> Sweep:
    """The account of agency ``of`` gives up what the page says it holds; a second person at the city confirms it."""
    row = road.page.locator("main tr", has_text=of).filter(has_text=account)
    row.locator("a", has_text="未归零").first.click()
    road.page.wait_for_selector("[name=amount]")
    amount = Decimal(road.page.input_value("[name=amount]").replace(",", ""))
    road.page.fill("[name=evidence]", evidence)
    road.look(f"enter-{evidence}")
    road.send()
    road.see("待确认")
    with system_scope():
        sweep: Sweep = Sweep.objects.get(evidence=evidence)
    assert (sweep.amount, sweep.state) == (amount, "entered")
    confirmed(road, sweep, confirms)
    with system_scope():
        sweep.refresh_from_db()
    assert (sweep.state, sweep.after) == ("booked", 0)
    return sweep


def confirmed(road: Road, sweep: Sweep, duty: str) -> None:
    road.sign_in(f"{CITY}-{duty}")
    road.go(reverse("funds:confirm_sweep", args=[sweep.pk]))
    road.send()


def the_quarters_interest(road: Road) -> None:
    """A county's and the city's are not given up yet, another's waits for confirmation: then all stand at zero."""
    road.sign_in(f"{CITY}-finance")
    road.go(reverse("funds:sweeps"))
    road.see("未归零", "待确认")
    road.look("before")
    with system_scope():
        [waiting] = Sweep.objects.filter(state="entered")
    swept(road, "支出户", "上划20230109市", of="宁波市", confirms="review")
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:sweeps"))
    swept(road, "支出户", "上划20230109", of="海曙区", confirms="finance")
    confirmed(road, waiting, "finance")
    road.go(reverse("funds:sweeps"))
    road.look("all-at-zero")
    assert "未归零" not in road.text()
    road.go(f"{reverse('funds:sweeps')}?print")
    road.look("print")
    totals = next(row for row in road.workbook(reverse("funds:sweeps_xlsx")) if row[0] == "合计")
    assert totals[5] == totals[6] > 0
    assert (totals[7], totals[8]) == (0, 0)


def interest_on_the_income_account(road: Road) -> None:
    """The bank credits a county's income account; the city's second person checks the slip."""
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:enter_interest"))
    road.page.select_option("[name=account]", "income")
    road.page.fill("[name=amount]", "86.40")
    road.page.fill("[name=received_on]", SWEPT.isoformat())
    road.page.fill("[name=evidence]", "收入户回单20230109")
    road.look("income-slip")
    road.send()
    with system_scope():
        slip = AccountInterest.objects.get(evidence="收入户回单20230109")
    road.sign_in(f"{CITY}-review")
    road.go(reverse("funds:confirm_interest", args=[slip.pk]))
    road.send()
    with system_scope():
        slip.refresh_from_db()
    assert slip.state == "booked"


def the_books_are_open() -> None:
    """Of the month in which the city takes; finance opened them meanwhile."""
    with system_scope():
        book = Book.objects.select_related("unit__area").get(insutype=SCHEME, unit__code=CITY)
    act(f"{CITY}-finance", open_months, book=book, through=Month.of(MONTH_SWEPT))


def the_months_income(road: Road) -> None:
    """At the month's end the income account gives up all it holds."""
    where = f"{reverse('funds:sweeps')}?month={JANUARY}"
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("desk"))
    road.look("desk")
    road.go(where)
    road.see("86.40")
    road.look("income-not-swept")
    assert swept(road, "收入户", "上划20230203", of="海曙区", confirms="finance").amount == Decimal("86.40")
    road.go(where)
    row = road.page.locator("main tr", has_text="86.40").filter(has_text="收入户").first.inner_text()
    assert "已归零" in row
    road.look("income-swept")
