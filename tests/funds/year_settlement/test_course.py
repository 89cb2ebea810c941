"""A year's settlement from the books back into the books: drawn up, agreed, approved, posted, paid, settled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.scoping import acting_as, system_scope
from funds.models import (
    BookPeriod,
    Entry,
    GapDemand,
    GapReceipt,
    SettlementCounty,
    SettlementLine,
    YearSettlement,
)
from funds.reads.balances import verify_balances
from funds.reads.county_years import ledger_year
from funds.reads.managerial import managerial_parts
from funds.reads.settlements import demand_standing
from funds.services.close_period import PeriodRefused, reopen_period
from funds.services.closing.ask import ask_to_reopen
from funds.services.county_money.faults import CountyMoneyRefused
from funds.services.year_settlement.agree import approve, note_agreement
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.dun import dun
from funds.services.year_settlement.faults import SettlementRefused
from funds.services.year_settlement.receive import check_payment, enter_payment, refuse_payment
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast
from tests.support.pages import see

from .conftest import DAY, DECEMBER, SPECIAL, TODAY, YEAR, Settling

State = YearSettlement.State


def lines(settlement: YearSettlement) -> list[tuple[str, str, str, Decimal]]:
    with system_scope():
        found = SettlementLine.objects.filter(settlement=settlement, amount__gt=0).select_related("county")
        return [(one.county.code[-2:], one.step, one.payer, one.amount) for one in found]


def fresh(settlement: YearSettlement) -> YearSettlement:
    with system_scope():
        return YearSettlement.objects.get(pk=settlement.pk)


NINGBO = [
    ("02", "surplus", "reserve", Decimal(50)),
    ("02", "surplus", "balance", Decimal(50)),
    ("01", "managerial", "county", Decimal(30)),
    ("01", "accumulated_balance", "accumulated_balance", Decimal(50)),
    ("01", "reserve_and_county", "reserve", Decimal(60)),
    ("01", "reserve_and_county", "county", Decimal(60)),
]


@pytest.mark.duty("NB-22", "NB-23")
def test_the_lists_are_read_from_the_books_and_tell_every_clause(ningbo: Settling) -> None:
    drawn = ningbo.drawn()
    assert lines(drawn) == NINGBO
    with system_scope():
        assert {one.clause for one in drawn.lines.all()} >= {"附件二（四）3", "附件二（四）5"}
        east = drawn.counties.get(county=ningbo.cast.east)
    assert (east.income, east.spending, east.result, east.balance_after) == (100, 300, -200, 0)
    assert (drawn.fund, drawn.fund_before, drawn.fund_after) == ("reserve", 40, 30)
    assert (drawn.lists_by, drawn.settled_by) == (dt.date(2023, 3, 31), dt.date(2023, 3, 31))


@pytest.mark.duty("NB-22", "NB-23", "NB-25")
def test_a_posted_year_ties_to_the_ledger_to_the_fen(ningbo: Settling) -> None:
    drawn, cast = ningbo.drawn(), ningbo.cast
    ningbo.approved(drawn)
    with pytest.raises(SettlementRefused, match="12月"):
        ningbo.posted(drawn)
    ningbo.close()
    assert (ningbo.held("fund_balance", cast.east), ningbo.held("fund_balance", cast.west)) == (-20000, 10000)
    entries = ningbo.posted(drawn)
    assert {one.kind for one in entries} == {Entry.Kind.ALLOCATION}
    assert (ningbo.held("reserve"), ningbo.held("county_balance", cast.east)) == (3000, 0)
    assert ningbo.held("county_balance", cast.west) == 5000
    # What is left of the gap is what East's finance has still to pay.
    assert (ningbo.held("fund_balance", cast.east), ningbo.held("fund_balance", cast.west)) == (-9000, 0)
    with system_scope():
        [demand] = GapDemand.objects.all()
        assert (demand.county, demand.payer, demand.amount) == (cast.east, "county", 90)
        assert verify_balances(book=ningbo.year.book) == []
    with pytest.raises(SettlementRefused):
        ningbo.posted(drawn)


@pytest.mark.duty("NB-25")
def test_demands_are_paid_by_two_people_and_then_the_year_is_settled(ningbo: Settling) -> None:
    cast, drawn = ningbo.cast, ningbo.drawn()
    ningbo.approved(drawn)
    ningbo.close()
    ningbo.posted(drawn)
    with system_scope():
        [demand] = GapDemand.objects.all()

    def enter(amount: int, voucher: str) -> GapReceipt:
        with acting_as(cast.finance_city):
            return enter_payment(
                demand=demand, amount=Decimal(amount), received_on=TODAY, evidence=voucher,
                acting_user=cast.finance_city,
            )  # fmt: skip

    first = enter(50, "V1")
    with pytest.raises(SettlementRefused, match="40"):
        enter(41, "V2")
    wrong = enter(40, "V2")
    with acting_as(cast.reviewer_city):
        check_payment(receipt=first, acting_user=cast.reviewer_city)
        refuse_payment(receipt=wrong, reason="金额有误", acting_user=cast.reviewer_city)
        assert demand_standing(demand).open == 40
    with acting_as(cast.finance_city), pytest.raises(DutyMissing):
        check_payment(receipt=first, acting_user=cast.finance_city)
    assert fresh(drawn).state == State.POSTED
    last = enter(40, "V3")
    with acting_as(cast.reviewer_city):
        check_payment(receipt=last, acting_user=cast.reviewer_city)
    assert (fresh(drawn).state, fresh(drawn).settled_on) == (State.SETTLED, TODAY)
    assert ningbo.held("gap_payment_income", cast.east) == 9000
    # Next year it is no income of East's that a surplus could come of.

    with system_scope():
        year = ledger_year(cast.area, "390", YEAR + 1, cast.east)
    assert (year.income, year.gap_payments) == (0, 9000)


@pytest.mark.duty("NB-25")
def test_three_departments_agree_and_a_second_person_approves(ningbo: Settling) -> None:
    cast, drawn = ningbo.cast, ningbo.drawn()
    with acting_as(cast.finance_city):
        note: Any = {"settlement": drawn, "agreed_on": TODAY, "acting_user": cast.finance_city}
        for office in ("bureau", "finance"):
            note_agreement(office=office, paper="商定1号", **note)
        with pytest.raises(ValidationError):
            note_agreement(office="finance", paper="商定2号", **note)
    with acting_as(cast.approver_city), pytest.raises(SettlementRefused):
        approve(settlement=drawn, acting_user=cast.approver_city)
    with system_scope(), pytest.raises(DatabaseError, match="has not agreed"), transaction.atomic():
        YearSettlement.objects.filter(pk=drawn.pk).update(state="agreed")
    with acting_as(cast.finance_city):
        note_agreement(office="tax", paper="商定3号", **note)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        YearSettlement.objects.filter(pk=drawn.pk).update(state="approved", approved_by=drawn.drawn_by)
    with acting_as(cast.finance_city), pytest.raises((DutyMissing, SamePerson)):
        approve(settlement=drawn, acting_user=cast.finance_city)
    with acting_as(cast.approver_city):
        approve(settlement=drawn, acting_user=cast.approver_city)
    assert fresh(drawn).approved_by == cast.approver_city


def test_drawn_again_the_earlier_lists_are_kept_and_a_moved_book_is_not_posted(ningbo: Settling) -> None:
    first = ningbo.drawn()
    with pytest.raises(SettlementRefused, match="原因"):
        ningbo.drawn()
    ningbo.approved(first)
    ningbo.close()
    ningbo.withdrawn(ningbo.cast.east)
    ningbo.managerial(ningbo.cast.east, 40, "甬医保考核2号")
    with pytest.raises(SettlementRefused, match="重新"):
        ningbo.posted(first)
    second = ningbo.drawn(reason="考核结果调整")
    assert (fresh(first).state, second.version, second.state) == (State.SUPERSEDED, 2, State.DRAWN)
    assert lines(first) == NINGBO
    with system_scope():
        assert managerial_parts(area=ningbo.cast.area, insutype="390", year=YEAR) == {
            ningbo.cast.east.pk: 4000
        }
    ningbo.approved(second)
    ningbo.posted(second)
    with pytest.raises(SettlementRefused):
        ningbo.drawn(reason="再来")
    with pytest.raises(CountyMoneyRefused, match="已清算"):
        ningbo.withdrawn(ningbo.cast.east)


def test_the_database_refuses_lines_that_do_not_add_up_or_change(ningbo: Settling) -> None:
    drawn = ningbo.drawn()
    with system_scope():
        for change in (
            lambda: SettlementLine.objects.filter(settlement=drawn).update(amount=0),
            lambda: SettlementCounty.objects.filter(settlement=drawn).delete(),
            lambda: YearSettlement.objects.filter(pk=drawn.pk).update(fund_after=1),
            lambda: YearSettlement.objects.filter(pk=drawn.pk).update(state="posted", posted_on=TODAY),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        more = SettlementLine(
            settlement=drawn, position=99, county=ningbo.cast.east, step="open", payer="undecided", asked=1, amount=1
        )  # fmt: skip
        with pytest.raises(DatabaseError, match="do not add up"), transaction.atomic():
            stored_at_once(more)


def stored_at_once(line: SettlementLine) -> None:
    """With everything checked that waits for the commit."""
    line.save()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.mark.duty("NB-25")
def test_a_late_payment_is_dunned_once_a_day(ningbo: Settling, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, drawn = ningbo.cast, ningbo.drawn()
    ningbo.approved(drawn)
    ningbo.close()
    ningbo.posted(drawn)
    with acting_as(cast.finance_city):
        [demand] = GapDemand.objects.all()
        with pytest.raises(SettlementRefused, match="逾期"):
            dun(demand=demand, acting_user=cast.finance_city)
        monkeypatch.setattr(timezone, "now", lambda: dt.datetime(YEAR + 1, 4, 3, 4, tzinfo=dt.UTC))
        letter = dun(demand=demand, acting_user=cast.finance_city)
        assert (letter.due, letter.short) == (90, 90)
        with pytest.raises(SettlementRefused, match="今天"):
            dun(demand=demand, acting_user=cast.finance_city)


@pytest.mark.duty("ZY-16", "ZY-18")
def test_zhangye_draws_for_the_risk_fund_first_and_tells_what_nobody_bears(zhangye: Settling) -> None:
    cast, drawn = zhangye.cast, zhangye.drawn()
    # 5 % of 800 is 40; full at 15 % of 800 = 120. East's gap becomes 210, West's surplus 170.
    assert lines(drawn) == [
        ("01", "accrual", "risk_fund", Decimal(10)),
        ("02", "accrual", "risk_fund", Decimal(30)),
        ("02", "surplus", "balance", Decimal(102)),
        ("02", "surplus", "city", Decimal(68)),
        ("01", "balance_quota", "balance_quota", Decimal(20)),
        ("01", "risk_fund", "risk_fund", Decimal(50)),
        ("01", "open", "undecided", Decimal(140)),
    ]
    zhangye.approved(drawn)
    zhangye.close()
    zhangye.posted(drawn)
    assert (zhangye.held("risk_fund"), zhangye.held("county_balance", cast.west)) == (0, 10200)
    assert (zhangye.held("fund_balance"), zhangye.held("fund_balance", cast.east)) == (6800, -14000)
    # Nobody is asked for what is open: the year is settled, and the gap is told.
    assert fresh(drawn).state == State.SETTLED
    with system_scope():
        assert verify_balances(book=zhangye.year.book) == []


def test_a_year_not_over_and_a_person_without_the_duty_are_refused(ningbo: Settling, cast: Cast) -> None:
    with acting_as(cast.finance_city), pytest.raises(SettlementRefused, match="尚未结束"):
        draw_up(area=cast.area, insutype="390", year=YEAR + 1, acting_user=cast.finance_city)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        draw_up(area=cast.area, insutype="390", year=YEAR, acting_user=cast.clerk_east)


@pytest.mark.duty("NB-23", "NB-25")
def test_with_an_empty_reserve_city_and_county_finance_are_asked_by_20_and_80(
    ningbo: Settling, client: Client
) -> None:
    cast = ningbo.cast
    with system_scope():
        # The reserve is spent, and East's gap grows.
        ningbo.year.move("reserve", SPECIAL, 4000, DAY, kind=Entry.Kind.MANUAL)
        ningbo.county(cast.west, 0, 100)
    drawn = ningbo.drawn()
    assert lines(drawn)[2:] == [
        ("01", "city_and_county", "county", Decimal(96)),
        ("01", "city_and_county", "city", Decimal(24)),
    ]
    ningbo.approved(drawn)
    ningbo.close()
    ningbo.posted(drawn)
    with system_scope():
        asked = {one.payer: one for one in GapDemand.objects.all()}
    assert {payer: one.amount for payer, one in asked.items()} == {"county": 126, "city": 24}
    page = see(client, cast.finance_city, reverse("funds:gap_demand", args=[asked["city"].pk]))
    assert "市财政" in page
    assert "24.00" in page


@pytest.mark.duty("NB-21")
def test_years_before_the_policy_do_not_follow_it(ningbo: Settling, cast: Cast) -> None:
    with acting_as(cast.finance_city), pytest.raises(SettlementRefused, match="没有生效的政策"):
        draw_up(area=cast.area, insutype="390", year=2021, acting_user=cast.finance_city)


@pytest.mark.duty("NB-25")
def test_a_settled_years_december_stays_closed(ningbo: Settling, client: Client) -> None:
    cast, drawn = ningbo.cast, ningbo.drawn()
    ningbo.approved(drawn)
    with system_scope():
        december = ningbo.year.period(DECEMBER)
        # Nothing is posted over an open December, whoever writes it.
        with pytest.raises(DatabaseError, match="is not closed"), transaction.atomic():
            YearSettlement.objects.filter(pk=drawn.pk).update(state="posted", posted_on=TODAY)
    ningbo.close()
    again: Any = {"book": december.book, "month": DECEMBER, "reason": "补记"}
    people: Any = {"acting_user": cast.finance_city, "checked_by": cast.approver_city}
    with acting_as(cast.finance_city):
        # Before the settlement is posted a December may be opened again.
        reopen_period(**again, **people)
    ningbo.close()
    ningbo.posted(drawn)
    with acting_as(cast.finance_city):
        for act in (
            lambda: reopen_period(**again, **people),
            lambda: ask_to_reopen(period=december, reason="补记", acting_user=cast.finance_city),
        ):
            with pytest.raises(PeriodRefused, match="已"):
                act()
    with system_scope(), pytest.raises(DatabaseError, match="stays closed"), transaction.atomic():
        BookPeriod.objects.filter(pk=december.pk).update(state="open", change_count=F("change_count") + 1)
    address = reverse("funds:accounting_month", args=[december.pk])
    page = see(client, cast.finance_city, address)
    assert reverse("funds:year_settlement", args=[drawn.pk]) in page
    assert reverse("funds:ask_reopen", args=[december.pk]) not in page
