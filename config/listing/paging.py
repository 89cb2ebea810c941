"""Keyset paging: the next page starts after the last row seen, found through the index, however deep.

A place is the pair (sorted value, primary key) of a row. Rows whose sorted value is null come last when
ascending and first when descending, as PostgreSQL orders them.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections
from django.db.models import F, Field, Q, QuerySet

from config.keeping import digest_of, is_kept, keep
from config.listing.tables import follow

COUNT_CAP = 10_000
LONG_SECONDS = 600
"""So long a list that had more than ``COUNT_CAP`` rows is said to have more without being counted."""


@dataclass(frozen=True)
class Order:
    """Rows by one indexed column, the primary key deciding ties."""

    path: str
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> Order:
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return f"-{self.path}" if self.descending else self.path

    def by(self, *, backwards: bool = False) -> list[Any]:
        descending = self.descending != backwards
        names = [self.path] if self.path == "pk" else [self.path, "pk"]
        return [F(name).desc() if descending else F(name).asc() for name in names]

    def beyond(self, rows: QuerySet[Any], place: tuple[Any, Any], *, backwards: bool) -> QuerySet[Any]:
        """The rows after ``place`` (before it when ``backwards``)."""
        value, key = place
        descending = self.descending != backwards
        than = "lt" if descending else "gt"
        after_key = Q(**{f"pk__{than}": key})
        if self.path == "pk":
            return rows.filter(after_key)
        null = Q(**{f"{self.path}__isnull": True})
        if value is None:
            return rows.filter((null & after_key) | ~null if descending else null & after_key)
        # Said twice, so that the index range is taken from the plain comparison.
        beyond = Q(**{f"{self.path}__{than}e": value}) & (Q(**{f"{self.path}__{than}": value}) | after_key)
        return rows.filter(beyond if descending or not self._nullable(rows) else beyond | null)

    def _nullable(self, rows: QuerySet[Any]) -> bool:
        return column_at(rows, self.path).null

    def place_of(self, row: Any) -> str:
        """The address part that names where ``row`` stands."""
        value = None if self.path == "pk" else follow(row, self.path, as_text=False)
        key = row["pk"] if isinstance(row, dict) else row.pk
        return (
            urlsafe_b64encode(json.dumps([value, key], cls=DjangoJSONEncoder).encode()).decode().rstrip("=")
        )

    def read_place(self, rows: QuerySet[Any], text: str) -> tuple[Any, Any] | None:
        """The place an address names; None when somebody tampered with it."""
        try:
            value, key = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if self.path != "pk" and value is not None:
                value = column_at(rows, self.path).to_python(value)
            return value, rows.model._meta.pk.to_python(key)
        except (ValueError, TypeError, ValidationError):
            return None


def column_at(rows: QuerySet[Any], path: str) -> Field[Any, Any]:
    """The model field (or an annotation's output field) at a database path."""
    if path in rows.query.annotations:
        field: Any = rows.query.annotations[path].output_field
        return field
    model: Any = rows.model
    field = model._meta.pk
    for step in path.split("__"):
        if model is None:
            raise FieldDoesNotExist(path)
        field = model._meta.pk if step == "pk" else model._meta.get_field(step)
        model = field.related_model
    return field


@dataclass
class Page:
    rows: list[Any]
    previous: str | None
    """The place to ask rows before, None on the first page."""
    following: str | None
    is_whole: bool
    """Whether these are all rows there are."""


def page_of(
    rows: QuerySet[Any],
    order: Order,
    *,
    size: int,
    after: str = "",
    before: str = "",
    keys_first: bool = False,
) -> Page:
    """One page of ``rows``; a place that cannot be read gives the first page.

    ``keys_first``: which rows they are is asked by their keys, then only those are read.
    """
    backwards = bool(before) and not after
    place = order.read_place(rows, before if backwards else after) if after or before else None
    if place is None:
        backwards = False
    picked = rows.order_by(*order.by(backwards=backwards))
    if place is not None:
        picked = order.beyond(picked, place, backwards=backwards)
    found = _by_keys(rows, picked[: size + 1]) if keys_first else list(picked[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous = more if backwards else place is not None
    has_following = bool(place) if backwards else more
    return Page(
        rows=found,
        previous=order.place_of(found[0]) if found and has_previous else None,
        following=order.place_of(found[-1]) if found and has_following else None,
        is_whole=place is None and not more,
    )


def _by_keys(rows: QuerySet[Any], picked: QuerySet[Any]) -> list[Any]:
    keys = list(picked.values_list("pk", flat=True))
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def count_text(number: int, more: bool) -> str:
    return f"{number:,}+" if more else f"{number:,}"


def capped_count(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many rows, counted no further than :data:`COUNT_CAP`, and whether there are more.

    To find out costs most where there are more, and there it changes least: that is kept for a while.
    """
    found = rows.order_by()
    if found.query.default_cols and not found.query.combinator:
        # Columns that a list computes are not needed to count its rows.
        found = found.values("pk")
    try:
        sql, params = found[: COUNT_CAP + 1].query.sql_with_params()
    except EmptyResultSet:  # the filter can hold nothing
        return 0, False
    asked = digest_of(sql, params)
    if is_kept("long", asked):
        return COUNT_CAP, True
    with connections[rows.db].cursor() as cursor:
        # The statement is the program's own; what people enter is in the parameters.
        cursor.execute(f"select count(*) from ({sql}) as counted", params)  # noqa: S608
        number, more = capped(cursor.fetchone()[0])
    if more:
        keep("long", asked, LONG_SECONDS)
    return number, more


def capped(counted: int) -> tuple[int, bool]:
    """A number no further than :data:`COUNT_CAP`, and whether it goes further."""
    return min(counted, COUNT_CAP), counted > COUNT_CAP
