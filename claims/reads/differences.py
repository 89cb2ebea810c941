"""Bills that arrived settled, beside what we compute for them (both in the sender's and in our amounts)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import ReportedSettlement, Settlement
from config.money import MoneyField

# Where the two reckonings part, the first of these that holds: what comes later follows from it.
REASONS: dict[str, Promise] = {
    "sums": _("The sender's own sums do not add up"),
    "scope": _("In-scope amount"),
    "deductible": _("Deductible"),
    "pooled": _("Ratio or ceiling of the pooled fund"),
    "payers": _("Payers after the pooled fund"),
    "other": _("Cannot be told: parts were not reported"),
}
_PAYERS = ("hifmi_pay", "hifob_pay", "cvlserv_pay", "hifes_pay", "hifdm_pay", "maf_pay", "oth_pay")


@dataclass(frozen=True)
class DifferenceSum:
    """What one institution's bills of a month differ by for one reason; yuan, the sender's minus ours."""

    institution_id: int
    code: str
    name: str
    month: Any
    reason: str
    bills: int
    reported: Decimal
    ours: Decimal
    more: Decimal
    less: Decimal

    @property
    def difference(self) -> Decimal:
        return self.reported - self.ours


def compared() -> QuerySet[ReportedSettlement]:
    """Every reported settlement that names its funds and that we settled too.

    ``ours`` is our ``fund_pay_sumamt``, ``difference`` the sender's minus ours, ``reason`` where they part; a bill of
    ours that still waits cannot be compared and is not here.
    """
    reported = ReportedSettlement.objects.filter(fund_pay_sumamt__isnull=False)
    with_ours = reported.annotate(ours=_our("fund_pay_sumamt")).filter(ours__isnull=False)
    difference = ExpressionWrapper(F("fund_pay_sumamt") - F("ours"), output_field=MoneyField())
    return with_ours.annotate(difference=difference, reason=_reason())


def differing() -> QuerySet[ReportedSettlement]:
    """Those whose funds pay another amount in the sender's reckoning than in ours."""
    return compared().exclude(fund_pay_sumamt=F("ours"))


def sums(differences: QuerySet[ReportedSettlement]) -> Iterator[DifferenceSum]:
    """``differences`` added up by institution, month of settlement and reason, in that order."""
    institution = "bill__institution"
    rows = (
        differences.order_by()
        .annotate(month=TruncMonth("setl_time"))
        .values(institution, f"{institution}__fixmedins_code", f"{institution}__name", "month", "reason")
        .annotate(
            bills=Count("pk"),
            reported=Sum("fund_pay_sumamt"),
            ours_sum=Sum("ours"),
            more=Sum("difference", filter=Q(difference__gt=0)),
            less=Sum("difference", filter=Q(difference__lt=0)),
        )
        .order_by(f"{institution}__fixmedins_code", "month", "reason")
    )
    for row in rows:
        yield DifferenceSum(
            row[institution],
            row[f"{institution}__fixmedins_code"],
            row[f"{institution}__name"],
            row["month"],
            row["reason"],
            row["bills"],
            row["reported"],
            row["ours_sum"],
            row["more"] or Decimal(0),
            row["less"] or Decimal(0),
        )


def _our(amount: str) -> Subquery:
    ours = Settlement.objects.filter(
        bill=OuterRef("bill"), refd_setl_flag=OuterRef("refd_setl_flag"), is_current=True
    )
    # A cancel is stored under the sender's number. Of a bill that was redone the latest outcome is compared; what a
    # redo took back is no cancel of the sender's.
    current = ours.filter(Q(refd_setl_flag=False) | Q(setl_id=OuterRef("setl_id"))).order_by("-pk")
    return Subquery(current.values(amount)[:1])


def _reason() -> Case:
    """The first of ``REASONS``; what was not reported is never told apart."""
    differs = {
        "scope": ~Q(inscp_scp_amt=_our("inscp_scp_amt")) & Q(inscp_scp_amt__isnull=False),
        "deductible": ~Q(act_pay_dedc=_our("act_pay_dedc")) & Q(act_pay_dedc__isnull=False),
        "pooled": ~Q(hifp_pay=_our("hifp_pay")) & Q(hifp_pay__isnull=False),
    }
    payers = Q(pk__in=[])
    for name in _PAYERS:
        payers |= ~Q(**{name: _our(name)}) & Q(**{f"{name}__isnull": False})
    sums_fail = Q(identities__I1="fails") | Q(identities__I2="fails") | Q(identities__I4="fails")
    return Case(
        When(sums_fail, then=Value("sums")),
        *(When(condition, then=Value(reason)) for reason, condition in differs.items()),
        When(payers, then=Value("payers")),
        default=Value("other"),
        output_field=CharField(),
    )
