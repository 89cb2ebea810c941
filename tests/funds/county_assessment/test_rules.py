"""Course, ranking, managerial part and incentive by tables; what the shipped packages assess by."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.policy_county_assessment import SECTION, county_assessment_policy
from funds.reads.indicators import INDICATORS
from funds.rules.county_assessment import (
    BY_COST_CONTROL,
    EQUALLY,
    FOUND,
    NONE,
    SAVED,
    SCHEME,
    SHARED,
    SHEET,
    WHOLE,
    Candidate,
    CountyFigures,
    Fitness,
    IncentiveRule,
    Standing,
    fitness,
    incentive,
    managerial_of,
    ranked,
    share_found,
)
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules.course import Refusal
from institutions.rules.policy_faults import PolicyError
from institutions.rules.policy_package import PolicyAt
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.scoring import COMPUTED, points_of
from tests.support.policies import POLICIES

CITIES = ("jiujiang", "neimenggu", "ningbo", "zhangye")


def shipped(city: str) -> PolicyAt:
    text = (POLICIES / f"{city}.yaml").read_text("utf-8")
    return policy_in_package(read_package(text, file=city))(dt.date(2024, 12, 31))


# State → the acts that are open in it; every other pair is refused.
OPEN = {
    "reporting": {"compute", "report", "submit"},
    "submitted": {"compute", "return_report", "verify", "conclude"},
    "verified": {"send_back", "tell"},
    "told": {"appeal", "decide", "accept", "settle"},
    "final": {"publish"},
    "published": set(),
}
SCHEME_OPEN = {
    "draft": {"change", "approve"}, "approved": {"send_back", "open"}, "open": {"publish"}, "published": set(),
}  # fmt: skip


@pytest.mark.parametrize("state", SHEET.stages)
@pytest.mark.parametrize("act", SHEET.acts)
def test_every_act_on_a_sheet_in_every_state(state: str, act: str) -> None:
    assert isinstance(SHEET.after(state, act), Refusal) == (act not in OPEN[state])


@pytest.mark.parametrize("state", SCHEME.stages)
@pytest.mark.parametrize("act", SCHEME.acts)
def test_every_act_on_a_scheme_in_every_state(state: str, act: str) -> None:
    assert isinstance(SCHEME.after(state, act), Refusal) == (act not in SCHEME_OPEN[state])


@pytest.mark.parametrize(
    ("ties", "ranks"),
    # 90, 90, 80, 70: equal scores share the first rank and the second is left out; by cost control 2 stands before 1.
    [(SHARED, {1: 1, 2: 1, 3: 3, 4: 4}), (BY_COST_CONTROL, {1: 2, 2: 1, 3: 3, 4: 4})],
)
def test_equal_scores_rank_as_the_package_says(ties: str, ranks: dict[int, int]) -> None:
    found = [Standing(1, 9000, 500), Standing(2, 9000, 600), Standing(3, 8000, 900), Standing(4, 7000)]
    assert ranked(found, ties) == ranks
    # Equal in both: the rank is shared whatever the rule.
    twins = [Standing(1, 9000, 500), Standing(2, 9000, 500), Standing(3, 8999, 999)]
    assert ranked(twins, ties) == {1: 1, 2: 1, 3: 3}


# (target, income, budget, spending), shares found; by hand.
@pytest.mark.parametrize(
    ("figures", "shares", "parts"),
    [
        ((1000, 900, 800, 800), (10_000, 10_000), (100, 0)),
        ((1000, 1100, 800, 950), (10_000, 5000), (0, 75)),
        ((1000, 900, 800, 951), (10_000, 5000), (100, 76)),  # 75.5, half up
        ((1000, 900, 800, 951), (0, 0), (0, 0)),
        ((1000, 1000, 800, 800), (10_000, 10_000), (0, 0)),
        ((0, 0, 0, 300), (10_000, 3333), (0, 100)),  # 99.99
    ],
)
def test_the_managerial_part(
    figures: tuple[int, int, int, int], shares: tuple[int, int], parts: tuple[int, int]
) -> None:
    found = managerial_of(CountyFigures(*figures), *shares)
    assert (found.from_income, found.from_spending) == parts
    assert found.amount == sum(parts)


def test_which_share_counts() -> None:
    assert [share_found(how, 2500) for how in (WHOLE, FOUND, NONE)] == [10_000, 2500, 0]


RULE = IncentiveRule(9000, 10_000, BY_COST_CONTROL)
EAST, WEST, NORTH = (
    Candidate(1, 9500, 2000, 90, 100),
    Candidate(2, 9000, 1000, 100, 100),
    Candidate(3, 8999, 2500, 10, 100),
)


@pytest.mark.parametrize(
    ("rule", "candidates", "reasons", "parts"),
    [
        # 300 by 20.00 and 10.00 points of cost control; the third has too low a score.
        (RULE, (EAST, WEST, NORTH), ("", "", "low_score"), (200, 100, 0)),
        # By what was saved: the second saved nothing.
        (RULE._replace(divided_by=SAVED), (EAST, WEST), ("", "nothing_to_weigh"), (300, 0)),
        (RULE._replace(divided_by=EQUALLY), (EAST, WEST), ("", ""), (150, 150)),
        (RULE, (EAST._replace(spending=101), WEST), ("over_budget", ""), (0, 300)),
        (RULE, (EAST._replace(budget=0), WEST), ("no_budget", ""), (0, 300)),
        (RULE, (NORTH,), ("low_score",), (0,)),
    ],
)
def test_who_gets_the_incentive(
    rule: IncentiveRule, candidates: tuple[Candidate, ...], reasons: tuple[str, ...], parts: tuple[int, ...]
) -> None:
    fit = fitness(candidates, rule)
    assert tuple(one.why_not for one in fit) == reasons
    assert tuple(incentive(300, fit).values()) == parts


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_an_incentive_is_divided_to_the_fen(pool: int, weights: list[int]) -> None:
    parts = incentive(pool, [Fitness(number, weight, "") for number, weight in enumerate(weights)])
    assert sum(parts.values()) == (pool if any(weights) else 0)
    assert min(parts.values()) >= 0


@pytest.mark.parametrize("city", CITIES)
def test_the_shipped_packages_assess_by_a_hundred_points(city: str) -> None:
    policy = county_assessment_policy(shipped(city))
    found = policy.indicators()
    assert sum(one.indicator.measure.points for one in found) == 100
    assert all(one.indicator.title and one.indicator.clause and one.indicator.assumed for one in found)
    assert {one.measured_by for one in found if one.indicator.measure.source == COMPUTED} <= set(INDICATORS)
    assert (
        policy.day("self_report.by", 2024)
        <= policy.day("verified.by", 2024)
        <= policy.day("published.by", 2024)
    )


@pytest.mark.parametrize(
    ("city", "fields"),
    [
        # NB 附件二（四）4: the six the text names, no other.
        (
            "ningbo",
            {"fund_budget", "enrolment", "collection", "benefits_paid", "cost_control", "supervision"},
        ),
        # ZY 四（六）7: enrolment, collection, policy, cost control, safety of the fund.
        ("zhangye", {"enrolment", "collection", "policy", "cost_control", "supervision"}),
        # NM 四（四）: enrolment, collection, cost control; budget, performance, prevention of risk.
        ("neimenggu", {"enrolment", "collection", "cost_control", "fund_budget", "performance", "risk"}),
    ],
)
def test_what_the_sources_name_is_assessed(city: str, fields: set[str]) -> None:
    assert {one.field for one in county_assessment_policy(shipped(city)).indicators()} == fields


@pytest.mark.duty("JJ-18")
def test_a_countys_fund_position_is_counted_in_the_assessment() -> None:
    """The last part of JJ-18 六（十八）: how the fund stands makes half of Jiujiang's points, as the data have it."""
    found = [one for one in county_assessment_policy(shipped("jiujiang")).indicators() if one.field == "risk"]
    assert {one.measured_by for one in found} == {"current_balance", "accumulated_balance"}
    assert all(one.indicator.measure.source == COMPUTED for one in found)
    assert sum(one.indicator.measure.points for one in found) == 50
    # By hand: a balance of 3.5 % of the year's income lies half way between 60 % and all of 25 points.
    current = next(one.indicator.measure for one in found if one.measured_by == "current_balance")
    assert [points_of(current, value) for value in (-100, 0, 200, 350, 500)] == [0, 0, 1500, 2000, 2500]


