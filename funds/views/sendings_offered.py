"""What pages offer about the sending of statements, to whom; each act checks again."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.listing import Action
from funds.models import Statement, StatementSending
from funds.reads.sendings import NOT_SENT, SENDABLE, last_sending, stands
from funds.services.clearing.units import city_of
from institutions.models import Agency, Duty
from institutions.views.second_person import next_is_another

State = StatementSending.State
TONES = {
    NOT_SENT: "plain",
    State.SENT: "info",
    State.CONFIRMED: "ok",
    State.OBJECTED: "bad",
    State.ANSWERED: "info",
}


def may_send(assignment: Any, payer_id: int | None = None) -> bool:
    """Whether the holder sends statements: finance of the city all, of a county those it pays (one: ``payer_id``)."""
    if assignment is None or Duty.FINANCE not in assignment.duties:
        return False
    return assignment.agency.level == Agency.Level.CITY or payer_id in (None, assignment.agency_id)


def may_answer(assignment: Any) -> bool:
    """Whether the holder answers what institutions object to: finance or review of the city."""
    there = assignment.agency.level == Agency.Level.CITY
    return there and not {Duty.FINANCE, Duty.REVIEW}.isdisjoint(assignment.duties)


def acts_on(assignment: Any, statement: Statement) -> list[Action]:
    """What the holder may enter about the statement as it stands; what comes next is the page's main button."""
    now = stands(statement)
    if now == State.OBJECTED:
        if not may_answer(assignment) or _entered_objection(assignment, statement):
            return []
        return [_act(_("Answer the objection"), "answer_statement", statement, main=True)]
    if statement.clearing.state not in SENDABLE or not may_send(assignment, statement.payer_id):
        return []
    if now == NOT_SENT:
        return [_act(_("Mark as sent"), "send_statement", statement, main=True)]
    if now == State.CONFIRMED:
        return []
    acts = [_act(_("Enter the confirmation"), "confirm_statement", statement, main=True)]
    if now == State.SENT:
        acts.append(_act(_("Enter the objection"), "object_to_statement", statement))
    return [*acts, _act(_("Sent once more"), "send_statement", statement)]


def who_answers(assignment: Any, statement: Statement) -> str:
    """Who answers an objection that the reader entered; empty where that is not so."""
    if stands(statement) != State.OBJECTED or not _entered_objection(assignment, statement):
        return ""
    return next_is_another(city_of(statement.clearing.area), Duty.FINANCE, Duty.REVIEW)


def _entered_objection(assignment: Any, statement: Statement) -> bool:
    sending = last_sending(statement)
    return sending is not None and sending.objection_by_id == assignment.user_id


def _act(title: str, name: str, statement: Statement, *, main: bool = False) -> Action:
    return Action(title, reverse(f"funds:{name}", args=[statement.pk]), main=main)
