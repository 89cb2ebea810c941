"""The arithmetic of fund budgets, and the courses of their states by table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.reads.budget_lines import lines_of, schemes
from funds.rules.fund_budgets import (
    NEXT,
    SECTIONS,
    BudgetLine,
    Watch,
    available,
    next_state,
    rate_line,
    reserve_within,
    warned,
)
from funds.services.load_chart import read_chart

BENEFITS = BudgetLine(
    "benefits", "待遇", "Benefits", "expense", ("benefit_expense",), "last_year", benefit=True
)
INCOME = BudgetLine("interest", "利息", "Interest", "income", ("interest_income",), "last_year")
WATCH = Watch(9000, 11000)


@pytest.mark.parametrize(
    ("state", "act", "last", "to"),
    [
        ("draft", "set", False, "draft"),
        ("draft", "hand_in", False, "handed_in"),
        ("draft", "drop", False, "dropped"),
        ("handed_in", "check", False, "review"),
        ("handed_in", "send_back", False, "draft"),
        ("review", "agree", False, "review"),
        ("review", "agree", True, "approved"),
        ("review", "return", False, "draft"),
    ],
)
def test_where_an_act_leads(state: str, act: str, last: bool, to: str) -> None:
    assert next_state(state, act, last=last) == to


def test_every_other_act_is_closed() -> None:
    acts = {act for row in NEXT.values() for act in row}
    opened = {(state, act) for state in NEXT for act in acts if next_state(state, act)}
    assert len(opened) == 7
    assert not NEXT["approved"]
    assert not NEXT["dropped"]


def test_the_lists_name_roles_of_the_chart_once() -> None:
    chart = read_chart()
    for scheme in schemes():
        lines = lines_of(scheme)
        roles = [role for line in lines for role in line.roles]
        assert set(roles) <= set(chart)
        assert len(roles) == len(set(roles))
        assert len({line.code for line in lines}) == len(lines)
        sections = [SECTIONS.index(line.section) for line in lines]
        assert sections == sorted(sections)


@pytest.mark.duty("ZY-21")
def test_what_is_taken_out_first_lowers_what_benefits_may_come_to() -> None:
    lines = lines_of("390")
    found = available(
        lines, {"fiscal_subsidies": 1000, "serious_illness": 100, "risk_fund": 50, "benefits": 860}
    )
    assert (found.income, found.left, found.benefits, found.beyond) == (1000, 850, 860, 10)


@given(
    drawn=st.dictionaries(st.integers(1, 9), st.integers(0, 10**9), min_size=1),
    income=st.integers(0, 10**10),
    held=st.integers(0, 10**10),
)
def test_a_full_reserve_takes_no_more_than_it_has_room_for(
    drawn: dict[int, int], income: int, held: int
) -> None:
    found = reserve_within(drawn, income, held, 1500)
    room = max(0, (income * 1500 + 5000) // 10000 - held)
    assert sum(found.values()) == min(sum(drawn.values()), room)
    assert set(found) == set(drawn)


@pytest.mark.parametrize(
    ("line", "budget", "actual", "months", "said"),
    [
        (BENEFITS, 1200, 1201, 11, "over"),
        (BENEFITS, 1200, 331, 2, "ahead"),
        (BENEFITS, 1200, 330, 2, ""),
        (BENEFITS, 1200, 1080, 11, "near"),
        (BENEFITS, 1200, 1200, 12, ""),
        (BENEFITS, 0, 1, 3, "over"),
        (INCOME, 1200, 539, 6, "ahead"),
        (INCOME, 1200, 540, 6, ""),
        (INCOME, 1200, 5000, 6, ""),
    ],
)
def test_what_is_warned_of(line: BudgetLine, budget: int, actual: int, months: int, said: str) -> None:
    assert warned(line, budget, actual, months, WATCH) == said


@pytest.mark.duty("NM-04")
@pytest.mark.parametrize(
    ("section", "actual", "rating"),
    [("expense", 105, "good"), ("expense", 95, "good"), ("expense", 106, "fair"), ("expense", 111, "poor"),
     ("expense", 89, "poor"), ("income", 300, "good"), ("income", 94, "fair"), ("income", 89, "poor")],
)  # fmt: skip
def test_how_execution_is_rated(section: str, actual: int, rating: str) -> None:
    assert rate_line(section, 100, actual, good_within=500, fair_within=1000) == rating
