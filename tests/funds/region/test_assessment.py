"""A region assesses its cities by what they reported (NM-09); the final scores are performance of spending (NM-06)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_county_assessment import county_assessment_items
from funds.models import CountyAppeal, CountyResult, CountyScheme, CountySheet, CountyValue, RegionReport
from funds.models.statements_filed import content_hash
from funds.services.county_assessment import report, review, scheme, verify
from funds.services.county_assessment.figures import compute_figures
from funds.services.county_assessment.publish import publish_results
from funds.services.county_assessment.states import CountyAssessmentRefused
from institutions.models import Agency, Attachment, Duty, PoolingArea, User
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_agency, make_user
from tests.funds.county_assessment.test_pages import done, page

from .conftest import Between, Side
from .test_fund import grant_of, issued, proposed

YEAR = 2025
# Code, scheme → value, numerator, denominator: as a city's watch of December has it, sums in fen and people.
REPORTED: dict[str, tuple[tuple[str, str, str, int, int], ...]] = {
    "first": (
        ("coverage", "", "0.9", 9, 10),
        ("collection_rate", "310", "1", 300, 300),
        ("collection_rate", "390", "0.98", 686, 700),
        ("budget_use", "390", "1.01", 101, 100),
        ("growth_per_head", "390", "0.1", 11, 10),
    ),
    "second": (("coverage", "", "0.95", 19, 20), ("collection_rate", "390", "1", 100, 100)),
}


def city_reported(side: Side, region: PoolingArea, rows: Any, month: str = f"{YEAR}-12") -> RegionReport:
    """A report as it came up, with these values of the whole city."""
    values = [
        {
            "unit": side.agency.code, "name": str(side.agency), "whole": True, "insutype": insutype, "code": code,
            "level": "unset", "corridor": {}, "value": value, "numerator": str(top), "denominator": str(base),
        }
        for code, insutype, value, top, base in rows
    ]  # fmt: skip
    content = {"month": month, "values": values, "warnings": [], "county_years": [], "assessment": {}}
    made: RegionReport = RegionReport.unscoped.create(
        region=region, area=side.agency.area, city=side.agency, reported_on=dt.date(2026, 1, 12),
        confirmed_on=dt.date(2026, 1, 12), content=content, content_hash=content_hash(content),
    )  # fmt: skip
    return made


class Year:
    """Who acts in the region's assessment of its cities of 2025."""

    def __init__(self, between: Between) -> None:
        self.between = between
        self.clerk = make_user("handle.region", "自治区经办", between.above.agency, Duty.HANDLE)
        self.clerks = {
            side.agency.pk: make_user(f"handle.{side.agency.code}", "盟市经办", side.agency, Duty.HANDLE)
            for side in (between.first, between.second)
        }

    def opened(self) -> CountyScheme:
        with acting_as(self.clerk):
            made = scheme.draft_scheme(agency=self.between.above.agency, year=YEAR, acting_user=self.clerk)
        with acting_as(self.between.above.approver):
            scheme.approve_scheme(scheme=made, acting_user=self.between.above.approver)
        with acting_as(self.clerk):
            made = scheme.open_scheme(scheme=made, acting_user=self.clerk)
            assert compute_figures(scheme=made, acting_user=self.clerk) == 2
        return made

    def sheet(self, side: Side) -> CountySheet:
        with system_scope():
            found: CountySheet = CountySheet.objects.select_related("scheme__agency", "unit").get(
                unit=side.agency
            )
        return found

    def submitted(self, side: Side, points: str = "9") -> CountySheet:
        sheet, clerk = self.sheet(side), self.clerks[side.agency.pk]
        with acting_as(clerk):
            for key in ("budget_papers", "performance_review"):
                report.report_value(
                    sheet=sheet, indicator=key, value=Decimal(points), evidence="自评材料", acting_user=clerk
                )
        with acting_as(side.reviewer):
            return report.submit_report(sheet=sheet, acting_user=side.reviewer)

    def told(self, side: Side, points: str = "9") -> CountySheet:
        sheet = self.submitted(side, points)
        with acting_as(self.clerk):
            verify.verify_rest(sheet=sheet, acting_user=self.clerk)
            sheet = verify.conclude_verification(sheet=sheet, acting_user=self.clerk)
        with acting_as(self.between.above.reviewer):
            return review.tell_result(sheet=sheet, acting_user=self.between.above.reviewer)

    def final(self, side: Side, points: str = "9") -> CountySheet:
        sheet = self.told(side, points)
        with acting_as(side.reviewer):
            review.accept_result(sheet=sheet, acting_user=side.reviewer)
        return self.settled(sheet)

    def settled(self, sheet: CountySheet) -> CountySheet:
        approver = self.between.above.approver
        with acting_as(approver):
            return review.settle_score(sheet=sheet, acting_user=approver)


