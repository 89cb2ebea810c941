"""Reserves' movements from the books back into the books, decided by two people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Entry, ReserveLine, ReserveMovement
from funds.reads.balances import verify_balances
from funds.services.load_chart import load_chart
from funds.services.open_book import open_book, open_months
from funds.services.reserves.decide import book_movement, enter_movement, refuse_movement
from funds.services.reserves.distribute import distribution
from funds.services.reserves.faults import ReserveRefused
from funds.services.reserves.propose import Proposal, proposals
from funds.services.year_settlement.agree import approve, note_agreement
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.post import post_settlement
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_coverage, make_person
from tests.funds.statements.conftest import Year
from tests.funds.year_settlement.conftest import SPECIAL, TODAY, Settling, make
from tests.support.pages import see
from tests.support.policies import put_policy_in_force

Act = ReserveMovement.Act
# East and West stand for two of the counties the package names.
NAMED = {"330213": "990101", "330225": "990102"}
# The region's package, read as that of a city that keeps the fund itself.
KEPT_BY_CITY = {"value: region, clause: 三（五）": "value: city, clause: 三（五）"}


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    now = dt.datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return TODAY


@pytest.fixture
def employees(cast: Cast, today: dt.date) -> Settling:
    """Employees' book of December 2022 to February 2023: East spends 200 and West 100 in two months."""
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml", counties=NAMED)
        load_chart()
        book = open_book(insutype="310", unit=cast.city, first=Month(2022, 12), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2023, 6), acting_user=cast.finance_city)
        made = Settling(cast, Year(cast, book))
        made.county(cast.east, 1000, 200, balance=900)
        made.county(cast.west, 500, 100, balance=100)
    return made


def asked(cast: Cast, act: str, insutype: str = "310") -> Proposal:
    with acting_as(cast.finance_city):
        found = proposals(cast.area, insutype, timezone.localdate())
    return next(one for one in found if one.act == act)


def entered(cast: Cast, proposal: Proposal, **more: Any) -> ReserveMovement:
    with acting_as(cast.finance_city):
        return enter_movement(proposal=proposal, evidence="甬医保1号", acting_user=cast.finance_city, **more)


def booked(user: User, movement: ReserveMovement) -> list[Entry]:
    with acting_as(user):
        return book_movement(movement=movement, acting_user=user)


@pytest.mark.duty("NB-19")
def test_the_first_payment_and_the_top_up_are_proposed_from_the_books(employees: Settling) -> None:
    cast = employees.cast
    first = asked(cast, Act.FIRST)
    assert [(one.asked, one.amount) for one in first.parts] == [(300, 300), (150, 100)]
    assert (first.due, first.said.clause) == (dt.date(2022, 1, 5), "附件二（三）2、3")
    movement = entered(cast, first)
    with pytest.raises(DutyMissing):
        booked(cast.finance_city, movement)
    booked(cast.approver_city, movement)
    assert (employees.held("reserve"), employees.held("county_balance", cast.east)) == (40000, 60000)
    with system_scope():
        assert verify_balances(book=employees.year.book) == []
    # Three months of 150 are 450: 50 short, by spending; West holds nothing any more.
    short = asked(cast, Act.TOP_UP)
    assert [(one.part.asked, one.part.amount) for one in short.parts] == [(3333, 3333), (1667, 0)]
    top_up = entered(cast, short)
    booked(cast.approver_city, top_up)
    assert employees.held("reserve") == 43333
    with acting_as(cast.finance_city):
        assert [one.act for one in proposals(cast.area, "310", TODAY)] == []


def test_nothing_is_entered_or_booked_twice_and_lines_stay(employees: Settling) -> None:
    cast = employees.cast
    first = asked(cast, Act.FIRST)
    movement = entered(cast, first)
    with pytest.raises(ValidationError):
        entered(cast, first)
    with acting_as(cast.approver_city):
        refuse_movement(movement=movement, reason="金额待核", acting_user=cast.approver_city)
    again = entered(cast, first)
    with system_scope():
        employees.fund(1)
    with pytest.raises(ReserveRefused):
        booked(cast.approver_city, again)
    with acting_as(cast.approver_city):
        refuse_movement(movement=again, reason="归集基金已变动", acting_user=cast.approver_city)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        ReserveLine.objects.filter(movement=again).update(amount=0)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        ReserveMovement.objects.filter(pk=again.pk).update(state="booked", decided_by=cast.finance_city)


