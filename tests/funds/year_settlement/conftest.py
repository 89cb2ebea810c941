"""Residents' book of the cast's city with one closed December: East ran a gap, West a surplus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from config.money import to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Entry, Leg, ManagerialFinding, YearSettlement
from funds.services.county_money.managerial import confirm_part, withdraw_part
from funds.services.load_chart import load_chart
from funds.services.open_book import open_book, open_months
from funds.services.year_settlement.agree import approve, note_agreement
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.post import post_settlement
from institutions.models import Agency
from tests.cast import Cast
from tests.funds.statements.conftest import Year
from tests.support.policies import put_policy_in_force

YEAR = 2022
DECEMBER = Month(YEAR, 12)
DAY = dt.date(YEAR, 12, 15)
TODAY = dt.date(YEAR + 1, 2, 15)
SPECIAL = "fiscal_special_account"


@dataclass(frozen=True)
class Settling:
    """The year of 2022; amounts in yuan."""

    cast: Cast
    year: Year

    def county(self, county: Agency, income: int, spending: int, balance: int = 0) -> None:
        if balance:
            self.year.move(
                SPECIAL, "county_balance", balance * 100, DAY, county=county, kind=Entry.Kind.MANUAL
            )
        if income:
            self.year.move(SPECIAL, "fiscal_subsidy_income", income * 100, DAY, county=county)
        if spending:
            self.year.move("benefit_expense", SPECIAL, spending * 100, DAY, county=county)

    def fund(self, amount: int, role: str = "reserve") -> None:
        self.year.move(SPECIAL, role, amount * 100, DAY, kind=Entry.Kind.MANUAL)

    def managerial(self, county: Agency, amount: int, evidence: str = "甬医保考核1号") -> None:
        """Found by two people; how it is worked out from ledger and budget is tested with the assessment."""
        with acting_as(self.cast.finance_city):
            part = ManagerialFinding.objects.create(
                area=county.area, unit=county, insutype="390", year=YEAR, income_target=amount, income=0,
                spending_budget=0, spending=0, found_income=10_000, found_spending=0, from_income=amount,
                from_spending=0, amount=amount, reason="征缴任务未完成", evidence=evidence,
                entered_by=self.cast.finance_city,
            )  # fmt: skip
        with acting_as(self.cast.approver_city):
            confirm_part(part=part, acting_user=self.cast.approver_city)

    def withdrawn(self, county: Agency) -> None:
        with acting_as(self.cast.approver_city):
            part = ManagerialFinding.objects.get(unit=county, state="confirmed")
            withdraw_part(part=part, reason="考核结果调整", acting_user=self.cast.approver_city)

    def drawn(self, **more: Any) -> YearSettlement:
        with acting_as(self.cast.finance_city):
            return draw_up(
                area=self.cast.area, insutype="390", year=YEAR, acting_user=self.cast.finance_city, **more
            )

    def agreed(self, settlement: YearSettlement) -> None:
        with acting_as(self.cast.finance_city):
            for office in settlement.offices:
                note_agreement(
                    settlement=settlement, office=office, agreed_on=TODAY, paper=f"商定{office}",
                    acting_user=self.cast.finance_city,
                )  # fmt: skip

    def approved(self, settlement: YearSettlement) -> None:
        self.agreed(settlement)
        with acting_as(self.cast.approver_city):
            approve(settlement=settlement, acting_user=self.cast.approver_city)

    def posted(self, settlement: YearSettlement) -> list[Entry]:
        with acting_as(self.cast.finance_city):
            return post_settlement(settlement=settlement, acting_user=self.cast.finance_city)

    def close(self) -> None:
        with system_scope():
            self.year.close(DECEMBER)

    def held(self, role: str, county: Agency | None = None) -> int:
        """Credit-positive fen of an account of the city's book."""
        with system_scope():
            legs = Leg.unscoped.filter(account__subject__role=role, account__county=county)
            return sum(to_fen(leg.credit - leg.debit) for leg in legs)


def make(cast: Cast, package: str, counties: Mapping[str, str] | None = None) -> Settling:
    put_policy_in_force(cast, package, counties=counties)
    load_chart()
    book = open_book(insutype="390", unit=cast.city, first=DECEMBER, acting_user=cast.finance_city)
    open_months(book=book, through=Month(YEAR + 1, 6), acting_user=cast.finance_city)
    return Settling(cast, Year(cast, book))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    now = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return TODAY


@pytest.fixture
def ningbo(cast: Cast, today: dt.date) -> Settling:
    """East: gap 200, 30 of it managerial, 50 held. West: surplus 100. The reserve holds 40."""
    with system_scope():
        made = make(cast, "ningbo.yaml")
        made.county(cast.east, 100, 300, balance=50)
        made.county(cast.west, 400, 300)
        made.fund(40)
    made.managerial(cast.east, 30)
    return made


@pytest.fixture
def zhangye(cast: Cast, today: dt.date) -> Settling:
    """East: gap 200 and a quota of 20. West: surplus 200 before the risk fund draws. The risk fund holds 10."""
    with system_scope():
        made = make(cast, "zhangye.yaml")
        made.county(cast.east, 200, 400, balance=20)
        made.county(cast.west, 600, 400)
        made.fund(10, "risk_fund")
    return made
