"""The curves every assessment shares, by hand and at their edges; kept as data and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutions.rules.course import Course, Refusal
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import Range, Table
from institutions.rules.scoring import (
    ABOVE,
    BANDS,
    COMPUTED,
    ENTERED,
    JOINED,
    LINE,
    PER_UNIT,
    POINTS,
    Measure,
    as_data,
    from_data,
    points_of,
)


def bands(*ends: tuple[int, int]) -> Given:
    highs = [low for low, _share in ends[1:]] + [None]
    return Given(
        Table(
            ("reached",), [(Range(low, high), share) for (low, share), high in zip(ends, highs, strict=True)]
        )
    )


# 60 % of the points at 2 %, all at 5 %, none at 0; straight between.
JOINED_UP = Measure("balance", 10, COMPUTED, JOINED, bands=bands((0, 0), (200, 6000), (500, 10_000)))
# All 20 points at 100 %; a twentieth of them less for each percentage point below.
BELOW = Measure("collected", 20, COMPUTED, PER_UNIT, full=10_000, unit=100, off=500)
OVER = Measure("spent", 15, COMPUTED, PER_UNIT, full=10_000, unit=100, off=1000, short=ABOVE)
STEPS = Measure("deducted", 20, COMPUTED, BANDS, bands=bands((0, 10_000), (10, 5000), (50, 0)))
FALLING = Measure("growth", 10, COMPUTED, LINE, none=1500, full=500)


@pytest.mark.parametrize(
    ("measure", "value", "points"),
    [
        (JOINED_UP, -300, 0), (JOINED_UP, 0, 0), (JOINED_UP, 100, 300), (JOINED_UP, 200, 600), (JOINED_UP, 350, 800),
        (JOINED_UP, 499, 999), (JOINED_UP, 500, 1000), (JOINED_UP, 9999, 1000), (JOINED_UP, 1, 3),
        (BELOW, 10_000, 2000), (BELOW, 12_000, 2000), (BELOW, 9900, 1900), (BELOW, 9950, 1950), (BELOW, 9999, 1999),
        (BELOW, 8000, 0), (BELOW, 0, 0), (BELOW, 8001, 1),
        (OVER, 10_000, 1500), (OVER, 0, 1500), (OVER, 10_100, 1350), (OVER, 11_000, 0), (OVER, 20_000, 0),
        (STEPS, 9, 2000), (STEPS, 10, 1000), (STEPS, 50, 0),
        (FALLING, 500, 1000), (FALLING, 1000, 500), (FALLING, 1500, 0), (FALLING, -100, 1000),
    ],
)  # fmt: skip
def test_points_by_hand(measure: Measure, value: int, points: int) -> None:
    assert points_of(measure, value) == points
    kept = from_data(measure.key, measure.points, measure.source, as_data(measure))
    assert points_of(kept, value) == points


@given(st.integers(-20_000, 40_000), st.integers(0, 5000))
def test_a_curve_never_turns_and_stays_within_its_points(value: int, more: int) -> None:
    for rising in (JOINED_UP, BELOW):
        assert 0 <= points_of(rising, value) <= points_of(rising, value + more) <= rising.points * 100
    for falling in (OVER, STEPS, FALLING):
        assert 0 <= points_of(falling, value + more) <= points_of(falling, value) <= falling.points * 100


def test_what_lacks_its_curve_is_a_fault() -> None:
    for broken in (
        BELOW._replace(unit=None), BELOW._replace(off=None), BELOW._replace(full=None), BELOW._replace(unit=0),
        JOINED_UP._replace(bands=None),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="has no"):
            points_of(broken, 1)


def test_given_points_have_no_curve() -> None:
    given_points = Measure("audit", 5, ENTERED, POINTS)
    assert as_data(given_points) == {"scored": POINTS}
    assert from_data("audit", 5, ENTERED, as_data(given_points)) == given_points


def test_a_course_says_why_an_act_is_not_open() -> None:
    course = Course(("a", "b", "c"), {"go": {"a": "b"}, "end": {"b": "c"}}, frozenset(("c",)))
    assert course.after("a", "go") == "b"
    assert course.after("a", "end") == Refusal("too_early")
    assert course.after("b", "go") == Refusal("too_late")
    assert course.after("c", "end") == Refusal("final")
    assert list(course.open_acts("b")) == ["end"]
