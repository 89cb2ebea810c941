"""The sheet of audited balances from before pooling: a row for each scheme and part, of one county (NB-18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.resources import ImportResource, Staging, register_import
from funds.models import Held
from funds.services.openings.agree import enter_opening
from institutions.models import User

register_messages(
    {
        "opening_not_here": _noop("a county enters its own balances"),
        "opening_agreed": _noop("this balance is checked already; have it sent back first"),
        "opening_no_book": _noop("no book of this scheme is kept here"),
        "opening_several_papers": _noop("one balance has one audit report: row %(row)s names another"),
        "opening_below_zero": _noop("no part is below zero"),
    }
)

_NOT_HERE = """
    SELECT s.row_no, s.insutype, NULL::jsonb FROM {staging} s
    WHERE NOT EXISTS (SELECT FROM institutions_agency a WHERE a.id = %(agency)s AND a.level = 'county')
"""
_AGREED = """
    SELECT s.row_no, s.insutype, NULL::jsonb FROM {staging} s
    JOIN funds_opening o ON o.county_id = %(agency)s AND o.insutype = s.insutype AND o.state <> 'entered'
"""
_NO_BOOK = """
    SELECT s.row_no, s.insutype, NULL::jsonb FROM {staging} s WHERE NOT EXISTS (
        SELECT FROM funds_book b JOIN institutions_agency a ON a.id = %(agency)s AND a.area_id = b.area_id
        WHERE b.insutype = s.insutype)
"""
_SEVERAL = """
    SELECT s.row_no, s.paper, jsonb_build_object('row', first.row_no) FROM {staging} s
    JOIN LATERAL (SELECT row_no, paper FROM {staging} f WHERE f.insutype = s.insutype ORDER BY row_no LIMIT 1) first
        ON first.paper <> s.paper
"""


class OpeningBalances(ImportResource):
    """What a county's audit reports say."""

    kind = "opening_balances"
    title = _("Audited balances from before pooling")
    description = _(
        "The parts of your county's audited balances, scheme by scheme. A balance in the sheet replaces what was "
        "entered of it before; a second person then checks it with the audit report."
    )
    sheet, sheet_label = "opening_balances", _("Sheet of audited balances")
    duty = "finance"
    shown = ("insutype", "held", "amount")
    columns = (
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("paper", _("Audit report"), required=True, max_length=120),
        Column("held", _("Item"), "code", required=True, choices=dict(Held.choices)),
        Column("amount", _("Amount"), "money", required=True),
    )
    checks = (
        unique_in_file("insutype", "held"),
        SetCheck("opening_not_here", "insutype", _NOT_HERE),
        SetCheck("opening_agreed", "insutype", _AGREED),
        SetCheck("opening_no_book", "insutype", _NO_BOOK),
        SetCheck("opening_several_papers", "paper", _SEVERAL),
    )
    example = {
        "insutype": "390",
        "paper": "审社〔2022〕1号",
        "held": "fiscal_special_account",
        "amount": "12500000.00",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["amount"] < 0:
            yield RowFault(number, "amount", "opening_below_zero", str(row["amount"]))

    def apply_rows(self, staging: Staging, acting_user: User) -> None:
        papers: dict[str, str] = {}
        lines: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for insutype, paper, held, fen in staging.rows(
            "SELECT insutype, paper, held, amount FROM {staging} ORDER BY row_no"
        ):
            papers[insutype] = paper
            lines[insutype][held] = from_fen(fen)
        for insutype, parts in lines.items():
            enter_opening(
                county=staging.run.agency, insutype=insutype, paper=papers[insutype], lines=parts,
                acting_user=acting_user,
            )  # fmt: skip

    def result_url(self, run: ImportRun) -> str | None:
        return reverse("funds:openings")

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("Bring a corrected sheet instead: it replaces what was entered before."))


register_import(OpeningBalances())
