"""The year between city and counties: managerial parts found, lists agreed on, posted; of three demands one is paid,
one in part, one is late and dunned; the incentive for cost control is drawn.

Where not all months of the year are cleared, the lists wait for December to be closed.
"""

from __future__ import annotations

from decimal import Decimal

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.demo.year.town import town_of
from config.money import TEN_THOUSAND
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book, CountyScheme, GapDemand, ManagerialFinding, YearSettlement
from funds.reads.county_budget import county_figures
from funds.reads.county_years import open_december
from funds.services.county_money.faults import CountyMoneyRefused
from funds.services.county_money.incentives import book_incentive, enter_incentive
from funds.services.county_money.managerial import confirm_part, enter_part, refuse_part
from funds.services.open_book import open_months
from funds.services.year_settlement.agree import approve, note_agreement
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.dun import dun
from funds.services.year_settlement.faults import SettlementRefused
from funds.services.year_settlement.post import post_settlement
from funds.services.year_settlement.receive import check_payment, enter_payment
from funds.services.year_settlement.terms import terms_of
from institutions.models import Agency, Duty

FOUND_SPENDING = 6_000
APRIL = 4
CENT = Decimal("0.01")


def fill(stage: Stage) -> int:
    """How many counties' parts and demands; none where the policy divides no gaps."""
    with system_scope():
        if YearSettlement.objects.filter(area=stage.area).exists():
            return 0
        try:
            terms_of(stage.area, SCHEME, stage.year)
        except SettlementRefused:
            return 0
    with living_on(stage.day(3, 2, years_on=1)):
        found = _managerial(stage)
    settlement = _agreed(stage)
    if settlement is None:
        return found
    with living_on(stage.day(3, 16, years_on=1)):
        _open_spring(stage)
        act(stage.at(Duty.FINANCE), post_settlement, settlement=settlement)
    _paid(stage, settlement)
    with living_on(stage.day(4, 9, years_on=1)):
        _incentive(stage)
    return found + 1


def _open_spring(stage: Stage) -> None:
    """The books of the scheme are open for the months in which the year is settled and paid."""
    town = town_of(stage, (SCHEME,))
    with system_scope():
        books = list(Book.objects.filter(area=stage.area, insutype=SCHEME).select_related("unit__area"))
    for book in books:
        act(town.at(Duty.FINANCE, book.unit), open_months, book=book, through=Month(stage.year + 1, APRIL))


def _managerial(stage: Stage) -> int:
    """Of every county that collected less than its target; the first was worked out wrongly once."""
    finance, approver, words = stage.at(Duty.FINANCE), stage.at(Duty.APPROVE), said()["year_settlement"]
    made = 0
    for number, county in enumerate(_short(stage)):
        for turn in range(2 if number == 0 else 1):
            part: ManagerialFinding = act(
                finance, enter_part, unit=county, insutype=SCHEME, year=stage.year, found_income=TEN_THOUSAND,
                found_spending=FOUND_SPENDING, reason=words["managerial"],
                evidence=words["paper"].format(year=stage.year, number=10 * turn + number + 1),
            )  # fmt: skip
            if number == 0 and turn == 0:
                act(approver, refuse_part, part=part, reason=words["refused"])
            else:
                act(approver, confirm_part, part=part)
                made += 1
    return made


def _short(stage: Stage) -> list[Agency]:
    found = []
    with system_scope():
        for county in stage.layout.units:
            figures = None if county.is_city_own else county_figures(county, SCHEME, stage.year)
            if figures is not None and (figures.short or figures.over):
                found.append(county)
    return found


def _agreed(stage: Stage) -> YearSettlement | None:
    """Drawn up twice, as one paper came late; agreed to by every department, approved. None while December is open."""
    finance, words = stage.at(Duty.FINANCE), said()["year_settlement"]
    with living_on(stage.day(3, 5, years_on=1)):
        act(finance, draw_up, area=stage.area, insutype=SCHEME, year=stage.year)
    with living_on(stage.day(3, 9, years_on=1)):
        settlement: YearSettlement = act(
            finance, draw_up, area=stage.area, insutype=SCHEME, year=stage.year, reason=words["again"]
        )
        with system_scope():
            closed = not open_december(stage.area, SCHEME, stage.year)
        for number, office in enumerate(settlement.offices if closed else settlement.offices[:1]):
            act(
                finance, note_agreement, settlement=settlement, office=office,
                agreed_on=stage.day(3, 9, years_on=1),
                paper=words["agreed"].format(year=stage.year + 1, number=number + 1),
            )  # fmt: skip
    if not closed:
        return None
    with living_on(stage.day(3, 12, years_on=1)):
        act(stage.at(Duty.APPROVE), approve, settlement=settlement)
    return settlement


def _paid(stage: Stage, settlement: YearSettlement) -> None:
    """The first demand in whole, the second by half; after the last day others have a letter, one receipt waits."""
    finance, words = stage.at(Duty.FINANCE), said()["year_settlement"]
    with system_scope():
        demands = list(
            GapDemand.objects.filter(settlement=settlement)
            .select_related("settlement__area", "county__area")
            .order_by("number")
        )
    in_time, late = stage.day(3, 26, years_on=1), stage.day(4, 8, years_on=1)
    for number, demand in enumerate(demands[:2]):
        amount = demand.amount if number == 0 else (demand.amount / 2).quantize(CENT)
        with living_on(in_time):
            receipt = act(
                finance, enter_payment, demand=demand, amount=amount, received_on=in_time,
                evidence=words["slip"].format(number=number + 1),
            )  # fmt: skip
            act(stage.at(Duty.REVIEW), check_payment, receipt=receipt)
    with living_on(late):
        for demand in demands[1:]:
            act(finance, dun, demand=demand)
        for demand in demands[1:2]:
            act(
                finance, enter_payment, demand=demand, amount=(demand.amount / 4).quantize(CENT), received_on=late,
                evidence=words["slip"].format(number=9),
            )  # fmt: skip


def _incentive(stage: Stage) -> None:
    """Where the policy draws one from the reserve, and somebody is entitled to it."""
    finance = stage.at(Duty.FINANCE)
    with acting_as(finance):
        scheme = CountyScheme.objects.filter(area=stage.area, state=CountyScheme.State.PUBLISHED).first()
    if scheme is None:
        return
    try:
        drawn = act(finance, enter_incentive, scheme=scheme, insutype=SCHEME)
    except CountyMoneyRefused:
        return
    act(stage.at(Duty.APPROVE), book_incentive, drawn=drawn)
