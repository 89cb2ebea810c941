"""A redo as its page shows it: each bill before and after, why, where it is booked, and both reckonings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from claims.explaining import Explained
from claims.models import ENGINE_VERSION, Bill, Redo, RedoLine, Settlement
from claims.redoing import why
from claims.waiting import describe
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope

from .clearing_months import open_month
from .explain_settlement import explain_settlement
from .redo_booking import as_settlement
from .redo_drafts import is_outdated
from .redo_plans import Planned, plan_redo


@dataclass
class ShownLine:
    """One bill of a redo, ready to show; amounts in yuan, ``month`` where the new row counts."""

    line: RedoLine
    why: list[str]
    kept: str = ""
    visible: bool = True
    month: dt.date | None = None
    same_month: bool = True
    parts: list[tuple[Any, Any]] = field(default_factory=list)
    before: list[Explained] = field(default_factory=list)
    after: list[Explained] = field(default_factory=list)

    @property
    def fund_difference(self) -> Any:
        return self.line.fund_after - self.line.fund_before

    @property
    def person_difference(self) -> Any:
        return self.line.person_after - self.line.person_before


@dataclass
class ShownRedo:
    """A redo's lines; ``outdated`` when reckoned now a draft would book something else than it says."""

    lines: list[ShownLine]
    outdated: bool = False


def shown_redo(redo: Redo) -> ShownRedo:
    """What to show of a redo that the reader may see; a draft is reckoned again for its second explanation."""
    seen = set(Bill.objects.filter(pk__in=redo.lines.values("bill")).values_list("pk", flat=True))
    # The year is one whole, also where some of its bills were insured in another county of the area.
    with system_scope():
        planned = None
        if redo.state == Redo.State.DRAFT:
            planned = plan_redo(person_id=redo.person_id, insutype=redo.insutype, year=redo.year)
        outdated = planned is not None and is_outdated(redo, planned)
        lines = RedoLine.unscoped.filter(redo=redo).order_by("number")
        related = lines.select_related(
            "bill__institution", "before__policy_version", "before__insu_county__area", "after__insu_county__area"
        )  # fmt: skip
        shown = [_shown(line, None if outdated else planned) for line in related]
    for one in shown:
        one.visible = one.line.bill_id in seen
    return ShownRedo(shown, outdated)


def _shown(line: RedoLine, planned: Planned | None) -> ShownLine:
    shown = ShownLine(line, why(line.reasons))
    if line.problem:
        shown.kept = describe(line.problem, line.problem_params)
        return shown
    shown.parts = [(label, from_fen(fen)) for label, fen in line.differences()]
    shown.before = _explained(line.before)
    after = line.after
    if after is not None:
        shown.month, shown.same_month = after.clr_month, not line.before.is_current
    elif planned is not None and line.bill_id in planned.decided:
        after = as_settlement(planned.decided[line.bill_id], line.bill)
        shown.month = _month(line.before)
        shown.same_month = shown.month == line.before.clr_month
    if after is not None:
        shown.after = _explained(after)
    return shown


def _explained(settlement: Settlement) -> list[Explained]:
    """Nothing for a settlement of an earlier release: only that release can explain it."""
    if settlement.engine_version != ENGINE_VERSION:
        return []
    return explain_settlement(settlement)


def _month(stood: Settlement) -> dt.date:
    month = open_month(
        area_id=stood.insu_county.area_id, insutype=stood.insutype, month=Month.of(stood.clr_month)
    )
    return month.first


def chain_of(bill: Bill) -> list[dict[str, Any]]:
    """A bill's settlements in the order in which they were made, each with what it is to the bill."""
    found = (
        Settlement.objects.filter(person=bill.person_id, bill=bill)
        .select_related("policy_version__document", "insu_county__area")
        .order_by("pk")
    )
    rows = list(found)
    replaced = {row.replaces_id for row in rows if row.replaces_id}
    redos = {
        line.after_id: line.redo
        for line in RedoLine.objects.filter(after__in=[row.pk for row in rows]).select_related("redo")
    }
    return [{"row": row, "role": _role(row, replaced), "redo": redos.get(row.pk)} for row in rows]


def _role(row: Settlement, replaced: set[int]) -> str:
    if row.refd_setl_flag:
        return "redone" if row.negates_id in replaced else "cancel"
    if not row.is_current:
        return "superseded"
    return "negated" if row.negated else "stands"
