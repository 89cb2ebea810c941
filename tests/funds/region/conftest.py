"""A region over the cast's city and its neighbour, each with a residents' book whose December 2025 is closed."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import (
    AccountBalance,
    Book,
    Entry,
    RegionalDemand,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
)
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import close_period
from funds.services.closing.conditions import warnings_of
from funds.services.load_chart import load_chart
from funds.services.open_book import open_book, open_months
from funds.services.post_entry import LegDraft, post_entry
from funds.services.region_reports.report import report_upwards
from funds.services.regional_fund.decide import issue
from funds.services.regional_fund.levies import plan_levy, propose_levy
from funds.services.regional_fund.transfers import book_transfer, enter_transfer
from institutions.models import Agency, Duty, PolicyDocument, PolicyVersion, PoolingArea, User
from institutions.policy.registry import read_package
from tests.cast import Cast, make_agency, make_coverage, make_person, make_user

TODAY = dt.date(2026, 2, 15)
DECEMBER = Month(2025, 12)
SPECIAL = "fiscal_special_account"


@dataclass(frozen=True)
class Side:
    """An agency with a finance clerk, somebody who reviews and somebody who approves."""

    agency: Agency
    finance: User
    reviewer: User
    approver: User


def side_of(agency: Agency) -> Side:
    people = [
        make_user(f"{duty}.{agency.code}", duty, agency, duty)
        for duty in (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE)
    ]
    return Side(agency, *people)


@dataclass(frozen=True)
class Between:
    """Everybody between the region and its two cities; a third city lies in no region."""

    cast: Cast
    region: PoolingArea
    above: Side
    first: Side
    second: Side

    def book(self, side: Side) -> Book:
        return Book.unscoped.get(insutype="390", unit=side.agency)

    def levied(self, evidence: str = "内医保1号") -> RegionalLevy:
        """5 % of what both collected in 2025, issued."""
        with acting_as(self.above.finance):
            plan = plan_levy(region=self.region, insutype="390", year=2026)
            levy = propose_levy(plan=plan, evidence=evidence, acting_user=self.above.finance)
        with acting_as(self.above.approver):
            return issue(whole=levy, acting_user=self.above.approver)  # type: ignore[return-value]

    def demand(self, side: Side) -> RegionalDemand:
        with system_scope():
            return RegionalDemand.objects.get(area=side.agency.area, state="issued")

    def moved(
        self, side: Side, paper: RegionalDemand | RegionalGrant, movement: str, amount: str, slip: str = "V1"
    ) -> Entry:
        """Entered by the side's finance, booked by its reviewer."""
        with acting_as(side.finance):
            made = enter_transfer(
                paper=paper, side=movement, amount=Decimal(amount), moved_on=TODAY, evidence=slip,
                acting_user=side.finance,
            )  # fmt: skip
        with acting_as(side.reviewer):
            return book_transfer(transfer=made, acting_user=side.reviewer)

    def held(self, side: Side, role: str, county: Agency | None = None) -> Decimal:
        """Debit-positive yuan of a subject in the side's book as it stands."""
        with system_scope():
            rows = AccountBalance.objects.filter(account__book=self.book(side), account__subject__role=role)
            if county is not None:
                rows = rows.filter(account__county=county)
            latest = rows.order_by("account_id", "-month").distinct("account_id")
            return sum((one.closing for one in latest), Decimal(0))


def put_region_policy(region: PoolingArea, cast: Cast) -> None:
    """The region's shipped package, in force for ``region``; its cities inherit it."""
    path = Path(settings.BASE_DIR) / "institutions" / "policies" / "neimenggu.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'^area: "\d{6}"$', f'area: "{region.code}"', text, count=1, flags=re.M)
    document = PolicyDocument.objects.create(area=region, key="region-package", title="自治区级统筹")
    text = re.sub(r"^key: .*$", "key: region-package", text, count=1, flags=re.M)
    PolicyVersion.objects.create(
        document=document, number=1, state=PolicyVersion.State.IN_FORCE, text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        effective_from=read_package(text, file="neimenggu.yaml").document.effective,
        prepared_by=cast.administrator_city, reviewed_by=cast.reviewer_city, reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )  # fmt: skip


def collected(side: Side, county: Agency, fen: int, people: int) -> None:
    """Contributions of December 2025 and people insured in the year."""
    book = Book.unscoped.get(insutype="390", unit=side.agency)
    keys = [AccountKey(role, side.agency, county) for role in (SPECIAL, "personal_contribution")]
    found = accounts_for(book, keys)
    post_entry(
        book=book, booked_on=dt.date(2025, 12, 15), kind=Entry.Kind.RECEIPT, key=f"collected:{county.code}",
        legs=[LegDraft(found[keys[0]], debit=fen), LegDraft(found[keys[1]], credit=fen)], summary="征缴",
        acting_user=side.finance,
    )  # fmt: skip
    span: Any = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    for _n in range(people):
        make_coverage(make_person(county), period=span)


def closed(side: Side) -> None:
    book = Book.unscoped.select_related("unit").get(insutype="390", unit=side.agency)
    period = book.periods.get(month=DECEMBER.first)
    close_period(
        book=book,
        month=DECEMBER,
        acting_user=side.finance,
        checked_by=side.reviewer,
        accepted=warnings_of(period),
    )


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    now = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return TODAY


@pytest.fixture
def open_between(cast: Cast, today: dt.date) -> Iterator[Between]:
    """East collected 1,000.01 and West 200.00, the neighbour's county 300.00; nothing is closed or reported."""
    with system_scope():
        region = PoolingArea.objects.create(code="880000", name="蓝区")
        above = make_agency("880000", "蓝区医保中心", Agency.Level.REGION, region)
        other = cast.elsewhere.parent
        assert other is not None
        for area in (cast.area, other.area):
            area.parent = region
            area.save()
        put_region_policy(region, cast)
        load_chart()
        made = Between(cast, region, side_of(above), side_of(cast.city), side_of(other))
        for side, first in ((made.above, Month(2026, 1)), (made.first, DECEMBER), (made.second, DECEMBER)):
            book = open_book(insutype="390", unit=side.agency, first=first, acting_user=side.finance)
            open_months(book=book, through=Month(2026, 6), acting_user=side.finance)
        collected(made.first, cast.east, 100_001, 3)
        collected(made.first, cast.west, 20_000, 1)
        collected(made.second, cast.elsewhere, 30_000, 1)
    return made


@pytest.fixture
def between(open_between: Between) -> Between:
    """Both cities closed the year and reported it."""
    with system_scope():
        for side in (open_between.first, open_between.second):
            closed(side)
            report_upwards(area=side.agency.area)
    return open_between


def transfers() -> list[RegionalTransfer]:
    with system_scope():
        return list(RegionalTransfer.objects.all())
