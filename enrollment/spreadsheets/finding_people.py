"""Whom a row means: by person number, or by certificate where that is empty. For sheets with one person a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets import certificates
from config.spreadsheets.checks import SetCheck, in_scope
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages

register_messages(
    {
        "member_missing": _noop("give the person number or the certificate number"),
        "member_unknown": _noop("nobody is registered with this number"),
        "member_conflict": _noop("the person number and the certificate belong to different people"),
    }
)

COLUMNS = (
    Column("psn_no", _("Person number"), "code", max_length=30, help=_("Either this or the certificate.")),
    Column("psn_cert_type", _("Certificate type"), "code", default="01", max_length=6),
    Column("certno", _("Certificate number"), "certno", max_length=50),
)
FOUND = (Column("person_id", "", "integer"), Column("person_county_id", "", "integer"))


def find_people(**filled: str) -> str:
    """The statement that finds each row's person, merged ones as whom they were merged into: fills ``person_id``,
    and each column named here with that column of the person."""
    columns = "".join(f", {column} = f.{of_person}" for column, of_person in filled.items())
    return f"""
        UPDATE {{staging}} s SET person_id = f.id{columns}
        FROM (
            SELECT s.row_no, p.*
            FROM {{staging}} s
            LEFT JOIN enrollment_person n ON n.psn_no = s.psn_no
            LEFT JOIN enrollment_person m ON s.psn_no IS NULL AND m.psn_cert_type = s.psn_cert_type
                                         AND m.certno = s.certno
            JOIN enrollment_person p ON p.id = coalesce(n.canonical_id, n.id, m.canonical_id, m.id)
        ) f WHERE f.row_no = s.row_no
    """


FIND = find_people(person_county_id="county_id")
UNKNOWN = (
    "SELECT s.row_no, coalesce(s.psn_no, s.certno), NULL::jsonb FROM {staging} s WHERE s.person_id IS NULL"
)
CONFLICT = """
    SELECT s.row_no, s.certno, NULL::jsonb FROM {staging} s JOIN enrollment_person p ON p.psn_no = s.psn_no
    WHERE s.certno IS NOT NULL AND (p.psn_cert_type, p.certno) <> (s.psn_cert_type, s.certno)
"""
CHECKS = (
    SetCheck("member_unknown", "psn_no", UNKNOWN),
    SetCheck("member_conflict", "certno", CONFLICT),
    in_scope("psn_no", "person_county_id"),
)


def row_faults(number: int, row: dict[str, Any]) -> Iterable[RowFault]:
    """Nobody named, or an identity-card number whose check digit is wrong."""
    if row["psn_no"] is None and row["certno"] is None:
        yield RowFault(number, "psn_no", "member_missing")
    elif row["certno"] is not None and row["psn_cert_type"] == certificates.RESIDENT_CARD:
        fault = certificates.resident_number_fault(row["certno"])
        if fault is not None:
            yield RowFault(number, "certno", fault[0], row["certno"], fault[1])
