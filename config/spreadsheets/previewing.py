"""The stored preview of a run in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date

from config.display import masked_column
from config.models import ImportRun
from config.money import MoneyField, from_fen

from .resources import column_of


def first_changes(run: ImportRun) -> Iterator[dict[str, Any]]:
    """Row number, action (new or changed), (column, value) pairs that tell the row, and (field, before, after).

    Whoever looks need not be who brought the file, and what was stored before was in nobody's file: all is masked.
    """
    for entry in run.preview:
        yield {
            "row": entry["row"],
            "action": entry["action"],
            "cells": [_cell(run.kind, *cell) for cell in entry["shown"].items()],
            "changes": [_change(*change) for change in entry["changes"]],
        }


def _cell(kind: str, name: str, value: Any) -> tuple[str, Any]:
    """The column's label and the value as the sheet had it: staged amounts are in fen."""
    column = column_of(kind, name)
    if column is None:
        return name, value
    if column.type == "money" and value is not None:
        value = f"{from_fen(value):,.2f}"
    return str(column.label), masked_column(name, value)


def _change(path: str, before: Any, after: Any) -> tuple[str, str, str]:
    """``enrollment.Person.tel`` by its verbose name, with both values as people write them."""
    label, _dot, column = path.rpartition(".")
    model = apps.get_model(label)
    field = next((f for f in model._meta.concrete_fields if f.column == column), None)
    if field is None:
        return column, str(before), str(after)
    shown = [_shown(field, masked_column(field.name, value)) for value in (before, after)]
    return str(field.verbose_name), shown[0], shown[1]


def _shown(field: Any, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(field, MoneyField):
        return f"{from_fen(value):,.2f}"
    if isinstance(field, models.ForeignKey):
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related) if related else str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, str) and value.startswith("[") and "," in value:
        return _period(value)
    return str(value)


def _period(text: str) -> str:
    """A half-open range as its first and last day."""
    first, _comma, end = text.strip("[)").partition(",")
    day = parse_date(end) if end else None
    return f"{first} – {day.fromordinal(day.toordinal() - 1) if day else '…'}"
