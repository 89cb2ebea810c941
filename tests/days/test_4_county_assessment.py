"""The city supervisor, January to March: counties assessed from the scheme to the published ranking (NB-24)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from config.demo.topics.papers import scan
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import CountyAppeal, CountyScheme, CountySheet, CountyValue
from funds.services.county_assessment.report import report_value, submit_report
from funds.services.county_assessment.review import accept_result, settle_score, tell_result
from funds.services.county_assessment.verify import conclude_verification, verify_rest, verify_value
from institutions.rules.scoring import ENTERED, POINTS
from tests.days.offstage import act
from tests.days.road import PATIENCE, Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
COUNTY, YEAR = "330203", 2022
INCOMPLETE = "参保率没有按乡镇列明，请补充后重报。"
LATE = "抽查发现一份预算调整表晚报，扣减相应分值。"
APPEAL = "预算调整表系市级通知晚到，已附收文登记，请求复核。"
ANSWER = "经核实收文时间，恢复相应分值。"


def the_scheme() -> CountyScheme:
    with system_scope():
        return CountyScheme.objects.select_related("agency").get(agency__code=CITY, year=YEAR)


def sheet_of(county: str) -> CountySheet:
    with system_scope():
        return CountySheet.objects.select_related("scheme__agency", "unit").get(
            scheme=the_scheme(), unit__code=county
        )


def values_of(sheet: CountySheet, **wanted: object) -> list[CountyValue]:
    with system_scope():
        found = CountyValue.objects.filter(sheet=sheet, **wanted).select_related("indicator", "sheet__unit")
        return list(found.order_by("indicator__position"))


@pytest.mark.duty("NB-24")
def test_county_assessment(road: Road, tmp_path: Path) -> None:
    with standing_on(dt.date(YEAR + 1, 1, 4)):
        the_scheme_is_made(road)
    with standing_on(dt.date(YEAR + 1, 1, 12)):
        the_county_reports(road, tmp_path)
    with standing_on(dt.date(YEAR + 1, 2, 3)):
        the_city_verifies(road)
    with standing_on(dt.date(YEAR + 1, 2, 18)):
        the_county_appeals(road)
    with standing_on(dt.date(YEAR + 1, 3, 2)):
        the_others()
        the_ranking(road)


def the_scheme_is_made(road: Road) -> None:
    """Drafted from the policy, approved by a second person, opened, and measured by a job."""
    road.sign_in(f"{CITY}-handle")
    road.go("/funds/county-assessment/")
    road.look("board-empty")
    road.click("拟订方案")
    road.page.select_option("main [name=year]", str(YEAR))
    road.send()
    place = the_scheme().get_absolute_url()
    road.look("scheme-draft")
    road.sign_in(f"{CITY}-approve")
    road.go("/desk/")
    road.see(f"{YEAR}")
    road.go(place)
    road.click("批准方案")
    road.send()
    road.sign_in(f"{CITY}-handle")
    road.go(place)
    road.click("启动自评")
    road.send()
    road.click("计算指标值")
    road.send()
    road.finish_job()
    with system_scope():
        assert CountyValue.objects.filter(sheet__scheme=the_scheme(), from_data__isnull=False).exists()


def the_county_reports(road: Road, folder: Path) -> None:
    """Its sheet comes down, is filled in and brought back; a paper is attached; the second person hands it in."""
    sheet = sheet_of(COUNTY)
    road.sign_in(f"{COUNTY}-handle")
    road.go("/desk/")
    road.look("county-desk")
    road.go(sheet.get_absolute_url())
    road.look("county-sheet")
    with road.page.expect_download() as download:
        road.click("下载自评表")
    download.value.save_as(folder / "report.xlsx")
    fill_in(folder / "report.xlsx")
    road.click("导入自评表")
    road.page.set_input_files("[name=file]", str(folder / "report.xlsx"))
    road.send()
    road.page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    road.click("查看结果")
    road.page.wait_for_selector("#confirm", timeout=PATIENCE)
    road.look("county-import")
    road.page.click("#confirm")
    road.send()
    road.page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    assert all(one.own_points is not None for one in values_of(sheet, indicator__source=ENTERED))

    paper = folder / "paper.pdf"
    paper.write_bytes(scan("self-report").read())
    road.go(sheet.get_absolute_url())
    road.click("上传佐证")
    road.page.fill("main [name=title]", "预决算批复文件")
    road.page.set_input_files("main [name=upload]", str(paper))
    road.send()
    road.see("预决算批复文件")
    hand_in(road, sheet)
    road.look("county-sheet-handed-in")


def fill_in(path: Path) -> None:
    """What is entered by hand; what the data say stays as it is."""
    book = openpyxl.load_workbook(path)
    table = book.active
    heads = [str(cell.value) for cell in table[1]]
    place = {name: next(n for n, head in enumerate(heads) if name in head)
             for name in ("indicator", "unit", "most", "from_data", "value", "evidence")}  # fmt: skip
    for row in table.iter_rows(min_row=2):
        if row[place["from_data"]].value not in (None, ""):
            continue
        in_points = row[place["unit"]].value == "points"
        row[place["value"]].value = (
            Decimal(str(row[place["most"]].value))
            if in_points
            else of_hundred(str(row[place["indicator"]].value))
        )
        row[place["evidence"]].value = "年度台账、批复文件"
    book.save(path)


def of_hundred(indicator: str) -> Decimal:
    """A share is near the whole, a growth is small."""
    return Decimal("4.5") if indicator.startswith("growth") else Decimal("96.5")


def hand_in(road: Road, sheet: CountySheet) -> None:
    road.sign_in(f"{COUNTY}-review")
    road.go(sheet.get_absolute_url())
    road.click("提交自评")
    road.send()


def the_city_verifies(road: Road) -> None:
    """Returned with the reason, mended, handed in anew; one value counts less, the rest as it agrees."""
    sheet = sheet_of(COUNTY)
    place = sheet.get_absolute_url()
    road.sign_in(f"{CITY}-handle")
    road.go("/funds/county-assessment/")
    road.look("board-reporting")
    road.go(place)
    road.click("退回自评")
    road.page.fill("main [name=reason]", INCOMPLETE)
    road.send()

    entered = values_of(sheet, indicator__source=ENTERED)[0]
    road.sign_in(f"{COUNTY}-handle")
    road.go(place)
    road.see(INCOMPLETE)
    road.look("county-returned")
    road.go(f"{place}values/{entered.pk}/report/")
    road.page.fill("main [name=evidence]", "年度台账、批复文件，已按乡镇列明")
    road.send()
    hand_in(road, sheet)

    road.sign_in(f"{CITY}-handle")
    road.go(place)
    if road.page.locator("main a", has_text="核验一致项").count():
        road.click("核验一致项")
        road.send()
    for one in values_of(sheet):
        if one.pk != entered.pk and one.verified_by_id is None:
            verify_own(road, place, one)
    road.go(f"{place}values/{entered.pk}/verify/")
    road.page.fill("main [name=value]", "7")
    road.look("verify-value")
    road.page.fill("main [name=difference]", LATE)
    road.send()
    road.see(LATE)
    road.click("完成核验")
    road.send()
    road.look("verified")


def verify_own(road: Road, place: str, value: CountyValue) -> None:
    """What the data know nothing of, or differs from them: as the county told it, or nothing."""
    road.go(f"{place}values/{value.pk}/verify/")
    shown = road.page.locator("main [name=value]")
    if not shown.input_value():
        shown.fill("90" if value.own_value is None else f"{Decimal(value.own_value) / 100}")
    road.page.fill("main [name=difference]", "按部门证明核定。")
    road.send()


def the_county_appeals(road: Road) -> None:
    """A second person of the city tells the result; the county appeals; the approver decides and settles the score."""
    sheet = sheet_of(COUNTY)
    place = sheet.get_absolute_url()
    road.sign_in(f"{CITY}-review")
    road.go(place)
    road.click("复核并告知结果")
    road.send()

    road.sign_in(f"{COUNTY}-handle")
    road.go(place)
    road.click("申诉")
    road.page.fill("main [name=text]", APPEAL)
    road.send()
    road.look("appealed")

    entered = values_of(sheet, indicator__source=ENTERED)[0]
    before = sheet_of(COUNTY).score
    road.sign_in(f"{CITY}-approve")
    road.go("/desk/")
    road.look("approver-desk")
    road.go(place)
    road.click("裁定")
    road.page.fill("main [name=answer]", ANSWER)
    road.page.locator("main [name=upheld][value=yes]").check()
    road.page.fill(f"main [name=points_{entered.indicator.key}]", "10")
    road.look("decide-appeal")
    road.send()
    road.see(ANSWER)
    road.sign_in(f"{COUNTY}-review")
    road.go(place)
    road.click("认可结果")
    road.send()
    road.sign_in(f"{CITY}-approve")
    road.go(place)
    road.click("确定得分")
    road.send()
    road.look("score-final")
    settled = sheet_of(COUNTY)
    assert settled.state == CountySheet.State.FINAL
    assert settled.score == before + 3
    with system_scope():
        assert CountyAppeal.objects.get(sheet=sheet).upheld


def the_others() -> None:
    """The other counties go the straight way, each act by whose duty it is."""
    with system_scope():
        others = list(
            CountySheet.objects.filter(scheme=the_scheme()).exclude(unit__code=COUNTY).select_related(
                "unit__area", "unit__parent", "scheme__agency"
            )
        )  # fmt: skip
    for number, sheet in enumerate(others):
        own = sheet.unit.code
        for one in values_of(sheet):
            if one.indicator.source != ENTERED and one.from_data is not None:
                continue
            points = one.indicator.curve["scored"] == POINTS
            told = max(Decimal(0), Decimal(one.most) - number) if points else Decimal(92 + number % 8)
            act(
                f"{own}-handle",
                report_value,
                sheet=sheet,
                indicator=one.indicator.key,
                value=told,
                evidence="台账",
            )
        act(f"{own}-review", submit_report, sheet=sheet)
        for one in values_of(sheet):
            if one.own_value is not None and one.indicator.source != ENTERED:
                act(f"{CITY}-handle", verify_value, sheet=sheet, indicator=one.indicator.key,
                    value=Decimal(one.own_value) / 100, difference="按部门证明核定。")  # fmt: skip
        if values_of(sheet, verified_by=None):
            act(f"{CITY}-handle", verify_rest, sheet=sheet)
        act(f"{CITY}-handle", conclude_verification, sheet=sheet)
        act(f"{CITY}-review", tell_result, sheet=sheet)
        act(f"{own}-review", accept_result, sheet=sheet)
        act(f"{CITY}-approve", settle_score, sheet=sheet)


def the_ranking(road: Road) -> None:
    """Published once every score is final; the county sees its place; on paper too."""
    road.sign_in(f"{CITY}-handle")
    road.go(the_scheme().get_absolute_url())
    road.click("公布")
    road.page.fill("main [name=place]", "市医疗保障局门户网站")
    road.send()
    with system_scope():
        ranked = list(CountySheet.objects.filter(scheme=the_scheme()).order_by("rank").select_related("unit"))
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    road.sign_in(f"{COUNTY}-handle")
    road.go(f"/funds/county-assessment/?scheme={the_scheme().pk}")
    road.see(*(str(one.unit) for one in ranked), f"{ranked[0].score.normalize():f}")
    road.look("ranking")
