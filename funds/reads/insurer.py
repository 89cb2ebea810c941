"""What insurer and medical aid owe for bills of a month, what of it their confirmed list says too and is claimed, what
they gave back, what is open and for how long (ZY-14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Count, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least, TruncMonth

from claims.models import PayableLine
from config.money import MoneyField, from_fen
from config.periods import Month
from config.scoping import current_scope
from funds.models import Clearing, PayerListLine, PayerListMonth, PayerRemittance, Payment, StatementLine
from funds.rules.statements import ACCOUNT, POOLED
from institutions.models import Agency, PoolingArea

_MONEY = MoneyField()
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
    laid_out: Decimal
    # None until the payer's list of the month was compared and confirmed: only then it is claimed.
    claimed: Decimal | None
    received: Decimal
    waiting: Decimal
    age: int | None

    @property
    def payer(self) -> str:
        return str(PayerRemittance.Payer(self.fund_part).label)

    @property
    def open(self) -> Decimal:
        """Below zero: more came back than the bills say."""
        return self.laid_out - self.received

    @property
    def disputed(self) -> Decimal | None:
        """Laid out by the bills, and not (yet) said by the payer's lists."""
        return None if self.claimed is None else self.laid_out - self.claimed

    @property
    def to_enter(self) -> Decimal:
        """What may come in next: of what is claimed, else of all of it."""
        asked = self.laid_out if self.claimed is None else self.claimed
        return max(asked - self.received - self.waiting, Decimal(0))

    @property
    def state(self) -> str:
        if self.open < 0:
            return "over"
        if self.open == 0:
            return "settled"
        if self.claimed is None:
            return "unclaimed"
        return "part" if self.received else "open"

    @property
    def query(self) -> dict[str, str]:
        """The claim as parameters of an address."""
        return {
            "part": self.fund_part, "scheme": self.insutype, "month": f"{self.month:%Y-%m}",
            "by": str(self.laid_out_by.pk), "insured": str(self.insu_county.pk),
        }  # fmt: skip


Sums = dict[ClaimKey, Decimal]


def claims_on_payers(
    *, today: dt.date, year: int | None = None, part: str | None = None, only_open: bool = False
) -> list[PayerClaim]:
    """Within the reader's scope, the oldest first; a claim is as old as the days since its month ended."""
    laid_out, bills = _laid_out(year, part)
    back = {state: _came_back(year, part, state) for state in ("entered", "booked")}
    claimed, confirmed = _claimed(year, part)
    keys = sorted(
        {*laid_out, *claimed, *back["entered"], *back["booked"]}, key=lambda key: (key[2], *map(str, key))
    )
    agencies = Agency.objects.in_bulk({pk for key in keys for pk in key[3:]})
    nothing = Decimal(0)
    found = [
        PayerClaim(
            *key[:3], agencies[key[3]], agencies[key[4]], bills.get(key, 0), laid_out.get(key, nothing),
            claimed.get(key, nothing if key[:3] in confirmed else None),
            back["booked"].get(key, nothing), back["entered"].get(key, nothing),
            max(0, (today - Month.of(key[2]).last).days),
        )
        for key in keys
    ]  # fmt: skip
    return [one for one in found if one.open > 0] if only_open else found


def _laid_out(year: int | None, part: str | None) -> tuple[Sums, dict[ClaimKey, int]]:
    """Yuan and bills: of the statements of cleared months, and of what people were paid at the counter."""
    sums, bills = _at_institutions(year, part)
    for key, amount, count in _at_the_counter(year, part):
        sums[key] = sums.get(key, Decimal(0)) + amount
        bills[key] = bills.get(key, 0) + count
    return sums, bills


