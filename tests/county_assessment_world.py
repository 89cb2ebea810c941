"""One of everything of assessments that has an address, for :func:`tests.world.build_world` and the region's."""

from __future__ import annotations

import datetime as dt

from funds.models import (
    CountyAppeal,
    CountyIndicator,
    CountyResult,
    CountyScheme,
    CountySheet,
    CountyStep,
    CountyValue,
    Incentive,
    IncentivePart,
    ManagerialFinding,
)
from institutions.models import Agency, User
from tests.places import JANUARY, Place

MARCH = dt.date(2021, 3, 31)


def assessment_under_way(*, assessor: Agency, unit: Agency, worker: User, checker: User) -> dict[str, int]:
    """A scheme of ``assessor`` under way with the sheet of ``unit``, its value and appeal; people of the assessor."""
    area = assessor.area
    scheme = CountyScheme.unscoped.create(
        area=area, agency=assessor, year=2020, report_by=MARCH, verify_by=MARCH, publish_by=MARCH, appeal_days=5,
        prepared_by=worker,
    )  # fmt: skip
    indicator = CountyIndicator.unscoped.create(
        scheme=scheme, position=1, key="fund_safety", title="基金安全", field="supervision", points=100,
        source="entered", curve={"scored": "points"},
    )  # fmt: skip
    scheme.state, scheme.approved_by, scheme.approved_on = "approved", checker, JANUARY
    scheme.save()
    scheme.state, scheme.opened_on = "open", MARCH
    scheme.save()
    sheet = CountySheet.unscoped.create(scheme=scheme, area=area, unit=unit, due_on=MARCH)
    value = CountyValue.unscoped.create(sheet=sheet, indicator=indicator, most=100)
    CountyStep.unscoped.create(sheet=sheet, act="open", state=sheet.state, done_by=worker)
    appeal = CountyAppeal.unscoped.create(sheet=sheet, received_on=MARCH, text="申诉", entered_by=worker)
    CountyResult.unscoped.create(
        scheme=scheme, unit=unit, score=90, grade="excellent", rank=1, field_points={"supervision": "90"}
    )
    return {
        "county_scheme_id": scheme.pk,
        "county_indicator_id": indicator.pk,
        "county_sheet_id": sheet.pk,
        "county_value_id": value.pk,
        "county_appeal_id": appeal.pk,
    }


def county_assessment_of(place: Place) -> dict[str, int]:
    """The county assessed by its city; a managerial part and an incentive waiting."""
    area = place.county.area
    assessed = assessment_under_way(
        assessor=place.city, unit=place.county, worker=place.worker, checker=place.checker
    )
    scheme = CountyScheme.unscoped.get(pk=assessed["county_scheme_id"])
    part = ManagerialFinding.unscoped.create(
        area=area, unit=place.county, insutype="390", year=2020, income_target=10, income=9, spending_budget=10,
        spending=12, found_income=10_000, found_spending=5000, from_income=1, from_spending=1, amount=2,
        reason="少收", evidence="认定书1", entered_by=place.worker,
    )  # fmt: skip
    drawn = Incentive.unscoped.create(
        area=area, scheme=scheme, insutype="390", year=2020, balance=100, share=500, amount=5, entered_by=place.worker,
        rule={"least_score": 9000, "within_budget": 10_000, "divided_by": "equally", "clause": "", "assumed": ""},
    )  # fmt: skip
    IncentivePart.unscoped.create(
        incentive=drawn, unit=place.county, score=90, spending_budget=10, spending=9, weight=1, amount=5
    )
    return {**assessed, "managerial_part_id": part.pk, "incentive_id": drawn.pk}