@pytest.fixture
def year(between: Between) -> Year:
    with system_scope():
        city_reported(between.first, between.region, REPORTED["first"])
        city_reported(between.second, between.region, REPORTED["second"])
        # A younger report of another month is not the year's.
        city_reported(between.second, between.region, (("coverage", "", "0.1", 1, 10),), month="2026-01")
        return Year(between)


def desk(user: User) -> set[str]:
    with acting_as(user):
        return {str(item.title) for item in items_of(county_assessment_items(user.assignments_in_force[0]))}


@pytest.mark.duty("NM-09")
def test_figures_of_cities_are_what_they_reported_and_nothing_is_read_below(year: Year) -> None:
    year.opened()
    sheet = year.sheet(year.between.first)
    with acting_as(year.clerk):
        values = {
            one.indicator.key: one
            for one in CountyValue.objects.filter(sheet=sheet).select_related("indicator")
        }
        assert {key: one.from_data for key, one in values.items()} == {
            "coverage": 9_000,
            # Both schemes together: 986 of 1,000.
            "collection_rate": 9_860, "budget_use": 10_100, "growth_per_head": 1_000,
            "budget_papers": None, "performance_review": None, "current_balance": None,
        }  # fmt: skip
        assert values["collection_rate"].figures == [["Numerator", "986"], ["Denominator", "1000"]]
        assert sheet.report is not None
        assert sheet.report.content["month"] == "2025-12"
        assert all(one.indicator.clause for one in values.values())
    second = year.sheet(year.between.second)
    with acting_as(year.clerk):
        assert CountyValue.objects.get(sheet=second, indicator__key="coverage").from_data == 9_500


@pytest.mark.duty("NM-09")
def test_the_course_ends_in_a_ranking_with_rewards_that_every_city_reads(year: Year) -> None:
    made, between = year.opened(), year.between
    first = year.told(between.first)
    clerk = year.clerks[between.first.agency.pk]
    with acting_as(clerk):
        appealed: CountyAppeal = review.appeal(sheet=first, text="参保率应按年末数", acting_user=clerk)
    with acting_as(between.above.approver):
        with pytest.raises(CountyAssessmentRefused):
            review.settle_score(sheet=first, acting_user=between.above.approver)
        review.decide_appeal(
            appeal=appealed, answer="采纳", upheld=True, points={"coverage": Decimal(15)},
            acting_user=between.above.approver,
        )  # fmt: skip
    with acting_as(between.first.reviewer):
        review.accept_result(sheet=first, acting_user=between.first.reviewer)
    first = year.settled(first)
    # Coverage half way, then 15; collection 1.4 points short of 100 at 5 % a point; budget 1 over at 10 %;
    # growth half way; 74.6 of the 90 points that were measured.
    assert first.score == Decimal("82.89")
    second = year.final(between.second, "10")
    assert (second.score, second.grade) == (Decimal(100), "excellent")
    with acting_as(year.clerk):
        publish_results(scheme=made, place="自治区医保局网站", acting_user=year.clerk)
    for side in (between.first, between.second):
        with acting_as(side.finance):
            table = CountyResult.objects.filter(scheme=made).order_by("rank")
            assert [(one.unit, one.rank, one.follows) for one in table] == [
                (between.second.agency, 1, "commended"), (between.first.agency, 2, "no_consequence"),
            ]  # fmt: skip
            # Of the sheets behind it only the own one.
            assert [one.unit for one in CountySheet.objects.filter(scheme=made)] == [side.agency]


@pytest.mark.duty("NM-09")
def test_a_city_sees_its_own_sheet_only_and_others_nothing(year: Year, cast: Cast) -> None:
    year.opened()
    between = year.between
    with system_scope():
        foreign = PoolingArea.objects.create(code="870000", name="绿区")
        abroad = make_user(
            "abroad",
            "绿区",
            make_agency("870000", "绿区中心", Agency.Level.REGION, foreign),
            *Duty.values[:4],
        )
    for user, units in (
        (between.above.finance, {between.first.agency, between.second.agency}),
        (between.first.finance, {between.first.agency}),
        (between.second.finance, {between.second.agency}),
        (cast.clerk_east, set()),
        (abroad, set()),
    ):
        with acting_as(user):
            # Without the scope of the manager: the database alone.
            assert {one.unit for one in CountySheet.unscoped.select_related("unit")} == units
            assert {one.sheet.unit for one in CountyValue.unscoped.select_related("sheet__unit")} == units
            assert CountyScheme.unscoped.exists() == bool(units)
            assert CountyScheme.objects.exists() == bool(units)
    # Reading is all a city may do with the region's scheme.
    with acting_as(between.first.approver):
        assert CountyScheme.unscoped.update(appeal_days=1) == 0
    sheet = year.sheet(between.first)
    with acting_as(year.clerk), pytest.raises(DutyMissing):
        report.report_value(
            sheet=sheet, indicator="coverage", value=Decimal(90), evidence="x", acting_user=year.clerk
        )


