"""One prepared movement as a row."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Line(NamedTuple):
    """What a batch moves for one person; amounts in fen."""

    person_id: int
    pot: str
    kind: str
    amount: int
    day: dt.date
    key: str
    psn_type: str = ""
    age: int | None = None
    base: int | None = None
    note: str = ""


COLUMNS = (
    ("person_id", "bigint"),
    ("pot", "text"),
    ("kind", "text"),
    ("amount", "bigint"),
    ("day", "date"),
    ("key", "text"),
    ("psn_type", "text"),
    ("age", "smallint"),
    ("base", "bigint"),
    ("note", "text"),
)
