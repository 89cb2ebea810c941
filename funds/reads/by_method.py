"""What cleared months paid by method beyond their bills: the answer budgets are reckoned from."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from claims.reads.budget_payments import Beyond
from config.money import to_fen
from funds.models import Statement
from funds.services.capital.plan import CLEARED_STATES
from institutions.models import PoolingArea


def beyond_bills(area: PoolingArea, insutype: str, year: int) -> Iterator[Beyond]:
    """By institution, month and method, within the scope; statements that kept no methods give their whole."""
    statements = Statement.objects.filter(
        clearing__area=area,
        clearing__insutype=insutype,
        clearing__month__year=year,
        clearing__state__in=CLEARED_STATES,
        payer=F("institution__county"),
    ).exclude(by_method=0, by_methods={})
    rows = statements.values_list("institution", "clearing__month", "by_method", "by_methods")
    for institution, month, whole, methods in rows.order_by("pk"):
        for method, fen in (methods or {"": to_fen(whole)}).items():
            yield Beyond(institution, month, method, fen)
