"""Drawing by lot: repeatable, fair, and nobody who is left out is ever drawn."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.drawing import draw

CODES = st.lists(st.text("ABC0123456789", min_size=1, max_size=8), unique=True, max_size=40)


@given(st.text(max_size=32), CODES, st.integers(0, 50), st.randoms())
def test_the_same_seed_and_list_give_the_same_draw(
    seed: str, codes: list[str], size: int, chance: object
) -> None:
    drawn = draw(seed, codes, size)
    shuffled = list(codes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw(seed, shuffled, size) == drawn
    assert len(drawn) == min(size, len(codes))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(codes)


@given(st.text(max_size=32), CODES, st.data())
def test_nobody_who_is_left_out_is_drawn(seed: str, codes: list[str], data: st.DataObject) -> None:
    out = set(data.draw(st.lists(st.sampled_from(codes), unique=True))) if codes else set()
    drawn = draw(seed, [code for code in codes if code not in out], 5)
    assert out.isdisjoint(drawn)
    # Whoever was drawn anyway stays drawn when others are left out: the rank hangs on the code alone.
    assert set(draw(seed, codes, 5)) - out <= set(drawn)


def test_everybody_is_drawn_about_as_often() -> None:
    codes = [f"H{n:02d}" for n in range(20)]
    counted = Counter(code for seed in range(4000) for code in draw(str(seed), codes, 5))
    # 1,000 each; six standard deviations of √(4000 · ¼ · ¾) = 27.
    assert all(abs(counted[code] - 1000) < 165 for code in codes), counted


def test_another_tool_gets_the_same() -> None:
    codes = ["H1", "H2", "H3"]
    by_hand = sorted(codes, key=lambda code: sha256(b"5eed\n" + code.encode()).hexdigest())
    assert draw("5eed", codes, 2) == by_hand[:2]


def test_lists_that_cannot_be_drawn_from() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw("x", ["a", "a"], 1)
    with pytest.raises(ValueError, match="-1"):
        draw("x", ["a"], -1)
