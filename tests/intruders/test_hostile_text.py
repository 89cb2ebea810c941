"""Markup and formulas in every text field, on every page and in every export."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from typing import Any

import openpyxl
import psycopg
import pytest
from django.test import Client

from config.scoping import system_scope
from tests.cast import Cast
from tests.intruders.poison import poison
from tests.intruders.walk import opened
from tests.places import Place, places
from tests.world import build_world

pytestmark = pytest.mark.slow

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]

MARKUP = "\"'><xss onx=1>"
FORMULA = '=HYPERLINK("x","y")'
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MUST_BE_POISONED = {
    "institutions.agency.name",
    "enrollment.person.psn_name",
    "claims.deduction.reason",
    "institutions.institution.name",
    "institutions.attachment.title",
    "funds.entry.summary",
}


class Elements(HTMLParser):
    """Whether a page has an element or attribute the payload would have made."""

    def __init__(self) -> None:
        super().__init__()
        self.broken_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "xss" or any(name == "onx" for name, _ in attrs):
            self.broken_out.append(self.get_starttag_text() or tag)


def broken_out(content: str) -> list[str]:
    elements = Elements()
    elements.feed(content)
    return elements.broken_out


@pytest.mark.parametrize("page", [f"<p>{MARKUP}</p>", f'<p title="{MARKUP}">', "<p title='a' onx=1>"])
def test_what_breaks_out_is_found(page: str) -> None:
    assert broken_out(page)


def test_what_is_escaped_is_no_finding() -> None:
    assert not broken_out('<p title="&quot;&#x27;&gt;&lt;xss onx=1&gt;">&lt;xss onx=1&gt;</p>')


@pytest.fixture
def values(fresh_database: str, cast: Cast) -> tuple[Place, dict[str, Any]]:
    with system_scope():
        own, _elsewhere = places(cast)
        return own, build_world(own)


def test_markup_in_any_field_stays_text(
    cast: Cast, values: tuple[Place, dict[str, Any]], as_owner: Owner, client: Client
) -> None:
    own, world = values
    with as_owner() as owner:
        taken = poison(owner, MARKUP)
    assert taken >= MUST_BE_POISONED, MUST_BE_POISONED - taken
    wrong, shown = [], 0
    for place, answer in opened([own.worker, cast.clerk_east, cast.auditor_city], world, client):
        if answer.status_code >= 500:
            wrong.append(f"{place}: {answer.status_code}")
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        content = answer.content.decode()
        shown += "&lt;xss" in content
        wrong += [f"{place}: {found}" for found in broken_out(content)]
    assert not wrong, "\n".join(wrong)
    assert shown > 100, "the payload hardly shows: is it printed at all?"


def formulas_in_workbook(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def formulas_in_csv(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if cell.startswith(STARTS_A_FORMULA) and not is_number(cell)]


def is_number(cell: str) -> bool:
    return cell.replace(",", "").lstrip("-").replace(".", "", 1).isdigit()


def test_formulas_are_found_where_they_stand(tmp_path: Any) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = FORMULA
    book.save(tmp_path / "bad.xlsx")
    assert formulas_in_workbook((tmp_path / "bad.xlsx").read_bytes()) == ["Sheet!B2"]
    assert formulas_in_csv(b"a,=1+1,-5.00,'=1\r\n") == ["=1+1"]


def test_no_cell_of_any_export_starts_a_formula(
    cast: Cast, values: tuple[Place, dict[str, Any]], as_owner: Owner, client: Client
) -> None:
    own, world = values
    with as_owner() as owner:
        poison(owner, FORMULA)
    wrong, sheets = [], 0
    for place, answer in opened([own.worker, cast.clerk_east, cast.auditor_city], world, client):
        files = [answer]
        if getattr(answer, "context", None) and "listing" in (answer.context or {}):
            files = [client.post(place, {"export": form}) for form in ("xlsx", "csv")]
        for file in files:
            kind = file.get("Content-Type", "")
            if file.status_code != 200 or not file.get("Content-Disposition", "").startswith("attachment"):
                continue
            content = b"".join(file.streaming_content) if file.streaming else file.content
            if "spreadsheetml" in kind:
                found = formulas_in_workbook(content)
            elif kind.startswith("text/csv"):
                found = formulas_in_csv(content)
            else:
                continue
            sheets += 1
            wrong += [f"{place} {kind}: {cell}" for cell in found]
    assert not wrong, "\n".join(wrong)
    assert sheets > 100, sheets
