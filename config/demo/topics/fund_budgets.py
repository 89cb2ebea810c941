"""Fund budgets: the year played approved and carried out, the year after handed in by counties and under review."""

from __future__ import annotations

from decimal import Decimal

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year import budgets
from config.demo.year.clock import standing_on
from config.demo.year.town import Town, town_of
from config.money import from_fen
from config.scoping import system_scope
from funds.models import FundBudget, FundBudgetLine
from funds.reads.budget_lines import lines_of
from funds.reads.fund_budgets import year_actuals
from funds.rules.fund_budgets import INCOME
from funds.services.fund_budgets.course import check, hand_in, note_answer, send_back, waiting_step
from funds.services.fund_budgets.draft import draft_fund_budget
from funds.services.fund_budgets.lines import Entered, set_lines
from funds.services.fund_budgets.terms import terms_of
from institutions.models import Agency, Duty

# What was planned for the year, in hundredths of what came to pass, county by county: one is beyond its warning.
PLANNED = (120, 115, 104, 125, 118)
# The same of income: some collected less than their target.
PLANNED_INCOME = (98, 102, 97, 101, 99, 102)
THOUSAND = Decimal(1_000)
PROPOSING = 3


def fill(stage: Stage) -> int:
    """How many papers."""
    if not stage.says("budget"):
        return 0
    with system_scope():
        if FundBudget.objects.filter(area=stage.area).exists():
            return 0
        terms = terms_of(stage.area, stage.year)
    town = town_of(stage, (SCHEME,))
    drafting = [town.city] if terms.by_city else town.counties
    for unit in drafting:
        _approve(town, unit)
    if not terms.by_city:
        return len(drafting) + _of_counties(town, town.counties[:PROPOSING])
    proposed = _propose(town) if terms.budget.county_proposals else 0
    _review(town, town.city, answers=2)
    return 2 + proposed


def _approve(town: Town, unit: Agency) -> None:
    """The budget of the year played, as it was decided at its beginning."""
    day = town.day(1, 20)
    with system_scope():
        actual = year_actuals(town.area, SCHEME, town.year)
    with standing_on(day):
        paper = _draft(town, unit, town.year)
        with system_scope():
            lines = list(FundBudgetLine.objects.filter(budget=paper).select_related("county"))
        places = {one.pk: number for number, one in enumerate([*town.counties, town.city])}
        income = {one.code for one in lines_of(SCHEME) if one.section == INCOME}
        entered = {}
        for line in lines:
            planned = PLANNED_INCOME if line.code in income else PLANNED
            share = planned[places[line.county_id] % len(planned)]
            came = from_fen(max(actual.get((line.county_id, line.code), 0), 0))
            amount = (came * share / 100 / THOUSAND).quantize(Decimal(1), rounding="ROUND_UP") * THOUSAND
            entered[line.pk] = Entered(amount, said()["fund_budgets"]["by_years"])
        act(town.at(Duty.FINANCE, unit), set_lines, budget=paper, entered=entered)
        budgets.go_through(town, paper, day)


def _draft(town: Town, unit: Agency, year: int) -> FundBudget:
    paper: FundBudget = act(
        town.at(Duty.FINANCE, unit), draft_fund_budget, unit=unit, insutype=SCHEME, year=year
    )
    return paper


def _propose(town: Town) -> int:
    """The first counties hand their drafts to the city, the next one is sent back by its second person."""
    for number, county in enumerate(town.counties[: PROPOSING + 1]):
        paper = _hand_in(town, _draft(town, county, town.year + 1))
        if number == PROPOSING:
            act(
                town.at(Duty.REVIEW, county),
                send_back,
                budget=paper,
                reason=said()["fund_budgets"]["returned"],
            )
        else:
            act(town.at(Duty.REVIEW, county), check, budget=paper)
    return PROPOSING + 1


def _hand_in(town: Town, paper: FundBudget) -> FundBudget:
    why = said()["fund_budgets"]["covered"]
    handed: FundBudget = act(town.at(Duty.FINANCE, paper.unit), hand_in, budget=paper, explanation=why)
    return handed


def _review(town: Town, unit: Agency, answers: int) -> None:
    """Next year's budget is out; so many offices have agreed."""
    paper = _hand_in(town, _draft(town, unit, town.year + 1))
    paper = act(town.at(Duty.REVIEW, unit), check, budget=paper)
    for _turn in range(answers):
        with system_scope():
            step = waiting_step(paper)
        if step is None:
            return
        paper = act(
            town.at(Duty.FINANCE, unit), note_answer, budget=paper, agrees=True, answered_on=town.day(12, 28),
            document_number=said()["fund_budgets"]["paper"].format(year=town.year, number=step.pk),
        )  # fmt: skip


def _of_counties(town: Town, counties: list[Agency]) -> int:
    """Where counties draft their own: one is out for review, one waits for its second person, one is a draft."""
    for number, county in enumerate(counties):
        if number == 0:
            _review(town, county, answers=0)
        else:
            paper = _draft(town, county, town.year + 1)
            if number == 1:
                _hand_in(town, paper)
    return len(counties)
