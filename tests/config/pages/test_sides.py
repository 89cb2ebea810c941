"""Balances beside their side; hints as wide as they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from config.listing.filters import width_of
from config.templatetags import fen


@pytest.mark.parametrize(("amount", "said"), [("5", "借"), ("-5", "贷"), ("0", "平")])
def test_a_balance_is_shown_by_its_side(amount: str, said: str) -> None:
    with override("zh-hans"):
        assert fen.side(Decimal(amount)) == said
    assert fen.unsigned(Decimal(amount)) == abs(Decimal(amount))


def test_a_missing_balance_is_flat() -> None:
    with override("en"):
        assert (fen.side(None), fen.unsigned(None)) == ("flat", None)


def test_chinese_letters_are_twice_as_wide() -> None:
    assert width_of("姓名 id") == 2 * 2 + 3 + 1
