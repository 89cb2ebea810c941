"""The fund's budget by hand: a county's first draft to the approved budget, its year, a change, the final accounts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import FundBudget, FundBudgetLine
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The one city whose document writes the whole course.
AREA = "330200"
CITY, COUNTY = AREA, "330203"
SCHEME = "390"
PLAYED, NEXT = 2022, 2024
# The budget after next is drafted; the year played is changed in its course and settled after it.
DRAFTED, APPROVED_ON = dt.date(2023, 11, 20), dt.date(2024, 1, 25)
MID_YEAR, AFTERWARDS = dt.date(2022, 7, 15), dt.date(2023, 2, 20)
LESS = "按近三年次均费用下调"
REVIEWED = ("税务部门", "医保部门", "税务部门", "财政", "政府", "人民代表大会")
State = FundBudget.State


@pytest.fixture
def celery_worker_process() -> None:
    """Nothing of these days is a job."""


def paper_of(kind: str, year: int, unit: str) -> FundBudget:
    with system_scope():
        found = FundBudget.objects.filter(kind=kind, year=year, unit__code=unit, insutype=SCHEME)
        return found.exclude(state=State.DROPPED).latest("pk")  # type: ignore[no-any-return]


def draft(road: Road, unit: str) -> None:
    road.sign_in(f"{unit}-finance")
    road.go(reverse("funds:fund_budgets"))
    road.click("编制预算")
    road.page.select_option("[name=year]", str(NEXT))
    road.page.select_option("[name=insutype]", SCHEME)
    road.send()


def hand_in(road: Road, unit: str, paper: FundBudget, why: str) -> None:
    """By finance; a second person of the agency checks it and sends it out."""
    road.sign_in(f"{unit}-finance")
    road.go(paper.get_absolute_url())
    road.click("提交")
    road.page.fill("[name=explanation]", why)
    road.send()
    road.sign_in(f"{unit}-review")
    road.go(paper.get_absolute_url())
    road.click("复核并送审")
    road.send()


def answer(road: Road, paper: FundBudget, number: str, day: dt.date, *, no: str = "") -> None:
    road.go(paper.get_absolute_url())
    road.click("登记审核审批答复")
    road.page.check(f"[name=agrees][value={'no' if no else 'yes'}]")
    road.page.fill("[name=answered_on]", day.isoformat())
    road.page.fill("[name=document_number]", number)
    if no:
        road.page.fill("[name=reason]", no)
    road.send()


def go_the_steps(road: Road, paper: FundBudget, day: dt.date) -> list[str]:
    """Every office agrees, as the agency notes it; who they were."""
    road.sign_in(f"{CITY}-finance")
    offices: list[str] = []
    while True:
        with system_scope():
            paper.refresh_from_db()
        if paper.state != State.REVIEW:
            return offices
        with system_scope():
            step = paper.steps.filter(round=paper.round, state="waiting").order_by("position").first()
        offices.append(str(step.get_office_display()))
        answer(road, paper, f"甬批〔{day.year}〕{len(offices)}号", day)


@pytest.mark.duty("NB-11")
def test_from_a_countys_draft_to_the_approved_budget(road: Road) -> None:
    with standing_on(DRAFTED):
        the_proposal(road)
        paper = the_citys_draft(road)
    with standing_on(APPROVED_ON):
        assert tuple(go_the_steps(road, paper, APPROVED_ON)) == REVIEWED
        road.see("已批准", "甬批〔2024〕6号")
        road.look("approved")
        assert (paper.state, paper.round) == (State.APPROVED, 2)


def the_proposal(road: Road) -> None:
    """Worked out from the books; one line lowered, which needs a reason; back from the city once, then taken."""
    draft(road, COUNTY)
    paper = paper_of("proposal", NEXT, COUNTY)
    road.look("proposal")
    with system_scope():
        line = FundBudgetLine.objects.get(budget=paper, code="benefits")
    lower = line.amount - 1000
    road.page.fill(f"[name=line{line.pk}-amount]", str(lower))
    road.page.locator("main form button.main").first.click()
    road.page.wait_for_load_state()
    road.see("请说明")
    road.look("reason-missing")
    road.page.fill(f"[name=line{line.pk}-reason]", LESS)
    road.send()
    assert road.page.input_value(f"[name=line{line.pk}-reason]") == LESS
    road.click("差额、增减比例和合计")
    road.see(f"{lower:,.2f}", LESS)
    hand_in(road, COUNTY, paper, "由历年结余安排")

    road.sign_in(f"{CITY}-finance")
    road.go(reverse("funds:fund_budgets"))
    road.look("list")
    answer(road, paper, "", DRAFTED, no="住院次均费用增幅偏高，请附测算表")
    road.sign_in(f"{COUNTY}-finance")
    road.go("/desk/")
    road.look("returned-on-the-desk")
    road.go(paper.get_absolute_url())
    road.see("住院次均费用增幅偏高，请附测算表")
    hand_in(road, COUNTY, paper, "由历年结余安排，测算表已附")


def the_citys_draft(road: Road) -> FundBudget:
    """It takes the county's draft as it stands; finance outside returns it once: the steps begin anew."""
    draft(road, CITY)
    paper = paper_of("budget", NEXT, CITY)
    assert paper_of("proposal", NEXT, COUNTY).state == State.APPROVED
    road.look("city-draft")
    with system_scope():
        line = FundBudgetLine.objects.get(budget=paper, code="benefits", county__code=COUNTY)
    road.page.select_option("[name=county]", str(line.county_id))
    road.click("筛选")
    road.page.wait_for_selector(f"[name=line{line.pk}-amount]")
    road.see(f"{line.amount:,.2f}")
    road.look("city-draft-of-the-county")
    hand_in(road, CITY, paper, "由历年结余安排")
    road.sign_in(f"{CITY}-finance")
    for turn in range(3):
        answer(road, paper, f"甬初〔2023〕{turn + 1}号", DRAFTED)
    answer(road, paper, "甬财〔2023〕9号", DRAFTED, no="收入测算依据不足")
    road.see("收入测算依据不足")
    road.look("returned")
    hand_in(road, CITY, paper, "由历年结余安排，已补收入测算依据")
    return paper


