"""Every number of a person in the test's database made unmistakable, so that a page that shows one whole is found."""

from __future__ import annotations

import re
from collections.abc import Iterator

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.test_row_level_security import OURS

LOOKS_PERSONAL = re.compile(r"certno|(^|_)tel($|_)|phone|mobile|(^|_)addr($|_)|account_no$|payee_account$")

NOT_A_PERSONS = {
    "institutions.agencyaccount.account_no": "accounts of public bodies",
    "institutions.payeeaccount.account_no": "accounts of institutions",
    "claims.supplieraccount.account_no": "accounts of suppliers",
    "funds.bankaccount.account_no": "accounts of the fund",
    "funds.insureraccount.account_no": "accounts of insurers",
    "funds.insurerpremium.account_no": "the insurer's account",
    "funds.provinceaccount.account_no": "accounts of public bodies",
}
"""Columns that look like a person's and are not, with whose they are."""

VALUES = {
    "certno": "'9901011970' || lpad(id::text, 7, '4') || 'X'",
    "tel": "'1397' || lpad(id::text, 7, '5')",
    "addr": "'青石镇平安里甲' || id || '幢乙单元'",
    "account": "'6217' || lpad(id::text, 15, '8')",
}

ONLY_WHERE = {
    "funds.payment.account_no": "payable_id IS NOT NULL",
    "enrollment.payer.addr": "kind = 'household'",
    "enrollment.legacyrow.certno": "certno <> ''",
}
"""Columns that hold a person's number in some rows only, with which."""

AS_GIVEN = {"certno": "990101197044444499X", "tel": "13975555599"}
"""A row of an old roll as it was handed over, by the sheet's columns."""

Column = tuple[type[models.Model], models.Field]


def personal_columns() -> Iterator[Column]:
    """Every stored text column that holds a person's number, by its name; those of the history too."""
    for model in apps.get_models():
        meta = model._meta
        if meta.app_label not in OURS or not meta.managed:
            continue
        for field in meta.local_concrete_fields:
            if (
                isinstance(field, models.CharField | models.TextField)
                and LOOKS_PERSONAL.search(field.name)
                and label_of(model, field) not in NOT_A_PERSONS
            ):
                yield model, field


def label_of(model: type[models.Model], field: models.Field) -> str:
    """``app.model.field``; of a row of the history that of what it tells of."""
    model = getattr(model, "pgh_tracked_model", model)
    return f"{model._meta.label_lower}.{field.name}"


def kind_of(field: models.Field) -> str:
    return next(kind for kind in VALUES if kind in field.name)


def made_unmistakable(owner: psycopg.Connection) -> set[str]:
    """Write a number of its own into every row of every such column, as the owner, triggers asleep; all of them.

    Rows about one person need not agree any more: a page shows what the row holds.
    """
    secrets: set[str] = set()
    for model, field in personal_columns():
        table, column = sql.Identifier(model._meta.db_table), sql.Identifier(field.column)
        value = sql.SQL(VALUES[kind_of(field)])
        owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
        rows = owner.execute(
            sql.SQL("UPDATE {} SET {} = {} WHERE {} RETURNING {}").format(
                table, column, value, sql.SQL(ONLY_WHERE.get(label_of(model, field), "true")), column
            )
        )
        secrets |= {row[0] for row in rows}
        owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))
    owner.execute("UPDATE enrollment_legacyrow SET raw = %s", [Jsonb(AS_GIVEN)])
    secrets.update(AS_GIVEN.values())
    return secrets


def shown_whole(text: str, secrets: set[str]) -> list[str]:
    return sorted(secret for secret in secrets if secret in text)
