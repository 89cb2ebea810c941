"""Bills that arrived settled, beside what we compute for them (both in the sender's and in our amounts)."""

from __future__ import annotations

from django.db.models import ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from claims.models import ReportedSettlement, Settlement
from config.money import MoneyField


def compared() -> QuerySet[ReportedSettlement]:
    """Every reported settlement that names its funds and that we settled too.

    ``ours`` is our ``fund_pay_sumamt``, ``difference`` the sender's minus ours; a bill of ours that still waits
    cannot be compared and is not here.
    """
    ours = Settlement.objects.filter(
        bill=OuterRef("bill"), refd_setl_flag=OuterRef("refd_setl_flag"), is_current=True
    )
    # A cancel is stored under the sender's number. Of a bill that was redone the latest outcome is compared; what a
    # redo took back is no cancel of the sender's.
    current = ours.filter(Q(refd_setl_flag=False) | Q(setl_id=OuterRef("setl_id"))).order_by("-pk")
    reported = ReportedSettlement.objects.filter(fund_pay_sumamt__isnull=False)
    with_ours = reported.annotate(
        ours=Subquery(current.values("fund_pay_sumamt")[:1]),
    ).filter(ours__isnull=False)
    difference = ExpressionWrapper(F("fund_pay_sumamt") - F("ours"), output_field=MoneyField())
    return with_ours.annotate(difference=difference)


def differing() -> QuerySet[ReportedSettlement]:
    """Those whose funds pay another amount in the sender's reckoning than in ours."""
    return compared().exclude(fund_pay_sumamt=F("ours"))
