"""A year's assessment through its whole course: who may do what, what stands in the way, what it comes to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from config.scoping import acting_as, system_scope
from institutions.models import (
    Assessment,
    AssessmentRound,
    AssessmentStep,
    AssessmentValue,
    PublishedAssessment,
)
from institutions.services.assessment import conclude, decide
from institutions.services.assessment.enter import enter_value
from institutions.services.assessment.figures import compute_figures
from institutions.services.assessment.open_round import open_round
from institutions.services.assessment.publish import publish
from institutions.services.assessment.results import renewal_in_doubt, result_of
from institutions.services.assessment.states import AssessmentRefused
from institutions.services.duties import DutyMissing, SamePerson
from tests.institutions.assessment import making
from tests.institutions.assessment.making import YEAR, Stage

# By hand: 15 × 7.5 / 15 = 7.50; all 10 at 10 %; 15 × 5 / 10 = 7.50; 12 yuan of 10,000: half of 20; all 10; 9 given;
# 10 × 10 / 20 = 5.00; 10 × 25.5 / 30 = 8.50. Together 67.50.
POINTS = {
    "in_scope_share": "7.50", "own_expense_share": "10.00", "cost_per_case_growth": "7.50", "deducted_share": "10.00",
    "split_stay_share": "10.00", "agreement_conduct": "9.00", "reply_in_time": "5.00", "service_satisfaction": "8.50",
}  # fmt: skip
SCORE = Decimal("67.50")


def log_of(sheet: Assessment) -> list[str]:
    with system_scope():
        return list(
            AssessmentStep.objects.filter(assessment=sheet).order_by("pk").values_list("act", flat=True)
        )


@pytest.mark.duty("NB-26", "JJ-09", "ZY-13")
def test_the_whole_way_to_the_published_result(stage: Stage) -> None:
    """The assessment of NB-26 and JJ-09 (conduct, value, cost), one scheme for the area; application, evaluation,
    negotiation, entry and exit are proved in ``tests/institutions/agreements/test_course.py``. Of ZY-13: the city's
    yearly assessment."""
    sheet = making.provisional(stage)
    assert {key: str(making.value_of(sheet, key).points) for key in POINTS} == POINTS
    assert (sheet.score, sheet.grade) == (SCORE, "basically_qualified")
    assert (sheet.told_on, sheet.object_by) == (stage.today, stage.today + dt.timedelta(10))
    assert making.value_of(sheet, "in_scope_share").figures == [["In scope", "77.50"]]
    stage.later(2)
    with acting_as(stage.handler):
        objection = conclude.record_objection(
            assessment=sheet, received_on=stage.today, text="满意度调查样本不足", acting_user=stage.handler
        )
        conclude.record_hearing(
            objection=objection, heard_on=stage.today, hearing="机构陈述", acting_user=stage.handler
        )
        sheet = conclude.answer_objection(
            objection=objection, answer="重新抽样", upheld=True, acting_user=stage.handler,
            points={"service_satisfaction": Decimal("10"), "deducted_share": Decimal("20")},
        )  # fmt: skip
    # 67.50 + 1.50 + 10: at the edge of nothing, the third band still.
    assert (sheet.score, sheet.grade) == (Decimal("79.00"), "basically_qualified")
    value = making.value_of(sheet, "service_satisfaction")
    assert (value.points, value.adjusted) == (Decimal("8.50"), Decimal(10))
    with acting_as(stage.handler):
        conclude.note_agreed(assessment=sheet, day=stage.today, acting_user=stage.handler)
    with acting_as(stage.reviewer):
        decide.review(assessment=sheet, acting_user=stage.reviewer)
    with acting_as(stage.approver):
        decide.approve(assessment=sheet, acting_user=stage.approver)
        assert result_of(stage.cast.hospital_east, YEAR) is None
    making.rest_dropped(stage, sheet)
    with acting_as(stage.handler):
        held = publish(held=sheet.round, place="中心网站", acting_user=stage.handler)
    assert (held.state, held.published_on) == ("published", stage.today)
    with acting_as(stage.cast.clerk_west):
        result = result_of(stage.cast.hospital_east, YEAR)
        assert renewal_in_doubt(stage.cast.hospital_east) is None
        assert result_of(stage.cast.hospital_west, YEAR) is None
    assert result is not None
    assert (result.score, result.whole_points, result.deposit_released) == (Decimal("79.00"), 79, 5000)
    assert result.origins["deposit"]["assumed"]
    assert log_of(sheet) == [
        "open", "compute", *["enter"] * 3, "conclude", "object", "hear", "answer", "agree", "review", "approve",
        "publish",
    ]  # fmt: skip


@pytest.mark.duty("JJ-09")
def test_a_low_score_releases_nothing_and_puts_the_renewal_in_doubt(stage: Stage) -> None:
    stage.figures |= {"in_scope_share": 7000, "own_expense_share": 3000, "deducted_share": 50}
    sheet = making.approved(stage)
    # 67.50 − 7.50 − 10 − 10
    assert sheet.score == Decimal("40.00")
    making.rest_dropped(stage, sheet)
    with acting_as(stage.handler):
        publish(held=sheet.round, place="中心网站", acting_user=stage.handler)
        result = renewal_in_doubt(stage.cast.hospital_east)
    assert result is not None
    assert (result.deposit_released, result.grade) == (0, "unqualified")


def test_an_indicator_with_nothing_to_measure_is_left_out(stage: Stage) -> None:
    stage.figures["cost_per_case_growth"] = None
    sheet = making.provisional(stage)
    # (67.50 − 7.50) of 85 points, raised to 100: 70.588…
    assert sheet.score == Decimal("70.59")


def test_a_year_is_opened_when_it_is_over_once_with_a_sheet_for_each(stage: Stage) -> None:
    with acting_as(stage.handler):
        with pytest.raises(AssessmentRefused, match=r"2021"):
            open_round(area=stage.cast.area, year=2021, acting_user=stage.handler)
        stage.on(dt.date(2020, 12, 31))
        with pytest.raises(AssessmentRefused):
            open_round(area=stage.cast.area, year=YEAR, acting_user=stage.handler)
        stage.on(dt.date(2021, 1, 1))
        held = open_round(area=stage.cast.area, year=YEAR, acting_user=stage.handler)
        assert (held.entries_by, held.publish_by) == (dt.date(2021, 2, 28), dt.date(2021, 4, 30))
        first = set(Assessment.objects.values_list("institution", flat=True))
        assert first == {stage.cast.hospital_east.pk, stage.cast.hospital_west.pk}
        assert open_round(area=stage.cast.area, year=YEAR, acting_user=stage.handler) == held
        assert Assessment.objects.count() == 2
    with acting_as(stage.county_handler), pytest.raises(DutyMissing):
        open_round(area=stage.cast.area, year=YEAR, acting_user=stage.county_handler)


def test_who_lacks_the_duty_or_did_the_step_before_is_refused(stage: Stage) -> None:
    sheet = making.provisional(stage)
    stage.later(11)
    with acting_as(stage.handler), pytest.raises(SamePerson):
        decide.review(assessment=sheet, acting_user=stage.handler)
    with acting_as(stage.approver), pytest.raises(DutyMissing):
        decide.review(assessment=sheet, acting_user=stage.approver)
    with acting_as(stage.reviewer):
        decide.review(assessment=sheet, acting_user=stage.reviewer)
        with pytest.raises(DutyMissing):
            decide.approve(assessment=sheet, acting_user=stage.reviewer)
    with acting_as(stage.handler), pytest.raises(SamePerson):
        decide.approve(assessment=sheet, acting_user=stage.handler)
    with acting_as(stage.county_handler), pytest.raises(DutyMissing):
        conclude.conclude(assessment=sheet, acting_user=stage.county_handler)
    # Another county's sheet looks like none at all.
    with acting_as(stage.cast.clerk_west), pytest.raises(Assessment.DoesNotExist):
        enter_value(
            assessment=sheet, indicator="reply_in_time", value=Decimal(1), evidence="x",
            acting_user=stage.cast.clerk_west,
        )  # fmt: skip


def test_what_stands_in_the_way_of_telling_and_reviewing(stage: Stage) -> None:
    with acting_as(stage.handler):
        held = open_round(area=stage.cast.area, year=YEAR, acting_user=stage.handler)
    sheet = making.sheet_of_east(stage)
    with acting_as(stage.handler):
        with pytest.raises(AssessmentRefused, match=r"computed|计算"):
            conclude.conclude(assessment=sheet, acting_user=stage.handler)
        compute_figures(held=held, acting_user=stage.handler)
        with pytest.raises(AssessmentRefused, match=r"missing|缺"):
            conclude.conclude(assessment=sheet, acting_user=stage.handler)
    making.values_in(stage, sheet)
    with acting_as(stage.handler):
        conclude.conclude(assessment=sheet, acting_user=stage.handler)
    stage.later(10)
    with acting_as(stage.reviewer), pytest.raises(AssessmentRefused, match="2021-01-21"):
        decide.review(assessment=sheet, acting_user=stage.reviewer)
    with acting_as(stage.handler):
        objection = conclude.record_objection(
            assessment=sheet, received_on=stage.today, text="异议", acting_user=stage.handler
        )
        with pytest.raises(AssessmentRefused, match=r"not answered|答复"):
            conclude.note_agreed(assessment=sheet, day=stage.today, acting_user=stage.handler)
    stage.later(1)
    with acting_as(stage.reviewer), pytest.raises(AssessmentRefused, match=r"not answered|答复"):
        decide.review(assessment=sheet, acting_user=stage.reviewer)
    with acting_as(stage.handler):
        with pytest.raises(AssessmentRefused, match="2021-01-21"):
            conclude.record_objection(
                assessment=sheet, received_on=stage.today, text="迟到", acting_user=stage.handler
            )
        for upheld, points in ((True, {}), (False, {"reply_in_time": Decimal(1)})):
            with pytest.raises(AssessmentRefused):
                conclude.answer_objection(
                    objection=objection, answer="答", upheld=upheld, points=points, acting_user=stage.handler
                )
        with pytest.raises(AssessmentRefused, match="10"):
            conclude.answer_objection(
                objection=objection, answer="答", upheld=True, points={"reply_in_time": Decimal("10.01")},
                acting_user=stage.handler,
            )  # fmt: skip
        conclude.answer_objection(objection=objection, answer="维持", upheld=False, acting_user=stage.handler)
        with pytest.raises(AssessmentRefused):
            conclude.answer_objection(
                objection=objection, answer="再答", upheld=False, acting_user=stage.handler
            )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("agreement_conduct", "10.01"), ("agreement_conduct", "-1"), ("agreement_conduct", "1.005"),
        ("reply_in_time", "100.01"), ("in_scope_share", "5"), ("no_such", "5"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_and_changes_nothing(stage: Stage, key: str, value: str) -> None:
    making.opened(stage)
    sheet = making.sheet_of_east(stage)
    with acting_as(stage.county_handler), pytest.raises(AssessmentRefused):
        enter_value(
            assessment=sheet, indicator=key, value=Decimal(value), evidence="证据",
            acting_user=stage.county_handler,
        )  # fmt: skip
    assert log_of(sheet) == ["open", "compute"]


def test_sent_back_it_collects_again_and_keeps_what_objections_set(stage: Stage) -> None:
    sheet = making.provisional(stage)
    with acting_as(stage.handler):
        objection = conclude.record_objection(
            assessment=sheet, received_on=stage.today, text="异议", acting_user=stage.handler
        )
        conclude.answer_objection(
            objection=objection, answer="采纳", upheld=True, points={"reply_in_time": Decimal(10)},
            acting_user=stage.handler,
        )  # fmt: skip
    with acting_as(stage.reviewer):
        decide.send_back(assessment=sheet, reason="数据重算", acting_user=stage.reviewer)
    stage.figures["in_scope_share"] = 8500
    with acting_as(stage.handler):
        compute_figures(held=sheet.round, acting_user=stage.handler)
        sheet = conclude.conclude(assessment=sheet, acting_user=stage.handler)
    # 67.50 + 5 (objection) + 7.50 (new figure)
    assert (sheet.state, sheet.score) == ("provisional", Decimal("80.00"))
    # What was told is not computed again.
    stage.figures["in_scope_share"] = 7000
    with acting_as(stage.handler):
        compute_figures(held=sheet.round, acting_user=stage.handler)
    assert making.value_of(sheet, "in_scope_share").value == 8500


def test_nothing_is_published_while_a_sheet_waits(stage: Stage) -> None:
    sheet = making.approved(stage)
    with acting_as(stage.handler), pytest.raises(AssessmentRefused, match="1"):
        publish(held=sheet.round, place="网站", acting_user=stage.handler)
    making.rest_dropped(stage, sheet)
    with acting_as(stage.handler):
        publish(held=sheet.round, place="网站", acting_user=stage.handler)
        with pytest.raises(AssessmentRefused):
            publish(held=sheet.round, place="网站", acting_user=stage.handler)
        with pytest.raises(AssessmentRefused):
            open_round(area=stage.cast.area, year=YEAR, acting_user=stage.handler)


def test_many_sheets_at_once(stage: Stage) -> None:
    held = making.opened(stage)
    with system_scope():
        sheets = list(Assessment.objects.select_related("county").order_by("pk"))
    making.values_in(stage, sheets[0], stage.handler)
    with acting_as(stage.handler):
        # West lacks its values: only one is ready.
        assert decide.in_bulk(held=held, act="conclude", acting_user=stage.handler) == 1
    making.values_in(stage, sheets[1], stage.handler)
    with acting_as(stage.handler):
        assert decide.in_bulk(held=held, act="conclude", acting_user=stage.handler) == 1
    stage.later(11)
    with acting_as(stage.handler), pytest.raises(AssessmentRefused):
        decide.in_bulk(held=held, act="review", acting_user=stage.handler)
    with acting_as(stage.reviewer):
        assert decide.in_bulk(held=held, act="review", acting_user=stage.reviewer) == 2
    with acting_as(stage.approver):
        assert decide.in_bulk(held=held, act="approve", acting_user=stage.approver) == 2
    with acting_as(stage.handler):
        publish(held=held, place="网站", acting_user=stage.handler)
        assert PublishedAssessment.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"reviewed_by": "handler"}, "assessment_reviewed_by_another"),
        ({"approved_by": "handler"}, "assessment_approved_by_another"),
        ({"approved_by": "reviewer"}, "assessment_approved_by_another"),
        ({"state": "reviewed", "reviewed_by": None}, "assessment_reviewed"),
        ({"state": "approved"}, "assessment_approved"),
        ({"concluded_by": None}, "assessment_concluded"),
        ({"score": None}, "assessment_score_told"),
        ({"score": Decimal("100.01")}, "assessment_score_range"),
        ({"state": "dropped"}, "assessment_dropped_with_reason"),
    ],
)
def test_the_database_keeps_two_people_and_whole_sheets(
    stage: Stage, changes: dict[str, object], name: str
) -> None:
    sheet = making.reviewed(stage)
    values = {
        key: getattr(stage, value) if key.endswith("_by") and isinstance(value, str) else value
        for key, value in changes.items()
    }
    with system_scope(), pytest.raises(IntegrityError, match=name), transaction.atomic():
        Assessment.objects.filter(pk=sheet.pk).update(**values)


def test_the_database_keeps_evidence_points_and_what_was_published(stage: Stage) -> None:
    sheet = making.approved(stage)
    making.rest_dropped(stage, sheet)
    with acting_as(stage.handler):
        publish(held=sheet.round, place="网站", acting_user=stage.handler)
    value = making.value_of(sheet, "reply_in_time")
    for changes in ({"evidence": ""}, {"points": 11}, {"adjusted": 5}):
        with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
            AssessmentValue.objects.filter(pk=value.pk).update(**changes)
    with (
        system_scope(),
        pytest.raises(DatabaseError, match=r"kept for good|permission denied"),
        transaction.atomic(),
    ):
        PublishedAssessment.objects.filter(institution=stage.cast.hospital_east).update(score=100)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        AssessmentRound.objects.update(place="")
