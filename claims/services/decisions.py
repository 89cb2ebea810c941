"""What adjudication works on and comes to: counters in, settled bills and problems out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db import connection

from claims.rules.outcome import Outcome

# What a person has used in a year: (person, scheme, year) -> counter -> fen.
PersonYear = tuple[int, str, int]
Counters = dict[PersonYear, dict[str, int]]


class Settled(NamedTuple):
    """One bill's outcome with everything pinned on it; the dictionaries as JSON."""

    bill_id: int
    insu_county: int
    day: dt.date
    clr_month: dt.date
    policy_version: int
    circumstances: str
    counters_before: str
    counters_used: str
    input_hash: str
    catalogue_version: int
    outcome: Outcome


# From its values in order, past the constructor's naming of each: a bulk run makes one a bill.
settled_of: Callable[[tuple[Any, ...]], Settled] = partial(tuple.__new__, Settled)


class Problem(NamedTuple):
    """Why one bill waits; ``params`` as JSON."""

    bill_id: int
    code: str
    params: str


class Decisions(NamedTuple):
    """What was decided, in order; ``moved`` are the settled bills whose insured county was another before."""

    settled: list[Settled]
    moved: list[Settled]
    problems: list[Problem]
    used: Counters


def counters_of(condition: str, params: list[Any]) -> Counters:
    """The accumulators of the people for whom ``condition`` (over ``a``) holds."""
    counters: Counters = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.person_id, a.insutype, a.year, a.counter, a.amount FROM claims_accumulator a"  # noqa: S608
            f" WHERE {condition} ORDER BY a.person_id, a.insutype, a.year, a.counter",  # ours; values are params
            params,
        )
        for person, insutype, year, counter, amount in cursor:
            if amount:
                counters.setdefault((person, insutype, year), {})[counter] = amount
    return counters


def add(total: dict[str, int], more: Mapping[str, int]) -> None:
    """Count ``more`` towards ``total``."""
    for counter, fen in more.items():
        total[counter] = total.get(counter, 0) + fen


def as_json(counters: Mapping[str, int]) -> str:
    """Counters as JSON. Python writes a dictionary of plain names and whole numbers as JSON does but for the
    quotes, ten times as quickly; what it escapes or quotes otherwise goes the long way."""
    text = str(counters)
    if '"' in text or "\\" in text:
        return json.dumps(counters)
    return text.replace("'", '"')
