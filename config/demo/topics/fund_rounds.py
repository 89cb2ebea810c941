"""Rounds of the months: November with a late and a returned plan, December short, January half way, February begun."""

from __future__ import annotations

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.demo.year.mishaps import LATE, RETURNED, SHORT
from config.demo.year.rounds import Rounds
from config.demo.year.town import town_of
from config.periods import Month
from config.scoping import system_scope
from funds.models import MonthlyRound
from funds.rules import rounds as rules
from funds.services.rounds import papers
from funds.services.rounds.terms import terms_of
from institutions.models import Duty

MISHAPS = {11: (LATE, RETURNED), 12: (SHORT,)}


def fill(stage: Stage) -> int:
    """How many rounds; none where the policy names no step."""
    with system_scope():
        if not terms_of(stage.area, stage.month(11)) or MonthlyRound.objects.filter(area=stage.area).exists():
            return 0
    town = town_of(stage, (SCHEME,))
    rounds = Rounds(town, MISHAPS, of_a_plan=None)
    november, december = town.month(11), town.month(12)
    for month in (november, december):
        _money(rounds, month)
    for month in (november, december):
        with standing_on(month.next_first.replace(day=12)):
            rounds.report(month)
    with standing_on(november.next_first.replace(day=20)):
        rounds.file(november)
    _half_way(rounds, december.following)
    _begun(rounds, december.following.following)
    return 4


def _money(rounds: Rounds, month: Month) -> None:
    """Plans, application, and what finance pays."""
    before = month.previous.first
    with standing_on(before.replace(day=20)):
        rounds.open(month)
        rounds.plan(month)
    with standing_on(before.replace(day=24)):
        rounds.plan_again(month)
    with standing_on(before.replace(day=28)):
        rounds.apply(month)
    for day, pay in ((9, rounds.appropriate), (16, rounds.appropriate_rest)):
        paid_on = month.first.replace(day=day)
        with standing_on(paid_on):
            pay(month, paid_on)


def _half_way(rounds: Rounds, month: Month) -> None:
    """Finance paid a half; what goes on to the counties waits for the second person."""
    town, before, paid_on = rounds.town, month.previous.first, month.first.replace(day=9)
    with standing_on(before.replace(day=22)):
        rounds.open(month)
        rounds.plan(month)
    with standing_on(before.replace(day=29)):
        rounds.apply(month)
    with standing_on(paid_on):
        for insutype in town.schemes:
            rounds.bring_down(month, paid_on, insutype, "A", half=True, waits=True)


def _begun(rounds: Rounds, month: Month) -> None:
    """The first county has not planned, the second is asked anew, the third waits, the others are done."""
    town = rounds.town
    with standing_on(month.previous.first.replace(day=20)):
        rounds.open(month)
        for number, unit in enumerate(town.units):
            if number == 0:
                continue
            rounds.hand_in_plan(month, unit)
            if number == 1:
                step = rounds.step(rules.COUNTY_PLAN, unit, month)
                act(town.at(Duty.REVIEW), papers.send_back, step=step, reason=said()["rounds"]["returned"])
            elif number > 2:
                rounds.accept(rules.COUNTY_PLAN, unit, month)
