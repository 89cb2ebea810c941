"""What follows a year: its managerial parts, its settlement, what governments pay; and what reserves are asked for."""

from __future__ import annotations

import datetime as dt

from config.demo.topics.stage import act
from config.demo.year.budgets import go_through
from config.demo.years.land import Land
from config.demo.years.path import YearPath, budgeted_of
from config.money import TEN_THOUSAND, from_fen
from config.scoping import acting_as, system_scope
from funds.models import FundBudget, FundBudgetLine, ReserveMovement, YearSettlement
from funds.reads.settlements import DemandStanding, demands_of
from funds.services.county_assessment.states import CountyAssessmentRefused
from funds.services.county_money.faults import CountyMoneyRefused
from funds.services.county_money.managerial import confirm_part, enter_part
from funds.services.fund_budgets.draft import draft_fund_budget
from funds.services.fund_budgets.lines import Entered, set_lines
from funds.services.reserves.decide import book_movement, enter_movement
from funds.services.reserves.propose import Proposal, proposals
from funds.services.year_settlement.agree import approve, note_agreement
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.dun import dun
from funds.services.year_settlement.faults import SettlementRefused
from funds.services.year_settlement.post import post_settlement
from funds.services.year_settlement.receive import check_payment, enter_payment
from institutions.models import Duty

State = YearSettlement.State
WHY = "支出超过预算，认定为管理性原因"


def budget(land: Land, number: int, path: YearPath, day: dt.date) -> None:
    """The year's budget, approved, where the path has one: by it the first county's excess is measured."""
    places = {county.pk: place for place, county in enumerate(land.counties)}
    keeper = land.keeper_of(land.counties[0])
    finance = land.at(Duty.FINANCE, keeper)
    for insutype in land.schemes:
        paper: FundBudget = act(finance, draft_fund_budget, unit=keeper, insutype=insutype, year=day.year)
        with system_scope():
            lines = list(FundBudgetLine.objects.filter(budget=paper, code="benefits"))
        entered = {
            line.pk: Entered(from_fen(budgeted_of(places[line.county_id], number, path)), "示例：按预测编制")
            for line in lines
            if line.county_id in places
        }
        act(finance, set_lines, budget=paper, entered=entered)
        go_through(land, paper, day)


def find_managerial(land: Land, year: int) -> list[str]:
    """All that the first county spent above its budget is found to be in its hands, by two people.

    What the policy does not say, where it knows no managerial parts.
    """
    told = []
    for insutype in land.schemes:
        try:
            part = act(
                land.at(Duty.FINANCE), enter_part, unit=land.counties[0], insutype=insutype, year=year,
                found_income=0, found_spending=TEN_THOUSAND, reason=WHY, evidence=f"三部门认定〔{year}〕1号",
            )  # fmt: skip
        except (CountyMoneyRefused, CountyAssessmentRefused) as silent:
            told.append(str(silent))
        else:
            act(land.at(Duty.APPROVE), confirm_part, part=part)
    return told


def draw(land: Land, year: int) -> list[str]:
    """The lists of every scheme; what the policy does not say where it has none."""
    told = []
    for insutype in land.schemes:
        try:
            act(land.at(Duty.FINANCE), draw_up, area=land.area, insutype=insutype, year=year)
        except SettlementRefused as silent:
            told.append(str(silent))
    return told


def settlements(land: Land, year: int, *states: str) -> list[YearSettlement]:
    with system_scope():
        found = YearSettlement.objects.filter(area=land.area, year=year, state__in=states or State.values)
        return list(found.select_related("area").order_by("insutype"))


def agree_and_approve(land: Land, year: int, day: dt.date) -> None:
    for one in settlements(land, year, State.DRAWN):
        for office in one.offices:
            act(
                land.at(Duty.FINANCE), note_agreement, settlement=one, office=office, agreed_on=day,
                paper=f"商定〔{year}〕{office}",
            )  # fmt: skip
        act(land.at(Duty.APPROVE), approve, settlement=one)


def post(land: Land, year: int) -> None:
    for one in settlements(land, year, State.APPROVED):
        act(land.at(Duty.FINANCE), post_settlement, settlement=one)


def pay(land: Land, year: int, day: dt.date) -> None:
    """Governments pay in time, but one of the first county pays half."""
    for n, one in enumerate(_open_demands(land, year)):
        late = n == 0 and one.demand.county_id == land.counties[0].pk
        _receive(land, one, day, half=late)


def dun_late(land: Land, year: int) -> None:
    for one in _open_demands(land, year):
        act(land.at(Duty.FINANCE), dun, demand=one.demand)


def pay_rest(land: Land, year: int, day: dt.date) -> None:
    for one in _open_demands(land, year):
        _receive(land, one, day)


def _open_demands(land: Land, year: int) -> list[DemandStanding]:
    found = []
    for one in settlements(land, year, State.POSTED):
        with system_scope():
            found += [demand for demand in demands_of(one) if demand.open]
    return sorted(found, key=lambda one: one.demand.pk)


def _receive(land: Land, one: DemandStanding, day: dt.date, *, half: bool = False) -> None:
    amount = from_fen(int(one.open * 100) // 2) if half else one.open
    if not amount:
        return
    receipt = act(
        land.at(Duty.FINANCE), enter_payment, demand=one.demand, amount=amount, received_on=day,
        evidence=f"{one.demand.number}-{day:%m%d}",
    )  # fmt: skip
    act(land.at(Duty.REVIEW), check_payment, receipt=receipt)


def fill_reserves(land: Land, day: dt.date) -> int:
    """Whatever the policy asks for today is entered and booked by another person; how many movements."""
    made = 0
    for insutype in land.schemes:
        finance = land.at(Duty.FINANCE)
        with acting_as(finance):
            found = [one for one in proposals(land.area, insutype, day) if one.amount and _is_time(one, day)]
        for one in found:
            movement = act(finance, enter_movement, proposal=one, evidence=f"归集〔{day:%Y%m%d}〕")
            act(land.at(Duty.APPROVE), book_movement, movement=movement)
            made += 1
    return made


def _is_time(one: Proposal, day: dt.date) -> bool:
    """An old fund is merged once it is closed."""
    return one.act != ReserveMovement.Act.MERGE or one.due is None or one.due <= day
