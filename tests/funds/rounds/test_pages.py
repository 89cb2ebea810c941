"""The pages of a round, as a county's finance and the city's people walk through them."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import import_file
from funds.desk_rounds import round_items
from funds.models import Appropriation, MonthlyRound, RoundLine, RoundStep
from funds.reads.rounds import past_plans
from funds.rules import rounds as rules
from funds.views.round_tables import figures_table
from funds.views.rounds_board import _sums
from institutions.models import User
from tests.support.pages import post, see

from .conftest import Rounds


def at(name: str, *args: Any) -> str:
    return reverse(f"funds:{name}", args=args)


def desk(user: User) -> dict[str, Any]:
    with acting_as(user):
        return {item.url: item for item in items_of(round_items(user.assignments_in_force[0]))}


def test_before_the_application_the_board_says_what_was_accepted(rounds: Rounds, client: Client) -> None:
    month = rounds.open()
    rounds.accept(rounds.hand_in(rounds.step(rules.COUNTY_PLAN, rounds.cast.east), 300_00))
    board = see(client, rounds.cast.finance_city, at("round", month.pk))
    assert "已通过的计划" in board
    assert "申请数" not in board


@pytest.mark.duty("NB-16")
def test_a_month_on_its_pages(rounds: Rounds, client: Client) -> None:
    cast, clock = rounds.cast, rounds.clock
    finance, approver, reviewer = cast.finance_city, cast.approver_city, cast.reviewer_city
    rounds.spend(cast.east, cast.east, dt.date(2020, 3, 10), 900_00)
    assert f"{at('open_round')}?month=2020-05" in desk(rounds.finance_east)
    post(client, rounds.finance_east, at("open_round"), month="2020-05")
    month = MonthlyRound.unscoped.get()
    board = see(client, finance, at("round", month.pk))
    assert "04-25" in board
    plan = rounds.step("county_plan", cast.east)
    assert desk(rounds.finance_east)[at("round_step", plan.pk)].due == dt.date(2020, 4, 25)
    form = see(client, rounds.finance_east, at("fill_round_step", plan.pk))
    assert 'value="300.00"' in form
    # An empty plan cannot be handed in: nobody is told that it can.
    assert at("submit_round_step", plan.pk) not in see(client, rounds.finance_east, at("round_step", plan.pk))
    values = {f"amount_{n}": "0" for n in range(10)} | {f"note_{n}": "" for n in range(10)}
    post(client, rounds.finance_east, at("fill_round_step", plan.pk), **{**values, "amount_0": "320"})
    wrong = client.post(at("fill_round_step", plan.pk), {**values, "amount_0": "-1"})
    assert wrong.status_code == 422
    post(client, rounds.finance_east, at("submit_round_step", plan.pk))
    own = rounds.step("city_plan", cast.city)
    # What waits for the counties' plans is not offered to be handed in yet.
    assert at("submit_round_step", own.pk) not in see(client, finance, at("round_step", own.pk))
    assert at("round_step", plan.pk) in desk(reviewer)
    post(client, reviewer, at("send_back_round_step", plan.pk), reason="请说明增长原因")
    item = desk(rounds.finance_east)[at("round_step", plan.pk)]
    assert (str(item.standing), item.detail) == ("returned", "请说明增长原因")
    assert "请说明增长原因" in see(client, rounds.finance_east, at("round_step", plan.pk))
    rounds.planned(east=300_00, west=200_00)
    clock(dt.date(2020, 5, 11))
    board = see(client, finance, at("round", month.pk))
    assert "申请数" in board
    assert "已通过的计划" not in board
    step = rounds.step("appropriation", cast.city)
    assert str(desk(finance)[at("round_step", step.pk)].standing) == "late"
    assert 'value="500.00"' in see(client, finance, at("enter_appropriation", step.pk))
    post(
        client,
        finance,
        at("enter_appropriation", step.pk),
        insutype="390",
        amount="500",
        day="2020-05-11",
        evidence="A1",
    )
    with system_scope():
        came = Appropriation.objects.get()
    assert desk(approver)[at("round_step", step.pk)].count == 1
    post(client, approver, at("book_appropriation", came.pk))
    assert at("round_step", step.pk) in desk(finance)
    page = see(client, finance, at("transfer_appropriation", came.pk))
    assert 'value="300.00"' in page
    post(
        client, finance, at("transfer_appropriation", came.pk),
        **{f"county_{cast.east.pk}": "300", f"county_{cast.west.pk}": "200"}, day="2020-05-11", evidence="T1",
    )  # fmt: skip
    post(client, approver, at("book_transfers", came.pk))
    board = see(client, rounds.finance_east, at("round", month.pk))
    assert "300.00" in board
    assert "西水" not in board
    board = see(client, finance, at("round", month.pk))
    assert "合计" in board
    assert "500.00" in board
    client.force_login(finance)
    book = calamine.load_workbook(io.BytesIO(b"".join(client.get(at("round", month.pk), {"export": "1"}))))  # type: ignore[call-overload]
    foot = book.get_sheet_by_index(0).to_python()[-1]
    assert (foot[0], 500.0 in foot) == ("合计", True)
    done = RoundStep.unscoped.filter(round=month, state="done").count()
    assert f"{done} / {RoundStep.unscoped.filter(round=month).count()}" in see(client, finance, at("rounds"))
    assert "T1" in see(client, rounds.finance_east, at("round_step", rounds.step("transfer", cast.east).pk))
    for page in (at("round", month.pk), at("round_step", plan.pk), at("round_step", step.pk)):
        assert "<table" in see(client, finance, f"{page}?print")
    assert desk(finance).keys() == {f"{at('open_round')}?month=2020-06"}


def test_the_application_as_a_workbook(rounds: Rounds, client: Client) -> None:
    rounds.open()
    rounds.planned(east=300_00, west=200_00, city=50_00)
    step = rounds.step("city_plan", rounds.cast.city)
    client.force_login(rounds.cast.finance_city)
    answer = client.get(at("round_step_xlsx", step.pk))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    rows = calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert any(row[2:] == [550.0, 50.0, 300.0, 200.0] for row in rows)


def test_whoever_decides_goes_from_paper_to_paper(rounds: Rounds, client: Client) -> None:
    cast = rounds.cast
    rounds.open()
    steps = [rounds.step("county_plan", county) for county in (cast.east, cast.west)]
    with system_scope():
        RoundLine.unscoped.bulk_create(
            RoundLine(step=step, insutype="390", kind="benefit_expense", amount=Decimal(10)) for step in steps
        )
    for step in steps:
        post(client, cast.finance_city, at("submit_round_step", step.pk))
    first, second = (at("round_step", step.pk) for step in steps)
    assert f'href="{second}">下一待审核' in see(client, cast.reviewer_city, first)
    post(client, cast.reviewer_city, at("accept_round_step", steps[1].pk))
    assert "下一待审核" not in see(client, cast.reviewer_city, first)
    # Finance, who handed them in, decides nothing.
    assert "下一待审核" not in see(client, cast.finance_city, second)


def test_a_county_opens_no_other_countys_step(rounds: Rounds, client: Client) -> None:
    rounds.open()
    west = rounds.step("county_plan", rounds.cast.west)
    client.force_login(rounds.finance_east)
    for name in ("round_step", "round_step_xlsx", "fill_round_step", "submit_round_step"):
        assert client.get(at(name, west.pk)).status_code == 404
    assert client.get(at("accept_round_step", west.pk)).status_code == 403


def test_a_plan_comes_in_as_a_sheet(rounds: Rounds, tmp_path: Path) -> None:
    cast = rounds.cast
    rounds.open()
    plan = rounds.step("county_plan", cast.east)
    head = "month,insutype,kind,amount,note\n"
    good = "2020-05,390,benefit_expense,1250.50,春季\n"
    wrong = (
        "2020-05,310,transfer_expense,5,\n2020-07,390,transfer_expense,5,\n2020-05,390,transfer_expense,-5,\n"
    )
    path = tmp_path / "plan.csv"
    path.write_text(head + good + wrong, encoding="utf-8")
    with acting_as(rounds.finance_east):
        run = import_file(
            kind="unit_plan", path=path, acting_user=rounds.finance_east, agency=cast.east,
        )  # fmt: skip
        assert (run.good_count, run.bad_count) == (1, 3)
        line = RoundLine.objects.get(step=plan, kind="benefit_expense")
        assert (line.amount, line.note) == (Decimal("1250.50"), "春季")
        assert RoundLine.objects.filter(step__unit=cast.east).exclude(pk=line.pk).count() == 9
    with acting_as(rounds.finance_west):
        assert not RoundLine.objects.exists()
    rounds.hand_in(plan)
    with acting_as(rounds.finance_east):
        path.write_text(head + "2020-05,390,benefit_expense,1,\n", encoding="utf-8")
        run = import_file(
            kind="unit_plan", path=path, acting_user=rounds.finance_east, agency=cast.east,
        )  # fmt: skip
        assert run.bad_count == 1


@pytest.mark.duty("NB-16")
def test_what_goes_against_an_advance_is_no_spending_below_zero(rounds: Rounds, client: Client) -> None:
    """East's people treated elsewhere cost 300, all against the city's advance with the province; West lent 20 back."""
    cast = rounds.cast
    rounds.open()
    rounds.planned(east=300_00, west=50_00)
    day = dt.date(2020, 5, 20)
    rounds.spend(cast.city, cast.east, day, 300_00, out_of_area_advance=300_00)
    rounds.spend(cast.west, cast.west, day, 10_00, hospital_prepayment=20_00)
    rounds.clock(dt.date(2020, 6, 12))
    for unit in (cast.city, cast.east, cast.west):
        rounds.accept(rounds.hand_in(rounds.step("county_report", unit)))
    with system_scope():
        board = _sums(MonthlyRound.objects.get())["spent"]
    spent = {unit: board.get(unit.pk) for unit in (cast.city, cast.east, cast.west)}
    assert spent == {cast.city: 0, cast.east: 300, cast.west: 10}
    with acting_as(rounds.finance_west):
        [past] = past_plans(cast.west, dt.date(2020, 7, 1))
    assert (past.planned, past.spent) == (50, 10)
    # The paper keeps what went against the advance apart, below the spending.
    with acting_as(cast.finance_city):
        own, summary = (
            figures_table(rounds.step(kind, cast.city)) for kind in ("county_report", "city_report")
        )
    assert [(row.kind, row.amount) for row in own.rows[-2:]] == [("", 0), ("out_of_area_advance", -300)]
    assert own.totals["amount"] == -300
    assert [(row.kind, row.total) for row in summary.rows] == [
        ("benefit_expense", 310), ("", 310), ("hospital_prepayment", -20), ("out_of_area_advance", -300)
    ]  # fmt: skip
    for kind, unit in (("county_report", cast.city), ("city_report", cast.city)):
        page = at("round_step", rounds.step(kind, unit).pk)
        assert "支出合计" in see(client, cast.finance_city, page)
        for answer in ("?print", "workbook/"):
            assert client.get(page + answer).status_code == 200
    # A paper without advances has no such row.
    east = see(client, rounds.finance_east, at("round_step", rounds.step("county_report", cast.east).pk))
    assert "支出合计" not in east


def test_what_was_begun_stays_on_desks_however_old(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.open()
    rounds.send_back(rounds.hand_in(rounds.step("county_plan", cast.east), 300_00))
    handed_in = rounds.hand_in(rounds.step("county_plan", cast.west), 200_00)
    rounds.clock(dt.date(2020, 12, 1))
    returned = at("round_step", rounds.step("county_plan", cast.east).pk)
    assert desk(rounds.finance_east)[returned].detail == "偏高"
    assert at("round_step", handed_in.pk) in desk(cast.reviewer_city)
    # What nobody began is the board's.
    begun = {returned, at("round_step", handed_in.pk)}
    for user in (rounds.finance_east, rounds.finance_west):
        assert {url for url in desk(user) if "/steps/" in url} <= begun
