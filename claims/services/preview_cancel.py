"""What a cancel would change of the bills after it, before anybody decides on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claims.models import Bill, Redo, Settlement
from claims.redoing import why
from config.money import from_fen
from config.scoping import system_scope

from .redo_plans import plan_redo


@dataclass(frozen=True)
class ChangedBill:
    """A later bill as it is and as it would be, yuan; ``bill`` is None for one the reader may not see."""

    bill: Bill | None
    fund_before: Any
    fund_after: Any
    fund_difference: Any
    person_difference: Any
    why: list[str]


@dataclass
class CancelPreview:
    """The bills a redo would change once ``settlement`` is cancelled, and what that comes to; ``waiting`` when a
    redo of the year is undecided, which then becomes part of this one."""

    changed: list[ChangedBill] = field(default_factory=list)
    waiting: bool = False

    @property
    def fund_difference(self) -> Any:
        return sum(one.fund_difference for one in self.changed)

    @property
    def person_difference(self) -> Any:
        return sum(one.person_difference for one in self.changed)


def preview_cancel(settlement: Settlement) -> CancelPreview:
    """Reckon the year without the bill. What belongs to other places is told as a sum, not by name."""
    with system_scope():
        planned = plan_redo(
            person_id=settlement.person_id,
            insutype=settlement.insutype,
            year=settlement.policy_date.year,
            without={settlement.bill_id},
        )
    plan = planned.plan
    bills = Bill.objects.select_related("institution").in_bulk([one.bill_id for one in plan.changed])
    preview = CancelPreview(waiting=_has_draft(settlement))
    for one in plan.changed:
        bill = bills.get(one.bill_id)
        preview.changed.append(
            ChangedBill(
                bill,
                from_fen(one.stands.amount("fund_pay_sumamt")),
                from_fen(one.counts.amount("fund_pay_sumamt")),
                from_fen(one.difference("fund_pay_sumamt")),
                from_fen(one.difference("psn_part_amt")),
                [] if bill is None else why([(r.code, *r.names) for r in plan.reasons(one)]),
            )
        )
    return preview


def _has_draft(settlement: Settlement) -> bool:
    drafts = Redo.unscoped.filter(
        person=settlement.person_id,
        insutype=settlement.insutype,
        year=settlement.policy_date.year,
        state=Redo.State.DRAFT,
    )
    with system_scope():
        return bool(drafts.exists())
