"""The region's day in March: cities' figures, cities assessed, the fund levied, paid up and distributed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from config.demo.policy import year_of
from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    Book,
    CountyResult,
    CountyScheme,
    CountySheet,
    CountyValue,
    RegionalDemand,
    RegionalDistribution,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
)
from funds.reads.region_assessment import performance_of
from funds.services.open_book import open_months
from funds.services.regional_fund.transfers import book_transfer, enter_transfer
from institutions.models import Agency, User
from tests.days.offstage import act
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.further_area]

AREA = CITY = "150100"
REGION = "150000"
YEAR = year_of(AREA)
DAY = dt.date(YEAR + 1, 3, 6)
MENDED = "已补附第三方评价报告，请复核。"
ANSWER = "经核对批文，按调整后的征缴计划核定得分。"
# Yuan by city, in the order of the rows: income, spending, managerial part, balance.
WHAT_IF = (
    ("1000000", "1300000", "", "50000"),
    ("1500000", "1900000", "20000", ""),
    ("900000", "800000", "", ""),
)


def sheet_in(state: str) -> CountySheet:
    """The one sheet of the region's assessment in this state."""
    with system_scope():
        found: CountySheet = CountySheet.objects.select_related("unit", "scheme__agency").get(
            scheme__agency__level=Agency.Level.REGION, state=state
        )
    return found


def sheet_of(city: str) -> CountySheet:
    with system_scope():
        found: CountySheet = CountySheet.objects.select_related("unit", "scheme__agency").get(
            scheme__agency__level=Agency.Level.REGION, unit__code=city
        )
    return found


def names() -> list[str]:
    with system_scope():
        return [str(one.area) for one in Agency.objects.filter(level="city").order_by("code")]


@pytest.mark.duty("NM-05", "NM-06", "NM-09")
def test_region(road: Road) -> None:
    with standing_on(DAY):
        the_cities(road)
        the_returned_report(road)
        the_appeal(road)
        the_ranking(road)
        the_levy(road)
        the_money_comes_in(road)
        the_distribution(road)
        the_money_goes_out(road)
        the_what_if(road)
        in_english(road)


def the_cities(road: Road) -> None:
    """From the desk to the region added up, to a city, to a county."""
    road.sign_in(f"{REGION}-finance")
    road.go("/desk/")
    road.see(*names())
    road.look("desk")
    road.go(reverse("funds:region_board"))
    road.see("全区", *names())
    road.look("cities")
    city = names()[0]
    road.page.locator("main td a").filter(has_text=re.compile(city)).first.click()
    road.see("全统筹区", "新城区")
    road.look("city")
    road.page.locator("main td a").filter(has_text=re.compile("新城区")).first.click()
    road.look("county")


def the_returned_report(road: Road) -> None:
    """A city mends what came back and hands it in anew; verified, told, accepted, final."""
    sheet = sheet_in("reporting")
    city, place = sheet.unit.code, sheet.get_absolute_url()
    with system_scope():
        value = CountyValue.objects.get(sheet=sheet, indicator__key="performance_review")
    road.sign_in(f"{city}-handle")
    road.go("/desk/")
    road.look("city-desk")
    road.go(place)
    road.look("city-returned")
    road.go(f"{place}values/{value.pk}/report/")
    road.page.fill("main [name=evidence]", MENDED)
    road.look("city-value")
    road.send()
    road.sign_in(f"{city}-review")
    road.go(place)
    road.click("提交自评")
    road.send()

    road.sign_in(f"{REGION}-handle")
    road.go("/desk/")
    road.look("assessor-desk")
    road.go(place)
    road.see(MENDED)
    road.click("核验一致项")
    road.send()
    road.click("完成核验")
    road.send()
    road.look("verified")
    road.sign_in(f"{REGION}-review")
    road.go(place)
    road.click("复核并告知结果")
    road.send()
    final(road, sheet)