@pytest.mark.duty("NB-20")
def test_residents_pay_by_their_forecast_to_the_years_end(cast: Cast, today: dt.date) -> None:
    with system_scope():
        made = make(cast, "ningbo.yaml", counties=NAMED)
        made.county(cast.east, 100, 200, balance=5000)
        made.county(cast.west, 0, 100, balance=600)
        made.fund(150)
    # December and January: 300 in two months are 150 a month, which is covered.
    with acting_as(cast.finance_city):
        assert proposals(cast.area, "390", TODAY) == []
    with system_scope():
        made.year.move("reserve", SPECIAL, 1000, dt.date(2023, 1, 5), kind=Entry.Kind.MANUAL)
    found = asked(cast, Act.TOP_UP, "390")
    # 150 × 11 months − 140 = 1,510 by 2 : 1.
    assert [(one.part.asked, one.part.amount) for one in found.parts] == [(100667, 100667), (50333, 50333)]
    booked(cast.approver_city, entered(cast, found))
    assert made.held("reserve") == 165000


@pytest.mark.duty("NB-20")
def test_what_residents_paid_ahead_moves_up_first(cast: Cast, today: dt.date) -> None:
    with system_scope():
        made = make(cast, "ningbo.yaml", counties=NAMED)
        made.year.move(SPECIAL, "contributions_in_advance", 70_000, dt.date(2022, 12, 20), county=cast.east)
    found = asked(cast, Act.FIRST, "390")
    assert [(one.asked, one.amount) for one in found.parts] == [(700, 700), (0, 0)]
    booked(cast.approver_city, entered(cast, found))
    assert (made.held("reserve"), made.held("fund_balance", cast.east)) == (70_000, -70_000)
    assert made.held("contributions_in_advance", cast.east) == 70_000


@pytest.mark.duty("NB-21")
def test_the_old_risk_fund_is_merged_into_both_reserves(employees: Settling) -> None:
    cast = employees.cast
    with system_scope():
        book = open_book(insutype="390", unit=cast.city, first=Month(2022, 12), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2023, 6), acting_user=cast.finance_city)
        Settling(cast, Year(cast, book)).county(cast.east, 500, 0)
        employees.fund(400, "risk_fund")
    found = asked(cast, Act.MERGE)
    # 1,500 of employees, 500 of residents.
    assert [(one.insutype, one.amount) for one in found.parts] == [("310", 300), ("390", 100)]
    assert found.due == dt.date(2022, 12, 31)
    booked(cast.approver_city, entered(cast, found))
    assert (employees.held("risk_fund"), employees.held("reserve")) == (0, 40000)
    with system_scope():
        assert [verify_balances(book=one) for one in (book, employees.year.book)] == [[], []]


def test_a_fund_of_the_citys_own_collects_by_last_years_receipts_and_distributes_within(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 2, 15, 4, tzinfo=dt.UTC))
    with system_scope():
        put_policy_in_force(cast, "neimenggu.yaml", counties=KEPT_BY_CITY)
        load_chart()
        book = open_book(insutype="390", unit=cast.city, first=Month(2024, 12), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2026, 6), acting_user=cast.finance_city)
        made = Settling(cast, Year(cast, book))
        for county, fen in ((cast.east, 100_000), (cast.west, 23_000)):
            made.year.move(SPECIAL, "personal_contribution", fen, dt.date(2024, 12, 15), county=county)
            made.year.move(SPECIAL, "fiscal_subsidy_income", 50_000, dt.date(2025, 3, 15), county=county)
        span: Any = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
        for county, people in ((cast.east, 3), (cast.west, 1)):
            for _n in range(people):
                make_coverage(make_person(county), period=span)
    collected_and_distributed(cast, made)


