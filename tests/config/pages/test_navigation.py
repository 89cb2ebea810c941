"""Pages that stand under another line of the navigation than their address begins with."""

from __future__ import annotations

from config.navigation import _belonging, _items
from tests.config.pages.test_access import ADDRESSES


def test_pages_that_belong_to_a_line_exist_and_the_line_is_shown() -> None:
    names = {pattern.name for _route, pattern in ADDRESSES}
    lines = {item.url_name for item in _items}
    assert _belonging
    assert {page.partition(":")[2] for page in _belonging} <= names
    assert set(_belonging.values()) <= lines
