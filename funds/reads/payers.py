"""Who bears what an institution is owed: the pooled fund, personal accounts, insurer, medical aid, other funds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from claims.models import AMOUNT_LABELS, FUND_PARTS
from funds.models import Statement
from funds.rules.statements import ACCOUNT

ORDER = (*FUND_PARTS, ACCOUNT)


@dataclass(frozen=True)
class PayerPart:
    """One payer's part of a statement, over all insured counties, in yuan."""

    part: str
    name: Any
    bill_count: int
    approved: Decimal
    payable: Decimal


def payers_of(statement: Statement) -> list[PayerPart]:
    """The payers of a statement in the order in which they come in on a bill (ZY-14)."""
    sums = (
        statement.lines.order_by()
        .values("fund_part")
        .annotate(bills=Sum("bill_count"), approved_sum=Sum("approved"), payable_sum=Sum("payable"))
    )
    found = [
        PayerPart(
            row["fund_part"],
            AMOUNT_LABELS.get(row["fund_part"], row["fund_part"]),
            row["bills"],
            row["approved_sum"],
            row["payable_sum"],
        )
        for row in sums
    ]
    return sorted(found, key=lambda one: ORDER.index(one.part))
