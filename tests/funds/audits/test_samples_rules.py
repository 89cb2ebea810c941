"""Samples anybody can draw again, and what they say of the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules import audit_samples as rules
from funds.rules.audit_samples import Checked, Drawn, Item, Population, draw_sample, projected

POPULATION = Population.of((n, n * 1_000) for n in range(1, 101))
pairs = st.dictionaries(st.integers(1, 10**6), st.integers(-(10**9), 10**9), min_size=1, max_size=60)


@pytest.mark.duty("ZY-23")
@pytest.mark.parametrize("method", rules.METHODS)
@given(found=pairs, size=st.integers(1, 30), seed=st.text(min_size=1, max_size=8))
def test_same_seed_and_population_give_the_same_sample(
    method: str, found: dict[int, int], size: int, seed: str
) -> None:
    population = Population.of(found.items())
    # In another order, and out of what was kept.
    kept = Population.unpacked(Population.of(reversed(list(found.items()))).packed())
    assert kept.digest() == population.digest()
    drawn = draw_sample(population, method=method, size=size, seed=seed)
    assert drawn == draw_sample(kept, method=method, size=size, seed=seed)
    numbers = [one.item.number for one in drawn]
    assert len(set(numbers)) == len(numbers) <= size
    if method == rules.AMOUNT:
        assert sum(one.hits for one in drawn) in (0, size)
    else:
        assert len(numbers) == min(size, len(found))


def test_the_largest_are_always_drawn_by_amount() -> None:
    """What is larger than an equal part of the sum cannot be missed."""
    whole = Population.of([(1, 10), (2, 10), (3, 500)])
    for seed in "abcdef":
        drawn = {one.item.number: one.hits for one in draw_sample(whole, method="amount", size=2, seed=seed)}
        assert drawn.get(3, 0) >= 1


def test_every_stratum_has_its_place() -> None:
    whole = Population.of([(n, 10) for n in range(50)] + [(100, 20_000_000), (101, 500_000)])
    drawn = draw_sample(whole, method="strata", size=5, seed="x")
    assert {one.stratum for one in drawn} == {0, 1, 3}


def test_another_amount_is_another_population() -> None:
    assert Population.of([(1, 10)]).digest() != Population.of([(1, 11)]).digest()
    with pytest.raises(ValueError, match="twice"):
        Population.of([(1, 10), (1, 10)])


@pytest.mark.parametrize("method", rules.METHODS)
def test_a_faultless_sample_projects_nothing_and_a_full_one_its_faults(method: str) -> None:
    drawn = draw_sample(POPULATION, method=method, size=100, seed="s")
    assert projected(POPULATION, [Checked(one, 0) for one in drawn], method=method) == 0
    if method != rules.AMOUNT:
        faults = [Checked(one, one.item.fen // 10) for one in drawn]
        assert projected(POPULATION, faults, method=method) == POPULATION.total // 10


def test_the_projection_by_hand() -> None:
    """Sum 1,000; two of 100 and 300 seen, 40 wrong: a tenth of what was seen, so 100 of the whole."""
    whole = Population.of([(1, 100), (2, 300), (3, 600)])
    seen = [Checked(Drawn(Item(1, 100)), 40), Checked(Drawn(Item(2, 300)), 0)]
    assert projected(whole, seen, method="random") == 100
    # By amount: shares 0.4 and 0, mean 0.2.
    assert projected(whole, seen, method="amount") == 200
    assert projected(whole, [], method="random") is None
