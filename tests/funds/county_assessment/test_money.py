"""What follows in money, by two people each: the managerial part from the books, the incentive from the reserve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from config.money import to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import CountyResult, CountyScheme, Entry, Incentive, IncentivePart, Leg, ManagerialFinding
from funds.reads.balances import verify_balances
from funds.reads.county_budget import county_figures
from funds.reads.fund_budgets import in_force
from funds.reads.managerial import managerial_parts
from funds.reads.reserve_balance import reserve_on
from funds.rules.county_assessment import CountyFigures
from funds.services.county_money import incentives
from funds.services.county_money.faults import CountyMoneyRefused
from funds.services.county_money.incentives import book_incentive, enter_incentive, refuse_incentive
from funds.services.county_money.managerial import confirm_part, enter_part, refuse_part, withdraw_part
from funds.services.open_book import open_book, open_months
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast
from tests.funds.fund_budgets.conftest import YEAR, Town
from tests.funds.fund_budgets.conftest import town as town
from tests.support.policies import put_policy_in_force


def act(user: User, do: Callable[..., Any], **given: Any) -> Any:
    with acting_as(user):
        return do(acting_user=user, **given)


def enter(town: Town, **given: Any) -> Any:
    asked = {
        "unit": town.cast.east, "insutype": "390", "year": YEAR, "found_income": 0, "found_spending": 5000,
        "reason": "未完成征缴任务，超支半数属管理原因", "evidence": "青医保〔2022〕3号", **given,
    }  # fmt: skip
    return act(town.cast.finance_city, enter_part, **asked)


@pytest.mark.duty("NB-24", "ZY-20")
def test_the_managerial_part_is_read_from_ledger_and_budget_and_counts_once_confirmed(town: Town) -> None:
    with pytest.raises(CountyMoneyRefused, match="没有已批准"):
        enter(town)
    paper = town.approved()
    cast, east = town.cast, town.cast.east
    with system_scope():
        held = in_force(paper, [east.pk])
        before = county_figures(east, "390", YEAR)
    assert before is not None
    assert (before.income, before.spending) == (0, 0)
    assert before.income_target == sum(
        held.get((east.pk, code), 0)
        for code in (
            "resident_contributions",
            "fiscal_subsidies",
            "collective_subsidies",
            "interest",
            "from_above",
            "other_income",
        )
    )
    assert before.spending_budget == held[east.pk, "benefits"] > 0
    # 50.00 less than the target came in, 80.01 more than the budget went out.
    income, spent = Decimal(before.income_target - 5000) / 100, Decimal(before.spending_budget + 8001) / 100
    town.post("fiscal_subsidy_income", east, str(income), dt.date(YEAR, 3, 5), income=True)
    town.post("benefit_expense", east, str(spent), dt.date(YEAR, 6, 5))
    part = enter(town)
    # All of the income short by the policy, half of the spending over as found: 50.00 + 40.005, half up.
    assert (part.from_income, part.from_spending, part.amount) == (
        Decimal(50),
        Decimal("40.01"),
        Decimal("90.01"),
    )
    assert (part.found_income, part.clause) == (10_000, "四（六）5")
    assert part.assumed
    with pytest.raises(CountyMoneyRefused, match="已核算"):
        enter(town)
    with acting_as(cast.finance_city):
        assert managerial_parts(area=cast.area, insutype="390", year=YEAR) == {}
    with pytest.raises(DutyMissing):
        act(cast.finance_city, confirm_part, part=part)
    act(cast.approver_city, confirm_part, part=part)
    for reader, seen in (
        (cast.finance_city, {east.pk: 9001}),
        (cast.clerk_east, {east.pk: 9001}),
        (cast.clerk_west, {}),
    ):
        with acting_as(reader):
            assert managerial_parts(area=cast.area, insutype="390", year=YEAR) == seen
    with pytest.raises(CountyMoneyRefused, match="已确认"):
        act(cast.approver_city, refuse_part, part=part, reason="改")
    for change in (
        {"amount": 1, "from_income": 1, "from_spending": 0},
        {"state": "refused", "amount": 1, "from_income": 1, "from_spending": 0},
        {"state": "entered"},
    ):
        with acting_as(cast.approver_city), pytest.raises(DatabaseError), transaction.atomic():
            ManagerialFinding.objects.filter(pk=part.pk).update(**change)
    with pytest.raises(CountyMoneyRefused, match="撤"):
        act(cast.approver_city, withdraw_part, part=part, reason=" ")
    act(cast.approver_city, withdraw_part, part=part, reason="决算后目标调整")
    with acting_as(cast.finance_city):
        assert managerial_parts(area=cast.area, insutype="390", year=YEAR) == {}
    assert enter(town).state == "entered"


def test_a_managerial_part_needs_two_people_reasons_and_a_year_that_is_over(town: Town) -> None:
    town.approved()
    for given, said in (
        ({"reason": " "}, "原因"), ({"evidence": ""}, "认定文件"), ({"found_spending": 10_001}, "比例"),
        ({"year": timezone.localdate().year}, "尚未结束"), ({"unit": town.cast.elsewhere}, None),
    ):  # fmt: skip
        with pytest.raises((CountyMoneyRefused, DutyMissing), match=said):
            enter(town, **given)
    part = enter(town)
    with system_scope():
        assignment = town.cast.finance_city.assignments.get()
        assignment.duties = ["finance", "approve"]
        assignment.save()
    both = User.objects.get(pk=town.cast.finance_city.pk)
    with pytest.raises(SamePerson):
        act(both, confirm_part, part=part)
    with pytest.raises(CountyMoneyRefused, match="原因"):
        act(town.cast.approver_city, refuse_part, part=part, reason=" ")
    act(town.cast.approver_city, refuse_part, part=part, reason="数据有误")
    # Refused, it counts for nothing and may be entered anew.
    assert enter(town).pk != part.pk


RESERVE = 10_000_000
TODAY = dt.date(2023, 4, 3)


@pytest.fixture
def scheme(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> CountyScheme:
    """2022 published: East 95 points, 20 of them for cost control; West 92 and 10. The reserve held 100,000.00."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        book = open_book(insutype="390", unit=cast.city, first=Month(2022, 12), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2023, 4), acting_user=cast.finance_city)
        held = [
            OpeningBalance("fiscal_special_account", cast.city, 2 * RESERVE),
            OpeningBalance("reserve", cast.city, RESERVE),
        ]
        enter_opening_balances(
            book=book,
            balances=held,
            evidence="审计1",
            acting_user=cast.finance_city,
            checked_by=cast.reviewer_city,
        )
        day = dt.date(2023, 3, 31)
        made = CountyScheme.unscoped.create(
            area=cast.area, agency=cast.city, year=2022, report_by=day, verify_by=day, publish_by=day, appeal_days=5,
            prepared_by=cast.finance_city,
        )  # fmt: skip
        made.approved_by, made.approved_on = cast.approver_city, day
        for state in ("approved", "open", "published"):
            made.state = state
            if state == "published":
                made.published_on, made.published_by, made.place = day, cast.finance_city, "网站"
            made.save()
        for unit, score, points, rank in ((cast.east, "95", "20", 1), (cast.west, "92", "10", 2)):
            CountyResult.unscoped.create(
                scheme=made,
                unit=unit,
                score=score,
                grade="excellent",
                rank=rank,
                field_points={"cost_control": points},
            )
    figures = {
        cast.east.pk: CountyFigures(100, 100, 5000, 5000),
        cast.west.pk: CountyFigures(100, 100, 5000, 4000),
    }
    monkeypatch.setattr(incentives, "county_figures", lambda unit, _insutype, _year: figures[unit.pk])
    return made


