"""What bills say of an institution's year, for its assessment (JJ-09 三(九): conduct, value and cost).

Bills count in their clearing month, a cancel against what it takes back; what the counter paid to people is left out.
Each indicator is one query for all institutions asked about. Shares in ten-thousandths, half up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Sum, Value, When
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import Deduction, DeductionReversal, Settlement
from claims.models.settlements import CLEARED
from claims.rules.facts import STAYS
from config.money import TEN_THOUSAND, from_fen, half_up, to_fen
from institutions.indicators import IndicatorSource, Measured, register_indicator

_ONE = Case(When(refd_setl_flag=True, then=Value(-1)), default=Value(1), output_field=IntegerField())
# Later stays that touch an earlier one at the same institution, found by the last run of the check and still there.
_SPLIT = """
    SELECT b.institution_id, count(DISTINCT b.id) FROM claims_bill b
    JOIN claims_settlement s ON s.bill_id = b.id AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated
    WHERE b.institution_id = ANY(%(ids)s) AND s.clr_month >= %(first)s AND s.clr_month < %(end)s
      AND EXISTS (SELECT 1 FROM claims_billfinding f WHERE f.bill_id = b.id AND f.check_key = 'split_stay'
                  AND f.gone_at IS NULL)
    GROUP BY b.institution_id
"""


def _days(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)


def _bills(institutions: Sequence[int], year: int) -> QuerySet[Any]:
    first, end = _days(year)
    found: QuerySet[Any] = Settlement.objects.filter(
        CLEARED, institution__in=institutions, clr_month__gte=first, clr_month__lt=end
    )
    return found.order_by()


def _stays(institutions: Sequence[int], year: int) -> Mapping[int, tuple[int, int]]:
    """(cases, fen) of inpatient care by institution."""
    found = (
        _bills(institutions, year)
        .annotate(kind=Left("med_type", 2))
        .filter(kind__in=sorted(STAYS))
        .values_list("institution")
        .annotate(cases=Sum(_ONE), fees=Sum("medfee_sumamt"))
    )
    return {one: (cases, to_fen(fee)) for one, cases, fee in found}


def _yuan(fen: int) -> str:
    return f"{from_fen(fen):.2f}"


def ratio(part: int, whole: int) -> int | None:
    """Ten-thousandths of ``whole``; None where there is nothing to measure by."""
    return half_up(part * TEN_THOUSAND, whole) if whole > 0 else None


def _share_of_fees(column: str, label: str) -> Any:
    def measure(institutions: Sequence[int], year: int) -> dict[int, Measured]:
        sums = (
            _bills(institutions, year).values_list("institution").annotate(Sum(column), Sum("medfee_sumamt"))
        )
        return {
            one: Measured(
                ratio(to_fen(part), to_fen(fee)),
                ((label, _yuan(to_fen(part))), (_noop("Total medical fee"), _yuan(to_fen(fee)))),
            )
            for one, part, fee in sums
        }

    return measure


def cost_per_case_growth(institutions: Sequence[int], year: int) -> dict[int, Measured]:
    """By how much an inpatient case cost more than in the year before; nothing to measure without cases in both."""
    now, before = _stays(institutions, year), _stays(institutions, year - 1)
    found = {}
    for one, (cases, fen) in now.items():
        former_cases, former = before.get(one, (0, 0))
        figures = (
            (_noop("Inpatient cases"), str(cases)),
            (_noop("Their fees"), _yuan(fen)),
            (_noop("Inpatient cases of the year before"), str(former_cases)),
            (_noop("Their fees in the year before"), _yuan(former)),
        )
        # fen / cases ÷ (former / former cases), rounded once.
        known = cases > 0 and former_cases > 0 and former > 0
        value = half_up(fen * former_cases * TEN_THOUSAND, cases * former) - TEN_THOUSAND if known else None
        found[one] = Measured(value, figures)
    return found


def deducted_share(institutions: Sequence[int], year: int) -> dict[int, Measured]:
    """Reviewed deductions, less what was given back of them, in parts of what the pooled fund paid: 0.0012 are 12 yuan
    per 10,000."""
    first, end = _days(year)
    counted = Deduction.objects.filter(
        institution__in=institutions, clr_month__gte=first, clr_month__lt=end, reviewed_by__isnull=False
    ).exclude(det_type=Deduction.Kind.OTHER)
    taken = dict(counted.order_by().values_list("institution").annotate(Sum("amount")))
    # Whenever it was given back: what did not stand was no fault of the year.
    given_back = DeductionReversal.objects.filter(state="confirmed", deduction__in=counted)
    for one, amount in given_back.order_by().values_list("institution").annotate(Sum("amount")):
        taken[one] -= amount
    paid = dict(_bills(institutions, year).values_list("institution").annotate(Sum("hifp_pay")))
    return {
        one: Measured(
            ratio(to_fen(taken.get(one, Decimal(0))), to_fen(pooled)),
            (
                (_noop("Deductions after review and inspection"), _yuan(to_fen(taken.get(one, Decimal(0))))),
                (_noop("Paid by the pooled fund"), _yuan(to_fen(pooled))),
            ),
        )
        for one, pooled in paid.items()
    }


def split_stay_share(institutions: Sequence[int], year: int) -> dict[int, Measured]:
    """Stays that look like the second part of another one, in parts of all stays."""
    first, end = _days(year)
    with connection.cursor() as cursor:
        cursor.execute(_SPLIT, {"ids": list(institutions), "first": first, "end": end})
        split = dict(cursor.fetchall())
    return {
        one: Measured(
            ratio(split.get(one, 0), cases),
            ((_noop("Stays billed as two"), str(split.get(one, 0))), (_noop("Inpatient cases"), str(cases))),
        )
        for one, (cases, _fen) in _stays(institutions, year).items()
    }


SOURCES = (
    IndicatorSource(
        "in_scope_share", _("Share of fees in scope"), _share_of_fees("inscp_scp_amt", _noop("In scope"))
    ),
    IndicatorSource(
        "own_expense_share",
        _("Share of fees outside the catalogue"),
        _share_of_fees("fulamt_ownpay_amt", _noop("Own expense")),
    ),
    IndicatorSource(
        "cost_per_case_growth", _("Growth of the cost of an inpatient case"), cost_per_case_growth
    ),
    IndicatorSource("deducted_share", _("Deductions in parts of what the pooled fund paid"), deducted_share),
    IndicatorSource("split_stay_share", _("Share of stays billed as two"), split_stay_share),
)


def register() -> None:
    for source in SOURCES:
        register_indicator(source)
