"""The sheet of a unit's plan for the next months: one row a month, scheme and kind of spending (NB-16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import Scope
from config.spreadsheets import merging
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.resources import PREVIEW_ROWS, ImportResource, register_import
from config.spreadsheets.staging import Staging
from funds.models import RoundLine, RoundStep
from funds.reads.rounds import KINDS, Key, schemes_of
from funds.rules import rounds as rules
from funds.services.rounds.papers import Written, save_lines
from institutions.models import User

register_messages(
    {
        "plan_no_round": _noop("no round is open for this month: open it first"),
        "plan_handed_in": _noop("the plan of this month is “%(state)s”: it is changed no more"),
        "plan_scheme": _noop("the unit has no books of this scheme"),
    }
)
# The chart's words for the roles, so that a sheet may say either.
KIND_WORDS = {
    "benefit_expense": _("Benefits"),
    "personal_account_expense": _("Spending of personal accounts"),
    "maternity_expense": _("Maternity benefits"),
    "serious_illness_expense": _("Serious-illness insurance"),
    "transfer_expense": _("Transfers out"),
    "insurer_receivable": _("Due from the serious-illness insurer"),
    "aid_receivable": _("Due from medical aid"),
    "other_fund_receivable": _("Due from other funds"),
    "hospital_prepayment": _("Working capital lent to institutions"),
    "supplier_prepayment": _("Paid to suppliers for institutions"),
}


class Planned(NamedTuple):
    """A staged row; ``amount`` in fen."""

    row_no: int
    month: str
    insutype: str
    kind: str
    amount: int
    note: str

    @property
    def key(self) -> Key:
        return self.insutype, self.kind

    @property
    def written(self) -> Written:
        return Written(from_fen(self.amount), self.note)


def _rows(staging: Staging) -> list[Planned]:
    found = staging.rows("SELECT row_no, month, insutype, kind, amount, note FROM {staging} ORDER BY row_no")
    return [Planned(*row[:-1], note=row[-1] or "") for row in found]


def _steps(run: ImportRun, rows: Iterable[Planned]) -> dict[str, RoundStep]:
    """The plan of the uploader's unit, by month as the sheet writes it."""
    months = {row.month for row in rows}
    steps = RoundStep.objects.filter(
        step=rules.COUNTY_PLAN,
        unit=run.agency.county_id or run.agency_id,
        round__month__in=[Month.parse(month).first for month in months],
    ).select_related("round__area", "unit__area")
    return {str(Month.of(step.round.month)): step for step in steps}


class PlanCheck(SetCheck):
    """Each row's round is open, its plan not handed in, its scheme one of the unit's."""

    def faults(self, staging: Staging, scope: Scope) -> Iterator[RowFault]:
        rows = _rows(staging)
        steps = _steps(staging.run, rows)
        schemes = {step.unit_id: schemes_of(step.unit) for step in steps.values()}
        for row in rows:
            step = steps.get(row.month)
            if step is None:
                yield RowFault(row.row_no, "month", "plan_no_round", row.month)
            elif rules.after(step.step, rules.SUBMIT, step.state) is None:
                state = {"state": str(step.get_state_display())}
                yield RowFault(row.row_no, "month", "plan_handed_in", row.month, state)
            elif row.insutype not in schemes[step.unit_id]:
                yield RowFault(row.row_no, "insutype", "plan_scheme", row.insutype)


class UnitPlans(ImportResource):
    """A unit's plan of the money it needs."""

    kind = "unit_plan"
    title = _("Plan of the unit")
    description = _(
        "What the unit needs in a month by scheme and kind of spending; rows that are not in the sheet stay as they "
        "are filled in from the books. The plan is then handed in on its page."
    )
    sheet, sheet_label = "unit_plan", _("Plan of the unit")
    duty = "finance"
    shown = ("month", "insutype", "kind", "amount")
    columns = (
        Column("month", _("Month"), "month", required=True),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"[0-9]{3}", form="390"),
        Column("kind", _("Kind of spending"), "code", required=True, choices=KIND_WORDS),
        Column("amount", _("Amount"), "money", required=True),
        Column("note", _("Note"), max_length=200),
    )
    checks = (unique_in_file("month", "insutype", "kind"), PlanCheck("plan_no_round", "month", ""))
    example = {
        "month": "2020-05",
        "insutype": "390",
        "kind": "benefit_expense",
        "amount": "1250000.00",
        "note": "",
    }

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        rows = _rows(staging)
        new = [row for row in rows if not _stands(row, _steps(staging.run, rows))]
        first = [
            {
                "row": row.row_no,
                "action": merging.ACTIONS[merging.NEW],
                "shown": {
                    "month": row.month, "insutype": row.insutype, "kind": row.kind,
                    "amount": f"{from_fen(row.amount):,.2f}",
                },
                "changes": [],
            }
            for row in new[:PREVIEW_ROWS]
        ]  # fmt: skip
        return {merging.NEW: len(new), merging.SAME: len(rows) - len(new), merging.CHANGED: 0}, first

    def apply_rows(self, staging: Staging, acting_user: User) -> None:
        rows = _rows(staging)
        for month, step in _steps(staging.run, rows).items():
            lines = {row.key: row.written for row in rows if row.month == month}
            save_lines(step=step, lines=lines, acting_user=acting_user)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("What a plan holds is changed on its page, until it is handed in."))


def _stands(row: Planned, steps: dict[str, RoundStep]) -> bool:
    step = steps.get(row.month)
    line = RoundLine.objects.filter(step=step, insutype=row.insutype, kind=row.kind).first() if step else None
    return line is not None and (to_fen(line.amount), line.note) == (row.amount, row.note)


assert set(KIND_WORDS) == set(KINDS)  # noqa: S101 - a kind added to plans is added to the sheet
register_import(UnitPlans())
