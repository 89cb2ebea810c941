"""The end of a month's round and what comes in beside it, by hand: spending reports and the city's filing, sweeps with
zero balances proved, subsidies dunned and received."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import (
    AccountInterest,
    Book,
    Government,
    RoundLine,
    RoundStep,
    SubsidyDunning,
    SubsidyReceipt,
    Sweep,
)
from funds.reads.rounds import report_figures
from funds.reads.subsidies import SubsidyDue, subsidy_year
from funds.rules import rounds as rules
from funds.services.open_book import open_months
from funds.services.rounds import papers
from tests.days.offstage import act
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The city whose document names every step of the month.
AREA = "330200"
CITY, COUNTY = AREA, "330203"
SCHEME, YEAR = "390", 2022
JANUARY = Month(2023, 1)
# By the 15th the counties report, by the month's end the city files.
REPORTED, SENT_BACK, AGAIN, FILED = (dt.date(2023, 2, day) for day in (12, 14, 17, 24))
SWEPT, MONTH_SWEPT = dt.date(2023, 1, 9), dt.date(2023, 2, 3)
DUNNED, CAME = dt.date(2023, 1, 16), dt.date(2023, 1, 20)


@pytest.fixture
def celery_worker_process() -> None:
    """Nothing of these days is a job."""


def sheet_of(road: Road, address: str) -> list[tuple[Any, ...]]:
    """The rows of the workbook behind ``address``."""
    answer = road.page.request.get(address)
    assert answer.ok, address
    book = openpyxl.load_workbook(io.BytesIO(answer.body()), read_only=True)
    return list(book.worksheets[0].iter_rows(values_only=True))


def row_of(rows: list[tuple[Any, ...]], title: str) -> tuple[Any, ...]:
    return next(row for row in rows if row[0] == title)


# --- reports and filing ---


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
    totals = row_of(sheet_of(road, reverse("funds:round_step_xlsx", args=[step.pk])), "合计")
    assert Decimal(str(totals[2])) == whole == sum(Decimal(str(one)) for one in totals[3:])
    board = step.round.get_absolute_url()
    road.go(board)
    road.see("逾期")
    road.look("board")
    road.go(f"{board}?print")
    road.look("board-print")
    assert step_of(rules.CITY_REPORT).state == "done"


# --- sweeps ---


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
    totals = row_of(sheet_of(road, reverse("funds:sweeps_xlsx")), "合计")
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


# --- subsidies ---


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
    _head, *rows, together = sheet_of(road, f"{reverse('funds:subsidies')}?year={YEAR}&export=1")
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
