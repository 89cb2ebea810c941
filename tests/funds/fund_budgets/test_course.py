"""From first drafts to the approved budget, its change and the final accounts (NB-11, ZY-24, ZY-21, NM-04)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from config.scoping import system_scope
from funds.models import (
    Clearing,
    FundBudget,
    FundBudgetLine,
    FundBudgetStep,
    Statement,
    StatementLine,
)
from funds.services.fund_budgets.binding import beyond_in_clearing, left_of_budget, require_within_budget
from funds.services.fund_budgets.change import draft_accounts, draft_change
from funds.services.fund_budgets.course import check, drop, hand_in, note_answer, send_back
from funds.services.fund_budgets.faults import BeyondBudget, FundBudgetRefused
from funds.services.fund_budgets.lines import Entered, set_lines
from institutions.services.duties import DutyMissing, SamePerson

from .conftest import WHY, YEAR, Town, act

TODAY = timezone.localdate()


@pytest.mark.duty("NB-11")
@pytest.mark.duty("ZY-21")
def test_a_first_draft_is_worked_out_from_heads_and_the_ledger(town: Town) -> None:
    paper = town.draft(town.cast.east, town.finance_east)
    assert paper.kind == "proposal"
    east = town.cast.east
    expected = {
        # Two people insured in 2020 x 280.00 and 550.00, grown by 5 per cent.
        "resident_contributions": "588.00", "fiscal_subsidies": "1155.00",
        "serious_illness": "130.00", "risk_fund": "87.15",
        # 1,800.00 grown by 6 per cent.
        "benefits": "1908.00", "interest": "0.00",
    }  # fmt: skip
    assert {code: str(town.line(paper, east, code).amount) for code in expected} == expected
    told = town.line(paper, east, "risk_fund").steps
    assert told[0]["clause"] == "四（六）3"
    assert town.line(paper, east, "benefits").base == 1800
    with pytest.raises(FundBudgetRefused, match=r"382\.15"):
        act(town.finance_east, hand_in, budget=paper)
    act(town.finance_east, hand_in, budget=paper, explanation=WHY)


def test_lines_want_reasons_and_the_risk_fund_follows_the_income(town: Town) -> None:
    paper = town.draft(town.cast.east, town.finance_east)
    subsidies = town.line(paper, town.cast.east, "fiscal_subsidies")
    with pytest.raises(FundBudgetRefused, match=town.cast.east.name):
        act(town.finance_east, set_lines, budget=paper, entered={subsidies.pk: Entered(Decimal(2155))})
    act(town.finance_east, set_lines, budget=paper, entered={subsidies.pk: Entered(Decimal(2155), "提标")})
    assert town.line(paper, town.cast.east, "risk_fund").amount == Decimal("137.15")
    with pytest.raises(DutyMissing):
        act(town.cast.clerk_east, set_lines, budget=paper, entered={})


@pytest.mark.duty("ZY-24")
@pytest.mark.duty("NB-11")
def test_the_city_takes_the_proposals_and_goes_its_steps(town: Town) -> None:
    cast = town.cast
    proposal = town.draft(cast.east, town.finance_east)
    benefits = town.line(proposal, cast.east, "benefits")
    act(town.finance_east, set_lines, budget=proposal, entered={benefits.pk: Entered(Decimal(1500), "控费")})
    act(town.finance_east, hand_in, budget=proposal)
    with pytest.raises(DutyMissing):
        act(town.finance_east, check, budget=proposal)
    act(cast.reviewer_east, check, budget=proposal)
    paper = town.draft(cast.city, cast.finance_city)
    assert town.again(proposal).state == "approved"
    assert town.line(paper, cast.east, "benefits").amount == 1500
    # West proposed nothing: 180.00 of last year grown.
    assert town.line(paper, cast.west, "benefits").amount == Decimal("190.80")
    act(cast.finance_city, hand_in, budget=paper, explanation=WHY)
    act(cast.reviewer_city, check, budget=paper)
    assert town.offices(paper) == ["bureau", "finance", "tax", "congress"]
    note = {"budget": paper, "answered_on": TODAY}
    act(cast.finance_city, note_answer, agrees=True, document_number="医保函1", **note)
    act(cast.finance_city, note_answer, agrees=False, reason="支出偏高", **note)
    back = town.again(paper)
    assert (back.state, back.checked_by_id) == ("draft", None)
    assert "支出偏高" in back.reason
    # The next round begins with the first office again.
    done = town.through(paper)
    assert (done.state, done.round, done.document_number) == ("approved", 2, "财社〔2020〕1号")


def test_whoever_prepared_does_not_check_and_a_document_has_a_number(town: Town) -> None:
    cast = town.cast
    paper = town.draft(cast.city, cast.finance_city)
    act(cast.finance_city, hand_in, budget=paper, explanation=WHY)
    with system_scope():
        both = cast.finance_city.assignments_in_force[0]
        both.duties = [*both.duties, "review"]
        both.save()
    with pytest.raises(SamePerson):
        act(cast.finance_city, check, budget=paper)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        FundBudget.objects.filter(pk=paper.pk).update(
            state="review", round=1, checked_by=cast.finance_city, checked_at=timezone.now()
        )
    act(cast.reviewer_city, send_back, budget=paper, reason="再核")
    act(cast.finance_city, hand_in, budget=paper)
    act(cast.reviewer_city, check, budget=paper)
    with pytest.raises(Exception, match=r"number of the document|文号"):
        act(cast.finance_city, note_answer, budget=paper, agrees=True, answered_on=TODAY)
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, note_answer, budget=paper, agrees=True, document_number="1",
            answered_on=TODAY + dt.timedelta(days=1))  # fmt: skip


@pytest.mark.duty("ZY-24")
def test_the_approved_budget_stays_and_binds(town: Town) -> None:
    cast = town.cast
    paper = town.approved()
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, drop, budget=paper, reason="重来")
    for change in (
        lambda: FundBudgetLine.objects.filter(budget=paper).update(amount=1),
        lambda: FundBudgetLine.objects.filter(budget=paper).delete(),
        lambda: FundBudgetStep.objects.filter(budget=paper).update(reason="改"),
        lambda: FundBudget.objects.filter(pk=paper.pk).update(document_number="改"),
    ):
        with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
            change()
    town.post("benefit_expense", cast.east, "908", dt.date(YEAR, 3, 1))
    with system_scope():
        left = left_of_budget(agency=cast.east, insutype="390", year=YEAR)
        assert left is not None
        assert (left.budget, left.spent, left.left) == (1908, 908, 1000)
        day = dt.date(YEAR, 4, 1)
        require_within_budget(agency=cast.east, insutype="390", day=day, planned=Decimal(1000))
        with pytest.raises(BeyondBudget, match=r"0\.01"):
            require_within_budget(agency=cast.east, insutype="390", day=day, planned=Decimal("1000.01"))


@pytest.mark.duty("ZY-24")
def test_a_cleared_month_beyond_the_budget_is_told(town: Town) -> None:
    cast = town.cast
    town.approved()
    with system_scope():
        clearing = Clearing.unscoped.create(
            area=cast.area, month=dt.date(YEAR, 3, 1), insutype="390", state="adjudicated", started_by=cast.finance_city
        )  # fmt: skip
        statement = Statement.unscoped.create(
            clearing=clearing, institution=cast.hospital_east, payer=cast.east, bill_count=1, medfee_sumamt=2000,
            fund_appy_sum=2000, det_sumamt=0, dpst_sumamt=0, act_dfr_amt=2000,
        )  # fmt: skip
        for county, amount in ((cast.east, 1909), (cast.west, 91)):
            StatementLine.unscoped.create(
                statement=statement, insu_county=county, fund_part="hifp_pay", bill_count=1, approved=amount,
                deposit=0, payable=amount,
            )  # fmt: skip
        assert beyond_in_clearing(clearing) == [(cast.east, 1)]


@pytest.mark.duty("ZY-24")
def test_a_change_in_mid_year_goes_the_same_steps(town: Town) -> None:
    cast = town.cast
    paper = town.approved()
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, draft_change, budget=paper, explanation="")
    change = act(cast.finance_city, draft_change, budget=paper, explanation="疫情")
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, draft_change, budget=paper, explanation="又一次")
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, hand_in, budget=change)
    line = town.line(change, cast.east, "benefits")
    assert line.base == 1908
    act(cast.finance_city, set_lines, budget=change, entered={line.pk: Entered(Decimal(-2000), "减")})
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, hand_in, budget=change)
    act(cast.finance_city, set_lines, budget=change, entered={line.pk: Entered(Decimal(92), "增")})
    with system_scope():
        before = left_of_budget(agency=cast.east, insutype="390", year=YEAR)
    done = town.through(change)
    assert town.offices(done)[-1] == "standing_committee"
    with system_scope():
        after = left_of_budget(agency=cast.east, insutype="390", year=YEAR)
    assert before is not None
    assert after is not None
    assert (before.budget, after.budget) == (1908, 2000)


@pytest.mark.duty("NB-11")
@pytest.mark.duty("NM-04")
def test_final_accounts_are_the_ledgers_and_rate_every_line(town: Town) -> None:
    cast = town.cast
    paper = town.approved()
    town.post("benefit_expense", cast.east, "1900", dt.date(YEAR, 5, 1))
    town.post("fiscal_subsidy_income", cast.east, "600", dt.date(YEAR, 5, 1), income=True)
    with pytest.raises(FundBudgetRefused, match=r"2021-12|2021年12月"):
        act(cast.finance_city, draft_accounts, budget=paper)
    town.close_december()
    accounts = act(cast.finance_city, draft_accounts, budget=paper)
    assert town.line(accounts, cast.east, "benefits").rating == "good"
    poor = town.line(accounts, cast.east, "fiscal_subsidies")
    assert (poor.base, poor.amount, poor.rating) == (1155, 600, "poor")
    with pytest.raises(FundBudgetRefused, match=r"poor|差"):
        act(cast.finance_city, hand_in, budget=accounts)
    with pytest.raises(FundBudgetRefused):
        act(cast.finance_city, set_lines, budget=accounts, entered={poor.pk: Entered(Decimal(1), "改数")})
    with system_scope():
        notes = {line.pk: Entered(line.amount, "已说明") for line in accounts.lines.all()}
    act(cast.finance_city, set_lines, budget=accounts, entered=notes)
    # Opened again, the ledger may move: nothing is handed in before December is closed, nor what differs then.
    town.reopen_december()
    with pytest.raises(FundBudgetRefused, match=r"2021-12|2021年12月"):
        act(cast.finance_city, hand_in, budget=accounts)
    town.post("benefit_expense", cast.east, "1", dt.date(YEAR, 12, 31))
    town.close_december()
    with pytest.raises(FundBudgetRefused, match=r"drafted|草拟|编制"):
        act(cast.finance_city, hand_in, budget=accounts)
    act(cast.finance_city, drop, budget=accounts, reason="重编")
    accounts = act(cast.finance_city, draft_accounts, budget=paper)
    with system_scope():
        notes = {line.pk: Entered(line.amount, "已说明") for line in accounts.lines.all()}
    act(cast.finance_city, set_lines, budget=accounts, entered=notes)
    done = town.through(accounts)
    assert town.offices(done) == ["bureau", "finance", "government", "standing_committee"]
    assert done.state == "approved"


@pytest.mark.duty("ZY-21")
def test_the_risk_fund_that_follows_a_changed_income_stays_below_the_ceiling(town: Town) -> None:
    cast = town.cast
    proposal = town.proposed()
    assert town.line(proposal, cast.east, "risk_fund").amount == Decimal("87.15")
    # 100.00 are in the risk fund already; 15 per cent of the income is the most it may hold.
    town.post("risk_fund", cast.city, "100", dt.date(2020, 12, 31), income=True)
    paper = town.draft(cast.city, cast.finance_city)

    def sums() -> tuple[Decimal, Decimal]:
        with system_scope():
            lines = list(paper.lines.all())
        income = {"resident_contributions", "fiscal_subsidies"}
        assert all(line.amount >= 0 for line in lines)
        return (
            sum((line.amount for line in lines if line.code in income), Decimal(0)),
            sum((line.amount for line in lines if line.code == "risk_fund"), Decimal(0)),
        )

    # The income falls: the room does, and both counties share it, also the one nobody touched.
    line = town.line(paper, cast.east, "fiscal_subsidies")
    act(cast.finance_city, set_lines, budget=paper, entered={line.pk: Entered(Decimal(55), "减少")})
    income, drawn = sums()
    assert drawn == (income * Decimal("0.15")).quantize(Decimal("0.01")) - 100
    assert "已有" in str(town.line(paper, cast.east, "risk_fund").steps[-1]["text"])
    # A county that is set by hand takes its part of the room first.
    west = town.line(paper, cast.west, "risk_fund")
    entered = {west.pk: Entered(Decimal(30), "另行商定"), line.pk: Entered(Decimal(56), "减少")}
    act(cast.finance_city, set_lines, budget=paper, entered=entered)
    income, drawn = sums()
    assert town.line(paper, cast.west, "risk_fund").amount == 30
    assert drawn == (income * Decimal("0.15")).quantize(Decimal("0.01")) - 100
    # With the income back as proposed all is as drafted, but what was set by hand.
    act(cast.finance_city, set_lines, budget=paper, entered={line.pk: Entered(line.proposed)})
    assert town.line(paper, cast.east, "risk_fund").amount == Decimal("87.15")
