"""Targets worked out by hand from the source's own policy, and what holds for every population."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.rules.contributions.terms import terms_on
from enrollment.rules.targets import (
    CountyFacts,
    employee_collection,
    enrolment_targets,
    is_behind,
    least,
    linear_share,
    rate_of,
    resident_collection,
    totals,
)
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from tests.enrollment.contributions import golden

FIRST = dt.date(2024, 1, 1)
JIUJIANG = golden.policy("jiujiang.yaml")
COVERAGE = JIUJIANG(FIRST).section("targets").require("coverage.lowest")
SHARE = JIUJIANG(FIRST).section("enrolment_targets").require("employees.share")


@pytest.mark.duty("JJ-02", "ZY-17")
def test_people_by_hand() -> None:
    """300,001 employed × 37 % = 111,000.37, so 111,001: 74,000.42 and 37,000.58 of it, the larger remainder is rounded
    up; with the retired 84,000 and 42,001. 700,001 residents × 95 % = 665,000.95, so 665,001, less 126,001."""
    heads = enrolment_targets(
        [CountyFacts("360402", 300_001, 100_001, 5_000), CountyFacts("360400", 400_000, 200_000, 10_000)],
        coverage=COVERAGE,
        employees_share=SHARE,
    )
    assert [(head.county, head.insutype, head.people, head.paying) for head in heads] == [
        ("360400", "310", 84_000, 74_000),
        ("360402", "310", 42_001, 37_001),
        ("360400", "390", 296_000, 296_000),
        ("360402", "390", 243_000, 243_000),
    ]
    assert [(step.clause, bool(step.assumed)) for step in (heads[0].steps[0], heads[2].steps[0])] == [
        ("二（一）", True),
        ("一", False),
    ]


@pytest.mark.duty("JJ-02", "ZY-17")
@pytest.mark.parametrize(
    ("wage", "each"),
    [
        # 5,000 lies between 3,580.80 and 17,904: 340.00 + 100.00 a month.
        (500_000, 44_000),
        # 3,000 is raised to 60 % of 5,968 = 3,580.80: 243.49 + 71.62.
        (300_000, 31_511),
        # 20,000 is cut to 300 % = 17,904: 1,217.47 + 358.08.
        (2_000_000, 157_555),
        # Nobody declared: the mean itself, 405.82 + 119.36.
        (None, 52_518),
    ],
)
def test_what_employees_pay_in_by_hand(wage: int | None, each: int) -> None:
    found = employee_collection(
        paying=37_001, mean_wage=wage, year=2024, terms=terms_on(JIUJIANG, FIRST, "310")
    )
    assert found.amount == 37_001 * 12 * each
    assert found.steps[-1].params == {"people": 37_001, "each": each}
    assert found.steps[0].code == ("target_no_wages" if wage is None else "target_wages")


@pytest.mark.duty("JJ-02", "ZY-17")
@pytest.mark.parametrize(
    ("package", "year", "yuan"),
    [
        ("jiujiang.yaml", 2024, 380),
        ("jiujiang.yaml", 2025, 400),
        ("zhangye.yaml", 2021, 320),
        ("hegang.yaml", 2018, 180),
    ],
)
def test_what_residents_pay_in_follows_the_year(package: str, year: int, yuan: int) -> None:
    terms = terms_on(golden.policy(package), dt.date(year, 1, 1), "390")
    found = resident_collection(paying=243_000, terms=terms)
    assert found.amount == 243_000 * yuan * 100
    assert found.steps[0].clause


def test_a_payroll_counts_in_full_where_the_policy_says_so() -> None:
    """Inner Mongolia: the employer pays 7 % of the payroll, the employee 2 % of a base within the limits."""
    terms = terms_on(golden.policy("neimenggu.yaml"), FIRST, "310")
    assert terms.contributions("employer.base").value == "total_payroll_last_year"
    low = terms.mean_wage.value * terms.contributions("base.lowest").value // 10_000
    found = employee_collection(paying=1, mean_wage=100_000, year=2024, terms=terms)
    assert found.amount == 12 * (7_000 + low * 2 // 100)


def test_a_silent_policy_gives_no_amount() -> None:
    with pytest.raises(PolicyGap):
        employee_collection(
            paying=1, mean_wage=1, year=2020, terms=terms_on(golden.policy("zhangye.yaml"), dt.date(2020, 1, 1), "310")
        )  # fmt: skip


def test_where_everybody_works_no_resident_is_asked_for() -> None:
    """A county with more employees than people asks for none, and the others give way: the sum stands."""
    heads = enrolment_targets(
        [CountyFacts("1", 100, 1_000), CountyFacts("2", 1_000, 10)],
        coverage=Given(9_500),
        employees_share=Given(5_000),
    )
    assert [head.people for head in heads] == [500, 5, 0, 540]


counties = st.lists(
    st.builds(
        CountyFacts,
        county=st.integers(100_000, 999_999).map(str),
        residents=st.integers(0, 9_000_000),
        employed=st.integers(0, 5_000_000),
        retired=st.integers(0, 500_000),
    ),
    min_size=1,
    max_size=15,
    unique_by=lambda one: one.county,
)
ratios = st.integers(0, 10_000)


@pytest.mark.duty("JJ-02")
@given(facts=counties, coverage=ratios, share=ratios)
def test_the_counties_add_up_to_the_whole_area_exactly(
    facts: list[CountyFacts], coverage: int, share: int
) -> None:
    heads = enrolment_targets(facts, coverage=Given(coverage), employees_share=Given(share))
    sums = totals(heads)
    working = least(sum(one.employed for one in facts), share)
    whole = least(sum(one.residents for one in facts), coverage)
    assert sums["310"] == working + sum(one.retired for one in facts)
    assert sums["390"] == max(whole - sums["310"], 0)
    assert all(0 <= head.paying <= head.people for head in heads)
    assert len(heads) == 2 * len(facts)


@given(facts=counties, coverage=ratios, share=ratios, seed=st.randoms())
def test_the_order_of_the_counties_does_not_matter(
    facts: list[CountyFacts], coverage: int, share: int, seed: object
) -> None:
    shuffled = list(facts)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (
        enrolment_targets(one, coverage=Given(coverage), employees_share=Given(share))
        for one in (facts, shuffled)
    )
    assert first == second


@given(people=st.integers(1, 10**9), ratio=ratios)
def test_the_fewest_people_reach_the_rate_and_one_less_does_not(people: int, ratio: int) -> None:
    fewest = least(people, ratio)
    assert fewest * 10_000 >= people * ratio
    assert fewest == 0 or (fewest - 1) * 10_000 < people * ratio


def test_rates_and_the_even_course() -> None:
    assert rate_of(1, 0) is None
    assert rate_of(19, 20) == 9_500
    assert [linear_share(100_00, month) for month in (1, 4, 12)] == [833, 3_333, 10_000]


@pytest.mark.parametrize(
    ("reached", "by", "behind"),
    [
        (9_000, Given(500), False),
        (8_999, Given(500), True),
        (9_499, None, True),
        (9_500, None, False),
        (None, None, False),
    ],
)
def test_behind_is_more_than_the_points_below_the_line(
    reached: int | None, by: Given | None, behind: bool
) -> None:
    assert is_behind(reached=reached, line=9_500, by=by) is behind
