"""The region's day: what its cities reported, the fund levied by two people, the cities assessed (NM-05, NM-09)."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from config.demo.policy import year_of
from config.scoping import system_scope
from funds.models import CountySheet, RegionalLevy
from institutions.models import Agency, User
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "150100"
REGION = "150000"
YEAR = year_of(AREA)
ANSWER = "按常住人口口径复核，参保率确有低估，予以采纳。"


def sheet_in(state: str) -> CountySheet:
    with system_scope():
        found: CountySheet = CountySheet.objects.select_related("unit").get(
            scheme__agency__level=Agency.Level.REGION, state=state
        )
    return found


@pytest.mark.duty("NM-09")
def test_region(road: Road) -> None:
    road.sign_in(f"{REGION}-finance")
    road.look("desk")
    the_cities(road)
    the_levy(road)
    the_appeal(road)
    a_city(road)
    road.sign_in(f"{REGION}-finance")
    road.go(reverse("funds:sharing_what_if"))
    road.look("sharing-what-if")
    in_english(road)


def the_cities(road: Road) -> None:
    """From the region to a city to what is behind it."""
    road.go(reverse("funds:region_board"))
    road.look("cities")
    with system_scope():
        city = str(Agency.objects.get(code=AREA).area)
    road.page.locator("main td a, main th a").filter(has_text=re.compile(city)).first.click()
    road.look("city")


def the_levy(road: Road) -> None:
    """Finance enters the year's levy, another person issues it."""
    road.go(f"{reverse('funds:enter_region_levy')}?scheme=390&year={YEAR + 1}")
    road.page.fill("main [name=evidence]", "内医保调〔2025〕1号")
    road.look("levy")
    road.send()
    with system_scope():
        levy = RegionalLevy.objects.get(state="proposed")
    road.sign_in(f"{REGION}-approve")
    road.go(levy.get_absolute_url() + "issue/")
    road.send()
    road.look("levy-issued")
    road.go(reverse("funds:region_fund"))
    road.look("fund")
    levy.refresh_from_db(from_queryset=RegionalLevy.unscoped)
    assert levy.state == "issued"


def the_appeal(road: Road) -> None:
    """One score is final, one report went back, one appeal waits: it is upheld, and the score rises."""
    road.go(reverse("funds:city_assessments"))
    road.see("得分已定", "自评中", "结果已告知")
    road.look("assessment")
    told = sheet_in("told")
    before = told.score
    road.go(told.get_absolute_url())
    road.look("appealed")
    road.click("裁定")
    road.page.check("main [name=upheld][value=yes]")
    road.page.fill("main [name=answer]", ANSWER)
    road.page.fill("main [name=points_coverage]", "20")
    road.look("decide")
    road.send()
    road.see(ANSWER)
    road.look("decided")
    assert before is not None
    after = sheet_in("told").score
    assert after is not None
    assert after >= before


def a_city(road: Road) -> None:
    """The city sees its own sheet, accepts, and no other city's."""
    road.sign_in(f"{AREA}-review")
    road.go(reverse("funds:city_assessments"))
    road.look("own-board")
    with system_scope():
        others = [str(one) for one in Agency.objects.filter(level="city").exclude(code=AREA)]
    assert not [name for name in others if name in road.text()]
    road.go(sheet_in("told").get_absolute_url() + "accept/")
    road.send()
    road.look("accepted")
    road.sign_in(f"{REGION}-approve")
    road.go(sheet_in("told").get_absolute_url() + "settle/")
    road.send()
    road.see("得分已定")


def in_english(road: Road) -> None:
    User.objects.filter(username=f"{REGION}-finance").update(language="en")
    for name, place in (
        ("cities", reverse("funds:region_board")),
        ("fund", reverse("funds:region_fund")),
        ("assessment", reverse("funds:city_assessments")),
    ):
        road.go(place)
        road.look(f"english-{name}")
