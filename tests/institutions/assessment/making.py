"""Assessments for tests: people of East and the city with the duties, bills' figures given, a sheet on its course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import timezone

from config.scoping import acting_as, system_scope
from institutions import indicators
from institutions.indicators import IndicatorSource, Measured
from institutions.models import Assessment, AssessmentRound, AssessmentValue, Duty, User
from institutions.services.assessment import conclude, decide
from institutions.services.assessment.enter import enter_value
from institutions.services.assessment.figures import compute_figures
from institutions.services.assessment.open_round import open_round
from tests.cast import Cast, make_user
from tests.support.policies import put_policy_in_force

MONDAY = dt.date(2021, 1, 11)
YEAR = 2020
# In ten-thousandths, and by hand in points: 15 × 7.5/15 = 7.50; 10 × 1/15 … see test_course.
FIGURES = {
    "in_scope_share": 7750,
    "own_expense_share": 1000,
    "cost_per_case_growth": 500,
    "deducted_share": 12,
    "split_stay_share": 0,
}
ENTERED = {"agreement_conduct": "9", "reply_in_time": "90", "service_satisfaction": "85.5"}


@dataclass
class Stage:
    """Who acts in the tests, what day it is, what the bills say."""

    cast: Cast
    monkeypatch: pytest.MonkeyPatch
    county_handler: User
    handler: User
    reviewer: User
    approver: User
    figures: dict[str, int | None]
    today: dt.date = MONDAY

    def on(self, day: dt.date) -> Stage:
        self.today = day
        self.monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: self.today)
        return self

    def later(self, days: int) -> Stage:
        return self.on(self.today + dt.timedelta(days))


def make_stage(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The shipped package in force in the tests' city: the city concludes and reviews, the county enters."""
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        stage = Stage(
            cast, monkeypatch,
            county_handler=cast.clerk_east,
            handler=make_user("assess.city", "市级考核", cast.city, Duty.HANDLE, Duty.REVIEW, Duty.APPROVE),
            reviewer=cast.reviewer_city,
            approver=cast.approver_city,
            figures=dict(FIGURES),
        )  # fmt: skip
    known = {key: _given(stage, key) for key in FIGURES}
    monkeypatch.setattr(indicators, "_sources", known)
    return stage.on(MONDAY)


def _given(stage: Stage, key: str) -> IndicatorSource:
    def measure(institutions: Sequence[int], _year: int) -> Mapping[int, Measured]:
        return {one: Measured(stage.figures[key], (("In scope", "77.50"),)) for one in institutions}

    measured: Callable[[Sequence[int], int], Mapping[int, Measured]] = measure
    return IndicatorSource(key, key, measured)


def opened(stage: Stage) -> AssessmentRound:
    with acting_as(stage.handler):
        held = open_round(area=stage.cast.area, year=YEAR, acting_user=stage.handler)
        compute_figures(held=held, acting_user=stage.handler)
    return held


def sheet_of_east(stage: Stage) -> Assessment:
    with system_scope():
        found: Assessment = Assessment.objects.select_related("round", "institution", "area", "agency").get(
            institution=stage.cast.hospital_east
        )
    return found


def values_in(stage: Stage, sheet: Assessment, user: User | None = None) -> None:
    with acting_as(user or stage.county_handler):
        for key, value in ENTERED.items():
            enter_value(
                assessment=sheet, indicator=key, value=Decimal(value), evidence="现场核查记录",
                acting_user=user or stage.county_handler,
            )  # fmt: skip


def provisional(stage: Stage) -> Assessment:
    opened(stage)
    sheet = sheet_of_east(stage)
    values_in(stage, sheet)
    with acting_as(stage.handler):
        return conclude.conclude(assessment=sheet, acting_user=stage.handler)


def reviewed(stage: Stage) -> Assessment:
    sheet = provisional(stage)
    stage.later(11)
    with acting_as(stage.reviewer):
        return decide.review(assessment=sheet, acting_user=stage.reviewer)


def approved(stage: Stage) -> Assessment:
    sheet = reviewed(stage)
    with acting_as(stage.approver):
        return decide.approve(assessment=sheet, acting_user=stage.approver)


def rest_dropped(stage: Stage, sheet: Assessment) -> None:
    with acting_as(stage.approver):
        for other in Assessment.objects.exclude(pk=sheet.pk):
            decide.drop(assessment=other, reason="全年无业务", acting_user=stage.approver)


def value_of(sheet: Assessment, key: str) -> AssessmentValue:
    with system_scope():
        found: AssessmentValue = AssessmentValue.objects.get(assessment=sheet, indicator=key)
    return found