def final(road: Road, sheet: CountySheet) -> None:
    """The city takes the result, the region's approver makes it final."""
    place = sheet.get_absolute_url()
    road.sign_in(f"{sheet.unit.code}-review")
    road.go(place)
    road.click("认可结果")
    road.send()
    road.sign_in(f"{REGION}-approve")
    road.go(place)
    road.click("确定得分")
    road.send()
    road.see("得分已定")


def the_appeal(road: Road) -> None:
    """A city appealed against its result: upheld, and the score rises by what was given."""
    sheet = sheet_of(CITY)
    place, before = sheet.get_absolute_url(), sheet.score
    road.sign_in(f"{REGION}-approve")
    road.go("/desk/")
    road.look("approver-desk")
    road.go(place)
    road.look("appealed")
    road.click("裁定")
    road.page.check("main [name=upheld][value=yes]")
    road.page.fill("main [name=answer]", ANSWER)
    road.page.fill("main [name=points_collection_rate]", "9")
    road.look("decide")
    road.send()
    road.see(ANSWER)
    final(road, sheet)
    road.look("decided")
    after = sheet_of(CITY).score
    assert before is not None
    # 9 of the 90 points that were measured.
    assert after == before + 10


def the_ranking(road: Road) -> None:
    """Published when every score is final; every city reads the table, and no other city's sheet."""
    with system_scope():
        scheme = CountyScheme.objects.select_related("agency").get(agency__code=REGION, year=YEAR)
    road.sign_in(f"{REGION}-handle")
    road.go(scheme.get_absolute_url())
    road.look("scheme")
    road.click("公布")
    road.page.fill("main [name=place]", "自治区医疗保障局门户网站")
    road.send()
    road.go(f"{reverse('funds:city_assessments')}?scheme={scheme.pk}")
    road.look("ranking")
    with system_scope():
        ranked = list(
            CountyResult.objects.filter(scheme=scheme).order_by("rank").select_related("unit__area")
        )
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert len({one.score for one in ranked}) == len(names())
    other = next(one for one in ranked if one.unit.code != CITY)
    road.sign_in(f"{CITY}-review")
    road.go(f"{reverse('funds:city_assessments')}?scheme={scheme.pk}")
    road.see(*names())
    road.look("ranking-of-a-city")
    answer = road.page.goto(sheet_of(other.unit.code).get_absolute_url())
    assert answer.status == 404


def the_levy(road: Road) -> None:
    """Finance enters the levy of the year by what every city collected in the last; another person issues it."""
    road.sign_in(f"{REGION}-finance")
    road.go("/desk/")
    road.look("desk-levy")
    road.go(f"{reverse('funds:enter_region_levy')}?scheme=390&year={YEAR + 1}")
    road.page.fill("main [name=evidence]", "内医保调〔2025〕1号")
    road.look("levy")
    road.send()
    with system_scope():
        levy = RegionalLevy.objects.get(state="proposed")
    road.sign_in(f"{REGION}-approve")
    road.go(levy.get_absolute_url())
    road.click("下达")
    road.send()
    road.look("levy-issued")
    with system_scope():
        demands = list(RegionalDemand.objects.filter(levy=levy, state="issued"))
    assert len(demands) == len(names())
    assert all(
        one.amount == (one.collected * one.share / 10_000).quantize(Decimal("0.01")) for one in demands
    )


def the_money_comes_in(road: Road) -> None:
    """A city pays up, the region books what came; of the other two one pays whole and one nothing yet."""
    with system_scope():
        demands = {
            one.area.code: one
            for one in RegionalDemand.objects.filter(state="issued").select_related("area", "region")
        }
        book = Book.objects.get(insutype="390", unit__code=CITY)
    act(f"{CITY}-finance", open_months, book=book, through=Month(DAY.year, DAY.month))
    own = demands.pop(CITY)
    road.sign_in(f"{CITY}-finance")
    road.go("/desk/")
    road.look("city-finance-desk")
    road.go(own.get_absolute_url())
    road.look("demand")
    moved(road, own.get_absolute_url(), f"{CITY}-review", "HH250306-01")
    road.sign_in(f"{REGION}-finance")
    moved(road, own.get_absolute_url(), f"{REGION}-review", "NM250306-01")
    paying = demands[min(demands)]
    entered = act(
        f"{REGION}-finance", enter_transfer, paper=paying, side="received", amount=paying.amount, moved_on=DAY,
        evidence="NM250306-02",
    )  # fmt: skip
    act(f"{REGION}-review", book_transfer, transfer=entered)


