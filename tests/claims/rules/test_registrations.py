"""What may be done with a registration in which state, and what registers say of a bill."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.registrations import (
    Act,
    Certified,
    Declared,
    Filed,
    Holds,
    State,
    StayBefore,
    Verdict,
    accident_as_registered,
    add_months,
    chain_of,
    chosen_there,
    covers_place,
    filing_as_registered,
    standing_on,
    verdict,
    which_counts,
    why_not,
)

A, E, F, N, R, W = (
    State.APPLIED,
    State.EXPERTS,
    State.IN_FORCE,
    State.ENDED,
    State.REFUSED,
    State.WITHDRAWN,
)
CLOSED = {N: "ended", R: "refused", W: "withdrawn"}
# Why each step is refused in each state, for a registration that a second person decides without experts.
PLAIN: dict[Act, dict[State, str]] = {
    Act.ATTACH: {A: "", E: "", F: ""},
    Act.ASK_EXPERTS: {A: "no_experts_needed", E: "with_experts", F: "decided"},
    Act.GIVE_OPINION: {A: "not_decided", E: "", F: "decided"},
    Act.APPROVE: {A: "", E: "", F: "decided"},
    Act.REFUSE: {A: "", E: "", F: "decided"},
    Act.WITHDRAW: {A: "", E: "", F: "decided"},
    Act.END: {A: "not_decided", E: "with_experts", F: ""},
    Act.VOID: {A: "not_decided", E: "with_experts", F: ""},
    Act.CHOOSE_INSTITUTIONS: {A: "not_decided", E: "with_experts", F: ""},
    Act.RECORD_RESULT: {A: "not_decided", E: "with_experts", F: ""},
    Act.CHECK_PROMISE: {A: "not_decided", E: "with_experts", F: ""},
}
# Where experts are asked, only this differs.
EXPERTS = {(Act.ASK_EXPERTS, A): "", (Act.APPROVE, A): "experts_first"}
# Where no second person is wanted, nothing is approved or refused.
ALONE = {(act, state): "no_review_needed" for act in (Act.APPROVE, Act.REFUSE) for state in (A, E)}


@pytest.mark.parametrize(("act", "state"), list(product(Act, State)), ids=lambda one: one.value)
def test_every_step_in_every_state(act: Act, state: State) -> None:
    expected = {**CLOSED, **PLAIN[act]}[state]
    assert why_not(act, state) == expected
    assert why_not(act, state, needs_experts=True) == EXPERTS.get((act, state), expected)
    assert why_not(act, state, must_review=False) == ALONE.get((act, state), expected)


@pytest.mark.parametrize(
    ("opinions", "expected"),
    [
        ([], Verdict.OPEN),
        ([True, None], Verdict.OPEN),
        ([True, True], Verdict.AGREE),
        ([False, False], Verdict.REFUSE),
        ([True, False], Verdict.ONE_MORE),
        ([True, False, None], Verdict.OPEN),
        ([True, False, True], Verdict.AGREE),
        ([False, True, False], Verdict.REFUSE),
        ([True], Verdict.AGREE),
    ],
)
def test_experts_decide_by_majority(opinions: list[bool | None], expected: Verdict) -> None:
    assert verdict(opinions) is expected


@given(st.lists(st.booleans(), min_size=1, max_size=9))
def test_one_more_opinion_always_settles_it(opinions: list[bool]) -> None:
    if verdict(opinions) is Verdict.ONE_MORE:
        assert verdict([*opinions, True]) is Verdict.AGREE
        assert verdict([*opinions, False]) is Verdict.REFUSE


@pytest.mark.parametrize(
    ("place", "admdvs", "covered"),
    [
        ("310000", "310101", True),
        ("310100", "310115", True),
        ("310101", "310102", False),
        ("320000", "310101", False),
        ("990102", "990102", True),
        ("", "310101", False),
    ],
)
def test_a_place_covers_what_lies_in_it(place: str, admdvs: str, covered: bool) -> None:
    assert covers_place(place, admdvs) is covered


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2020-12-15", 1, "2021-01-15"),
        ("2020-03-01", 24, "2022-03-01"),
        ("2019-11-30", 3, "2020-02-29"),
    ],
)
def test_months_are_added_by_the_calendar(day: str, months: int, expected: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


def d(day: int, month: int = 3) -> dt.date:
    return dt.date(2020, month, day)


def test_a_certificate_is_valid_expired_or_none() -> None:
    held = [Holds(d(1), d(10)), Holds(d(20), None)]
    days = (d(1), d(9), d(10), d(19), d(20))
    assert [standing_on(held, day) for day in days] == ["valid", "valid", "expired", "expired", "valid"]
    assert standing_on(held, d(1, 2)) == "none"
    assert standing_on([], d(1)) == "none"


@pytest.mark.parametrize(
    ("reported", "registered", "mode", "expected"),
    [
        ("none", "filed_residence", "reported", "filed_residence"),
        ("none", "none", "wait", "none"),
        ("filed", "filed_transfer", "reported", "filed_transfer"),
        ("filed", "none", "reported", "filed"),
        ("filed", "none", "registered", "none"),
        ("filed", "none", "wait", None),
        ("filed", "emergency", "wait", None),
        ("promise", "filed", "wait", "filed"),
        ("none", "emergency", "wait", "emergency"),
        ("emergency", "filed_residence", "reported", "emergency"),
        ("third_party", "no_third_party", "registered", "no_third_party"),
    ],
)
def test_whose_word_counts(reported: str, registered: str, mode: str, expected: str | None) -> None:
    assert which_counts(reported, registered, mode) == expected


def filed(kind: str, place: str, **given: object) -> Filed:
    values = {
        "institution": None,
        "from_institution": None,
        "holds": Holds(d(1), d(20)),
        "chain": "",
        **given,
    }
    return Filed(filing=kind, place=place, **values)  # type: ignore[arg-type]


def test_the_most_particular_filing_of_the_place_and_day_counts() -> None:
    filings = [
        filed("emergency", "310000"),
        filed("filed_residence", "310000"),
        filed("filed_transfer", "310000", institution=7),
        filed("promise", "440000", holds=Holds(d(5), None)),
    ]

    def at(institution: int, admdvs: str, day: dt.date) -> str:
        return filing_as_registered(filings, institution=institution, admdvs=admdvs, day=day)

    assert at(7, "310101", d(2)) == "filed_transfer"
    assert at(8, "310101", d(2)) == "filed_residence"
    assert at(8, "310101", d(20)) == "none"
    assert at(8, "440301", d(4)) == "none"
    assert at(8, "440301", d(5)) == "promise"


def test_an_accident_is_the_bills_when_it_says_so_or_is_named() -> None:
    declared = [
        Declared("no_third_party", d(1), Holds(d(1), None), 7, d(2)),
        Declared("third_party", d(10), Holds(d(10), None), None, None),
    ]

    def of(institution: int, begins: dt.date, reported: str) -> str:
        return accident_as_registered(declared, institution=institution, begins=begins, reported=reported)

    assert of(7, d(2), "none") == "no_third_party"
    assert of(7, d(3), "none") == "none"
    assert of(8, d(9), "third_party") == "no_third_party"
    assert of(8, d(12), "no_third_party") == "third_party"


def test_chosen_institutions_count_on_their_days() -> None:
    held = [Certified("M01600", Holds(d(1), None), ((7, Holds(d(1), d(10))), (8, Holds(d(10), None))))]
    assert [chosen_there(held, institution=7, day=day) for day in (d(9), d(10))] == [True, False]
    assert chosen_there([Certified("M01600", Holds(d(1), None), ())], institution=7, day=d(2)) is None


TRANSFERS = [
    filed(
        "filed_transfer", "310000", institution=8, from_institution=7, holds=Holds(d(10), None), chain="C1"
    ),
    filed(
        "filed_transfer", "310000", institution=9, from_institution=8, holds=Holds(d(20), None), chain="C1"
    ),
]


@pytest.mark.parametrize(
    ("institution", "begins", "ends", "before", "expected"),
    [
        (7, d(1), d(10), [], "C1"),  # discharged to be transferred
        (7, d(1), d(9), [], "C1"),  # the day before
        (7, d(1), d(8), [], ""),
        (8, d(10), d(20), [], "C1"),
        (8, d(15), d(17), [], ""),  # a stay of its own at the same hospital
        (8, d(15), d(17), [StayBefore(7, d(14))], "C1"),  # the transfer took some days
        (9, d(21), d(25), [], "C1"),
        (6, d(10), d(20), [], ""),
    ],
)
def test_stays_that_follow_each_other_by_transfer_are_a_chain(
    institution: int, begins: dt.date, ends: dt.date, before: list[StayBefore], expected: str
) -> None:
    found = chain_of(
        TRANSFERS, before, institution=institution, admdvs="310101", begins=begins, ends=ends, between=1
    )
    assert found == expected
