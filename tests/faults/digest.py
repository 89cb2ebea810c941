"""A database as figures free of what may rightly differ between two runs of the same acts.

Compared is every row of every table, a reference standing for the row it points to. Left out:

- **numbers of rows** (``id``, in the history too, and ``source_id`` of an entry, whose ``key`` names its source): a
  rolled-back transaction uses numbers up;
- **numbers of entries**: the jobs of two counties end in either order. That a book's run without gaps is ``make
  verify``'s business;
- **instants** (``timestamptz``): the runs happen at different times; days are compared;
- **jobs, their log, signs of life, sessions, forms sent**: they tell how often somebody had to try. That no job is left
  open is asked apart;
- **hashes of entries** (``payload_hash``): they are taken over the numbers of accounts, which differ; the legs
  themselves are compared, and ``make verify`` takes the hashes anew;
- **names of stored files**: a file gets another name where one lies already; what is in it is kept as its digest;
- **how often a step was tried** (``attempts``) and which job or history context a row belongs to.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models

from config.embedded import postgres

LEFT_OUT_TABLES = {
    "config_job", "config_joblog", "config_heartbeat", "config_submission", "config_staffsession", "django_session",
    "pghistory_context",
}  # fmt: skip
LEFT_OUT_COLUMNS = {"attempts", "payload_hash", "pgh_id", "pgh_context_id", "password", "last_login"}
OF_ENTRIES = {("funds_entry", "number"), ("funds_entry", "source_id")}
LEFT_OUT_FIELDS = (models.DateTimeField, models.FileField)
STAGING = "select count(*) from pg_class c where relkind = 'r' and relnamespace = 'staging'::regnamespace"

SHOWN = 400

Picture = Mapping[str, Counter[str]]


class _Table:
    def __init__(self, model: type[models.Model], link: Any) -> None:
        self.keys: dict[str, str] = {}
        self.plain: list[str] = []
        tracked = getattr(model, "pgh_tracked_model", None)
        left_out = LEFT_OUT_COLUMNS | ({tracked._meta.pk.column} if tracked else set())
        for one in model._meta.local_fields:
            column, target = one.column, one.related_model
            if column is None or column in left_out or isinstance(one, LEFT_OUT_FIELDS):
                continue
            if (model._meta.db_table, column) in OF_ENTRIES:
                continue
            if isinstance(one, models.ForeignKey):
                if target._meta.db_table not in LEFT_OUT_TABLES:
                    self.keys[column] = target._meta.db_table
            elif not (one.primary_key and isinstance(one, models.AutoField)):
                self.plain.append(column)
        # A key of several columns has no column of its own; nothing points to such a row.
        pk = model._meta.pk.column or "ctid"
        columns = list(dict.fromkeys([pk, *self.plain, *self.keys]))
        listed = ", ".join(f'"{column}"::text' for column in columns)
        # As the superuser, whom row-level security does not concern.
        found = link.execute(f'select {listed} from "{model._meta.db_table}"')
        self.rows = {row[0]: dict(zip(columns, row, strict=True)) for row in found}
        self.texts: dict[str, str] = {}


def picture(database: str) -> Picture:
    """Every table's rows as texts, each with the number of times it is there."""
    with postgres.connect_as_superuser(database) as link:
        tables = {
            model._meta.db_table: _Table(model, link)
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT_TABLES
        }
        found = {
            name: Counter(_text(tables, name, key) for key in table.rows) for name, table in tables.items()
        }
        found["(staging tables)"] = Counter({str(link.execute(STAGING).fetchone()): 1})
    return found


def _text(tables: Mapping[str, _Table], name: str, key: str) -> str:
    table = tables[name]
    if key not in table.texts:
        row = table.rows.get(key)
        if row is None:
            return f"{name} without the row pointed to"
        # Met again on the way round: a row that points to itself over others.
        table.texts[key] = "(itself)"
        parts = [f"{column}={row[column]}" for column in table.plain]
        for column, target in table.keys.items():
            value = row[column]
            told = "" if value is None else _text(tables, target, value)
            parts.append(f"{column}→{hashlib.md5(told.encode()).hexdigest()[:12] if told else ''}")  # noqa: S324
        table.texts[key] = " ".join(parts)
    return table.texts[key]


def differences(ours: Picture, theirs: Picture, *, shown: int = 3) -> list[str]:
    """What the disturbed run (``ours``) has that the undisturbed does not, and the reverse; table by table."""
    lines: list[str] = []
    for name in sorted(theirs.keys() | ours.keys()):
        more, less = ours[name] - theirs[name], theirs[name] - ours[name]
        if more or less:
            lines.append(f"{name}: {more.total()} rows too many, {less.total()} missing")
            lines += [f"  + {text[:SHOWN]}" for text in list(more)[:shown]]
            lines += [f"  - {text[:SHOWN]}" for text in list(less)[:shown]]
    return lines
