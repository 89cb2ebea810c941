"""What waits for whom: each app says what is due, late or returned on a person's desk.

Lower floors never ask upper ones: a floor registers a source in ``ready()``, the workbench reads them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.keeping import kept_answers
from config.listing.paging import COUNT_CAP, count_text


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

    def told(self) -> dict[str, Any]:
        """As JSON can say it, in the reader's language."""
        due = self.due.isoformat() if self.due else None
        return {**vars(self), "title": str(self.title), "detail": str(self.detail), "due": due}

    @classmethod
    def from_told(cls, told: dict[str, Any]) -> DeskItem:
        """What :meth:`told` said."""
        due = dt.date.fromisoformat(told["due"]) if told["due"] else None
        return cls(**{**told, "standing": Standing(told["standing"]), "due": due})

    @property
    def sort_key(self) -> tuple[int, dt.date, str]:
        return list(Standing).index(self.standing), self.due or dt.date.max, str(self.title)


@dataclass(frozen=True)
class Heap:
    """Rows that are one item together when there are any. A desk counts all its heaps in one query.

    ``due`` names the column of the rows that holds the day by which each is to be done: the item shows the first, and
    is late after it. Without ``due`` counting ends at ``COUNT_CAP``.
    """

    title: Any
    rows: QuerySet[Any]
    url: str
    standing: Standing = Standing.DUE
    due: str = ""
    detail: Any = ""

    def counted(self) -> QuerySet[Any]:
        """What is counted: the rows' keys, with the day of each."""
        if self.due:
            return self.rows.order_by().values_list("pk", self.due)
        return self.rows.order_by().values_list("pk")[: COUNT_CAP + 1]

    def item(self, count: int, first: dt.date | None) -> DeskItem | None:
        if not count:
            return None
        late = first is not None and first < timezone.localdate()
        capped = not self.due and count > COUNT_CAP
        return DeskItem(
            self.title, self.url, Standing.LATE if late else self.standing, due=first,
            count=COUNT_CAP if capped else count, detail=self.detail, more=capped,
        )  # fmt: skip


Source = Callable[[Any], Iterable[DeskItem | Heap]]

_sources: list[Source] = []


def register_desk_source(source: Source) -> Source:
    """``source(assignment)`` yields what waits for the holder of that assignment, under the open scope.

    What it is given is a :class:`config.keeping.Seat`; what it tells without asking whose it is, is told to colleagues
    as well. Everything else of it must come from the database: it may be a moment old.
    """
    if source not in _sources:
        _sources.append(source)
    return source


def desk_of(request: HttpRequest) -> tuple[list[DeskItem], dt.datetime]:
    """Everything on the reader's desk, the most pressing first, and when the oldest of it was counted."""
    told = kept_answers(request, "desk", [_asking(source) for source in _sources], _told)
    items = [DeskItem.from_told(one) for answer in told.answers for one in answer]
    at = dt.datetime.fromtimestamp(told.at, tz=timezone.get_current_timezone())
    return sorted(items, key=lambda item: item.sort_key), at


def items_of(found: Iterable[DeskItem | Heap]) -> list[DeskItem]:
    """The items, and those that the heaps turn out to be; empty heaps are none."""
    return _items_by_source([list(found)])[0]


def _asking(source: Source) -> Callable[[Any], list[DeskItem | Heap]]:
    return lambda seat: list(source(seat))


def _told(found: list[list[DeskItem | Heap]]) -> list[list[dict[str, Any]]]:
    return [[item.told() for item in items] for items in _items_by_source(found)]


def _items_by_source(found: Sequence[Sequence[DeskItem | Heap]]) -> list[list[DeskItem]]:
    """The items of each source; the heaps of all are counted together."""
    tallies = iter(_tallied([one for told in found for one in told if isinstance(one, Heap)]))
    every = [[one.item(*next(tallies)) if isinstance(one, Heap) else one for one in told] for told in found]
    return [[item for item in items if item is not None] for items in every]


def _tallied(heaps: Sequence[Heap]) -> list[tuple[int, dt.date | None]]:
    """How many rows each heap has and the first day among them, asked for in one statement."""
    asked: list[str] = []
    params: list[Any] = []
    for place, heap in enumerate(heaps):
        try:
            sql, given = heap.counted().query.sql_with_params()
        except EmptyResultSet:  # the filter can hold nothing, as that of a scope without counties
            continue
        first, names = ("min(due)", "key, due") if heap.due else ("null", "key")
        # Names and statements are the program's own; what people enter is in the parameters.
        asked.append(f"select {place}, count(*), {first}::date from ({sql}) as heap({names})")  # noqa: S608
        params.extend(given)
    tallies: dict[int, tuple[int, dt.date | None]] = {}
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(" union all ".join(asked), params)
            tallies = {place: (count, first) for place, count, first in cursor.fetchall()}
    return [tallies.get(place, (0, None)) for place in range(len(heaps))]