def collected_and_distributed(cast: Cast, made: Settling) -> None:
    rates = {cast.east.pk: (10_000, 8_000), cast.west.pk: (5_000, 8_000)}
    with acting_as(cast.finance_city):
        with pytest.raises(ReserveRefused):
            distribution(area=cast.area, insutype="390", year=2025, rates=rates, today=dt.date(2026, 2, 15))
        drawn = draw_up(area=cast.area, insutype="390", year=2025, acting_user=cast.finance_city)
        taken = [(one.income, one.taken_out) for one in drawn.counties.all()]
        assert taken == [(500, 50), (500, Decimal("11.50"))]
        for office in drawn.offices:
            note_agreement(settlement=drawn, office=office, agreed_on=dt.date(2026, 2, 15), paper="1",
                           acting_user=cast.finance_city)  # fmt: skip
    with acting_as(cast.approver_city):
        approve(settlement=drawn, acting_user=cast.approver_city)
    with system_scope():
        made.year.close(*(Month(2024, 12), *(Month(2025, n) for n in range(1, 13))))
    with acting_as(cast.finance_city):
        post_settlement(settlement=drawn, acting_user=cast.finance_city)
    assert made.held("regional_fund") == 6150
    with acting_as(cast.finance_city):
        found = distribution(
            area=cast.area, insutype="390", year=2025, rates=rates, today=dt.date(2026, 2, 15)
        )
    # 3,075 by 3 : 1; 1,538 by 3 : 0.5; 1,537 by 2.4 : 0.8.
    assert [one.part.amount for one in found.parts] == [2306 + 1318 + 1153, 769 + 220 + 384]
    booked(cast.approver_city, entered(cast, found))
    assert made.held("regional_fund") == 0
    with system_scope():
        assert verify_balances(book=made.year.book) == []


@pytest.mark.duty("NM-05", "NM-06")
def test_a_fund_the_region_keeps_is_none_of_the_citys_settlement(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is paid up and granted stands in the year's spending and income; nothing is drawn a second time."""
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 2, 15, 4, tzinfo=dt.UTC))
    day = dt.date(2025, 12, 15)
    with system_scope():
        put_policy_in_force(cast, "neimenggu.yaml")
        load_chart()
        book = open_book(insutype="390", unit=cast.city, first=Month(2025, 12), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2026, 6), acting_user=cast.finance_city)
        made = Settling(cast, Year(cast, book))
        made.year.move(SPECIAL, "personal_contribution", 100_000, day, county=cast.east)
        made.year.move("upper_remittance_expense", SPECIAL, 5_000, day, county=cast.east)
        made.year.move(SPECIAL, "upper_subsidy_income", 700, day, county=cast.east)
    with acting_as(cast.finance_city):
        drawn = draw_up(area=cast.area, insutype="390", year=2025, acting_user=cast.finance_city)
        year = drawn.counties.get(county=cast.east)
        assert (year.income, year.taken_out, year.spending, drawn.fund) == (1007, 0, 50, "")
        with pytest.raises(ReserveRefused):
            distribution(area=cast.area, insutype="390", year=2025, rates={}, today=day)


def test_the_page_proposes_and_two_people_decide(employees: Settling, client: Client) -> None:
    cast = employees.cast
    page = see(client, cast.finance_city, reverse("funds:reserves"))
    assert "首次上划" in page
    address = f"{reverse('funds:enter_reserve')}?insutype=310&reserve=reserve&act=first"
    assert "300.00" in see(client, cast.finance_city, address)
    answer = client.post(address, {"submission": str(uuid4()), "evidence": "甬医保1号"})
    assert answer.status_code == 302
    with system_scope():
        movement = ReserveMovement.objects.get()
    see(client, cast.approver_city, reverse("funds:book_reserve", args=[movement.pk]))
    answer = client.post(reverse("funds:book_reserve", args=[movement.pk]), {"submission": str(uuid4())})
    assert answer.status_code == 302
    page = see(client, cast.approver_city, reverse("funds:reserves"))
    assert "400.00" in page
    assert "2.66" in page
    client.force_login(cast.finance_city)
    assert client.get(f"{reverse('funds:reserves')}?export=1").status_code == 200
    assert see(client, cast.finance_city, reverse("funds:distribute_reserve"))
