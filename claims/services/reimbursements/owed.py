"""What a settlement of a bill that the person paid themselves owes them, by fund part."""

from __future__ import annotations

from collections.abc import Iterable

from claims.models import ACCOUNT_PART, FUND_PARTS, ReportedSettlement, Settlement
from claims.rules.reimbursements import laid_out
from config.money import to_fen


def owed_for(settlement: Settlement) -> dict[str, int]:
    """Fen by part: the funds' parts, and the personal account's part where the till did not take it itself.

    A bill settled at a counter takes the account's part from the account like any other bill; the person paid that in
    cash too, so it is theirs in cash. A sender who reports that the till took it has said that they did not.
    """
    parts = {part: to_fen(getattr(settlement, part)) for part in (*FUND_PARTS, ACCOUNT_PART)}
    if not parts[ACCOUNT_PART]:
        return laid_out(parts, account=ACCOUNT_PART, taken_at_till=0)
    reported = ReportedSettlement.unscoped.filter(bill=settlement.bill_id, refd_setl_flag=False).first()
    taken = to_fen(reported.acct_pay) if reported is not None and reported.acct_pay is not None else 0
    return laid_out(parts, account=ACCOUNT_PART, taken_at_till=taken)


def sum_of(many: Iterable[dict[str, int]]) -> dict[str, int]:
    """Part by part."""
    sums: dict[str, int] = {}
    for parts in many:
        for part, fen in parts.items():
            sums[part] = sums.get(part, 0) + fen
    return sums
