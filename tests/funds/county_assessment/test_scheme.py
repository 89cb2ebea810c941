"""The scheme of a year: drafted from the policy, changed with a reason, approved by another person, frozen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from config.scoping import acting_as, system_scope
from funds.models import CountyIndicator, CountyScheme
from funds.services.county_assessment import scheme
from funds.services.county_assessment.scheme import Changed
from funds.services.county_assessment.states import CountyAssessmentRefused
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast
from tests.funds.county_assessment import making
from tests.funds.county_assessment.making import YEAR, Stage


def test_the_scheme_begins_as_the_policy_has_it_and_is_frozen_once_approved(stage: Stage) -> None:
    made = making.drafted(stage)
    with acting_as(stage.handler):
        rows = {one.key: one for one in made.indicators.all()}
        assert [one.points for one in rows.values()] == [20] * 5
        assert all(one.assumed and one.clause for one in rows.values())
        assert (made.report_by, made.publish_by) == (dt.date(2021, 1, 31), dt.date(2021, 3, 31))
        coverage = scheme.change_indicator(
            indicator=rows["coverage"], changed=Changed(15, none=8000, full=9800), reason="年度目标提高",
            acting_user=stage.handler,
        )  # fmt: skip
        assert coverage.curve == {"scored": "line", "none": 8000, "full": 9800}
    with acting_as(stage.approver), pytest.raises(CountyAssessmentRefused, match="95"):
        scheme.approve_scheme(scheme=made, acting_user=stage.approver)
    with acting_as(stage.handler):
        scheme.change_indicator(
            indicator=rows["fund_safety"],
            changed=Changed(25),
            reason="突出基金安全",
            acting_user=stage.handler,
        )
    with acting_as(stage.approver):
        made = scheme.approve_scheme(scheme=made, acting_user=stage.approver)
    with acting_as(stage.handler):
        with pytest.raises(CountyAssessmentRefused):
            scheme.change_indicator(
                indicator=coverage,
                changed=Changed(20, none=1, full=2),
                reason="改",
                acting_user=stage.handler,
            )
        # The database refuses too, whoever asks.
        for change in (
            lambda: CountyIndicator.objects.filter(pk=coverage.pk).update(points=20),
            lambda: CountyIndicator.objects.filter(pk=coverage.pk).delete(),
            lambda: CountyScheme.objects.filter(pk=made.pk).update(appeal_days=1),
            lambda: CountyScheme.objects.filter(pk=made.pk).update(state="published"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    with acting_as(stage.approver):
        made = scheme.send_back_scheme(scheme=made, reason="指标有误", acting_user=stage.approver)
    assert (made.state, made.approved_by, made.reason) == (CountyScheme.State.DRAFT, None, "指标有误")


@pytest.mark.parametrize(
    ("key", "changed"),
    [
        ("coverage", Changed(20, none=9000, full=9000)), ("coverage", Changed(20)), ("coverage", Changed(101, 1, 2)),
        ("collection_rate", Changed(20)),
    ],
)  # fmt: skip
def test_a_curve_that_is_none_is_refused(stage: Stage, key: str, changed: Changed) -> None:
    made = making.drafted(stage)
    with acting_as(stage.handler), pytest.raises(Exception, match=r"不同|目标|100") as refused:
        scheme.change_indicator(
            indicator=made.indicators.get(key=key), changed=changed, reason="试", acting_user=stage.handler
        )
    assert type(refused.value).__name__ in ("CountyAssessmentRefused", "ValidationError")


def test_whoever_made_the_scheme_does_not_approve_it(cast: Cast, stage: Stage) -> None:
    made = making.drafted(stage)
    with acting_as(stage.handler), pytest.raises(DutyMissing):
        scheme.approve_scheme(scheme=made, acting_user=stage.handler)
    with system_scope():
        assignment = stage.handler.assignments.get()
        assignment.duties = ["handle", "approve"]
        assignment.save()
    both = User.objects.get(pk=stage.handler.pk)
    with acting_as(both), pytest.raises(SamePerson):
        scheme.approve_scheme(scheme=made, acting_user=both)
    with acting_as(stage.handler), pytest.raises(CountyAssessmentRefused, match="2020"):
        scheme.draft_scheme(agency=cast.city, year=YEAR, acting_user=stage.handler)
    stage.on(dt.date(2020, 12, 31))
    with acting_as(stage.approver):
        scheme.approve_scheme(scheme=made, acting_user=stage.approver)
    with acting_as(stage.handler), pytest.raises(CountyAssessmentRefused, match="尚未结束"):
        scheme.open_scheme(scheme=made, acting_user=stage.handler)
