"""The end of a month's round by hand: the counties' spending reports, sent back and late, and the city's filing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    RoundLine,
    RoundStep,
)
from funds.reads.rounds import report_figures
from funds.rules import rounds as rules
from funds.services.rounds import papers
from tests.days.offstage import act
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The city whose document names every step of the month.
AREA = "330200"
NO_JOBS = True
CITY, COUNTY = AREA, "330203"
JANUARY = Month(2023, 1)
# By the 15th the counties report, by the month's end the city files.
REPORTED, SENT_BACK, AGAIN, FILED = (dt.date(2023, 2, day) for day in (12, 14, 17, 24))


def step_of(step: str, unit: str = CITY) -> RoundStep:
    with system_scope():
        found: RoundStep = RoundStep.objects.select_related("round__area", "unit__area", "unit__parent").get(
            round__month=JANUARY.first, step=step, unit__code=unit
        )
        return found


def spent_by(step: RoundStep) -> Decimal:
    """Yuan that the books have for the unit in January."""
    with system_scope():
        return from_fen(sum(one.suggested for one in report_figures(step.unit, JANUARY).values()))


@pytest.mark.duty("NB-16")
def test_spending_is_reported_sent_back_late_and_filed(road: Road) -> None:
    with standing_on(REPORTED):
        the_county_reports(road)
        the_others_report()
    with standing_on(SENT_BACK):
        the_city_sends_it_back(road)
    with standing_on(AGAIN):
        it_comes_again_late(road)
    with standing_on(FILED):
        the_city_files(road)


def the_county_reports(road: Road) -> None:
    """Filled in from the books; a figure that is not theirs needs a word."""
    step = step_of(rules.COUNTY_REPORT, COUNTY)
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("desk"))
    road.look("desk")
    road.go(step.get_absolute_url())
    road.look("not-begun")
    road.click("填报")
    road.page.wait_for_selector("[name=amount_0]")
    shown = Decimal(road.page.input_value("[name=amount_0]").replace(",", ""))
    assert shown > 0
    road.look("filled-in")
    road.page.fill("[name=amount_0]", str(shown + 1))
    road.send()
    road.click("提交")
    road.page.locator("main form button.main").click()
    road.page.wait_for_selector("main [role=alert]")
    road.see("账面")
    road.look("differs")
    road.go(step.get_absolute_url())
    road.click("填报")
    road.page.fill("[name=amount_0]", str(shown))
    road.send()
    road.click("提交")
    road.look("hand-in")
    road.send()
    assert step_of(rules.COUNTY_REPORT, COUNTY).state == "submitted"
    with system_scope():
        lines = RoundLine.objects.filter(step=step)
        assert sum(one.amount for one in lines) == spent_by(step) > 0


def the_others_report() -> None:
    """As their books have it."""
    with system_scope():
        steps = RoundStep.objects.filter(round__month=JANUARY.first, step=rules.COUNTY_REPORT)
        others = [step_of(rules.COUNTY_REPORT, code) for code in steps.values_list("unit__code", flat=True)]
    for step in others:
        if step.unit.code == COUNTY:
            continue
        act(f"{step.unit.code}-finance", papers.save_lines, step=step, lines={})
        act(f"{step.unit.code}-finance", papers.submit, step=step)
        act(f"{CITY}-{'approve' if step.unit.code == CITY else 'review'}", papers.accept, step=step)


def the_city_sends_it_back(road: Road) -> None:
    road.sign_in(f"{CITY}-review")
    road.go(step_of(rules.COUNTY_REPORT, COUNTY).get_absolute_url())
    road.look("to-decide")
    road.click("退回")
    road.page.fill("[name=reason]", "请说明本月支出下降的原因")
    road.look("send-back")
    road.send()
    road.see("请说明本月支出下降的原因")


def it_comes_again_late(road: Road) -> None:
    """The reason stands on the page; two days after the day it is late."""
    step = step_of(rules.COUNTY_REPORT, COUNTY)
    road.sign_in(f"{COUNTY}-finance")
    road.go(reverse("desk"))
    road.look("desk-late")
    road.go(step.get_absolute_url())
    road.see("请说明本月支出下降的原因", "逾期")
    road.look("sent-back")
    road.click("填报")
    road.page.fill("[name=note_0]", "春节前住院减少")
    road.send()
    road.click("提交")
    road.send()
    road.sign_in(f"{CITY}-review")
    road.go(step.get_absolute_url())
    road.see("春节前住院减少")
    road.look("came-again")
    road.click("审核通过")
    road.send()
    step = step_of(rules.COUNTY_REPORT, COUNTY)
    assert (step.state, step.late, step.times_returned) == ("done", True, 1)


def the_city_files(road: Road) -> None:
    """What all handed in, in one paper: on the screen, on paper and as a workbook."""
    step = step_of(rules.CITY_REPORT)
    road.sign_in(f"{CITY}-finance")
    road.go(step.get_absolute_url())
    road.look("summary")
    road.click("提交")
    road.page.fill("[name=reference]", "甬医保中心〔2023〕9号")
    road.look("file")
    road.send()
    road.sign_in(f"{CITY}-approve")
    road.go(step.get_absolute_url())
    road.click("审核通过")
    road.send()
    with system_scope():
        units = [one.unit for one in step.round.steps.filter(step=rules.COUNTY_REPORT).select_related("unit")]
    whole = sum(spent_by(step_of(rules.COUNTY_REPORT, unit.code)) for unit in units)
    road.see(f"{whole:,.2f}", "甬医保中心〔2023〕9号")
    road.go(f"{step.get_absolute_url()}?print")
    road.see(f"{whole:,.2f}", where="body")
    road.look("print")
    rows = road.workbook(reverse("funds:round_step_xlsx", args=[step.pk]))
    totals = next(row for row in rows if row[0] == "合计")
    assert Decimal(str(totals[2])) == whole == sum(Decimal(str(one)) for one in totals[3:])
    board = step.round.get_absolute_url()
    road.go(board)
    road.see("逾期")
    road.look("board")
    road.go(f"{board}?print")
    road.look("board-print")
    assert step_of(rules.CITY_REPORT).state == "done"
