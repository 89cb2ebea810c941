"""What can be wrong with a file, a cell or a row: codes here, words in the reader's language.

A fault is stored as ``code`` and ``params``; :func:`message` makes the sentence when somebody reads it.
An app adds its own sentences with :func:`register_messages` where it declares its resource.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")

ERROR = "error"
WARNING = "warning"

_MESSAGES: dict[str, str] = {
    # The file is refused as a whole.
    "not_a_workbook": _noop("This is not an .xlsx workbook or a .csv file. Save it as .xlsx and upload it again."),
    "legacy_xls": _noop("This is an old .xls workbook. Open it and save it as .xlsx, then upload it again."),
    "other_format": _noop("This is a %(format)s file. Open it and save it as .xlsx, then upload it again."),
    "macro_file": _noop("The workbook contains macros (%(part)s). Save it as .xlsx without macros."),
    "encrypted": _noop("The workbook is protected by a password. Remove the password and upload it again."),
    "zip_bomb": _noop("The workbook unpacks to more than is allowed (%(part)s). Copy the rows into a new workbook."),
    "zip_entries": _noop("The workbook has %(count)s parts, more than the %(limit)s allowed. Copy the rows into a new workbook."),
    "zip_path": _noop("The workbook contains a part with an unsafe name (%(part)s)."),
    "broken_workbook": _noop("The workbook is damaged (%(detail)s). Open it, save it again and upload the new file."),
    "date_1904": _noop("The workbook counts its dates from 1904, which shifts every date by four years. Switch off “Use 1904 date system” in its options, check the dates and save it again."),
    "too_wide": _noop("Cell %(cell)s is beyond column %(limit)s. Delete everything to the right of the table."),
    "missing_sheet": _noop("There is no sheet named “%(expected)s”. The workbook has: %(found)s."),
    "empty_sheet": _noop("The sheet “%(sheet)s” is empty."),
    "no_rows": _noop("There are no rows below the header."),
    "wrong_header": _noop("Row 1 is not the expected header. %(problems)s Expected columns: %(expected)s."),
    "header_not_first": _noop("The header is in row %(row)s; it must be in row 1. Delete the rows above it."),
    "too_many_rows": _noop("There are more than %(limit)s rows. Split the file, or upload it as .csv."),
    "too_many_rows_csv": _noop("There are more than %(limit)s rows. Split the file."),
    "file_too_large": _noop("The file has %(size)s MB; %(limit)s MB are allowed."),
    "empty_file": _noop("The file is empty."),
    "csv_binary": _noop("This .csv file is not text. Save it as “CSV UTF-8 (comma delimited)”."),
    "csv_encoding": _noop("The text of this .csv file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8 (comma delimited)”."),
    "csv_broken": _noop("The .csv file cannot be read at row %(row)s (%(detail)s). Look for an unclosed quotation mark."),
    "same_file": _noop("The same file was imported on %(date)s by %(user)s (import %(run)s). Nothing will change."),
    "all_or_nothing": _noop("%(bad)s rows are wrong and all or nothing was asked for: nothing was imported."),
    # A header's problems, joined into wrong_header.
    "header_missing": _noop("Missing: %(columns)s."),
    "header_unknown": _noop("Unknown: %(columns)s."),
    "header_duplicate": _noop("Twice: %(columns)s."),
    # The row is refused.
    "required": _noop("must not be empty"),
    "cell_error": _noop("the cell holds a formula error"),
    "too_long": _noop("longer than %(limit)s characters"),
    "not_a_code": _noop("not one of: %(choices)s"),
    "bad_pattern": _noop("does not have the form %(form)s"),
    "digits_lost": _noop("Excel kept only 15 digits of this number. Format the column as text and enter it again"),
    "not_text": _noop("not a text"),
    "not_a_number": _noop("not a number"),
    "not_whole": _noop("not a whole number"),
    "not_an_amount": _noop("not an amount in yuan"),
    "amount_decimals": _noop("an amount has at most two decimals"),
    "amount_negative": _noop("a negative amount without a cancel flag"),
    "number_negative": _noop("must not be negative"),
    "amount_too_large": _noop("larger than any amount that can be right"),
    "decimals": _noop("more than %(limit)s decimals"),
    "not_a_date": _noop("not a date; write it as 2020-03-05"),
    "not_a_datetime": _noop("not a time; write it as 2020-03-05 08:30:00"),
    "not_a_month": _noop("not a month; write it as 2020-03"),
    "date_range": _noop("the year is outside 1850 to 2200"),
    "not_a_flag": _noop("not yes or no; write 1 or 0"),
    "certno_length": _noop("an identity-card number has 18 characters"),
    "certno_form": _noop("an identity-card number is 17 digits and a digit or X"),
    "certno_birth": _noop("the birth date in the identity-card number does not exist"),
    "certno_check": _noop("the check digit of the identity-card number is wrong; it should be %(expected)s"),
    "certno_region": _noop("the identity-card number begins with an unknown province code %(region)s"),
    # Checks over the whole file and against what is stored.
    "duplicate_in_file": _noop("the same %(columns)s as in row %(first)s"),
    "unknown_reference": _noop("there is no such %(what)s"),
    "out_of_scope": _noop("this belongs to another county; you may import only your own"),
    "end_before_begin": _noop("ends before it begins"),
}  # fmt: skip


def register_messages(messages: Mapping[str, str]) -> None:
    """Add sentences by code (msgids marked with ``gettext_noop``, named placeholders); a code is given once."""
    for code, msgid in messages.items():
        if _MESSAGES.get(code, msgid) != msgid:
            raise ValueError(f"the fault code {code!r} already has another message")
        _MESSAGES[code] = msgid


def is_known(code: str) -> bool:
    return code in _MESSAGES


def message(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for a stored fault in the active language; an unknown code shows itself."""
    if code == "wrong_header":
        params = {**params, "problems": _header_problems(params)}
    msgid = _MESSAGES.get(code)
    return gettext(msgid) % params if msgid else code


def _header_problems(params: Mapping[str, Any]) -> str:
    parts = [
        message(f"header_{sort}", {"columns": "、".join(params[sort])})
        for sort in ("missing", "unknown", "duplicate")
        if params.get(sort)
    ]
    return " ".join(parts)


class FileFault(Exception):
    """The file cannot be imported at all; ``str()`` says why in the active language."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return message(self.code, self.params)


class CellFault(Exception):
    """One cell does not hold what its column is for."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return message(self.code, self.params)


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row. ``row`` is the number the sheet shows; a warning does not refuse the row."""

    row: int
    column: str
    code: str
    value: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    level: str = ERROR

    def __str__(self) -> str:
        return message(self.code, self.params)


def storable(value: Any) -> Any:
    """A value or params as a row keeps them: numbers, texts, and lists and mappings of these.

    Text is as the file has it, but for what PostgreSQL keeps in none: NUL and halves of pairs.
    """
    if isinstance(value, int):
        return value
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    if isinstance(value, Mapping):
        return {key: storable(one) for key, one in value.items()}
    return _NOT_STORABLE.sub("\ufffd", str(value))
