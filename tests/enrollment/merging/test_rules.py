"""Who is meant, and which cover goes on: nobody lost, no day twice, whatever the order of the rows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrollment.rules.merging.matching import Decided, Entry, match
from enrollment.rules.merging.numbers import extended, name_key, read_number, village_key
from enrollment.rules.merging.surviving import Cover, Rule, ordered, pieces
from tests.cast import certificate_number

BORN = dt.date(1960, 3, 4)
RULE = Rule("390", dt.date(2018, 1, 1), ("ends_later", "higher_benefit", "paid_more"), ("380", "391"))


def day(year: int, month: int = 1) -> dt.date:
    return dt.date(year, month, 1)


def test_fifteen_digits_become_eighteen_of_their_century() -> None:
    whole = certificate_number(district="110105", born=BORN, serial=2)
    assert extended(whole[:6] + whole[8:17]) == whole
    assert read_number("01", whole[:6] + whole[8:17]) == (whole, "extended", BORN)
    old = extended("110105960304997")
    assert old is not None
    assert old[6:14] == "18960304"
    assert extended("110105991399002") is None


@pytest.mark.parametrize(
    ("given", "mark"), [("", "missing"), ("12345", "faulty"), ("11010519600304002A", "faulty")]
)
def test_what_cannot_be_relied_on(given: str, mark: str) -> None:
    assert read_number("01", given) == ("", mark, None)


def test_names_and_villages_as_they_are_compared() -> None:
    assert name_key("买买提·阿不 都拉") == name_key("买买提 阿不都拉")
    assert {village_key(one) for one in ("东河村民委员会", "东河村委会", "东 河村")} == {"东河村"}
    assert village_key("向阳社区居民委员会") == village_key("向阳社区居委会") == "向阳社区"


def entry(node: int, **given: object) -> Entry:
    return Entry(node, **{"name": "甲", "county": 1, "birth": BORN, "village": "东河村", **given})  # type: ignore[arg-type]


def grouped(*entries: Entry, decided: tuple[Decided, ...] = ()) -> list[tuple[int, ...]]:
    return [group.rows for group in match(entries, decided).groups]


@pytest.mark.duty("HG-01")
def test_the_same_certificate_and_name_is_one_person_across_rolls_and_with_those_stored() -> None:
    found = match([entry(1, certificate="01 A"), entry(2, certificate="01 A"), entry(-7, certificate="01 A")])
    assert [(group.rows, group.people) for group in found.groups] == [((1, 2), (7,))]
    assert found.pairs == ()


@pytest.mark.duty("HG-01")
@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ({"certificate": "01 A"}, {"certificate": "01 A", "name": "乙"}, "other_name"),
        ({"unsound": "01 1"}, {"unsound": "01 1", "birth": None}, "same_unsound"),
        ({"certificate": "01 A"}, {"certificate": "01 B"}, "two_numbers"),
        ({"certificate": "01 A"}, {}, "name_birth"),
        ({}, {"village": ""}, "name_birth"),
        ({}, {"village": "西河村"}, None),
        ({}, {"birth": None}, None),
        ({}, {"county": 2}, None),
    ],
)
def test_what_is_in_doubt_is_proposed_and_never_decided_by_itself(
    left: dict[str, object], right: dict[str, object], kind: str | None
) -> None:
    entries = entry(1, **left), entry(2, **right)
    found = match(entries)
    assert [group.rows for group in found.groups] == [(1,), (2,)]
    assert [pair.kind for pair in found.pairs] == ([kind] if kind else [])
    assert grouped(*entries, decided=(Decided(1, 2, same=True),)) == [(1, 2)]
    assert match(entries, [Decided(1, 2, same=False)]).pairs == ()


def test_a_stored_person_whom_a_row_means_is_met_by_that_rows_village() -> None:
    one = entry(1, certificate="01 A")
    other = entry(2, village="西河村")
    stored = entry(-7, certificate="01 A", village="")
    assert [pair.right for pair in match([stored, other]).pairs] == [-7]
    assert match([one, stored, other]).pairs == ()


def test_a_decision_against_the_certificates_is_told() -> None:
    found = match([entry(1, certificate="01 A"), entry(2, certificate="01 A")], [Decided(1, 2, same=False)])
    assert found.contradictions == (Decided(1, 2, same=False),)


entries_drawn = st.lists(
    st.builds(
        Entry,
        node=st.integers(1, 40) | st.integers(-5, -1),
        name=st.sampled_from("甲乙"),
        certificate=st.sampled_from(["", "01 A", "01 B", "01 C"]),
        unsound=st.sampled_from(["", "01 1"]),
        birth=st.sampled_from([None, BORN, day(1970)]),
        county=st.integers(1, 2),
        village=st.sampled_from(["", "东河村", "西河村"]),
    ),
    unique_by=lambda one: one.node,
    max_size=30,
)
decided_drawn = st.lists(
    st.builds(Decided, st.integers(1, 40), st.integers(1, 40) | st.integers(-5, -1), st.booleans()), max_size=8
)  # fmt: skip


@pytest.mark.duty("HG-01")
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries_drawn, decided_drawn, st.randoms(use_true_random=False))
def test_every_row_in_exactly_one_group_whatever_the_order(
    entries: list[Entry], decided: list[Decided], chance: object
) -> None:
    found = match(entries, decided)
    rows = sorted(row for group in found.groups for row in group.rows)
    assert rows == sorted(one.node for one in entries if one.node > 0)
    group_of = {row: group for group in found.groups for row in group.rows}
    for pair in found.pairs:
        assert pair.left > 0
        assert pair.right not in group_of[pair.left].rows
        assert -pair.right not in group_of[pair.left].people
    shuffled, again = [*entries], [*decided]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(again)  # type: ignore[attr-defined]
    other = match(shuffled, again)
    assert (other.groups, other.pairs) == (found.groups, found.pairs)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries_drawn)
def test_deciding_every_pair_leaves_none(entries: list[Entry]) -> None:
    decided: list[Decided] = []
    for _round in range(500):
        pairs = match(entries, decided).pairs
        if not pairs:
            break
        decided.append(Decided(pairs[0].left, pairs[0].right, same=len(decided) % 2 == 0))
    assert match(entries, decided).pairs == ()


def test_the_later_end_then_the_higher_benefit_then_what_was_paid_and_a_choice_before_all() -> None:
    covers = [
        Cover(1, "391", day(2018), day(2019), 180_00),
        Cover(2, "380", day(2018), day(2019), 150_00),
        Cover(3, "391", day(2018), day(2019, 7)),
        Cover(4, "391", day(2018), day(2019), 200_00),
    ]
    assert [one.row for one in ordered(covers, RULE)] == [3, 2, 4, 1]
    assert [one.row for one in ordered(covers, RULE, chosen=1)] == [1, 3, 2, 4]


@pytest.mark.duty("HG-01")
def test_another_covers_days_outside_the_surviving_one_stay_covered() -> None:
    found = pieces([Cover(1, "391", day(2017), day(2018, 4)), Cover(2, "380", day(2017, 7), day(2019))], RULE)
    assert [(one.row, one.scheme, one.start, one.end) for one in found] == [
        (1, "391", day(2017), day(2017, 7)),
        (2, "380", day(2017, 7), day(2018)),
        (2, "390", day(2018), day(2019)),
    ]


def test_days_covered_otherwise_and_after_death_are_not_taken() -> None:
    cover = [Cover(1, "380", day(2018), day(2019))]
    employed = [(day(2018, 3), day(2018, 5))]
    found = pieces(cover, RULE, taken=employed, until=day(2018, 9))
    assert [(one.start, one.end) for one in found] == [
        (day(2018), day(2018, 3)),
        (day(2018, 5), day(2018, 9)),
    ]
    assert pieces(cover, RULE, taken=[(day(2010), day(9999))]) == ()


days = st.integers(0, 60).map(lambda month: day(2016 + month // 12, month % 12 + 1))
spans = st.tuples(days, days).map(sorted).filter(lambda span: span[0] < span[1])
covers_drawn = st.lists(st.tuples(st.sampled_from(["380", "391"]), spans, st.integers(0, 3)), max_size=5).map(
    lambda found: [Cover(n, one, *span, paid) for n, (one, span, paid) in enumerate(found, 1)]
)


@pytest.mark.duty("HG-01")
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(covers_drawn, st.lists(spans.map(tuple), max_size=2), st.none() | st.integers(1, 5))
def test_no_day_twice_and_none_lost(
    covers: list[Cover], taken: list[tuple[dt.date, dt.date]], chosen: int | None
) -> None:
    found = pieces(covers, RULE, chosen=chosen, taken=taken)
    for month in range(60):
        on = day(2016 + month // 12, month % 12 + 1)
        wanted = any(one.start <= on < one.end for one in covers)
        had = any(start <= on < end for start, end in taken)
        given_by = [one for one in found if one.start <= on < one.end]
        assert len(given_by) == int(wanted and not had)
        for one in given_by:
            assert (one.scheme == "390") == (on >= RULE.begins)