def test_only_a_package_with_a_reserve_share_has_an_incentive() -> None:
    assert county_assessment_policy(shipped("ningbo")).incentive() == IncentiveRule(
        9000, 10_000, BY_COST_CONTROL
    )
    with pytest.raises(PolicyGap):
        county_assessment_policy(shipped("zhangye")).incentive()


@pytest.mark.parametrize(
    ("parameter", "old", "new", "said"),
    [
        ("coverage.points", "value: 20", "value: 19", "99"),
        ("collection_rate.unit", "value: 0.01", "value: 0", "unit"),
        ("coverage.field", "value: enrolment", "value: weather", "weather"),
    ],
)
def test_a_package_that_does_not_add_up_is_refused(parameter: str, old: str, new: str, said: str) -> None:
    text = (POLICIES / "zhangye.yaml").read_text("utf-8")
    before, section = text.split("  county_assessment:\n", 1)
    head, rest = section.split(f"    {parameter}:\n", 1)
    broken = f"{before}  county_assessment:\n{head}    {parameter}:\n{rest.replace(old, new, 1)}"
    with pytest.raises(PolicyError, match=said):
        read_package(broken, file="zhangye")


def test_every_parameter_is_told_to_clerks() -> None:
    docs = (POLICIES.parents[1] / "docs" / "policy-packages.md").read_text(encoding="utf-8")
    told = docs.split("### `county_assessment`\n", 1)[1].split("\n#", 1)[0]
    for spec in SECTION.parameters:
        assert f"| `{spec.name}` | {spec.unit} |" in told, spec.name
        for word in spec.choices or ():
            assert str(word) in told, f"{spec.name}: {word}"
