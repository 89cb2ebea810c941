"""What insurer and medical aid owe for bills of a month, what they gave back, what is open and for how long (ZY-14)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from config.periods import Month
from funds.models import Clearing, PayerRemittance, StatementLine
from institutions.models import Agency

PARTS = tuple(PayerRemittance.Payer.values)
SETTLED = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)
# Part, scheme, month, laid out by, insured in.
ClaimKey = tuple[str, str, dt.date, int, int]


@dataclass(frozen=True)
class PayerClaim:
    """One payer's debt for a month's bills of one county's people, laid out by one agency; yuan."""

    fund_part: str
    insutype: str
    month: dt.date
    laid_out_by: Agency
    insu_county: Agency
    bills: int
    claimed: Decimal
    received: Decimal
    waiting: Decimal
    age: int | None

    @property
    def payer(self) -> str:
        return str(PayerRemittance.Payer(self.fund_part).label)

    @property
    def open(self) -> Decimal:
        """Below zero: more came back than the bills say."""
        return self.claimed - self.received

    @property
    def state(self) -> str:
        if self.open < 0:
            return "over"
        if self.open == 0:
            return "settled"
        return "part" if self.received else "open"

    @property
    def query(self) -> dict[str, str]:
        """The claim as parameters of an address."""
        return {
            "part": self.fund_part, "scheme": self.insutype, "month": f"{self.month:%Y-%m}",
            "by": str(self.laid_out_by.pk), "insured": str(self.insu_county.pk),
        }  # fmt: skip


def claims_on_payers(
    *, today: dt.date, year: int | None = None, part: str | None = None, only_open: bool = False
) -> list[PayerClaim]:
    """Within the reader's scope, the oldest first; a claim is as old as the days since its month ended."""
    lines = StatementLine.objects.filter(fund_part__in=PARTS, statement__clearing__state__in=SETTLED)
    money = PayerRemittance.objects.exclude(state=PayerRemittance.State.DROPPED)
    if year is not None:
        lines, money = lines.filter(statement__clearing__month__year=year), money.filter(month__year=year)
    if part:
        lines, money = lines.filter(fund_part=part), money.filter(fund_part=part)
    claimed: dict[ClaimKey, tuple[int, Decimal]] = {
        tuple(key): (bills, amount)  # type: ignore[misc]
        for *key, bills, amount in lines.order_by()
        .values_list("fund_part", "statement__clearing__insutype", "statement__clearing__month", "statement__payer",
                     "insu_county")
        .annotate(Sum("bill_count"), Sum("payable"))
    }  # fmt: skip
    back: dict[str, dict[ClaimKey, Decimal]] = {
        "entered": defaultdict(Decimal),
        "booked": defaultdict(Decimal),
    }
    rows = money.order_by().values_list(
        "state", "fund_part", "insutype", "month", "laid_out_by", "insu_county"
    ).annotate(Sum("amount"))  # fmt: skip
    for state, *key, amount in rows:
        back[state][tuple(key)] += amount  # type: ignore[index]
    keys = sorted({*claimed, *back["entered"], *back["booked"]}, key=lambda key: (key[2], *map(str, key)))
    agencies = Agency.objects.in_bulk({pk for key in keys for pk in key[3:]})
    found = [
        PayerClaim(
            key[0], key[1], key[2], agencies[key[3]], agencies[key[4]], claimed.get(key, (0, Decimal(0)))[0],
            claimed.get(key, (0, Decimal(0)))[1], back["booked"][key], back["entered"][key],
            max(0, (today - Month.of(key[2]).last).days),
        )
        for key in keys
    ]  # fmt: skip
    return [one for one in found if one.open > 0] if only_open else found
