"""What comes to personal accounts by sheet: contribution bases, and entries from papers such as opening balances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from claims.models import AccountBatch, Cause, MovementKind
from claims.services.personal_accounts.prepare import finish
from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    in_scope,
    register_import,
    register_messages,
    unique_in_file,
)
from enrollment.spreadsheets import finding_people

from . import messages
from .legacy_balances import FIND

__all__ = ["AccountEntries", "ContributionBases", "messages"]

register_messages(
    {
        "amount_zero": gettext_noop("an amount is not zero"),
        "entry_sign": gettext_noop("this kind puts money in: the amount is positive"),
        "entry_taken_sign": gettext_noop("this kind takes money out: the amount is negative"),
        "entry_made": gettext_noop("this entry was made before with the amount %(amount)s"),
        "base_credited": gettext_noop("this month is credited already; its base stays"),
        "account_short": gettext_noop("the account holds %(held)s only"),
        "account_closed": gettext_noop("the account is closed"),
        "reference_needed": gettext_noop("give the number of the paper: only an opening balance has none"),
    }
)

_FOUND = (Column("person_id", "", "integer"), Column("county_id", "", "integer"))
_PERSON_CHECKS = (
    SetCheck("person_unknown", "psn_no", finding_people.UNKNOWN),
    SetCheck("person_conflict", "certno", finding_people.CONFLICT),
    in_scope("psn_no"),
)
_MONTH = "(s.month || '-01')::date"
CREDITED = f"""
    SELECT s.row_no, s.month, NULL::jsonb FROM {{staging}} s
    JOIN claims_contributionbase b ON b.person_id = s.person_id AND b.insutype = s.insutype AND b.month = {_MONTH}
    JOIN claims_personalaccount a ON a.person_id = s.person_id AND a.insutype = s.insutype
    JOIN claims_accountmovement m ON m.account_id = a.id AND m.pot = 'own' AND m.key = 'credit:' || s.month
    WHERE b.base <> s.base
"""


class _OfPeople(ImportResource):
    """A sheet with one person a row."""

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["psn_no"] is None and row["certno"] is None:
            yield RowFault(number, "psn_no", "person_missing")

    def prepare(self, staging: Staging) -> None:
        staging.execute(FIND)


class ContributionBases(_OfPeople):
    """What each person's month is credited on."""

    kind = "contribution_bases"
    title = _("Contribution bases")
    description = _(
        "Each person's contribution base of a month, from which the account's credit is reckoned."
    )
    sheet, sheet_label = "contribution_bases", _("Sheet of contribution bases")
    duty = "handle"
    shown = ("psn_no", "certno", "month", "base")
    columns = (
        *finding_people.COLUMNS,
        Column("insutype", _("Scheme"), "code", pattern=r"\d{3}", form="310", default="310"),
        Column("month", _("Month"), "month", required=True),
        Column("base", _("Contribution base"), "money", required=True),
    )
    derived = _FOUND
    checks = (
        *_PERSON_CHECKS,
        unique_in_file("person_id", "insutype", "month"),
        SetCheck("base_credited", "month", CREDITED),
    )
    merges = (
        Merge(
            "claims.ContributionBase",
            alias="b",
            key={"person_id": "s.person_id", "insutype": "s.insutype", "month": _MONTH},
            fields={"base": "s.base"},
        ),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "insutype": "310",
        "month": "2022-03",
        "base": "6500.00",
    }


_KINDS = (
    MovementKind.CARRIED,
    MovementKind.SUPPLEMENT,
    MovementKind.INJECTION,
    MovementKind.TAKEN_BACK,
    MovementKind.ADJUSTMENT,
)
# An opening balance is entered once; anything else once for each paper.
KEY = "CASE WHEN s.kind = '113' THEN 'opening' ELSE 'entry:' || s.kind || ':' || s.reference END"
_STORED = """
    LEFT JOIN claims_personalaccount a ON a.person_id = s.person_id AND a.insutype = s.insutype
"""
MADE = f"""
    SELECT s.row_no, s.amount::text, jsonb_build_object('amount', to_char(m.amount / 100.0, 'FM999999999990.00'))
    FROM {{staging}} s {_STORED}
    JOIN claims_accountmovement m ON m.account_id = a.id AND m.pot = 'own' AND m.key = {KEY}
    WHERE m.amount <> s.amount
"""
SHORT = f"""
    SELECT s.row_no, (s.amount / 100.0)::text,
           jsonb_build_object('held', to_char(coalesce(a.balance, 0) / 100.0, 'FM999999999990.00'))
    FROM {{staging}} s {_STORED} WHERE s.amount < 0 AND coalesce(a.balance, 0) + s.amount < 0
"""
CLOSED = f"""
    SELECT s.row_no, s.psn_no, NULL::jsonb FROM {{staging}} s {_STORED} WHERE a.closed_on IS NOT NULL
"""
LINES = f"""
    INSERT INTO claims_accountbatchline (batch_id, person_id, pot, kind, amount, day, key, psn_type, note)
    SELECT %(batch)s, s.person_id, 'own', s.kind, s.amount, s.day, {KEY}, '', coalesce(s.note, '')
    FROM {{staging}} s {_STORED}
    LEFT JOIN claims_accountmovement m ON m.account_id = a.id AND m.pot = 'own' AND m.key = {KEY}
    WHERE s.insutype = %(insutype)s AND m.id IS NULL
"""


