"""What the province holds of an area's money, reckoned from payments, statements and receipts, beside the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from funds.models import OutOfAreaPart, Payment, ProvinceDue, ProvinceReceipt
from funds.rules.clearing_postings import OUT_OF_AREA
from institutions.models import Agency, PoolingArea

from .capital import ties_on

ZERO = Decimal(0)


@dataclass
class Held:
    """One scheme, in yuan. ``balance`` below zero is owed to the province: its list is not paid yet, or named less."""

    insutype: str
    advanced: Decimal = ZERO
    months: Decimal = ZERO
    spent: Decimal = ZERO
    returned: Decimal = ZERO
    ledger: Decimal = field(default=ZERO)

    @property
    def balance(self) -> Decimal:
        return self.advanced + self.months - self.spent - self.returned

    @property
    def difference(self) -> Decimal:
        return self.balance - self.ledger


def held_by_province(area: PoolingArea) -> list[Held]:
    """Per scheme, schemes with a ledger account and nothing else among them."""
    rows: dict[str, Held] = {}

    def of(insutype: str) -> Held:
        return rows.setdefault(insutype, Held(insutype))

    paid = Payment.objects.filter(Payment.OUTLAY, province_due__area=area).order_by()
    for one in paid.values("province_due__kind", "province_due__insutype").annotate(sum=Sum("amount")):
        held = of(one["province_due__insutype"])
        if one["province_due__kind"] == ProvinceDue.Kind.ADVANCE:
            held.advanced = one["sum"]
        else:
            held.months = one["sum"]
    parts = OutOfAreaPart.objects.filter(booked_on__isnull=False, statement__clearing__area=area).order_by()
    for one in parts.values("statement__clearing__insutype").annotate(sum=Sum("amount")):
        of(one["statement__clearing__insutype"]).spent = one["sum"]
    receipts = ProvinceReceipt.objects.filter(area=area, checked_by__isnull=False).order_by()
    for one in receipts.values("insutype").annotate(sum=Sum("amount")):
        of(one["insutype"]).returned = one["sum"]
    city = Agency.objects.get(area=area, level=Agency.Level.CITY)
    for tie in ties_on(OUT_OF_AREA, ()):
        if tie.lender == city:
            of(tie.insutype).ledger = tie.ledger
    return [rows[insutype] for insutype in sorted(rows)]
