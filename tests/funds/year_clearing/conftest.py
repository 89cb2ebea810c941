"""A city that paid March 2020 by methods: DIP with a surplus, DRG with an overrun, heads, a consortium of two."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from claims.models import Budget, BudgetMonth, BudgetShare, CountyBudget, GroupedCase, Settlement
from config.jobs.run import run_job
from config.money import from_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import InstitutionYear, Statement, YearClearing
from funds.services.open_book import open_months
from funds.services.year_clearing.compute import open_year, start_computing
from funds.services.year_clearing.review import review_year
from funds.services.year_clearing.send import confirm_year, send_year
from institutions.models import (
    Agency,
    AssessmentRound,
    Consortium,
    Institution,
    PolicyDocument,
    PolicyVersion,
    PublishedAssessment,
    User,
)
from tests.cast import Cast, make_institution, make_payee_account
from tests.claims.payment.grouping_world import catalogue
from tests.funds.clearing.conftest import MARCH, Town, build_town

JANUARY = Month(2021, 1)
POLICY = """
area: "990100"
key: test-methods
title: 支付方式测试
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  institution_payment:
    total_control: {values: [{from: 2019-07-01, value: yes, clause: 四}]}
    methods:
      values: [{from: 2019-07-01, value: [by_item, drg, dip, per_capita, consortium_lump_sum], clause: 四}]
  payment_methods:
    fund_part: {values: [{from: 2019-07-01, value: less_others, assumed: 测试}]}
    month.by: {values: [{from: 2019-07-01, value: standard, clause: 五}]}
    month.share: {unit: ratio, values: [{from: 2019-07-01, value: 1, clause: 五}]}
    year.reserved: {unit: ratio, values: [{from: 2019-07-01, value: 0.05, clause: 六}]}
    year.surplus_kept:
      unit: ratio
      by: [of_due]
      values: [{from: 2019-07-01, clause: 七, value: {0..0.1: 1, 0.1..0.2: 0.5, 0.2..: 0}}]
    year.overrun_shared:
      unit: ratio
      by: [of_due]
      values: [{from: 2019-07-01, clause: 八, value: {0..0.1: 0.5, 0.1..: 0}}]
    deposit.released:
      unit: ratio
      by: [score]
      values: [{from: 2019-07-01, clause: 九, value: {0..60: 0, 60..80: 0.5, 80..90: 0.8, 90..: 1}}]
