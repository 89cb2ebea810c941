"""Major questions are put to experts drawn by lot; what is concluded is decided by another, its effect looked at."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.models import RosterMember
from claims.rules.drawing import draw
from config.scoping import acting_as
from funds.models import Consultation
from funds.services.oversight import consultations
from funds.services.oversight.states import OversightRefused
from institutions.services.duties import SamePerson
from tests.funds.oversight.conftest import TODAY, Hall


def answer(hall: Hall, question: Consultation, *codes: str) -> None:
    with acting_as(hall.clerk):
        for code in codes:
            consultations.enter_expert_opinion(
                consultation=question, member=RosterMember.unscoped.get(code=code), stance="conditional",
                grounds="以基金承受能力为限", given_on=TODAY, acting_user=hall.clerk,
            )  # fmt: skip


@pytest.mark.duty("HG-09")
def test_a_question_from_the_lot_to_its_effect(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    question = hall.asked(excluded={"Z-2": "参与起草"})
    assert "Z-2" not in question.drawn
    assert question.excluded == [["Z-2", "专家2", "参与起草"]]
    again = draw(question.seed, [code for code, _name in question.candidates], 3)
    assert (len(question.drawn), again) == (3, question.drawn)
    answer(hall, question, *question.drawn)
    with acting_as(hall.clerk):
        consultations.conclude(consultation=question, conclusion="提高到5000元", acting_user=hall.clerk)
    with acting_as(hall.second):
        consultations.return_conclusion(consultation=question, reason="写明条件", acting_user=hall.second)
    with acting_as(hall.clerk):
        consultations.conclude(consultation=question, conclusion="结余够6个月时提高", acting_user=hall.clerk)
    with acting_as(hall.second):
        decided = consultations.decide(consultation=question, acting_user=hall.second)
    assert (decided.decided_on, decided.assess_by) == (TODAY, TODAY + dt.timedelta(180))
    with acting_as(hall.clerk):
        done = consultations.assess_effect(
            consultation=question, effect="门诊支出增长8%", acting_user=hall.clerk
        )
    assert done.state == "assessed"


def test_the_lot_stands_once_an_expert_has_answered(hall: Hall) -> None:
    question = hall.asked()
    with acting_as(hall.clerk), pytest.raises(OversightRefused, match="此前已抽取"):
        consultations.draw_experts(consultation=question, size=3, acting_user=hall.clerk)
    answer(hall, question, question.drawn[0])
    with acting_as(hall.clerk), pytest.raises(OversightRefused, match="不再变更"):
        consultations.draw_experts(consultation=question, size=3, reason="一人请假", acting_user=hall.clerk)


@pytest.mark.parametrize(
    ("size", "excluded", "said"),
    [(2, {}, "至少咨询3位"), (6, {}, "6"), (3, {"Z-99": "回避"}, "Z-99"), (5, {"Z-1": "回避"}, "4")],
)
def test_what_cannot_be_drawn(hall: Hall, size: int, excluded: dict[str, str], said: str) -> None:
    with pytest.raises(OversightRefused, match=said):
        hall.asked(size, excluded=excluded)


def test_only_the_drawn_answer_and_once(hall: Hall) -> None:
    question = hall.asked()
    [other, *_rest] = [f"Z-{n}" for n in range(1, 6) if f"Z-{n}" not in question.drawn]
    with pytest.raises(OversightRefused, match="不是本次抽取"):
        answer(hall, question, other)
    with pytest.raises(OversightRefused, match="已经提交过"):
        answer(hall, question, question.drawn[0], question.drawn[0])


def test_a_conclusion_waits_for_the_experts(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    question = hall.asked(4)
    answer(hall, question, *question.drawn[:3])
    with acting_as(hall.clerk):
        with pytest.raises(OversightRefused, match="4位专家中只有3位"):
            consultations.conclude(consultation=question, conclusion="结论", acting_user=hall.clerk)
        after = question.answer_by + dt.timedelta(1)
        monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: after)
        consultations.conclude(consultation=question, conclusion="结论", acting_user=hall.clerk)


def test_too_few_answers_are_no_consultation_even_late(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    question = hall.asked()
    answer(hall, question, *question.drawn[:2])
    after = question.answer_by + dt.timedelta(1)
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: after)
    with acting_as(hall.clerk), pytest.raises(OversightRefused, match="只有2位"):
        consultations.conclude(consultation=question, conclusion="结论", acting_user=hall.clerk)


def test_two_people_for_question_and_decision(hall: Hall) -> None:
    with acting_as(hall.clerk):
        made = consultations.propose_question(
            agency=hall.cast.city, title="题", question="问", acting_user=hall.clerk, answer_by=TODAY
        )
    Consultation.unscoped.filter(pk=made.pk).update(proposed_by=hall.second)
    with acting_as(hall.second), pytest.raises(SamePerson):
        consultations.approve_question(consultation=made, acting_user=hall.second)
    question = hall.asked()
    answer(hall, question, *question.drawn)
    with acting_as(hall.clerk):
        consultations.conclude(consultation=question, conclusion="结论", acting_user=hall.clerk)
    Consultation.unscoped.filter(pk=question.pk).update(concluded_by=hall.second)
    with acting_as(hall.second), pytest.raises(SamePerson):
        consultations.decide(consultation=question, acting_user=hall.second)


def test_what_an_expert_said_stays(hall: Hall) -> None:
    question = hall.asked()
    answer(hall, question, question.drawn[0])
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        question.opinions.update(grounds="改")
