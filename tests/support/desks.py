"""The desk of an assignment without a page around it."""

from __future__ import annotations

from typing import Any

from config import desk
from config.desk import DeskItem, items_of


def desk_of(assignment: Any) -> list[DeskItem]:
    """What every source says to it, under the open scope, the most pressing first."""
    items = items_of(found for source in desk._sources for found in source(assignment))
    return sorted(items, key=lambda item: item.sort_key)