"""


@dataclass
class YearTown:
    """The town with its year; every act in the scope of whoever does it."""

    town: Town
    clinic: Institution
    members: list[Institution]
    consortium: Consortium
    shares: dict[str, BudgetShare] = field(default_factory=dict)

    @property
    def cast(self) -> Cast:
        return self.town.cast

    def opened(self, user: User | None = None) -> YearClearing:
        user = user or self.cast.finance_city
        with acting_as(user):
            return open_year(area=self.cast.area, insutype="390", year=2020, acting_user=user)

    def compute(self, clearing: YearClearing) -> YearClearing:
        with acting_as(self.cast.finance_city):
            job = start_computing(clearing=clearing, acting_user=self.cast.finance_city)
        run_job(job.pk)
        return self.fresh(clearing)

    def send(self, clearing: YearClearing) -> YearClearing:
        with acting_as(self.cast.finance_city):
            return send_year(clearing=clearing, acting_user=self.cast.finance_city)

    def confirm(self, year: InstitutionYear, user: User | None = None) -> InstitutionYear:
        user = user or (self.cast.clerk_east if year.county == self.cast.east else self.cast.clerk_west)
        with acting_as(user):
            return confirm_year(year=year, paper="确认1", confirmed_on=timezone.localdate(), acting_user=user)

    def review(self, clearing: YearClearing) -> YearClearing:
        with acting_as(self.cast.reviewer_city):
            return review_year(clearing=clearing, acting_user=self.cast.reviewer_city)

    def reviewed(self) -> YearClearing:
        clearing = self.send(self.compute(self.opened()))
        for year in self.years(clearing):
            self.confirm(year)
        return self.review(clearing)

    def years(self, clearing: YearClearing) -> list[InstitutionYear]:
        with system_scope():
            return list(
                InstitutionYear.objects.filter(clearing=clearing)
                .select_related("institution", "county", "clearing")
                .order_by("institution__fixmedins_code")
            )

    def of(self, institution: Institution) -> InstitutionYear:
        with system_scope():
            return InstitutionYear.objects.select_related("institution", "county", "clearing").get(
                institution=institution
            )

    def statement(self, institution: Institution, month: Month = MARCH) -> Statement:
        with system_scope():
            return Statement.objects.get(institution=institution, clearing__month=month.first)

    @staticmethod
    def fresh(clearing: YearClearing) -> YearClearing:
        with system_scope():
            return YearClearing.objects.select_related("area", "job").get(pk=clearing.pk)


def group(
    settlement: Settlement, catalogue_of_year: Any, units: int, owed: int, method: str = "dip"
) -> GroupedCase:
    """The settlement as grouped: ``owed`` in fen."""
    return GroupedCase.unscoped.create(
        settlement_id=settlement.pk,
        bill=settlement.bill,
        area=settlement.insu_county.area,
        institution=settlement.institution,
        insu_county=settlement.insu_county,
        care_county=settlement.care_county,
        handling_county=settlement.handling_county,
        insutype=settlement.insutype,
        year=settlement.clr_month.year,
        month=settlement.clr_month.month,
        day=settlement.policy_date,
        level="2",
        method=method,
        catalogue=catalogue_of_year,
        group=catalogue_of_year.groups.get(),
        cost=settlement.medfee_sumamt,
        pooled=settlement.hifp_pay,
        weight=units,
        standard=1,
        factor=1,
        units=Decimal(units),
        owed=from_fen(owed),
    )


def _share(county: CountyBudget, fen: int, method: str, cast: Cast, **whose: Any) -> BudgetShare:
    """Settled, all of it in March."""
    share = BudgetShare.unscoped.create(
        county_budget=county, county=county.county, method=method, proposed=from_fen(fen), amount=from_fen(fen),
        state="agreed", settled_by=cast.clerk_east, settled_at=timezone.now(), **whose,
    )  # fmt: skip
    BudgetMonth.unscoped.create(share=share, month=MARCH.first, amount=from_fen(fen))
    return share


def _budgets(town: YearTown) -> None:
    cast, now = town.cast, timezone.now()
    budget = Budget.unscoped.create(
        area=cast.area, insutype="390", year=2020, state="negotiating", negotiated_by="county",
        month_split="equal", last_year=0, growth=0, total=100_000, reserved=0, prepared_by=cast.finance_city,
        submitted_by=cast.finance_city, submitted_at=now, approved_by=cast.approver_city, approved_at=now,
    )  # fmt: skip
    east, west = (
        CountyBudget.unscoped.create(budget=budget, county=county, last_year=0, proposed=50_000, cap=50_000)
        for county in (cast.east, cast.west)
    )
    town.shares = {
        "dip": _share(east, 1_000_000, "dip", cast),
        "drg": _share(west, 400_000, "drg", cast),
        "heads": _share(east, 120_000, "per_capita", cast, institution=town.clinic),
        "consortium": _share(west, 200_000, "consortium_lump_sum", cast, consortium=town.consortium),
    }
    for county in (east, west):
        county.state, county.submitted_by, county.decided_by = (
            "decided",
            cast.finance_city,
            cast.approver_city,
        )
        county.decided_at = now
        county.save()


def _assessed(town: YearTown) -> None:
    cast = town.cast
    done = AssessmentRound.objects.create(
        area=cast.area, year=2020, entries_by=dt.date(2021, 1, 31), publish_by=dt.date(2021, 3, 31),
        opened_by=cast.clerk_east, state="published", published_on=dt.date(2021, 3, 1), place="网站",
        published_by=cast.reviewer_city,
    )  # fmt: skip
    scores = {cast.hospital_east: 95, cast.hospital_west: 50, town.clinic: 90}
    for institution, score in (scores | dict.fromkeys(town.members, 95)).items():
        PublishedAssessment.unscoped.create(
            round=done,
            area=cast.area,
            county=institution.county,
            institution=institution,
            score=score,
            grade="A",
        )


def _by_methods(cast: Cast) -> None:
    document = PolicyDocument.objects.create(area=cast.area, key="test-methods", title="支付方式测试")
    PolicyVersion.objects.create(
        document=document, number=1, state=PolicyVersion.State.IN_FORCE, text=POLICY,
        sha256=hashlib.sha256(POLICY.encode()).hexdigest(),
        effective_from=dt.date(2019, 7, 1), prepared_by=cast.administrator_city, reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(), put_in_force_at=timezone.now(),
    )  # fmt: skip


def _place(
    cast: Cast, code: str, name: str, county: Agency, consortium: Consortium | None = None
) -> Institution:
    place = make_institution(code, name, area=cast.area, county=county, level="1", admdvs=county.code)
    if consortium is not None:
        place.consortium = consortium
        place.save()
    make_payee_account(place, prepared_by=cast.clerk_east, approved_by=cast.reviewer_east)
    return place


@pytest.fixture
def make_year_town(cast: Cast) -> Callable[..., YearTown]:
    def make(mode: str = "unified", assessed: bool = True) -> YearTown:
        town = build_town(cast, mode=mode)
        with system_scope():
            _by_methods(cast)
            for book in town.books:
                accountant = cast.finance_city
                if book.unit != cast.city:
                    accountant = User.objects.get(username=f"finance.{book.unit.code}")
                open_months(book=book, through=Month(2021, 2), acting_user=accountant)
            consortium = Consortium.objects.create(name="西县医共体", county=cast.west)
            year = YearTown(
                town,
                _place(cast, "H99010100091", "东县诊所", cast.east),
                [
                    _place(cast, "H99010200091", "西县甲院", cast.west, consortium),
                    _place(cast, "H99010200092", "西县乙院", cast.west, consortium),
                ],
                consortium,
            )
            _budgets(year)
            if assessed:
                _assessed(year)
        _march(year)
        return year

    return make


def _march(year: YearTown) -> None:
    town, cast = year.town, year.cast
    own = town.settle(cast.hospital_east, cast.east, 600_000)
    foreign = town.settle(cast.hospital_east, cast.west, 300_000)
    # Another city's: grouped and cleared there, no part of this city's month or year.
    elsewhere = town.settle(cast.hospital_east, cast.elsewhere, 70_000)
    over = town.settle(cast.hospital_west, cast.west, 500_000)
    town.settle(year.clinic, cast.east, 100_000)
    for member, fen in zip(year.members, (90_000, 30_000), strict=True):
        town.settle(member, cast.west, fen)
    with system_scope():
        dip = catalogue(cast, "dip", {"code": "A", "diagnoses": "A00", "weight": 1}, year=2020, rate=1)
        drg = catalogue(cast, "drg", {"code": "B", "weight": 1}, year=2020, rate=1)
        group(own, dip, 600, 580_000)
        group(foreign, dip, 300, 300_000)
        group(elsewhere, dip, 100, 10_000)
        group(over, drg, 10, 490_000, method="drg")
    town.pay_everything(town.cleared())


@pytest.fixture
def year_town(make_year_town: Callable[..., YearTown]) -> YearTown:
    return make_year_town()
