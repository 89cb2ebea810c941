"""What a clearing refuses, and why a step failed: codes in the row, words when somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError


class ClearingRefused(DomainError):
    """The clearing's state, or somebody else's work on it, forbids the act."""


# How many rows a fault names; the count says how many there are.
MOST_ROWS_NAMED = 20

MESSAGES = {
    "bills_waiting": _noop(
        "%(count)s bills of the month wait to be settled: %(rows)s. Mend or withdraw them, then start again."
    ),
    "deductions_unreviewed": _noop(
        "%(count)s deductions of the month wait for review: %(rows)s. Review or withdraw them, then start again."
    ),
    "sums_doubled": _noop(
        "%(count)s institutions have a sum of their own beside that of the consortium they joined since: %(rows)s. "
        "Adjust one of the two budgets to nothing, or take them out of the consortium, then start again."
    ),
    "changed_since_review": _noop(
        "The month's settlements are not those that were reviewed (bills %(reviewed)s, now %(now)s). "
        "Send the clearing back and start it again."
    ),
    "no_payee_account": _noop(
        "%(count)s institutions have no approved account to be paid to: %(rows)s. Have one approved, then go on."
    ),
    "no_agency_account": _noop("%(agency)s has no expenditure account on file. Enter it, then go on."),
    "cash_short": _noop(
        "%(unit)s is short by %(short)s yuan: after the net transfers the month needs %(needed)s of its expenditure "
        "account, which has %(free)s free. Book the appropriation and the transfer to it, then go on."
    ),
    "refused": _noop("%(message)s"),
    "worker_lost": _noop(
        "The worker died %(count)s times while doing this step. Go on once more; if it fails again, tell support."
    ),
    "unexpected": _noop("An unexpected error stopped the step. Give the reference %(reference)s to support."),
}


class StepFault(DomainError):
    """Why a unit's step cannot be done; ``code`` and ``params`` are kept on the step's row (plain JSON)."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(MESSAGES[code], **params)
        self.code = code

    def __str__(self) -> str:
        return fault_text(self.code, self.params)


def rows_named(rows: list[str], count: int | None = None) -> dict[str, Any]:
    """``count`` and ``rows`` of a fault: the first rows by name, the number of all."""
    return {"count": len(rows) if count is None else count, "rows": rows[:MOST_ROWS_NAMED]}


def fault_text(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for a stored fault in the active language; empty without a fault."""
    if not code:
        return ""
    shown = dict(params)
    if isinstance(shown.get("rows"), list):
        more = "…" if shown.get("count", 0) > len(shown["rows"]) else ""
        shown["rows"] = "、".join(shown["rows"]) + more
    msgid = MESSAGES.get(code)
    return gettext(msgid) % shown if msgid else code
