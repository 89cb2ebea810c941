"""An institution's year as a workbook: each method and the account, step by step."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.payment_words import TITLES, method_name
from config.money import from_fen
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.models import InstitutionYear

COLUMNS = (
    (_("Payment method"), "text"),
    (_("Amount of the year"), "text"),
    (_("Amount"), "money"),
    (_("How it comes about"), "text"),
    (_("Clause"), "text"),
    (_("Assumed because"), "text"),
)


def institution_year_workbook(year: InstitutionYear) -> io.BytesIO:
    """As .xlsx, positioned at its start."""
    sheet = Sheet(
        gettext("Year-end clearing"),
        [OutColumn(str(heading), sort) for heading, sort in COLUMNS],
        _rows(year),
        notes=[
            gettext("Year-end clearing of %(year)s: %(institution)s")
            % {"year": year.clearing, "institution": year.institution.name},
            f"{year.institution.fixmedins_code} · {year.county}",
        ],
    )
    content = io.BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content


def _rows(year: InstitutionYear) -> Iterator[list[Any]]:
    for method in year.methods.order_by("pk"):
        yield from (_row(method_name(method.method), one) for one in method.steps)
    yield from (_row(gettext("All methods"), one) for one in year.steps)


def _row(name: str, one: dict[str, Any]) -> list[Any]:
    amount = one["amount"]
    return [
        name,
        str(TITLES.get(one["code"], "")),
        None if amount is None else from_fen(amount),
        one["text"],
        one["clause"],
        one["assumed"],
    ]
