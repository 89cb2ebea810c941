"""An application evaluated by several, and its public notice with objections."""

from __future__ import annotations

from decimal import Decimal

import pytest

from institutions.services.agreements import accept, evaluate, publish
from institutions.services.agreements.states import AgreementRefused
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage


def test_an_evaluation_needs_its_evaluators_and_fails_below_the_mean(at_east: Stage) -> None:
    stage = at_east
    agreement = making.accepted(stage, making.applied(stage))
    making.sheets_in(stage, agreement, evaluators=2)
    with pytest.raises(AgreementRefused, match="2"):
        evaluate.conclude(agreement=agreement, acting_user=stage.handler)
    making.sheets_in(stage, agreement, share="0.5")
    agreement = evaluate.conclude(agreement=agreement, acting_user=stage.handler)
    assert (agreement.state, agreement.score, agreement.failed_on) == (
        "failed",
        Decimal("50.00"),
        stage.today,
    )
    with pytest.raises(AgreementRefused):
        publish.publish(agreement=agreement, first=stage.today, place="", acting_user=stage.handler)
    stage.later(89)
    with pytest.raises(AgreementRefused, match="2020-05-31"):
        evaluate.evaluate_again(agreement=agreement, acting_user=stage.handler)
    stage.later(1)
    agreement = evaluate.evaluate_again(agreement=agreement, acting_user=stage.handler)
    assert (agreement.state, agreement.round, agreement.scores.count()) == ("accepted", 2, 18)
    # The first round's sheets stay on record and do not count in the second.
    assert evaluate.evaluation_of(agreement).evaluators == 0
    making.sheets_in(stage, agreement)
    assert evaluate.conclude(agreement=agreement, acting_user=stage.handler).state == "evaluated"


@pytest.mark.parametrize("points", ["-1", "20.5"])
def test_points_lie_between_nothing_and_the_items(at_east: Stage, points: str) -> None:
    agreement = making.accepted(at_east, making.applied(at_east))
    making.sheets_in(at_east, agreement, evaluators=1)
    sheet = {score.item: score.points for score in agreement.scores.all()}
    wrong = {**sheet, "information_system": Decimal(points)}
    for given in (wrong, {"information_system": Decimal(1)}, {**sheet, "other": Decimal(1)}):
        with pytest.raises(AgreementRefused):
            evaluate.enter_sheet(
                agreement=agreement, evaluator="甲", points=given, acting_user=at_east.handler
            )
    assert agreement.scores.count() == len(sheet)


def test_a_sheet_entered_again_replaces_the_first(at_east: Stage) -> None:
    agreement = making.accepted(at_east, making.applied(at_east))
    making.sheets_in(at_east, agreement, evaluators=1)
    making.sheets_in(at_east, agreement, evaluators=1, share="0.8")
    assert (evaluate.evaluation_of(agreement).evaluators, evaluate.evaluation_of(agreement).total) == (1, 80)


def test_a_notice_is_closed_after_its_days_with_every_objection_answered(at_east: Stage) -> None:
    stage = at_east
    agreement = making.noticed(stage, making.accepted(stage, making.applied(stage)))
    objection = publish.record_objection(
        agreement=agreement, received_on=stage.today, raised_by="群众", text="设备不全",
        acting_user=stage.handler,
    )  # fmt: skip
    stage.later(6)
    with pytest.raises(AgreementRefused, match="2020-03-08"):
        publish.close_notice(agreement=agreement, acting_user=stage.handler)
    stage.later(1)
    with pytest.raises(AgreementRefused):
        publish.close_notice(agreement=agreement, acting_user=stage.handler)
    publish.answer_objection(
        objection=objection, answer="已核实齐全", upheld=False, acting_user=stage.handler
    )
    with pytest.raises(AgreementRefused):
        publish.answer_objection(objection=objection, answer="再答", upheld=True, acting_user=stage.handler)
    assert publish.close_notice(agreement=agreement, acting_user=stage.handler).state == "negotiating"


def test_an_objection_that_is_upheld_ends_in_refusal(at_east: Stage) -> None:
    stage = at_east
    agreement = making.noticed(stage, making.accepted(stage, making.applied(stage)))
    objection = publish.record_objection(
        agreement=agreement, received_on=stage.today, raised_by="群众", text="冒名", acting_user=stage.handler
    )
    publish.answer_objection(objection=objection, answer="属实", upheld=True, acting_user=stage.handler)
    stage.later(8)
    with pytest.raises(AgreementRefused):
        publish.close_notice(agreement=agreement, acting_user=stage.handler)
    assert accept.refuse(agreement=agreement, reason="异议成立", acting_user=stage.handler).state == "refused"