@pytest.mark.duty("NM-09")
def test_evidence_of_a_city_is_read_by_its_region(year: Year) -> None:
    year.opened()
    side = year.between.first
    sheet, clerk = year.sheet(side), year.clerks[side.agency.pk]
    with acting_as(clerk):
        value = CountyValue.objects.get(sheet=sheet, indicator__key="budget_papers")
        kept = report.attach_evidence(
            value=value,
            title="决算报告",
            upload=SimpleUploadedFile("a.pdf", b"%PDF-1.4 x"),
            acting_user=clerk,
        )
    for user, seen in ((clerk, True), (year.clerk, True), (year.between.second.finance, False)):
        with acting_as(user):
            assert Attachment.objects.filter(pk=kept.pk).exists() is seen
            assert Attachment.unscoped.filter(pk=kept.pk).exists() is seen
    with acting_as(year.clerk):
        assert Attachment.unscoped.filter(pk=kept.pk).update(title="改") == 0


@pytest.mark.duty("NM-09")
def test_the_region_and_a_city_go_the_course_by_their_pages(year: Year, client: Client) -> None:
    between, clerk = year.between, year.clerk
    assert "尚无盟市考核" in page(client, clerk, "city_assessments")
    where = done(client, clerk, "draft_county_scheme", year=YEAR)
    client.force_login(between.first.finance)
    assert client.get(where).status_code == 404
    with system_scope():
        made = CountyScheme.objects.get()
    assert f"审批{YEAR}年盟市考核方案" in desk(between.above.approver)
    done(client, between.above.approver, "approve_county_scheme", made.pk)
    assert f"启动{YEAR}年度盟市考核" in desk(clerk)
    done(client, clerk, "open_county_scheme", made.pk)
    assert "/jobs/" in done(client, clerk, "compute_county_scheme", made.pk)
    with acting_as(clerk):
        compute_figures(scheme=made, acting_user=clerk)
    sheet = year.sheet(between.first)
    own = year.clerks[between.first.agency.pk]
    assert "填报盟市考核自评" in desk(own)
    board = page(client, own, "city_assessments")
    assert between.first.agency.name in board
    assert between.second.agency.name not in board
    with system_scope():
        values = {
            one.indicator.key: one.pk
            for one in CountyValue.objects.filter(sheet=sheet).select_related("indicator")
        }
    for key in ("budget_papers", "performance_review"):
        done(client, own, "report_county_value", sheet.pk, values[key], value="9", evidence="材料")
    done(client, between.first.reviewer, "submit_county_sheet", sheet.pk)
    assert "核验盟市自评" in desk(clerk)
    shown = page(client, clerk, "county_sheet", sheet.pk)
    assert "2026年1月12日" in shown or "2026-01-12" in shown
    done(client, clerk, "return_county_sheet", sheet.pk, reason="附件不全")
    done(client, between.first.reviewer, "submit_county_sheet", sheet.pk)
    done(client, clerk, "verify_rest_of_county_sheet", sheet.pk)
    done(client, clerk, "conclude_county_sheet", sheet.pk)
    done(client, between.above.reviewer, "tell_county_sheet", sheet.pk)
    done(client, between.first.reviewer, "accept_county_sheet", sheet.pk)
    done(client, between.above.approver, "settle_county_sheet", sheet.pk)
    # The other city opens no sheet but its own.
    client.force_login(between.second.finance)
    assert client.get(sheet.get_absolute_url()).status_code == 404
    client.force_login(between.cast.clerk_east)
    assert client.get(sheet.get_absolute_url()).status_code == 404
    assert client.get(reverse("funds:city_assessments")).status_code == 403


@pytest.mark.duty("NM-06")
def test_performance_is_the_final_score_and_typed_only_where_there_is_none(
    year: Year, client: Client
) -> None:
    between = year.between
    year.opened()
    year.final(between.second, "10")
    levy = between.levied()
    for side in (between.first, between.second):
        demand = between.demand(side)
        between.moved(between.above, demand, "received", str(demand.amount))
    shown = page(client, between.above.finance, "distribute_region_levy", levy.pk)
    first, second = (f"performance_{side.agency.area_id}" for side in (between.first, between.second))
    assert first in shown
    assert second not in shown
    assert "2025年度考核得分" in shown
    # What is typed for a city whose score is final does not count: 100 points, not 10 %.
    issued(between, proposed(between, levy, first=(9_000, 8_000), second=(6_000, 1_000)))
    grants = grant_of(between.first), grant_of(between.second)
    assert [one.performance for one in grants] == [8_000, 10_000]
    assert [one.assessed_id for one in grants] == [None, year.sheet(between.second).pk]
    # 37.50 by 4 : 1; 18.75 by 4 × 0.9 : 0.6; 18.75 by 4 × 0.8 : 1.
    assert [one.amount for one in grants] == [Decimal("60.36"), Decimal("14.64")]
    assert sum(one.amount for one in grants) == 75
