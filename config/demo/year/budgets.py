"""The year's fund budget: drafted and approved, changed in mid-year, and after the year its final accounts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from config.demo.topics.stage import Stage, act
from config.demo.year.town import Town
from config.scoping import system_scope
from funds.models import FundBudget, FundBudgetLine
from funds.services.fund_budgets.change import draft_accounts, draft_change
from funds.services.fund_budgets.course import check, hand_in, note_answer, waiting_step
from funds.services.fund_budgets.draft import draft_fund_budget
from funds.services.fund_budgets.lines import Entered, set_lines
from institutions.models import Duty

WHY = "示例：首年编制，由历年结余安排"
ADDED = Decimal(1_000)
# There is no year before to go by: a unit's benefits of the year, well above what it plans for its months.
BENEFITS = Decimal(1_000_000)


def draft(town: Town, day: dt.date) -> None:
    """The budget of the year played, its benefits entered by hand."""
    for insutype in town.schemes:
        paper = act(
            town.at(Duty.FINANCE), draft_fund_budget, unit=town.city, insutype=insutype, year=town.year
        )
        with system_scope():
            lines = list(FundBudgetLine.objects.filter(budget=paper, code="benefits"))
        entered = {line.pk: Entered(BENEFITS, WHY) for line in lines}
        act(town.at(Duty.FINANCE), set_lines, budget=paper, entered=entered)
        go_through(town, paper, day)


def draft_next(town: Town, day: dt.date) -> None:
    """The budget of the year after, as the ledger of this one suggests it."""
    for insutype in town.schemes:
        paper = act(
            town.at(Duty.FINANCE), draft_fund_budget, unit=town.city, insutype=insutype, year=town.year + 1
        )
        go_through(town, paper, day)


def adjust(town: Town, day: dt.date) -> None:
    """A thousand yuan more of benefits in one county."""
    for budget in _approved(town):
        paper = act(town.at(Duty.FINANCE), draft_change, budget=budget, explanation=WHY)
        with system_scope():
            line = FundBudgetLine.objects.filter(budget=paper, code="benefits").order_by("pk")[0]
        entered = {line.pk: Entered(ADDED, WHY)}
        act(town.at(Duty.FINANCE), set_lines, budget=paper, entered=entered)
        go_through(town, paper, day)


def settle(town: Town, day: dt.date) -> None:
    """Final accounts as the ledger has them; lines far from the budget are explained."""
    for budget in _approved(town):
        paper = act(town.at(Duty.FINANCE), draft_accounts, budget=budget)
        with system_scope():
            lines = list(FundBudgetLine.objects.filter(budget=paper, rating=FundBudgetLine.Rating.POOR))
        entered = {line.pk: Entered(line.amount, WHY) for line in lines}
        act(town.at(Duty.FINANCE), set_lines, budget=paper, entered=entered)
        go_through(town, paper, day)


def _approved(town: Town) -> list[FundBudget]:
    with system_scope():
        papers = FundBudget.objects.filter(
            area=town.area, year=town.year, kind=FundBudget.Kind.BUDGET, state=FundBudget.State.APPROVED
        )
        return list(papers.select_related("unit__area", "area").order_by("insutype"))


def go_through(stage: Stage, paper: FundBudget, day: dt.date) -> None:
    """Handed in, checked by a second person, agreed to by every office the policy names."""
    finance = stage.at(Duty.FINANCE, paper.unit)
    paper = act(finance, hand_in, budget=paper, explanation=WHY)
    paper = act(stage.at(Duty.REVIEW, paper.unit), check, budget=paper)
    while True:
        with system_scope():
            step = waiting_step(paper)
        if step is None:
            return
        paper = act(
            finance,
            note_answer,
            budget=paper,
            agrees=True,
            answered_on=day,
            document_number=f"批复{step.pk}号",
        )
