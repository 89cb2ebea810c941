"""Which payer a row means, by its number. Not by a lookup: payers are shown only within a scope."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.checks import SetCheck, in_scope
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages

register_messages({"payer_unknown": _noop("no payer is registered with this number")})

FOUND = (Column("payer_id", "", "integer"), Column("payer_county_id", "", "integer"))
FIND = """
    UPDATE {staging} s SET payer_id = p.id, payer_county_id = p.county_id
    FROM enrollment_payer p WHERE p.emp_no = s.emp_no
"""
CHECKS = (
    SetCheck(
        "payer_unknown",
        "emp_no",
        "SELECT s.row_no, s.emp_no, NULL::jsonb FROM {staging} s WHERE s.payer_id IS NULL",
    ),
    in_scope("emp_no", "payer_county_id"),
)
