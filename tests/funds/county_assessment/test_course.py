"""A year's assessment of counties through its whole course; every forbidden step with its reason; who sees what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from config.scoping import acting_as, system_scope
from funds.models import CountyResult, CountyScheme, CountySheet, CountyStep, CountyValue
from funds.services.county_assessment import report, review, verify
from funds.services.county_assessment.figures import compute_figures
from funds.services.county_assessment.publish import publish_results
from funds.services.county_assessment.states import CountyAssessmentRefused
from institutions.models import Attachment, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.funds.county_assessment import making
from tests.funds.county_assessment.making import Stage

# By hand, of 20 points each: coverage 90 %: 20 × 5/10; collected 99 %: a twentieth less; 2 % over the budget: a fifth
# less; 18 and 15.5 as given. Together 10 + 19 + 16 + 18 + 15.5.
EAST = Decimal("78.50")
# 20 + 20 + 20 + 18 + 15.5
WEST = Decimal("93.50")


def log_of(sheet: CountySheet) -> list[str]:
    with system_scope():
        return list(CountyStep.objects.filter(sheet=sheet).order_by("pk").values_list("act", flat=True))


@pytest.mark.duty("NB-24", "ZY-20", "NM-09")
def test_the_whole_way_to_the_published_table(stage: Stage) -> None:
    """Targets, points, self-report, verification, review, appeal, score, rank, reward and penalty, published."""
    made = making.opened(stage)
    sheet = making.reported(stage)
    scan = SimpleUploadedFile("report.pdf", b"%PDF-1.7 x")
    with acting_as(stage.clerk):
        report.attach_evidence(
            value=making.value_of(sheet, "fund_safety"),
            title="检查记录",
            upload=scan,
            acting_user=stage.clerk,
        )
    with acting_as(stage.county_reviewer):
        report.submit_report(sheet=sheet, acting_user=stage.county_reviewer)
    with acting_as(stage.handler):
        verify.verify_value(
            sheet=sheet, indicator="fund_safety", value=Decimal("14"), difference="有一起违规未报",
            acting_user=stage.handler,
        )  # fmt: skip
        assert Attachment.objects.get().title == "检查记录"
        assert verify.verify_rest(sheet=sheet, acting_user=stage.handler) == 4
        sheet = verify.conclude_verification(sheet=sheet, acting_user=stage.handler)
    assert (sheet.score, sheet.grade) == (EAST - Decimal("1.50"), "basically_qualified")
    found = making.value_of(sheet, "fund_safety")
    assert (found.own_points, found.points, found.difference) == (
        Decimal("15.50"),
        Decimal(14),
        "有一起违规未报",
    )
    assert making.value_of(sheet, "coverage").figures == [["Numerator", "9000"], ["Denominator", "10000"]]
    with acting_as(stage.supervisor):
        sheet = review.tell_result(sheet=sheet, acting_user=stage.supervisor)
    assert (sheet.told_on, sheet.appeal_by) == (stage.today, stage.today + dt.timedelta(5))
    stage.later(2)
    appeal = making.appealed(stage, sheet)
    with acting_as(stage.approver):
        sheet = review.decide_appeal(
            appeal=appeal, answer="补充材料成立", upheld=True, points={"fund_safety": Decimal("15")},
            acting_user=stage.approver,
        )  # fmt: skip
    assert sheet.score == EAST - Decimal("0.50")
    assert making.value_of(sheet, "fund_safety").points == 14
    stage.later(4)
    with acting_as(stage.approver):
        review.settle_score(sheet=sheet, acting_user=stage.approver)
    making.final(stage, stage.cast.west)
    with acting_as(stage.handler):
        made = publish_results(scheme=made, place="市医保局网站", acting_user=stage.handler)
    assert made.state == CountyScheme.State.PUBLISHED
    with acting_as(stage.cast.clerk_west):
        # By then every county reads the whole table, and what follows.
        table = [
            (one.rank, one.unit, one.score, one.grade, one.follows) for one in CountyResult.objects.all()
        ]
        assert table == [
            (1, stage.cast.west, WEST, "excellent", "commended"),
            (2, stage.cast.east, EAST - Decimal("0.50"), "basically_qualified", "talk"),
        ]
    assert log_of(sheet) == [
        "open", "compute", "report", "report", "report", "submit", "verify", "verify", "conclude", "tell", "appeal",
        "decide", "settle", "publish",
    ]  # fmt: skip


# Act → how it is done by the person who may; every state but its own refuses it with the reason in words.
Do = Callable[[Stage, CountySheet], object]


def _appeal(sheet: CountySheet) -> Any:
    with system_scope():
        return sheet.appeals.first() or type(sheet).appeals.rel.related_model(sheet=sheet)


ACTS: dict[str, tuple[str, Do]] = {
    "report": ("clerk", lambda s, t: report.report_value(
        sheet=t, indicator="fund_safety", value=Decimal(1), evidence="x", acting_user=s.clerk)),
    "submit": ("county_reviewer", lambda s, t: report.submit_report(sheet=t, acting_user=s.county_reviewer)),
    "verify": ("handler", lambda s, t: verify.verify_rest(sheet=t, acting_user=s.handler)),
    "return_report": ("handler", lambda s, t: verify.return_report(sheet=t, reason="补", acting_user=s.handler)),
    "conclude": ("handler", lambda s, t: verify.conclude_verification(sheet=t, acting_user=s.handler)),
    "send_back": ("supervisor", lambda s, t: review.send_back_verification(
        sheet=t, reason="重核", acting_user=s.supervisor)),
    "tell": ("supervisor", lambda s, t: review.tell_result(sheet=t, acting_user=s.supervisor)),
    "appeal": ("clerk", lambda s, t: review.appeal(sheet=t, text="申诉", acting_user=s.clerk)),
    "decide": ("approver", lambda s, t: review.decide_appeal(
        appeal=_appeal(t), answer="否", upheld=False, acting_user=s.approver)),
    "accept": ("county_reviewer", lambda s, t: review.accept_result(sheet=t, acting_user=s.county_reviewer)),
    "settle": ("approver", lambda s, t: review.settle_score(sheet=t, acting_user=s.approver)),
}  # fmt: skip
OPEN = {
    "reporting": {"report", "submit"},
    "submitted": {"verify", "return_report", "conclude"},
    "verified": {"send_back", "tell"},
    "told": {"appeal", "decide", "accept", "settle"},
    "final": set(),
}
REACHED: dict[str, Do] = {
    "reporting": lambda s, _t: making.reported(s),
    "submitted": lambda s, _t: making.submitted(s),
    "verified": lambda s, _t: making.verified(s),
    "told": lambda s, _t: making.told(s),
    "final": lambda s, _t: making.final(s),
}


@pytest.mark.parametrize("state", OPEN)
def test_every_forbidden_step_is_refused_with_its_reason(stage: Stage, state: str) -> None:
    making.opened(stage)
    REACHED[state](stage, making.sheet_of(stage.cast.east))
    sheet = making.sheet_of(stage.cast.east)
    assert sheet.state == state
    for act, (who, do) in ACTS.items():
        if act in OPEN[state]:
            continue
        with (
            acting_as(getattr(stage, who)),
            pytest.raises(CountyAssessmentRefused, match=r"尚不能|已不能"),
        ):
            do(stage, sheet)
    assert making.sheet_of(stage.cast.east).state == state


def test_nobody_does_the_act_of_another(stage: Stage) -> None:
    """The duty at the right place is asked for, and the same person never does two steps of one sheet."""
    making.opened(stage)
    sheet = making.reported(stage)
    with acting_as(stage.handler), pytest.raises(DutyMissing):
        report.report_value(
            sheet=sheet, indicator="fund_safety", value=Decimal(1), evidence="x", acting_user=stage.handler
        )
    with acting_as(stage.clerk), pytest.raises(DutyMissing):
        report.submit_report(sheet=sheet, acting_user=stage.clerk)
    with acting_as(stage.supervisor), pytest.raises(DutyMissing):
        report.submit_report(sheet=sheet, acting_user=stage.supervisor)
    with system_scope():
        for name, duties in (
            ("reviewer_east", ["handle", "review"]),
            ("reviewer_city", ["handle", "review", "approve"]),
        ):
            held = getattr(stage.cast, name).assignments.get()
            held.duties = duties
            held.save()
        both_east = User.objects.get(pk=stage.county_reviewer.pk)
        both_city = User.objects.get(pk=stage.supervisor.pk)
    with acting_as(both_east):
        report.report_value(
            sheet=sheet, indicator="fund_safety", value=Decimal(15), evidence="x", acting_user=both_east
        )
        with pytest.raises(SamePerson):
            report.submit_report(sheet=sheet, acting_user=both_east)
    with acting_as(stage.clerk):
        report.report_value(
            sheet=sheet, indicator="fund_safety", value=Decimal(15), evidence="x", acting_user=stage.clerk
        )
    with acting_as(both_east):
        sheet = report.submit_report(sheet=sheet, acting_user=both_east)
    with acting_as(both_city):
        verify.verify_value(sheet=sheet, indicator="coverage", value=None, acting_user=both_city)
    with acting_as(stage.handler):
        verify.verify_rest(sheet=sheet, acting_user=stage.handler)
        sheet = verify.conclude_verification(sheet=sheet, acting_user=stage.handler)
    # Whoever verified a single value does not review the whole.
    with acting_as(both_city), pytest.raises(SamePerson):
        review.tell_result(sheet=sheet, acting_user=both_city)


def test_reporting_refuses_what_is_no_value_and_keeps_what_was_there(stage: Stage) -> None:
    making.opened(stage)
    sheet = making.sheet_of(stage.cast.east)
    with acting_as(stage.clerk):
        for key, value, evidence, said in (
            ("fund_safety", "20.01", "x", "0.*20"), ("fund_safety", "-1", "x", "0.*20"),
            ("fund_safety", "1.005", "x", "小数"), ("fund_safety", "10", " ", "依据"),
            ("coverage", "10000.01", "x", "百分比"), ("weather", "1", "x", "weather"),
        ):  # fmt: skip
            with pytest.raises(CountyAssessmentRefused, match=said):
                report.report_value(
                    sheet=sheet,
                    indicator=key,
                    value=Decimal(value),
                    evidence=evidence,
                    acting_user=stage.clerk,
                )
    assert making.value_of(sheet, "fund_safety").own_points is None
    with acting_as(stage.county_reviewer), pytest.raises(CountyAssessmentRefused, match="政策执行、基金安全"):
        report.submit_report(sheet=sheet, acting_user=stage.county_reviewer)


def test_a_county_that_differs_from_the_data_is_verified_one_by_one(stage: Stage) -> None:
    making.opened(stage)
    sheet = making.reported(stage)
    with acting_as(stage.clerk):
        report.report_value(
            sheet=sheet,
            indicator="coverage",
            value=Decimal("94.5"),
            evidence="公安人口数",
            acting_user=stage.clerk,
        )
    with acting_as(stage.county_reviewer):
        report.submit_report(sheet=sheet, acting_user=stage.county_reviewer)
    with acting_as(stage.handler):
        assert verify.verify_rest(sheet=sheet, acting_user=stage.handler) == 4
        with pytest.raises(CountyAssessmentRefused, match="逐项"):
            verify.verify_rest(sheet=sheet, acting_user=stage.handler)
        with pytest.raises(CountyAssessmentRefused, match="参保率"):
            verify.conclude_verification(sheet=sheet, acting_user=stage.handler)
        for value in (None, Decimal("94.5")):
            with pytest.raises(CountyAssessmentRefused, match="请说明原因"):
                verify.verify_value(sheet=sheet, indicator="coverage", value=value, acting_user=stage.handler)
        found = verify.verify_value(
            sheet=sheet, indicator="coverage", value=Decimal("94.5"), difference="以公安数为准",
            acting_user=stage.handler,
        )  # fmt: skip
        assert (found.points, found.from_data) == (Decimal("19.00"), 9000)
        # New data of a value that was verified: it is looked at anew.
        stage.data[stage.cast.east.pk]["coverage"] = (9100, 10_000)
        compute_figures(scheme=sheet.scheme, acting_user=stage.handler)
    again = making.value_of(sheet, "coverage")
    assert (again.from_data, again.verified_by, again.points) == (9100, None, None)


def test_what_is_not_measured_is_left_out_and_the_rest_raised(stage: Stage) -> None:
    del stage.data[stage.cast.east.pk]["coverage"]
    making.opened(stage)
    sheet = making.verified(stage)
    # (19 + 16 + 18 + 15.5) of 80, raised to 100: 85.625.
    assert sheet.score == Decimal("85.63")


def test_a_report_goes_back_with_its_reason_and_is_verified_anew(stage: Stage) -> None:
    making.opened(stage)
    sheet = making.verified(stage)
    with acting_as(stage.supervisor):
        with pytest.raises(CountyAssessmentRefused, match="原因"):
            review.send_back_verification(sheet=sheet, reason=" ", acting_user=stage.supervisor)
        sheet = review.send_back_verification(sheet=sheet, reason="佐证不足", acting_user=stage.supervisor)
    assert (sheet.state, sheet.score, sheet.reason) == ("submitted", None, "佐证不足")
    with acting_as(stage.handler):
        sheet = verify.return_report(sheet=sheet, reason="补充佐证", acting_user=stage.handler)
    assert (sheet.state, sheet.submitted_by, sheet.due_on) == ("reporting", None, dt.date(2021, 1, 31))
    value = making.value_of(sheet, "fund_safety")
    assert (value.verified_by, value.points, value.own_points) == (None, None, Decimal("15.50"))


def test_an_appeal_has_its_days_and_another_decides(stage: Stage) -> None:
    making.opened(stage)
    sheet = making.told(stage)
    with acting_as(stage.approver), pytest.raises(CountyAssessmentRefused, match="2021-01-16"):
        review.settle_score(sheet=sheet, acting_user=stage.approver)
    appeal = making.appealed(stage, sheet)
    with acting_as(stage.county_reviewer), pytest.raises(CountyAssessmentRefused, match="未裁定"):
        review.accept_result(sheet=sheet, acting_user=stage.county_reviewer)
    with acting_as(stage.approver):
        for upheld, points in ((True, {}), (False, {"coverage": Decimal(1)})):
            with pytest.raises(CountyAssessmentRefused, match="得分"):
                review.decide_appeal(
                    appeal=appeal, answer="否", upheld=upheld, points=points, acting_user=stage.approver
                )
        with pytest.raises(CountyAssessmentRefused, match="20"):
            review.decide_appeal(
                appeal=appeal,
                answer="是",
                upheld=True,
                points={"coverage": Decimal(21)},
                acting_user=stage.approver,
            )
        review.decide_appeal(appeal=appeal, answer="证据不足", upheld=False, acting_user=stage.approver)
        with pytest.raises(CountyAssessmentRefused, match="已裁定"):
            review.decide_appeal(appeal=appeal, answer="再", upheld=False, acting_user=stage.approver)
    assert making.sheet_of(stage.cast.east).score == EAST
    stage.later(6)
    with acting_as(stage.clerk), pytest.raises(CountyAssessmentRefused, match="2021-01-16"):
        review.appeal(sheet=sheet, text="再申诉", acting_user=stage.clerk)
    with acting_as(stage.approver):
        assert review.settle_score(sheet=sheet, acting_user=stage.approver).state == "final"


def test_nothing_is_published_before_every_score_is_final(stage: Stage) -> None:
    made = making.opened(stage)
    making.final(stage)
    with acting_as(stage.handler):
        with pytest.raises(CountyAssessmentRefused, match="还有 1 个"):
            publish_results(scheme=made, place="网站", acting_user=stage.handler)
        with pytest.raises(CountyAssessmentRefused, match="公布地点"):
            publish_results(scheme=made, place=" ", acting_user=stage.handler)


def test_a_county_sees_its_own_until_the_table_is_published(stage: Stage) -> None:
    making.opened(stage)
    sheet = making.told(stage)
    with acting_as(stage.cast.clerk_west):
        assert [one.unit for one in CountySheet.objects.all()] == [stage.cast.west]
        assert not CountyValue.objects.filter(sheet=sheet).exists()
        assert not CountyStep.objects.filter(sheet=sheet).exists()
        with pytest.raises(CountySheet.DoesNotExist):
            review.appeal(sheet=sheet, text="x", acting_user=stage.cast.clerk_west)
    with acting_as(stage.cast.clerk_elsewhere):
        assert not CountyScheme.objects.exists()


def test_what_was_done_and_published_is_kept_for_good(stage: Stage) -> None:
    making.published(stage)
    sheet = making.sheet_of(stage.cast.east)
    with acting_as(stage.handler):
        for change in (
            lambda: CountyStep.objects.filter(sheet=sheet).update(note="x"),
            lambda: CountyResult.objects.all().delete(),
            lambda: CountySheet.objects.filter(pk=sheet.pk).update(score=100),
            lambda: CountyValue.objects.filter(sheet=sheet).update(points=20),
            lambda: CountyScheme.objects.all().update(place="x"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