@pytest.mark.duty("NB-24")
def test_the_incentive_is_drawn_from_the_reserve_by_two_people_and_booked(
    cast: Cast, scheme: CountyScheme
) -> None:
    """The part of NB-24 about the reserve: 5 % of 100,000.00 by points of cost control, to the fen."""
    with pytest.raises(DutyMissing):
        act(cast.approver_city, enter_incentive, scheme=scheme, insutype="390")
    drawn = act(cast.finance_city, enter_incentive, scheme=scheme, insutype="390")
    assert (drawn.balance, drawn.share, drawn.amount) == (Decimal(100_000), 500, Decimal(5000))
    assert (drawn.rule["divided_by"], bool(drawn.rule["assumed"])) == ("cost_control", True)
    with acting_as(cast.finance_city):
        parts = {one.unit: one.amount for one in drawn.parts.all()}
    assert parts == {cast.east: Decimal("3333.33"), cast.west: Decimal("1666.67")}
    with acting_as(cast.clerk_west):
        # A county reads what is drawn, and of the division its own line.
        assert [one.unit for one in IncentivePart.objects.all()] == [cast.west]
    with pytest.raises(CountyMoneyRefused, match="已核算"):
        act(cast.finance_city, enter_incentive, scheme=scheme, insutype="390")
    with pytest.raises(DutyMissing):
        act(cast.finance_city, book_incentive, drawn=drawn)
    booked = act(cast.approver_city, book_incentive, drawn=drawn)
    assert (booked.state, booked.booked_on) == ("booked", TODAY)
    with system_scope():
        entry = Entry.objects.get(key=f"incentive:{drawn.pk}")
        legs = {
            (leg.account.subject.role, leg.account.county_id): to_fen(leg.debit) - to_fen(leg.credit)
            for leg in Leg.objects.filter(entry=entry).select_related("account__subject")
        }
        assert legs == {
            ("reserve", None): 500_000, ("county_balance", cast.east.pk): -333_333,
            ("county_balance", cast.west.pk): -166_667,
        }  # fmt: skip
        assert (entry.kind, entry.made_by, entry.checked_by) == (
            "allocation", cast.finance_city, cast.approver_city,
        )  # fmt: skip
        assert reserve_on(cast.area, "390", TODAY) == RESERVE - 500_000
        assert reserve_on(cast.area, "390", dt.date(2022, 12, 31)) == RESERVE
        assert verify_balances(book=entry.book) == []
    with pytest.raises(CountyMoneyRefused, match="已"):
        act(cast.approver_city, refuse_incentive, drawn=drawn, reason="x")
    with acting_as(cast.approver_city), pytest.raises(DatabaseError), transaction.atomic():
        Incentive.objects.filter(pk=drawn.pk).update(amount=1)


def test_no_incentive_without_its_conditions(
    cast: Cast, scheme: CountyScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = act(cast.finance_city, enter_incentive, scheme=scheme, insutype="390")
    monkeypatch.setattr(incentives, "reserve_on", lambda *_asked: 499_999)
    with pytest.raises(CountyMoneyRefused, match="不足"):
        act(cast.approver_city, book_incentive, drawn=drawn)
    act(cast.approver_city, refuse_incentive, drawn=drawn, reason="余额不足")
    # An empty reserve, or counties that all spent too much: nothing is drawn.
    monkeypatch.setattr(incentives, "reserve_on", lambda *_asked: 0)
    with pytest.raises(CountyMoneyRefused, match="不提取"):
        act(cast.finance_city, enter_incentive, scheme=scheme, insutype="390")
    monkeypatch.setattr(incentives, "reserve_on", lambda *_asked: RESERVE)
    monkeypatch.setattr(incentives, "county_figures", lambda *_asked: CountyFigures(1, 1, 100, 101))
    with pytest.raises(CountyMoneyRefused, match="不提取"):
        act(cast.finance_city, enter_incentive, scheme=scheme, insutype="390")
    assert not Entry.unscoped.filter(kind="allocation").exists()
