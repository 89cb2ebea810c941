"""Interest of a quarter, by hand: the rate, what the bank credited, the difference explained, swept to the city."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import AccountInterest, AgreedRate, Book, FundAccount, InterestExplanation, Sweep
from funds.reads.interest import interest_check
from funds.rules.sweeps import span_of
from funds.services.open_book import open_months
from funds.services.sweeps.enter import proof_of
from institutions.models import User
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The one city whose document has interest swept up every quarter.
AREA = "330200"
CITY, COUNTY = AREA, "330203"
SCHEME = "390"
# Of the year after the one played: the months before are closed.
NEW_YEAR, SETTLED, CREDITED = dt.date(2023, 1, 3), dt.date(2023, 3, 20), dt.date(2023, 3, 21)
SWEPT = dt.date(2023, 4, 3)
RATE = "1.2500"
LESS = Decimal("2.00")


@pytest.fixture
def celery_worker_process() -> None:
    """Nothing of these days is a job."""


def account() -> FundAccount:
    with system_scope():
        known = FundAccount.objects.select_related("agency__area")
        found: FundAccount = known.get(agency__code=COUNTY, insutype=SCHEME, kind="expenditure")
        return found


@pytest.mark.duty("JJ-05")
def test_interest_of_a_quarter(road: Road) -> None:
    with standing_on(NEW_YEAR):
        the_rate(road)
    with standing_on(CREDITED):
        the_books_are_open()
        received = the_slip(road)
        the_difference(road, received)
    with standing_on(SWEPT):
        the_sweep(road, received)


def the_rate(road: Road) -> None:
    """Another rate from the new year on: finance enters it, a second person approves; the former one ends."""
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:interest") + "?month=2022-12")
    road.look("last-quarter")
    road.click("账户协议利率一览")
    road.look("rates")
    road.click("录入协议利率")
    road.page.select_option("[name=fund_account]", str(account().pk))
    road.page.fill("[name=rate]", RATE)
    road.page.fill("[name=valid_from]", "2023-01-01")
    road.page.fill("[name=agreement]", "协定存款协议〔2023〕3号")
    road.look("enter-rate")
    road.send()
    road.see("协定存款协议〔2023〕3号")

    road.sign_in(f"{COUNTY}-approve")
    with system_scope():
        rate = AgreedRate.objects.get(fund_account=account(), approved_by=None)
    road.go(reverse("funds:approve_rate", args=[rate.pk]))
    road.see("1.25", "协定存款协议〔2023〕3号")
    road.look("approve-rate")
    road.send()
    with system_scope():
        rate.refresh_from_db()
        former = AgreedRate.objects.exclude(pk=rate.pk).get(fund_account=rate.fund_account)
    assert rate.approved_by is not None
    assert former.period.upper == rate.period.lower


def the_books_are_open() -> None:
    """Of the months in which the bank credits and the city takes: finance opened them meanwhile."""
    with system_scope():
        book = Book.objects.select_related("unit__area").get(insutype=SCHEME, unit__code=CITY)
        finance = User.objects.get(username=f"{CITY}-finance")
    with acting_as(finance):
        open_months(book=book, through=Month.of(SWEPT), acting_user=finance)


def the_slip(road: Road) -> Decimal:
    """The bank credits a little less than the rates give; the city's second person confirms it from the statement."""
    with system_scope():
        check = interest_check(account(), SETTLED)
    assert check is not None
    assert check.reckoned > LESS
    amount = check.reckoned - LESS
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:interest") + "?month=2023-03")
    road.see(f"{check.reckoned:,.2f}", "1.15%、1.25%")
    road.click("登记利息")
    road.page.select_option("[name=account]", "expenditure")
    road.page.fill("[name=amount]", str(amount))
    road.page.fill("[name=evidence]", "结息回单20230321")
    road.look("enter-interest")
    road.send()

    road.sign_in(f"{CITY}-review")
    with system_scope():
        slip = AccountInterest.objects.get(evidence="结息回单20230321")
    road.go(reverse("funds:confirm_interest", args=[slip.pk]))
    road.see(f"{amount:,.2f}")
    road.send()
    with system_scope():
        slip.refresh_from_db()
    assert slip.state == "booked"
    return amount


def the_difference(road: Road, received: Decimal) -> None:
    """The quarter's page shows it open; finance says what it is; it stands explained."""
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:interest") + "?month=2023-03")
    road.see("不符，未说明", "-2.00", f"{received:,.2f}")
    road.look("difference")
    road.page.locator("tr[data-href*=explain]").first.click()
    road.page.wait_for_selector("[name=explanation]")
    road.page.fill("[name=explanation]", "银行3月20日按支取后余额计息，已与银行核对")
    road.send()
    road.go(reverse("funds:interest") + "?month=2023-03")
    road.see("不符，已说明", "银行3月20日按支取后余额计息，已与银行核对")
    road.look("explained")
    with system_scope():
        said = InterestExplanation.objects.get(fund_account=account(), last=SETTLED)
    assert said.received - said.reckoned == -LESS


def the_sweep(road: Road, received: Decimal) -> None:
    """What the expenditure account earned goes up to the city's special account, and stands at zero afterwards."""
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("funds:sweeps") + "?month=2023-03")
    road.look("not-swept")
    road.page.locator("tr", has_text="支出户").locator("a", has_text="未归零").first.click()
    road.page.wait_for_selector("[name=amount]")
    with system_scope():
        agency = account().agency
        whole = proof_of(agency, SCHEME, "expenditure", span_of("quarter", CREDITED)).after
    # With what the quarter before left there.
    assert whole >= received
    road.see(f"{whole:,.2f}")
    road.page.fill("[name=amount]", str(whole))
    road.page.fill("[name=evidence]", "上划凭证20230403")
    road.look("enter-sweep")
    road.send()

    road.sign_in(f"{CITY}-finance")
    with system_scope():
        sweep = Sweep.objects.get(evidence="上划凭证20230403")
    road.go(reverse("funds:confirm_sweep", args=[sweep.pk]))
    road.send()
    road.go(reverse("funds:sweeps") + "?month=2023-03")
    road.see("已归零")
    road.look("swept")
    with system_scope():
        sweep.refresh_from_db()
    assert (sweep.state, sweep.amount, sweep.after) == ("booked", whole, 0)
