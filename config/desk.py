"""What waits for whom: each app says what is due, late or returned on a person's desk.

Lower floors never ask upper ones: a floor registers a source in ``ready()``, the workbench reads them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.listing.paging import count_text


class Standing(StrEnum):
    """How an item stands, in the order in which a desk shows it."""

    LATE = "late"
    RETURNED = "returned"
    DUE = "due"
    WAITING = "waiting"

    @property
    def label(self) -> Any:
        return _LABELS[self]

    @property
    def tint(self) -> str:
        """Name of the badge tint in the style sheet."""
        return {Standing.LATE: "bad", Standing.RETURNED: "warn", Standing.DUE: "info"}.get(self, "plain")


_LABELS = {
    Standing.LATE: _("Late"),
    Standing.RETURNED: _("Returned"),
    Standing.DUE: _("Due"),
    Standing.WAITING: _("Waiting for others"),
}


@dataclass(frozen=True)
class DeskItem:
    """One thing to do: ``url`` opens the page where it is done; ``count`` says how many, None when it is one.

    ``more`` is true where counting ended at ``count``.
    """

    title: Any
    url: str
    standing: Standing = Standing.DUE
    due: dt.date | None = None
    count: int | None = None
    detail: Any = ""
    more: bool = False

    @property
    def count_text(self) -> str:
        return "" if self.count is None else count_text(self.count, self.more)

    @property
    def sort_key(self) -> tuple[int, dt.date, str]:
        return list(Standing).index(self.standing), self.due or dt.date.max, str(self.title)


Source = Callable[[Any], Iterable[DeskItem]]

_sources: list[Source] = []


def register_desk_source(source: Source) -> Source:
    """``source(assignment)`` yields what waits for the holder of that assignment, under the open scope."""
    if source not in _sources:
        _sources.append(source)
    return source


def desk_of(assignment: Any) -> list[DeskItem]:
    """Everything on the desk, the most pressing first."""
    items = [item for source in _sources for item in source(assignment)]
    return sorted(items, key=lambda item: item.sort_key)
