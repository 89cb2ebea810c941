"""What suppliers were paid for institutions, what of it is recovered, and whether the books say the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import ExpressionWrapper, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from claims.models import ProcurementPayable
from config.money import MoneyField
from funds.models import SupplierSetOff
from funds.rules.clearing_postings import SUPPLIED

from .capital import Tie, ties_on

_MONEY = MoneyField()


def with_open(payables: QuerySet[ProcurementPayable]) -> QuerySet[Any]:
    """Paid direct ``payables`` with ``recovered`` (booked set-offs) and ``open`` (what the institution still owes)."""
    booked = (
        SupplierSetOff.unscoped.filter(payable=OuterRef("pk"), booked_on__isnull=False)
        .order_by()
        .values("payable")
        .annotate(sum=Sum("amount"))
        .values("sum")
    )
    none = Value(Decimal(0), output_field=_MONEY)
    paid = payables.filter(kind=ProcurementPayable.Kind.DIRECT, state=ProcurementPayable.State.PAID)
    counted = paid.annotate(
        recovered=Coalesce(Subquery(booked, output_field=_MONEY), none, output_field=_MONEY)
    )
    rest: QuerySet[Any] = counted.annotate(
        open=ExpressionWrapper(F("amount") - F("recovered"), output_field=_MONEY)
    )
    return rest


def ties() -> list[Tie]:
    """Per payer and scheme within the reader's scope, what is open beside the ledger account."""
    rest = with_open(ProcurementPayable.objects.all()).filter(open__gt=0)
    return ties_on(SUPPLIED, ((one.payer_id, one.insutype, one.open) for one in rest))