class AccountEntries(_OfPeople):
    """A batch of entries that waits for a second person's review."""

    kind = "account_entries"
    title = _("Account entries")
    description = _(
        "Opening balances of personal accounts, and entries from papers. They count once a second person at the city"
        " reviewed the batch they make."
    )
    sheet, sheet_label = "account_entries", _("Sheet of account entries")
    duty = "handle"
    shown = ("psn_no", "certno", "kind", "amount")
    columns = (
        *finding_people.COLUMNS,
        Column("insutype", _("Scheme"), "code", pattern=r"\d{3}", form="310", default="310"),
        Column("kind", _("Kind"), "code", choices={kind.value: kind.label for kind in _KINDS},
               default=MovementKind.CARRIED.value),
        Column("amount", _("Amount"), "money", required=True, negative=True),
        Column("day", _("Day"), "date", required=True),
        Column("reference", _("Reference"), "code", max_length=40,
               help=_("Number of the paper; an opening balance needs none.")),
        Column("note", _("Note"), max_length=200),
    )  # fmt: skip
    derived = _FOUND
    checks = (
        *_PERSON_CHECKS,
        unique_in_file("person_id", "insutype", "kind", "reference"),
        SetCheck("entry_made", "amount", MADE),
        SetCheck("account_short", "amount", SHORT),
        SetCheck("account_closed", "psn_no", CLOSED),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "insutype": "310",
        "kind": "113",
        "amount": "1280.50",
        "day": "2021-12-31",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from super().row_checks(number, row)
        if row["amount"] == 0:
            yield RowFault(number, "amount", "amount_zero", "0")
        takes = row["kind"] == MovementKind.TAKEN_BACK
        if row["kind"] != MovementKind.ADJUSTMENT and (row["amount"] < 0) != takes:
            yield RowFault(number, "amount", "entry_taken_sign" if takes else "entry_sign")
        if row["kind"] == MovementKind.CARRIED:
            row["reference"] = "opening"
        elif row["reference"] is None:
            yield RowFault(number, "reference", "reference_needed")

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """One batch per scheme in the sheet; rows posted before are passed over."""
        schemes = staging.rows("SELECT DISTINCT insutype FROM {staging} s ORDER BY 1")
        for (insutype,) in schemes:
            batch = AccountBatch.unscoped.create(
                area=staging.run.agency.area,
                insutype=insutype,
                kind=Cause.ENTRY.value,
                period=f"{staging.run.uploaded_at:%Y-%m}",
                prepared_by=acting_user,
                import_run_id=staging.run.pk,
            )
            made = staging.execute(LINES, {"batch": batch.pk, "insutype": insutype})
            same = staging.rows(
                "SELECT count(*) FROM {staging} s WHERE insutype = %(insutype)s", {"insutype": insutype}
            )
            finish(batch, Counter(credited=same[0][0] - made))

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        if AccountBatch.unscoped.filter(import_run_id=run.pk, state__in=["posting", "posted"]).exists():
            yield DomainError(_("The entries are posted: put them right by entries of their own."))

    def undo(self, run: ImportRun) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM claims_accountbatchline l USING claims_accountbatch b"
                " WHERE b.id = l.batch_id AND b.import_run_id = %s",
                [run.pk],
            )
        AccountBatch.unscoped.filter(import_run_id=run.pk).update(state=AccountBatch.State.DISCARDED)


register_import(ContributionBases())
register_import(AccountEntries())
