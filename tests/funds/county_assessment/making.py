"""A year's assessment of counties for tests: who acts, what the data say, a sheet on its course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone

from config.scoping import acting_as, system_scope
from funds.models import CountyAppeal, CountyScheme, CountySheet, CountyValue
from funds.reads.indicators import INDICATORS, Facts, Reading
from funds.services.county_assessment import report, review, scheme, verify
from funds.services.county_assessment.figures import compute_figures
from funds.services.county_assessment.publish import publish_results
from institutions.models import Agency, Duty, User
from tests.cast import Cast, make_user
from tests.support.policies import put_policy_in_force

YEAR = 2020
MONDAY = dt.date(2021, 1, 11)
# Reported: what no data tell. Points of 20 each.
ENTERED = {"policy_carried_out": "18", "fund_safety": "15.5"}
# By the data, county → indicator → (numerator, denominator).
DATA = {
    "east": {"coverage": (9000, 10_000), "collection_rate": (990, 1000), "budget_use": (1020, 1000)},
    "west": {"coverage": (9500, 10_000), "collection_rate": (1000, 1000), "budget_use": (900, 1000)},
}


@dataclass
class Stage:
    """Who acts in the tests, what day it is, what the data say."""

    cast: Cast
    monkeypatch: pytest.MonkeyPatch
    handler: User
    reviewer_west: User
    finance: User
    data: dict[int, dict[str, tuple[int, int]]] = field(default_factory=dict)
    today: dt.date = MONDAY

    @property
    def clerk(self) -> User:
        return self.cast.clerk_east

    @property
    def county_reviewer(self) -> User:
        return self.cast.reviewer_east

    @property
    def supervisor(self) -> User:
        return self.cast.reviewer_city

    @property
    def approver(self) -> User:
        return self.cast.approver_city

    def on(self, day: dt.date) -> Stage:
        self.today = day
        self.monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: self.today)
        return self

    def later(self, days: int) -> Stage:
        return self.on(self.today + dt.timedelta(days))


def make_stage(cast: Cast, monkeypatch: pytest.MonkeyPatch, package: str = "zhangye.yaml") -> Stage:
    with system_scope():
        put_policy_in_force(cast, package)
        stage = Stage(
            cast,
            monkeypatch,
            handler=make_user("county.handler", "市级核验", cast.city, Duty.HANDLE),
            reviewer_west=make_user("reviewer.west", "西水复核", cast.west, Duty.REVIEW),
            finance=cast.finance_city,
        )
    stage.data = {cast.east.pk: dict(DATA["east"]), cast.west.pk: dict(DATA["west"])}
    for code in ("coverage", "collection_rate", "budget_use", "growth_per_head", "plan_accuracy"):
        known = INDICATORS[code]
        monkeypatch.setitem(INDICATORS, code, type(known)(
            code, known.name, known.unit, _given(stage, code), known.more_is_better, by_scheme=False
        ))  # fmt: skip
    return stage.on(MONDAY)


def _given(stage: Stage, code: str) -> Callable[[Facts], Reading]:
    def read(facts: Facts) -> Reading:
        assert facts.county is not None
        assert facts.period == YEAR
        found = stage.data[facts.county.pk].get(code)
        if found is None:
            return Reading(None)
        return Reading(Fraction(*found), Fraction(found[0]), Fraction(found[1]))

    return read


def drafted(stage: Stage) -> CountyScheme:
    with acting_as(stage.handler):
        return scheme.draft_scheme(agency=stage.cast.city, year=YEAR, acting_user=stage.handler)


def approved(stage: Stage) -> CountyScheme:
    made = drafted(stage)
    with acting_as(stage.approver):
        return scheme.approve_scheme(scheme=made, acting_user=stage.approver)


def opened(stage: Stage) -> CountyScheme:
    made = approved(stage)
    with acting_as(stage.handler):
        found = scheme.open_scheme(scheme=made, acting_user=stage.handler)
        compute_figures(scheme=found, acting_user=stage.handler)
    return found


def sheet_of(unit: Agency) -> CountySheet:
    with system_scope():
        found: CountySheet = CountySheet.objects.select_related("scheme__agency", "unit").get(unit=unit)
    return found


def value_of(sheet: CountySheet, key: str) -> CountyValue:
    with system_scope():
        found: CountyValue = CountyValue.objects.select_related("indicator", "sheet").get(
            sheet=sheet, indicator__key=key
        )
    return found


def reported(stage: Stage, unit: Agency | None = None) -> CountySheet:
    """The county's values are entered; not handed in yet."""
    unit = unit or stage.cast.east
    clerk = stage.clerk if unit == stage.cast.east else stage.cast.clerk_west
    sheet = sheet_of(unit)
    with acting_as(clerk):
        for key, value in ENTERED.items():
            report.report_value(
                sheet=sheet, indicator=key, value=Decimal(value), evidence="自查报告", acting_user=clerk
            )
    return sheet


def submitted(stage: Stage, unit: Agency | None = None) -> CountySheet:
    sheet = reported(stage, unit)
    user = stage.county_reviewer if sheet.unit == stage.cast.east else stage.reviewer_west
    with acting_as(user):
        return report.submit_report(sheet=sheet, acting_user=user)


def verified(stage: Stage, unit: Agency | None = None) -> CountySheet:
    sheet = submitted(stage, unit)
    with acting_as(stage.handler):
        verify.verify_rest(sheet=sheet, acting_user=stage.handler)
        return verify.conclude_verification(sheet=sheet, acting_user=stage.handler)


def told(stage: Stage, unit: Agency | None = None) -> CountySheet:
    sheet = verified(stage, unit)
    with acting_as(stage.supervisor):
        return review.tell_result(sheet=sheet, acting_user=stage.supervisor)


def appealed(stage: Stage, sheet: CountySheet) -> CountyAppeal:
    with acting_as(stage.clerk):
        return review.appeal(sheet=sheet, text="参保率应以年末数计算", acting_user=stage.clerk)


def final(stage: Stage, unit: Agency | None = None) -> CountySheet:
    sheet = told(stage, unit)
    user = stage.county_reviewer if sheet.unit == stage.cast.east else stage.reviewer_west
    with acting_as(user):
        review.accept_result(sheet=sheet, acting_user=user)
    with acting_as(stage.approver):
        return review.settle_score(sheet=sheet, acting_user=stage.approver)


def published(stage: Stage) -> CountyScheme:
    made = opened(stage)
    for unit in (stage.cast.east, stage.cast.west):
        final(stage, unit)
    with acting_as(stage.handler):
        return publish_results(scheme=made, place="市医保局网站", acting_user=stage.handler)
