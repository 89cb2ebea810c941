"""Acts on a history of coverage: examples by table, and no sequence of acts ends in overlap or lost days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.rules.coverage import History, Impossible, Span, change, covering, end, enrol, gaps


def day(month: int, of: int = 1) -> dt.date:
    return dt.date(2022, month, of)


YEAR = Span(day(1), dt.date(2023, 1, 1), "390", 1)


def test_a_change_of_scheme_leaves_neither_gap_nor_overlap() -> None:
    history = change((YEAR,), YEAR, day(7), scheme="310")
    assert [(span.start, span.end, span.scheme) for span in history] == [
        (day(1), day(7), "390"),
        (day(7), dt.date(2023, 1, 1), "310"),
    ]
    assert gaps(history) == []


def test_a_move_on_the_first_day_changes_the_coverage_itself() -> None:
    [moved] = change((YEAR,), YEAR, day(1), county=2)
    assert (moved.start, moved.county) == (day(1), 2)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: enrol((YEAR,), Span(day(6), None, "310", 1)), "covered"),
        (lambda: enrol((), Span(day(6), day(6), "310", 1)), "empty"),
        (lambda: end((YEAR,), YEAR, day(1)), "before_start"),
        (lambda: end((YEAR,), YEAR, dt.date(2023, 2, 1)), "ended"),
        (lambda: change((YEAR,), YEAR, dt.date(2023, 1, 1), county=2), "not_covered"),
        (lambda: change((YEAR,), YEAR, day(3), county=1), "nothing_changes"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(act: object, code: str) -> None:
    with pytest.raises(Impossible) as refused:
        act()  # type: ignore[operator]
    assert refused.value.code == code


def test_an_interruption_is_a_gap_between_two_coverages() -> None:
    later = Span(day(9), None, "310", 1)
    assert gaps((Span(day(1), day(6), "390", 1), later)) == [(day(6), day(9))]


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2025, 12, 31))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("enrol", "end", "scheme", "county")),
        DAYS,
        st.none() | DAYS,
        st.sampled_from(("310", "390")),
        st.integers(1, 3),
    ),
    max_size=15,
)


def covered_days(history: History) -> set[dt.date]:
    last = dt.date(2026, 6, 1)
    return {
        span.start + dt.timedelta(days=n)
        for span in history
        for n in range(((span.end or last) - span.start).days)
    }


@given(ACTS)
@pytest.mark.duty("NM-01")
def test_no_sequence_of_acts_ends_in_overlap_or_lost_days(
    acts: list[tuple[str, dt.date, dt.date | None, str, int]],
) -> None:
    history: History = ()
    for act, on, until, scheme, county in acts:
        before = covered_days(history)
        try:
            if act == "enrol":
                history = enrol(history, Span(on, until, scheme, county))
            else:
                span = covering(history, on)
                if span is None:
                    continue
                if act == "end":
                    history = end(history, span, on)
                elif act == "scheme":
                    history = change(history, span, on, scheme=scheme)
                else:
                    history = change(history, span, on, county=county)
        except Impossible:
            pass
        if act in ("scheme", "county"):
            assert covered_days(history) == before
    assert all(not one.overlaps(other) for n, one in enumerate(history) for other in history[n + 1 :])
    assert all(span.end is None or span.start < span.end for span in history)
