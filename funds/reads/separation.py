"""Separation of duties as the tables show it: who holds what, and acts prepared and approved by one person (ZY-23)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Model

from institutions.models import Assignment, Delegation, Duty, PoolingArea, User

OURS = ("config", "institutions", "enrollment", "claims", "funds")
PREPARES = frozenset(
    f"{what}_by" for what in (
        "prepared", "made", "entered", "handled", "drawn_up", "planned", "proposed", "submitted", "started",
        "drafted", "answered", "asked", "closing", "reported", "concluded", "handed_in", "write_off_asked",
    )
)  # fmt: skip
DECIDES = frozenset(
    f"{what}_by" for what in (
        "approved", "reviewed", "checked", "confirmed", "decided", "accepted", "issued", "laid",
        "payment_approved", "write_off_approved",
    )
)  # fmt: skip


class Pair(NamedTuple):
    """A kind of record with a column of who prepares and one of who decides; ``same`` rows name one person twice."""

    record: Any
    prepares: Any
    decides: Any
    decided: int
    same: int


def pairs() -> Iterator[Pair]:
    """Every such pair of columns of every table of ours, as far as the reader sees its rows."""
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model.__name__.endswith("Event"):
            yield from _pairs_of(model)


def _pairs_of(model: type[Model]) -> Iterator[Pair]:
    columns = {one.name: one for one in model._meta.fields if one.is_relation and one.related_model is User}
    rows: Any = model._default_manager
    for prepares in sorted(PREPARES & columns.keys()):
        for decides in sorted(DECIDES & columns.keys()):
            decided = rows.filter(**{f"{decides}__isnull": False})
            yield Pair(
                model._meta.verbose_name, columns[prepares].verbose_name, columns[decides].verbose_name,
                decided.count(), decided.filter(**{decides: F(prepares)}).count(),
            )  # fmt: skip


class Held(NamedTuple):
    """What one person may do on a day; ``conflict`` says whether audit stands beside another duty."""

    user: User
    places: str
    duties: str
    lent: bool
    conflict: bool


def held_on(area: PoolingArea, day: dt.date) -> list[Held]:
    """Everybody with duties at an agency of ``area``, own and lent; all their duties, wherever they are."""
    found: dict[User, list[tuple[Assignment, bool]]] = defaultdict(list)
    known = Assignment.objects.in_force(day).select_related("user", "agency")
    for one in known:
        found[one.user].append((one, False))
    for lent in Delegation.objects.filter(
        period__contains=day, assignment__period__contains=day
    ).select_related("receiver", "assignment__agency"):
        found[lent.receiver].append((lent.assignment, True))
    rows = []
    for user, held in found.items():
        if not any(one.agency.area_id == area.pk for one, _lent in held):
            continue
        duties = sorted({duty for one, _lent in held for duty in one.duties}, key=Duty.values.index)
        rows.append(Held(
            user, "；".join(sorted({str(one.agency) for one, _lent in held})),
            "、".join(str(Duty(one).label) for one in duties),
            any(lent for _one, lent in held), Duty.AUDIT in duties and len(duties) > 1,
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (not row.conflict, row.user.username))
