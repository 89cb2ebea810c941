"""No page, list, print, search, maintenance page or export shows a person's number whole; every file is logged."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import openpyxl
import psycopg
import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from config.models import ExportRecord
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import User
from tests.cast import Cast
from tests.intruders.walk import pages
from tests.personal_data.numbers import NOT_A_PERSONS, made_unmistakable, personal_columns, shown_whole
from tests.places import Place, places
from tests.world import build_world

pytestmark = pytest.mark.slow

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
LIST_PAGE = "components/list_page.html"
NOTES_AND_TOTALS = 15
"""Lines of a sheet that are no rows: its header, what stands above it, its totals."""


@pytest.fixture
def values(fresh_database: str, cast: Cast) -> tuple[Place, dict[str, Any]]:
    with system_scope():
        own, _elsewhere = places(cast)
        return own, build_world(own)


def test_every_column_left_out_is_one_there_is() -> None:
    known = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
    }
    assert set(NOT_A_PERSONS) <= known
    assert len(list(personal_columns())) >= 12


def lines_of(kind: str, content: bytes) -> list[list[list[str]]]:
    """The lines of a file, sheet by sheet; those of any other answer as one text."""
    if "spreadsheetml" in kind:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book]
        return [
            [
                [str(cell) for cell in line if cell is not None]
                for line in sheet
                if any(c is not None for c in line)
            ]
            for sheet in sheets
        ]
    if kind.startswith("text/csv"):
        return [list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))]
    return [[[content.decode(errors="replace")]]]


def asked_of(place: str, client: Client) -> Iterator[tuple[str, Any]]:
    """The page; of a list with every column also its print and its export."""
    answer = client.get(place)
    listing = (getattr(answer, "context", None) or {}).get("listing")
    if listing is None or LIST_PAGE not in {template.name for template in answer.templates}:
        yield place, answer
        return
    chosen = {"columns": [column.name for column in listing.columns]}
    client.post(reverse("choose_columns", args=[listing.key]), chosen)
    yield place, client.get(place)
    yield f"{place} print", client.get(place, {"print": "1"})
    yield f"{place} export", client.post(place, {"export": "xlsx"})


def everything(users: list[User], world: dict[str, Any], client: Client) -> Iterator[tuple[str, Any]]:
    """Every address once, by the first of ``users`` who may open it; searches; the maintenance room's pages."""
    client.raise_request_exception = False
    opened: set[str] = set()
    for user in users:
        client.force_login(user)
        for place, _pattern in pages(user, world):
            if place not in opened:
                opened.add(place)
                yield from asked_of(place, client)
        for name in Person.unscoped.values_list("psn_name", flat=True)[:1]:
            yield f"search {name}", client.get(reverse("search"), {"q": name})
    for model, room in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield base, client.get(reverse(f"{base}_changelist"))
        with system_scope():
            some = room.model._base_manager.order_by("-pk").first()
        if some is not None:
            for page in ("change", "history"):
                yield f"{base} {page}", client.get(reverse(f"{base}_{page}", args=[some.pk]))


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def counted_right(record: ExportRecord, sheets: list[list[list[str]]], *, is_list: bool) -> bool:
    """An export of a list has one header; any other sheet may have totals and notes besides."""
    if record.rows is None:
        return record.kind == "scan" or record.format in ("txt", "")
    extra = sum(len(sheet) for sheet in sheets) - record.rows
    return extra == len(sheets) if is_list else len(sheets) <= extra <= NOTES_AND_TOTALS * len(sheets)


@pytest.mark.duty("NB-29")
def test_no_number_is_shown_whole_and_every_file_is_logged(
    cast: Cast, values: tuple[Place, dict[str, Any]], as_owner: Owner, client: Client
) -> None:
    own, world = values
    with as_owner() as owner:
        secrets = made_unmistakable(owner)
    wrong, looked = set(), 0
    with system_scope():
        files = before = ExportRecord.unscoped.count()
    for what, answer in everything([own.worker, cast.administrator_city, cast.auditor_city], world, client):
        if answer.status_code >= 500:
            wrong.add(f"{what}: {answer.status_code}")
        if answer.status_code != 200:
            continue
        looked += 1
        sheets = lines_of(answer.get("Content-Type", ""), content_of(answer))
        found = shown_whole("\n".join(cell for sheet in sheets for line in sheet for cell in line), secrets)
        wrong |= {f"{what}: {secret}" for secret in found}
        with system_scope():
            logged = list(ExportRecord.unscoped.order_by("pk")[files:])
        is_file, is_print = answer.has_header("Content-Disposition"), what.endswith(" print")
        if len(logged) != (is_file or is_print) and not (logged and logged[0].kind == "print"):
            wrong.add(f"{what}: in the log {[(line.kind, line.page) for line in logged]}")
        elif is_file and not counted_right(logged[0], sheets, is_list=what.endswith(" export")):
            wrong.add(f"{what}: {[len(sheet) for sheet in sheets]} lines, logged {logged[0].rows}")
        files += len(logged)
    assert not wrong, "\n".join(sorted(wrong))
    assert looked > 900, looked
    assert files - before > 250, files