def _at_the_counter(year: int | None, part: str | None) -> Iterator[tuple[ClaimKey, Decimal, int]]:
    """Yuan and payments as they were booked: in the month the bank paid, less what was kept back (``after_offset``)."""
    payments = Payment.objects.filter(
        Payment.OUTLAY, kind=Payment.Kind.PERSON, payable__lines__fund_part__in=[part] if part else PARTS
    )
    if year is not None:
        payments = payments.filter(paid_on__year=year)
    line, nothing = "payable__lines__amount", Value(Decimal(0), output_field=_MONEY)
    before = (
        PayableLine.unscoped.filter(payable=OuterRef("payable"))
        .filter(
            Q(fund_part=POOLED)
            | Q(fund_part__lt=OuterRef("payable__lines__fund_part")) & ~Q(fund_part=ACCOUNT)
        )
        .order_by().values("payable").annotate(sum=Sum("amount")).values("sum")
    )  # fmt: skip
    beyond = ExpressionWrapper(
        F("payable__offset") - Coalesce(Subquery(before, output_field=_MONEY), nothing, output_field=_MONEY),
        output_field=_MONEY,
    )
    kept_back = Greatest(nothing, Least(F(line), beyond, output_field=_MONEY), output_field=_MONEY)
    rows = (
        payments.order_by()
        .annotate(
            month=TruncMonth("paid_on"), paid=ExpressionWrapper(F(line) - kept_back, output_field=_MONEY)
        )
        .values_list(
            "payable__lines__fund_part", "payable__insutype", "month", "payer", "payable__insu_county"
        )
        .annotate(sum=Sum("paid"), count=Count("pk", filter=Q(paid__gt=0)))
    )
    for name, insutype, month, by, insured, amount, count in rows:
        if amount:
            yield (name, insutype, month, by, insured), amount, count


def _at_institutions(year: int | None, part: str | None) -> tuple[Sums, dict[ClaimKey, int]]:
    """By the clearings: whoever laid out sees it, and the county whose people it was for."""
    current_scope()  # raises outside a scope: the function below asks the database's own
    months = (None, None) if year is None else (dt.date(year, 1, 1), dt.date(year, 12, 1))
    sums: Sums = {}
    bills: dict[ClaimKey, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM payer_laid_out(%s, %s, %s)", [part or None, *months])
        for name, insutype, month, by, insured, fen, count in cursor.fetchall():
            key = (name, insutype, month, by, insured)
            sums[key], bills[key] = from_fen(fen), count
    return sums, bills


def _came_back(year: int | None, part: str | None, state: str) -> Sums:
    money = PayerRemittance.objects.filter(state=state)
    if year is not None:
        money = money.filter(month__year=year)
    if part:
        money = money.filter(fund_part=part)
    rows = money.order_by().values_list("fund_part", "insutype", "month", "laid_out_by", "insu_county")
    return {
        (name, insutype, month, by, insured): amount
        for name, insutype, month, by, insured, amount in rows.annotate(Sum("amount"))
    }


def _claimed(year: int | None, part: str | None) -> tuple[Sums, set[tuple[str, str, dt.date]]]:
    """Yuan that confirmed lists say too, at the month the bills count in; and which months are confirmed."""
    months = PayerListMonth.objects.filter(state=PayerListMonth.State.CONFIRMED)
    if part:
        months = months.filter(fund_part=part)
    confirmed = set(months.order_by().values_list("fund_part", "insutype", "month"))
    lines = PayerListLine.objects.filter(statement_month__in=months).exclude(claimed=0)
    rows = (
        lines.annotate(bills_of=Coalesce("counts_in", "statement_month__month")).order_by()
        .values_list("statement_month__fund_part", "statement_month__insutype", "bills_of", "laid_out_by", "county")
        .annotate(Sum("claimed"))
    )  # fmt: skip
    if year is not None:
        rows = rows.filter(bills_of__year=year)
    return {
        (name, insutype, month, by, insured): amount for name, insutype, month, by, insured, amount in rows
    }, confirmed


def lists_missing(area: PoolingArea) -> int:
    """Cleared months, and months in which people were paid, with money laid out of which no list came in yet; by payer
    and scheme."""
    lines = StatementLine.objects.filter(
        fund_part__in=PARTS, statement__clearing__area=area, statement__clearing__state__in=SETTLED
    )
    laid_out = set(
        lines.order_by()
        .values_list("fund_part", "statement__clearing__month", "statement__clearing__insutype")
        .distinct()
    )
    laid_out |= {
        (part, month, insutype) for (part, insutype, month, *_who), *_ in _at_the_counter(None, None)
    }
    listed = PayerListMonth.objects.filter(area=area).values_list("fund_part", "month", "insutype")
    return len(laid_out - set(listed))
