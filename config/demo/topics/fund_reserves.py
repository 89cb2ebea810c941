"""The common reserve: paid up when pooling began, topped up in the year as it covered too little."""

from __future__ import annotations

import datetime as dt

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.scoping import acting_as, system_scope
from funds.models import ReserveMovement
from funds.services.reserves.decide import book_movement, enter_movement, refuse_movement
from funds.services.reserves.propose import proposals
from institutions.models import Duty


def fill(stage: Stage) -> int:
    """How many movements; none where the policy asks for none."""
    with system_scope():
        if ReserveMovement.objects.filter(area=stage.area).exists():
            return 0
    days = (stage.day(1, 25), stage.day(7, 6), stage.day(10, 9))
    return sum(_move(stage, day, turn) for turn, day in enumerate(days))


def _move(stage: Stage, day: dt.date, turn: int) -> int:
    """What is proposed that day is entered and booked; the second top-up was first worked out wrongly, and refused."""
    finance, approver, words = stage.at(Duty.FINANCE), stage.at(Duty.APPROVE), said()["reserves"]
    made = 0
    with living_on(day):
        with acting_as(finance):
            found = [one for one in proposals(stage.area, SCHEME, day) if one.amount]
        for one in found:
            paper = words["paper"].format(year=day.year, number=turn + 1)
            if turn == 1:
                wrong = act(finance, enter_movement, proposal=one, evidence=words["wrong"])
                act(approver, refuse_movement, movement=wrong, reason=words["refused"])
            movement = act(finance, enter_movement, proposal=one, evidence=paper)
            act(approver, book_movement, movement=movement)
            made += 1
    return made