def moved(road: Road, place: str, checker: str, slip: str) -> None:
    """Whoever is signed in enters the voucher of the whole amount; ``checker`` books it."""
    road.go(f"{place}move/")
    road.page.fill("main [name=moved_on]", f"{DAY}")
    road.page.fill("main [name=evidence]", slip)
    road.send()
    road.sign_in(checker)
    with system_scope():
        waiting = RegionalTransfer.objects.get(state="entered", evidence=slip)
    road.go(reverse("funds:book_region_transfer", args=[waiting.pk]))
    road.send()


def the_distribution(road: Road) -> None:
    """Only what came in is given, by people insured, collection rate and the score; another person issues it."""
    with system_scope():
        levy = RegionalLevy.objects.get(state="issued")
    road.sign_in(f"{REGION}-finance")
    road.go(levy.get_absolute_url())
    road.look("levy-partly-in")
    road.click("分配调剂基金")
    assert not road.page.locator("main [name^=performance_]").count()
    road.page.fill("main [name=evidence]", "内医保调〔2025〕2号")
    road.look("distribute")
    road.send()
    road.look("distribution")
    with system_scope():
        given = RegionalDistribution.objects.get(state="proposed")
        grants = list(RegionalGrant.objects.filter(distribution=given).select_related("assessed", "area"))
    assert sum(one.amount for one in grants) == given.amount <= given.collected < levy.amount
    assert [one.performance for one in grants] == [performance_of(sheet_of(one.area.code)) for one in grants]
    road.sign_in(f"{REGION}-approve")
    road.go(given.get_absolute_url())
    road.click("下达")
    road.send()
    road.see("已下达")


def the_money_goes_out(road: Road) -> None:
    """The region pays, the city books what arrived; the fund's page shows both sides."""
    with system_scope():
        grant = RegionalGrant.objects.get(area__code=CITY, state="issued")
    place = grant.get_absolute_url()
    road.sign_in(f"{REGION}-finance")
    moved(road, place, f"{REGION}-review", "NM250306-03")
    road.sign_in(f"{CITY}-finance")
    moved(road, place, f"{CITY}-review", "HH250306-02")
    road.go(place)
    road.look("grant")
    road.go(reverse("funds:region_fund"))
    road.look("fund-of-a-city")
    road.sign_in(f"{REGION}-finance")
    road.go(reverse("funds:region_fund"))
    road.see(*names())
    road.look("fund")
    road.go(f"{reverse('funds:region_statement')}?area={CITY}")
    road.look("statement")


def the_what_if(road: Road) -> None:
    """Cities ask the fund for more than it holds: each gets its part, the rest is local."""
    road.go(reverse("funds:sharing_what_if"))
    for row, typed in enumerate(WHAT_IF, 1):
        for name, value in zip(("income", "spending", "managerial", "balance"), typed, strict=True):
            road.page.fill(f"main [name={name}_{row}]", value)
    road.page.fill("main [name=balance_0]", "300000")
    road.click("计算")
    road.see("三（五）")
    road.look("what-if")


def in_english(road: Road) -> None:
    User.objects.filter(username=f"{REGION}-finance").update(language="en")
    sheet = sheet_of(CITY)
    for name, place in (
        ("desk", "/desk/"),
        ("cities", reverse("funds:region_board")),
        ("fund", reverse("funds:region_fund")),
        ("assessment", reverse("funds:city_assessments")),
        ("sheet", sheet.get_absolute_url()),
        ("scheme", sheet.scheme.get_absolute_url()),
        (
            "what-if",
            f"{reverse('funds:sharing_what_if')}?ask=1&year={YEAR}&insutype=390&spending_1=9&balance_0=5",
        ),
    ):
        road.go(place)
        road.look(f"english-{name}")
