"""The city supervisor, March: a warning of the fund from its cause to the talk (约谈) and its closing (ZY-19)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from config.demo.topics.papers import scan
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import FundWarning
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
MARCH = dt.date(2023, 3, 6)
CAUSE = "集中缴费期外出人员多，银行代扣失败后未及时补缴。"
MEASURES = "按未缴名单逐人催缴。"
DATED = "按未缴名单逐人催缴，3月20日前完成，责任人为参保科科长。"
RETURNED = "没有写明完成时间和责任人，请补充。"
AGREED = "县局月底前完成催缴，每周报进度；市局派员督导。"


@pytest.mark.duty("ZY-19", "JJ-18")
def test_warning(road: Road, tmp_path: Path) -> None:
    with system_scope():
        warning = (
            FundWarning.objects.filter(area__code=AREA, state=FundWarning.State.OPEN, unit__level="county")
            .select_related("unit")
            .order_by("pk")
            .first()
        )
    assert warning is not None
    with standing_on(MARCH):
        the_answer(road, warning)
        the_talk(road, warning, tmp_path)
        the_closing(road, warning)
    with system_scope():
        warning.refresh_from_db()
    assert warning.state == FundWarning.State.CLOSED


def the_answer(road: Road, warning: FundWarning) -> None:
    """The county says the cause and what it does; it comes back once, then the city agrees."""
    place = warning.get_absolute_url()
    road.sign_in(f"{warning.unit.code}-finance")
    road.go("/desk/")
    road.look("county-desk")
    road.go(place)
    road.click("说明原因和措施")
    road.page.fill("main [name=cause]", CAUSE)
    road.page.fill("main [name=measures]", MEASURES)
    road.look("answer")
    road.send()
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/watch/warnings/")
    road.look("warnings")
    road.go(place)
    road.click("退回答复")
    road.page.fill("main [name=reply]", RETURNED)
    road.send()
    road.sign_in(f"{warning.unit.code}-finance")
    road.go(place)
    road.see(RETURNED)
    road.click("说明原因和措施")
    assert road.page.locator("main [name=cause]").input_value() == CAUSE
    road.page.fill("main [name=measures]", DATED)
    road.send()
    road.sign_in(f"{CITY}-finance")
    road.go(place)
    road.click("同意答复")
    road.page.fill("main [name=reply]", "同意，每周报进度。")
    road.send()


def the_talk(road: Road, warning: FundWarning, folder: Path) -> None:
    """The talk with who took part, what was agreed and its minutes."""
    minutes = folder / "minutes.pdf"
    minutes.write_bytes(scan("talk").read())
    road.go(warning.get_absolute_url())
    road.click("登记约谈")
    road.page.fill("main [name=day]", f"{MARCH:%Y-%m-%d}")
    road.page.fill("main [name=people]", "市局分管负责人、基金科科长；县局局长")
    road.page.fill("main [name=agreed]", AGREED)
    road.page.set_input_files("main [name=minutes]", str(minutes))
    road.look("talk")
    road.send()
    road.see(AGREED)


def the_closing(road: Road, warning: FundWarning) -> None:
    """Reported upwards where the policy asks for it; closed by a second person."""
    place = warning.get_absolute_url()
    with system_scope():
        warning.refresh_from_db()
    if warning.needs_report:
        road.click("登记向政府报告")
        road.page.fill("main [name=day]", f"{MARCH:%Y-%m-%d}")
        road.page.fill("main [name=document]", "医保报〔2023〕7号")
        road.page.fill("main [name=text]", "已将预警情况和平衡措施报市政府。")
        road.send()
        road.go(place)
    road.click("申请销号")
    road.page.fill("main [name=reason]", "催缴完成，指标回升。")
    road.send()
    road.sign_in(f"{CITY}-review")
    road.go(place)
    road.look("before-closing")
    road.click("预警销号")
    road.send()
    road.look("closed")
