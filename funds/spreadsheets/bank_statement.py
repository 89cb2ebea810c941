"""The bank's statement of the fund's accounts: lines in the bank's order, the oldest first, and their balances proved.

A line is found again by its serial number and never changed. The first new line of an account starts from its last
stored balance, every further one from the line above; from the first that does not, nothing is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from funds.models import BankLine, BankMatch

register_messages(
    {
        "bank_account_unknown": _noop("no account of the fund with this number is in force"),
        "bank_line_zero": _noop("a line moves something"),
        "bank_line_differs": _noop("this line was imported before with another day, amount or balance"),
        "bank_line_elsewhere": _noop("this account belongs to another agency"),
        "bank_chain_broken": _noop(
            "the balance does not follow from the line before: it should be %(expected)s; a line is missing, wrong or "
            "out of order"
        ),
        "bank_chain_after": _noop("it comes after a line of this account whose balance does not follow"),
    }
)

DIRECTIONS = {"in": _("In"), "out": _("Out")}
_MOVED = "CASE WHEN s.direction = 'in' THEN s.amount ELSE -s.amount END"
_STORED = "JOIN funds_bankline l ON l.bank_id = s.bank_id AND l.serial = s.serial"
_LAST = """LEFT JOIN LATERAL (SELECT balance, n FROM funds_bankline l WHERE l.bank_id = b.id
    ORDER BY n DESC LIMIT 1) last ON true"""
_FRESH = f"""
    SELECT s.row_no, s.bank_id, s.balance, {_MOVED} AS moved,
        coalesce(lag(s.balance) OVER of_account, last.balance, b.opening) AS before,
        coalesce(last.n, 0) + row_number() OVER of_account AS n
    FROM {{staging}} s JOIN funds_bankaccount b ON b.id = s.bank_id {_LAST}
    WHERE NOT EXISTS (SELECT FROM funds_bankline l WHERE l.bank_id = s.bank_id AND l.serial = s.serial)
    WINDOW of_account AS (PARTITION BY s.bank_id ORDER BY s.row_no)
"""
_BROKEN = f"""
    WITH fresh AS ({_FRESH}), broken AS (
        SELECT bank_id, min(row_no) AS first FROM fresh WHERE balance <> before + moved GROUP BY bank_id
    )
"""
_FIRST_BROKEN = f"""
    {_BROKEN} SELECT row_no, to_char(balance / 100.0, 'FM999999999990.00'), jsonb_build_object('expected',
        to_char((before + moved) / 100.0, 'FM999999999990.00'))
    FROM fresh JOIN broken USING (bank_id) WHERE row_no = first
"""
_AFTER_IT = f"""
    {_BROKEN} SELECT row_no, to_char(balance / 100.0, 'FM999999999990.00'), NULL::jsonb
    FROM fresh JOIN broken USING (bank_id) WHERE row_no > first
"""
_DIFFERS = f"""
    SELECT s.row_no, s.serial, NULL::jsonb FROM {{staging}} s {_STORED}
    WHERE (l.day, l.received - l.paid, l.balance) IS DISTINCT FROM (s.day, {_MOVED}, s.balance)
"""
_UNKNOWN = "SELECT s.row_no, s.account_no, NULL::jsonb FROM {staging} s WHERE s.bank_id IS NULL"
# Accounts are seen only under a scope, which lookups do not open.
_FIND_ACCOUNTS = """
    UPDATE {staging} s SET bank_id = b.id FROM funds_bankaccount b
    WHERE b.account_no = s.account_no AND b.approved_by_id IS NOT NULL
"""
_ELSEWHERE = """
    SELECT s.row_no, s.account_no, NULL::jsonb FROM {staging} s JOIN funds_bankaccount b ON b.id = s.bank_id
    JOIN funds_fundaccount f ON f.id = b.fund_account_id
    WHERE NOT %(everything)s AND f.agency_id <> ALL(%(counties)s::bigint[])
"""


class LinesNeeded(DomainError):
    """Later lines of the account start from the import's."""


class BankStatement(ImportResource):
    """Lines of one or several accounts."""

    kind = "bank_statement"
    title = _("Bank statement of the fund's accounts")
    description = _("The bank's lines in its own order, the oldest first, each with the balance after it.")
    sheet, sheet_label = "statement", _("Bank statement")
    duty = "finance"
    shown = ("account_no", "day", "amount", "balance")
    columns = (
        Column("account_no", _("Account number"), "code", required=True, max_length=34),
        Column("day", _("Day"), "date", required=True),
        Column("serial", _("Bank serial number"), "code", required=True, max_length=60),
        Column("direction", _("In or out"), "code", required=True, choices=DIRECTIONS),
        Column("amount", _("Amount"), "money", required=True),
        Column("balance", _("Balance"), "money", required=True, negative=True),
        Column("counterparty", _("Counterparty"), max_length=120),
        Column("purpose", _("Purpose"), max_length=200),
    )
    derived = (
        Column("bank_id", "", "integer"),
        Column("before", "", "money"),
        Column("n", "", "integer"),
    )
    checks = (
        unique_in_file("serial", "account_no"),
        SetCheck("bank_account_unknown", "account_no", _UNKNOWN),
        SetCheck("bank_line_elsewhere", "account_no", _ELSEWHERE),
        SetCheck("bank_line_differs", "serial", _DIFFERS),
        SetCheck("bank_chain_broken", "balance", _FIRST_BROKEN),
        SetCheck("bank_chain_after", "balance", _AFTER_IT),
    )
    merges = (
        Merge(
            "funds.BankLine",
            alias="l",
            key={"bank_id": "s.bank_id", "serial": "s.serial"},
            on_insert={
                "n": "s.n",
                "day": "s.day",
                "received": "CASE WHEN s.direction = 'in' THEN s.amount ELSE 0 END",
                "paid": "CASE WHEN s.direction = 'out' THEN s.amount ELSE 0 END",
                "before": "s.before",
                "balance": "s.balance",
                "counterparty": "s.counterparty",
                "purpose": "s.purpose",
            },
        ),
    )
    example = {
        "account_no": "8990100000000003",
        "day": "2022-03-11",
        "serial": "0000001",
        "direction": "in",
        "amount": "105000.00",
        "balance": "1105000.00",
        "counterparty": "国库",
        "purpose": "3月上旬保费划转",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["amount"] == 0:
            yield RowFault(number, "amount", "bank_line_zero", "0")

    def prepare(self, staging: Staging) -> None:
        staging.execute(_FIND_ACCOUNTS)
        staging.execute(
            f"UPDATE {{staging}} s SET before = f.before, n = f.n FROM ({_FRESH}) f WHERE f.row_no = s.row_no"
        )

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        later = BankLine.objects.filter(bank=OuterRef("bank"), n__gt=OuterRef("n")).exclude(
            import_run_id=run.pk
        )
        if BankLine.objects.filter(Exists(later), import_run_id=run.pk).exists():
            yield LinesNeeded(_("Later lines of the account start from its balances: withdraw those first."))
        yield from super().blockers(run)

    def undo(self, run: ImportRun) -> None:
        lines = BankMatch.objects.filter(line__import_run_id=run.pk)
        groups = lines.values_list("fund_account", "group")
        for account, group in set(groups):
            BankMatch.objects.filter(fund_account=account, group=group).delete()
        super().undo(run)


register_import(BankStatement())
