"""A personal account's year as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.reads.personal_accounts import AccountStatement
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook

COLUMNS = (
    (_("Day"), "date"),
    (_("What for"), "text"),
    (_("Bill or note"), "text"),
    (_("Contribution base"), "money"),
    (_("In"), "money"),
    (_("Out"), "money"),
    (_("Own account"), "money"),
    (_("Family's share"), "money"),
    (_("Balance"), "money"),
)


def statement_workbook(statement: AccountStatement) -> io.BytesIO:
    """The statement as .xlsx, positioned at its start."""
    person = statement.account.person
    sheet = Sheet(
        str(statement.year),
        [OutColumn(str(heading), sort) for heading, sort in COLUMNS],
        _rows(statement),
        totals=[
            _t("Closing balance"),
            None,
            None,
            None,
            statement.paid_in,
            statement.paid_out,
            statement.closing,
            statement.closing_family,
            statement.closing + statement.closing_family,
        ],
        notes=[
            _t("Personal account of %(person)s, %(year)s")
            % {"person": f"{person.psn_name} {person.psn_no}", "year": statement.year},
        ],
    )
    content = io.BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content


def _rows(statement: AccountStatement) -> Iterator[list[Any]]:
    opening, family = statement.opening, statement.opening_family
    yield [None, _t("Opening balance"), None, None, None, None, opening, family, opening + family]
    for entry in statement.entries:
        yield [
            entry.day,
            entry.what,
            f"{entry.number} {entry.note}".strip(),
            entry.base,
            entry.paid_in,
            entry.paid_out,
            entry.own,
            entry.family,
            entry.balance,
        ]
