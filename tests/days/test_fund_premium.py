"""The premium of serious illness by hand: worked out, approved by a second person, put into a batch for the bank."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from enrollment.models import Coverage
from funds.models import InsurerPremium, Payment
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Where the document names a premium of a head.
AREA = "620700"
CITY, SCHEME = AREA, "390"
PREMIUM_ON = dt.date(2021, 1, 18)


@pytest.fixture
def celery_worker_process() -> None:
    """Nothing of this day is a job."""


def people_stay_insured() -> None:
    """Whoever was insured until the year's end paid for the next year, too."""
    with system_scope():
        ended = Coverage.objects.filter(insutype=SCHEME, period__endswith=dt.date(2021, 1, 1))
        for cover in ended:
            cover.period = DateRange(cover.period.lower, dt.date(2022, 1, 1))
            cover.save(update_fields=["period"])


@pytest.mark.duty("ZY-21")
def test_a_premium_is_worked_out_approved_and_paid(road: Road) -> None:
    people_stay_insured()
    with standing_on(PREMIUM_ON):
        road.sign_in(f"{CITY}-finance")
        road.go(reverse("funds:premiums"))
        road.look("premiums")
        road.click("测算保费")
        road.page.select_option("[name=insutype]", SCHEME)
        road.page.select_option("[name=year]", "2021")
        road.look("work-out")
        road.send()
        with system_scope():
            premium = InsurerPremium.objects.get(year=2021, insutype=SCHEME)
        road.see(f"{premium.amount:,.2f}")
        road.look("premium")

        road.sign_in(f"{CITY}-approve")
        road.go(premium.get_absolute_url())
        road.click("审批")
        road.send()

        road.sign_in(f"{CITY}-finance")
        road.go(reverse("funds:pay_premiums"))
        road.look("pay")
        road.send()
        road.look("batch")
        with system_scope():
            payment = Payment.objects.get(premium=premium)
            assert (payment.amount, payment.state) == (premium.amount, "prepared")
