"""Which of several covers of one person goes on, and under which scheme: no day twice, no day lost.

The policy says in what order covers of one person take days (HG-01: 支付标准就高不就低 is read as the cover that lasts
longer, then the scheme with the higher benefits); a person's own choice comes before it. A cover takes the days nobody
took before, so that another cover's days outside it stay covered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

ENDS_LATER, HIGHER_BENEFIT, PAID_MORE = "ends_later", "higher_benefit", "paid_more"


class Cover(NamedTuple):
    """What a row says: half open days, what was paid in fen."""

    row: int
    scheme: str
    start: dt.date
    end: dt.date
    paid: int = 0


class Piece(NamedTuple):
    """Days that go on because of a row, half open."""

    row: int
    scheme: str
    start: dt.date
    end: dt.date


class Rule(NamedTuple):
    """From ``begins`` on covers go on under ``into``; ``prefer`` orders them, ``benefits`` lists the schemes from the
    higher benefit to the lower."""

    into: str
    begins: dt.date
    prefer: tuple[str, ...]
    benefits: tuple[str, ...]


Days = tuple[dt.date, dt.date]


def ordered(covers: Sequence[Cover], rule: Rule, chosen: int | None = None) -> list[Cover]:
    """The covers in the order in which they take days; ties by the number of the row."""
    return sorted(
        covers,
        key=lambda one: (one.row != chosen, *(_measure(one, name, rule) for name in rule.prefer), one.row),
    )


def _measure(cover: Cover, name: str, rule: Rule) -> int:
    if name == ENDS_LATER:
        return -cover.end.toordinal()
    if name == HIGHER_BENEFIT:
        return rule.benefits.index(cover.scheme) if cover.scheme in rule.benefits else len(rule.benefits)
    if name == PAID_MORE:
        return -cover.paid
    raise ValueError(f"no preference {name!r}")


def pieces(
    covers: Sequence[Cover],
    rule: Rule,
    *,
    chosen: int | None = None,
    taken: Sequence[Days] = (),
    until: dt.date | None = None,
) -> tuple[Piece, ...]:
    """What goes on, in the order of days. ``taken`` days are covered already; nothing goes on from ``until``."""
    occupied = list(taken)
    found: list[Piece] = []
    for cover in ordered(covers, rule, chosen):
        end = cover.end if until is None else min(cover.end, until)
        for start, stop in free_days((cover.start, end), occupied):
            occupied.append((start, stop))
            found += _split(cover, start, stop, rule)
    return tuple(sorted(found, key=lambda piece: (piece.start, piece.row)))


def _split(cover: Cover, start: dt.date, stop: dt.date, rule: Rule) -> list[Piece]:
    """Before the merged scheme began the former one covers, from then on the merged one."""
    parts = [
        Piece(cover.row, cover.scheme, start, min(stop, rule.begins)),
        Piece(cover.row, rule.into, max(start, rule.begins), stop),
    ]
    return [part for part in parts if part.start < part.end]


def free_days(wanted: Days, occupied: Sequence[Days]) -> list[Days]:
    """The parts of ``wanted`` that no ``occupied`` days touch."""
    left = [wanted] if wanted[0] < wanted[1] else []
    for start, end in occupied:
        left = [part for one in left for part in _without(one, start, end)]
    return left


def _without(one: Days, start: dt.date, end: dt.date) -> list[Days]:
    parts = [(one[0], min(one[1], start)), (max(one[0], end), one[1])]
    return [part for part in parts if part[0] < part[1]]
