"""Statements and months of the books, by hand: figures opened; a closed year, reopened by two and closed again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import AccountInterest, BookPeriod, Entry, PeriodChange, PeriodRequest
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "330200"
CITY, COUNTY, SCHEME = AREA, "330203", "390"
TODAY = dt.date(2023, 1, 9)
FORGOTTEN, LATE = "结息回单20221221遗", "结息回单20221221补"
AMOUNT = "12.34"


@pytest.fixture
def celery_worker_process() -> None:
    """Nothing of these days is a job."""


def december() -> BookPeriod:
    with system_scope():
        found: BookPeriod = BookPeriod.objects.get(
            book__unit__code=CITY, book__insutype=SCHEME, month=dt.date(2022, 12, 1)
        )
        return found


def asked() -> PeriodRequest:
    with system_scope():
        found: PeriodRequest = PeriodRequest.objects.get(period=december(), state="asked")
        return found


@pytest.mark.duty("NB-17")
@pytest.mark.parametrize("whose", ["city", "county"])
def test_every_figure_of_the_statements_leads_to_its_entries(road: Road, whose: str) -> None:
    """The month's and the year's; consolidated at the city, its own at a county."""
    with standing_on(TODAY):
        road.sign_in(f"{CITY if whose == 'city' else COUNTY}-finance")
        page = reverse("funds:financial_statements")
        for yearly in ("", "1"):
            address = f"{page}?scheme={SCHEME}&month=2022-12&yearly={yearly}"
            road.go(address)
            road.look(f"{whose}-statements{yearly}")
            figures = [
                one.get_attribute("href") for one in road.page.locator("main table a.figure, main td a").all()
            ]
            behind = [one for one in figures if one and "/figure/" in one]
            assert len(behind) > 4, figures
            for place in dict.fromkeys([behind[0], behind[len(behind) // 2], behind[-1]]):
                road.go(place)
            road.look(f"{whose}-figure{yearly}")
            road.page.locator("main table a").first.click()
            road.page.wait_for_load_state()
            road.look(f"{whose}-behind{yearly}")
            road.go(f"{address}&print=1")
            road.look(f"{whose}-print{yearly}")
            sheet = road.page.request.get(address.replace(page, reverse("funds:statements_workbook")))
            assert sheet.ok
            assert sheet.body()[:2] == b"PK"


@pytest.mark.duty("NB-17")
def test_a_closed_year_takes_nothing_is_reopened_by_two_and_closed_again(road: Road) -> None:
    with standing_on(TODAY):
        the_closed_month_takes_nothing(road)
        reopened_by_a_second_person(road)
        assert booked_on(road, LATE) == dt.date(2022, 12, 21)
        closed_again_with_the_year(road)


def the_closed_month_takes_nothing(road: Road) -> None:
    """A slip of its last days is booked in the month after."""
    assert december().state == "closed"
    assert booked_on(road, FORGOTTEN) == dt.date(2023, 1, 1)


def booked_on(road: Road, evidence: str) -> dt.date:
    """The county enters interest of December, the city confirms it from the bank's statement."""
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:enter_interest"))
    road.page.select_option("[name=account]", "expenditure")
    road.page.fill("[name=amount]", AMOUNT)
    road.page.fill("[name=received_on]", "2022-12-21")
    road.page.fill("[name=evidence]", evidence)
    road.send()
    with system_scope():
        slip = AccountInterest.objects.get(evidence=evidence)
    road.sign_in(f"{CITY}-review")
    road.go(reverse("funds:confirm_interest", args=[slip.pk]))
    road.send()
    with system_scope():
        day: dt.date = Entry.objects.get(key=f"interest:{slip.pk}").booked_on
        return day


def reopened_by_a_second_person(road: Road) -> None:
    """Finance asked for it in the demonstration, and cannot answer itself."""
    road.sign_in(f"{CITY}-finance")
    road.go(reverse("funds:accounting_months"))
    road.look("months")
    road.go(reverse("funds:accounting_month", args=[december().pk]))
    road.look("asked")
    address = reverse("funds:agree_month", args=[asked().pk])
    assert not road.page.locator(f"main a[href='{address}']").count()
    answer = road.page.goto(address)
    assert answer is not None
    assert answer.status == 403

    road.sign_in(f"{CITY}-approve")
    road.go(address)
    road.look("agree")
    road.send()
    road.see("补记凭证", "宁波市财务员", "宁波市审批员")
    road.look("reopened")
    assert december().state == "open"


def closed_again_with_the_year(road: Road) -> None:
    road.sign_in(f"{CITY}-finance")
    road.go(reverse("funds:accounting_month", args=[december().pk]))
    road.look("before-closing")
    road.go(reverse("funds:ask_close", args=[december().pk]))
    for box in road.page.locator("[name=accepted]").all():
        box.check()
    road.look("ask-close")
    road.send()

    road.sign_in(f"{CITY}-review")
    road.go(reverse("funds:agree_month", args=[asked().pk]))
    road.look("agree-close")
    road.send()
    road.look("closed")
    assert december().state == "closed"
    with system_scope():
        trail = list(
            PeriodChange.objects.filter(period=december()).order_by("pk").values_list("act", flat=True)
        )
    assert trail[-2:] == ["reopened", "closed"]
    road.sign_in(f"{CITY}-finance")
    road.go(f"{reverse('funds:financial_statements')}?scheme={SCHEME}&month=2022-12&yearly=1")
    road.look("statements-differ-from-filed")
