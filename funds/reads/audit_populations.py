"""What an audit may be about: named populations with amount, words and page of each object (ZY-23).

A population reads what the auditor may see, within the audited unit and days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Reimbursement, Settlement
from config.money import to_fen
from enrollment.models import Coverage
from funds.models import AuditSample, Entry, Payment
from funds.sources import address_of_source
from institutions.models import Agency, Agreement, PoolingArea

Kind = AuditSample.Population


@dataclass(frozen=True)
class Scope:
    """Of an audit: the area or one of its units, on days both included."""

    area: PoolingArea
    unit: Agency | None
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Shown:
    """An object as the auditor sees it: words, day, its read-only page, the page of what caused it."""

    label: str
    day: Any
    url: str | None
    source: str | None = None


@dataclass(frozen=True)
class Population:
    """``amount`` names the column of the amount, none: objects without one. ``meaning`` is printed with a sample."""

    rows: Callable[[Scope], QuerySet[Any]]
    amount: str
    show: Callable[[Any], Shown]
    model: Any
    related: tuple[str, ...] = ()

    def pairs(self, scope: Scope) -> Iterator[tuple[int, int]]:
        """Number and fen of every object."""
        rows = self.rows(scope).order_by()
        if not self.amount:
            yield from ((pk, 0) for pk in rows.values_list("pk", flat=True).iterator())
            return
        for pk, amount in rows.values_list("pk", self.amount).iterator():
            yield pk, to_fen(amount or 0)

    def shown(self, numbers: Iterable[int]) -> dict[int, Shown]:
        """By number; what the reader may not see or what is gone is left out."""
        found = self.model.objects.filter(pk__in=list(numbers)).select_related(*self.related)
        return {one.pk: self.show(one) for one in found}


def _payments(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Payment.objects.filter(
        payer__area=scope.area,
        state__in=(Payment.State.PAID, Payment.State.RETURNED),
        paid_on__range=(scope.first, scope.last),
    )
    return found.filter(payer=scope.unit) if scope.unit else found


def _settlements(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Settlement.objects.filter(
        insu_county__area=scope.area, is_current=True,
        clr_month__range=(scope.first.replace(day=1), scope.last),
    )  # fmt: skip
    return found.filter(insu_county=scope.unit) if scope.unit else found


def _entries(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Entry.objects.filter(
        book__area=scope.area, memorandum=False, booked_on__range=(scope.first, scope.last)
    )
    if scope.unit:
        own = Entry.unscoped.filter(legs__account__county=scope.unit) | Entry.unscoped.filter(
            legs__account__agency=scope.unit
        )
        found = found.filter(pk__in=own.values("pk"))
    return found.annotate(sum=Sum("legs__debit"))


def _coverages(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Coverage.objects.filter(
        county__area=scope.area, period__startswith__range=(scope.first, scope.last)
    )
    return found.filter(county=scope.unit) if scope.unit else found


def _agreements(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Agreement.objects.filter(
        area=scope.area, applied_on__range=(scope.first, scope.last)
    )
    return found.filter(county=scope.unit) if scope.unit else found


def _reimbursements(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = Reimbursement.objects.filter(
        insu_county__area=scope.area, received_on__range=(scope.first, scope.last)
    )
    return found.filter(insu_county=scope.unit) if scope.unit else found


def _payment(one: Payment) -> Shown:
    url = reverse("funds:batch", args=[one.batch_id]) if one.batch_id else None
    clearing = reverse("funds:clearing", args=[one.clearing_id]) if one.clearing_id else None
    return Shown(f"{one.number} {one.account_name}", one.paid_on, url or clearing, clearing if url else None)


def _settlement(one: Settlement) -> Shown:
    url = reverse("claims:bill", args=[one.bill_id])
    return Shown(f"{one.setl_id} {one.institution}", one.policy_date, url)


def _entry(one: Entry) -> Shown:
    words = f"{one.voucher} {one.summary}"
    return Shown(words, one.booked_on, reverse("funds:entry", args=[one.pk]), address_of_source(one))


def _coverage(one: Coverage) -> Shown:
    words = _("%(person)s, %(how)s") % {"person": one.person.psn_no, "how": one.get_origin_display()}
    return Shown(words, one.period.lower, reverse("enrollment:person", args=[one.person_id]))


def _agreement(one: Agreement) -> Shown:
    url = reverse("institutions:agreement", args=[one.pk])
    return Shown(f"{one.number} {one.institution}", one.applied_on, url)


def _reimbursement(one: Reimbursement) -> Shown:
    url = reverse("claims:reimbursement", args=[one.pk])
    return Shown(str(one), one.received_on, url)


POPULATIONS: dict[str, Population] = {
    Kind.PAYMENTS: Population(_payments, "amount", _payment, Payment),
    Kind.SETTLEMENTS: Population(_settlements, "fund_pay_sumamt", _settlement, Settlement, ("institution",)),
    Kind.ENTRIES: Population(_entries, "sum", _entry, Entry),
    Kind.COVERAGES: Population(_coverages, "", _coverage, Coverage, ("person",)),
    Kind.AGREEMENTS: Population(_agreements, "", _agreement, Agreement, ("institution",)),
    Kind.REIMBURSEMENTS: Population(_reimbursements, "", _reimbursement, Reimbursement),
}