@pytest.mark.duty("NM-04", "ZY-24")
def test_the_year_of_a_budget(road: Road) -> None:
    paper = paper_of("budget", PLAYED, CITY)
    with standing_on(MID_YEAR):
        the_execution(road, paper)
        the_change(road, paper)
    with standing_on(AFTERWARDS):
        the_final_accounts(road, paper)


def the_execution(road: Road, paper: FundBudget) -> None:
    """By month against the budget, with the thresholds of the policy and what passed them."""
    road.sign_in(f"{CITY}-finance")
    road.go(paper.get_absolute_url())
    road.click("预算执行")
    road.see("90%", "110%", "2022-01", "2022-12")
    road.look("execution")


def the_change(road: Road, paper: FundBudget) -> None:
    """A thousand more for one county: through the steps, and only then part of the budget in force."""
    road.go(paper.get_absolute_url())
    road.click("年中调整")
    road.page.fill("[name=explanation]", "上半年住院人次高于预期")
    road.send()
    change = paper_of("adjustment", PLAYED, CITY)
    with system_scope():
        line = FundBudgetLine.objects.get(budget=change, code="benefits", county__code=COUNTY)
    road.go(f"{change.get_absolute_url()}?county={line.county_id}")
    road.page.fill(f"[name=line{line.pk}-amount]", "1000.00")
    road.page.fill(f"[name=line{line.pk}-reason]", "住院人次增加")
    road.look("change")
    road.send()
    hand_in(road, CITY, change, "上半年住院人次高于预期")
    offices = go_the_steps(road, change, MID_YEAR)
    assert offices[-1] == "人大常委会"
    road.go(f"{reverse('funds:fund_budget_execution', args=[paper.pk])}?county={line.county_id}")
    road.see(f"{line.base + 1000:,.2f}")
    road.look("execution-after-the-change")


def the_final_accounts(road: Road, paper: FundBudget) -> None:
    """The ledger's amounts, rated; what is rated poor is explained county by county; through the steps."""
    road.sign_in(f"{CITY}-finance")
    road.go(paper.get_absolute_url())
    road.click("编制决算草案")
    road.send()
    accounts = paper_of("accounts", PLAYED, CITY)
    road.look("accounts")
    with system_scope():
        poor = list(FundBudgetLine.objects.filter(budget=accounts, rating="poor").order_by("county", "pk"))
    assert poor
    for county in dict.fromkeys(line.county_id for line in poor):
        road.go(f"{accounts.get_absolute_url()}?county={county}")
        for line in poor:
            if line.county_id == county:
                road.page.fill(f"[name=line{line.pk}-reason]", "与预算相差较大：年中政策调整")
        road.send()
    road.look("accounts-explained")
    hand_in(road, CITY, accounts, "按账簿编制")
    offices = go_the_steps(road, accounts, AFTERWARDS)
    assert offices == ["医保部门", "财政", "政府", "人大常委会"]
    road.see("已批准")
    road.look("accounts-approved")
