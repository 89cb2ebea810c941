"""Scoring by hand, with the edges of lines, bands and grades; the course of a sheet by table."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from institutions.policy.assessment import SECTION, AssessmentPolicy, assessment_policy
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules import assessments as rules
from institutions.rules.course import Refusal
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_tables import Range, Table
from institutions.rules.scoring import BANDS, COMPUTED, LINE, Counted, Measure, points_of, score_of
from institutions.services.assessment.results import consequences
from tests.support.policies import POLICIES

CITIES = ("hegang", "jiujiang", "ningbo", "zhangye")

RISING = Measure("in_scope_share", 15, COMPUTED, LINE, none=7000, full=8500)
FALLING = Measure("cost_per_case_growth", 15, COMPUTED, LINE, none=1000, full=0)
STEPS = Measure(
    "deducted_share", 20, COMPUTED, BANDS,
    bands=Given(Table(("reached",), [(Range(0, 10), 10_000), (Range(10, 50), 5000), (Range(50, None), 0)])),
)  # fmt: skip


def shipped(city: str, day: dt.date = dt.date(2024, 12, 31)) -> PolicyAt:
    return policy_in_package(read_package((POLICIES / f"{city}.yaml").read_text("utf-8"), file=city))(day)


# By hand: 15 × (v − 70 %) / 15 %; 15 × (10 % − v) / 10 %; the share of its band. Hundredths of a point.
@pytest.mark.parametrize(
    ("measure", "value", "points"),
    [
        (RISING, 0, 0), (RISING, 6999, 0), (RISING, 7000, 0), (RISING, 7001, 1), (RISING, 7750, 750),
        (RISING, 8499, 1499), (RISING, 8500, 1500), (RISING, 10_000, 1500),
        (FALLING, -2000, 1500), (FALLING, 0, 1500), (FALLING, 1, 1499), (FALLING, 333, 1001), (FALLING, 999, 2),
        (FALLING, 1000, 0), (FALLING, 5000, 0),
        (STEPS, 0, 2000), (STEPS, 9, 2000), (STEPS, 10, 1000), (STEPS, 49, 1000), (STEPS, 50, 0), (STEPS, 9999, 0),
        (STEPS, -5, 2000),
    ],
)  # fmt: skip
def test_a_figure_becomes_points(measure: Measure, value: int, points: int) -> None:
    assert points_of(measure, value) == points


def test_a_line_never_falls_on_its_way_and_stays_within_its_points() -> None:
    for measure, values in ((RISING, range(6900, 8600)), (FALLING, range(1100, -100, -1))):
        found = [points_of(measure, value) for value in values]
        assert found == sorted(found)
        assert (found[0], found[-1]) == (0, 1500)


@pytest.mark.parametrize(
    ("without", "score"),
    # 12.00 of 20 and 30.00 of 40 reached, 40 not measured: 42 × 100 / 60 = 70; 42 + 40 = 82; 42.
    [("left_out", 7000), ("full_points", 8200), ("no_points", 4200)],
)
def test_what_nothing_could_measure(without: str, score: int) -> None:
    counted = [Counted(20, 1200), Counted(40, 3000), Counted(40, None)]
    assert score_of(counted, without) == score


def test_leaving_out_rounds_half_up_once_and_needs_something_measured() -> None:
    # 1.00 of 3 points → 100 / 3 × … = 33.33; 0.05 of 80 raised to 100: 0.0625 → 0.06; 0.06 → 0.075 → 0.08.
    assert score_of([Counted(3, 100), Counted(97, None)], "left_out") == 3333
    assert score_of([Counted(80, 5), Counted(20, None)], "left_out") == 6
    assert score_of([Counted(80, 6), Counted(20, None)], "left_out") == 8
    assert score_of([Counted(100, None)], "left_out") is None


def test_a_measure_without_its_curve_is_a_fault() -> None:
    for broken in (RISING._replace(full=None), RISING._replace(full=7000), STEPS._replace(bands=None)):
        with pytest.raises(ValueError, match="has no"):
            points_of(broken, 1)


# State → the acts that are open in it; every other pair is refused.
OPEN = {
    "collecting": {"compute", "enter", "conclude", "drop"},
    "provisional": {"object", "hear", "answer", "agree", "review", "send_back", "drop"},
    "reviewed": {"approve", "send_back", "drop"},
    "approved": {"publish"},
    "published": set(),
    "dropped": set(),
}
REASONS = {
    ("collecting", "review"): "too_early", ("collecting", "approve"): "too_early",
    ("provisional", "enter"): "too_late", ("provisional", "approve"): "too_early",
    ("reviewed", "object"): "too_late", ("approved", "send_back"): "too_late", ("approved", "drop"): "too_late",
    ("published", "publish"): "final", ("published", "enter"): "final", ("dropped", "conclude"): "final",
}  # fmt: skip


@pytest.mark.parametrize("state", rules.STATES)
@pytest.mark.parametrize("act", rules.ACTS)
def test_every_act_in_every_state(state: str, act: str) -> None:
    outcome = rules.after(state, act)
    assert isinstance(outcome, Refusal) == (act not in OPEN[state])
    if (state, act) in REASONS:
        assert outcome == Refusal(REASONS[state, act])


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("kind", ["1", "2"])
def test_the_shipped_packages_assess_by_a_hundred_points(city: str, kind: str) -> None:
    policy = assessment_policy(shipped(city))
    found = policy.indicators(kind)
    assert sum(one.measure.points for one in found) == 100
    assert all(one.title and one.clause and one.assumed for one in found)


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize(
    ("score", "grade", "released", "doubt"),
    [
        ("100.00", "excellent", 10_000, False), ("90.00", "excellent", 10_000, False),
        ("89.99", "qualified", 8000, False), ("80.00", "qualified", 8000, False),
        ("79.99", "basically_qualified", 5000, False), ("60.00", "basically_qualified", 5000, False),
        ("59.99", "unqualified", 0, True), ("0.00", "unqualified", 0, True),
    ],
)  # fmt: skip
def test_what_follows_from_a_score_at_its_edges(
    city: str, score: str, grade: str, released: int, doubt: bool
) -> None:
    policy = shipped(city)
    follows = consequences(policy, Decimal(score))
    assert assessment_policy(policy).grade(Decimal(score)).value == grade
    assert follows.deposit is not None
    assert (follows.deposit.value, follows.in_doubt) == (released, doubt)
    assert follows.origins()["deposit"]["assumed"]


def test_a_package_whose_points_are_not_a_hundred_is_refused() -> None:
    text = (POLICIES / "zhangye.yaml").read_text("utf-8")
    head, rest = text.split("    in_scope_share.points:", 1)
    from institutions.rules.policy_faults import PolicyError

    with pytest.raises(PolicyError, match=r"99|100"):
        read_package(head + "    in_scope_share.points:" + rest.replace("value: 15", "value: 14", 1))
    head, rest = text.split("    in_scope_share.full:", 1)
    with pytest.raises(PolicyError):
        read_package(head + "    in_scope_share.full:" + rest.replace("value: 0.85", "value: 0.70", 1))


def test_it_is_the_section_of_the_language() -> None:
    assert isinstance(assessment_policy(shipped("zhangye")), AssessmentPolicy)


def test_every_parameter_is_told_to_clerks() -> None:
    docs = (POLICIES.parents[1] / "docs" / "policy-packages.md").read_text(encoding="utf-8")
    told = docs.split("### `assessment`\n", 1)[1].split("\n## ", 1)[0]
    for spec in SECTION.parameters:
        assert f"| `{spec.name}` | {spec.unit} |" in told, spec.name
        for word in spec.choices or ():
            assert str(word) in told, f"{spec.name}: {word}"
