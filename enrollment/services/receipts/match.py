"""Match open receipts to payers' months: exactly, else by rule; what does not fit is left with its difference."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from config.money import from_fen, to_fen
from config.periods import Month
from enrollment.models import RESIDENTS, ContributionMonth, Payer, Receipt, ReceiptShare
from enrollment.rules.contributions.arrears import months_between
from enrollment.rules.receipts import Owing, Share, fits, spread

from .late_fees import late_fee_of

_AT_ONCE = 2_000


@transaction.atomic
def match_receipts(receipts: QuerySet[Receipt]) -> int:
    """Match the open ones of ``receipts`` and of their payers, the earliest received first; how many fitted.

    First exactly: a receipt pays one month, or several together, when it is just what they owe. Then by rule: what
    they owe with the late fee of the day; several receipts for the same months that are together what these owe. A
    year of residents is paid in instalments, up to what is owed. For callers that have checked who asks and opened
    a scope.
    """
    given = receipts.filter(state=Receipt.State.OPEN)
    payers = list(given.exclude(payer=None).order_by().values_list("payer_id", flat=True).distinct())
    waiting = (given | Receipt.objects.filter(state=Receipt.State.OPEN, payer__in=payers)).order_by(
        "received_on", "number"
    )
    # The payer's row is the lock of everything it owes and paid.
    list(Payer.objects.filter(pk__in=payers).order_by("pk").select_for_update(of=("self",)).values("pk"))
    matched = 0
    short: dict[tuple[object, ...], list[Receipt]] = defaultdict(list)
    for receipt in waiting.select_for_update(of=("self",)).iterator(_AT_ONCE):
        matched += _match(receipt)
        if receipt.difference == Receipt.Difference.UNDER:
            short[receipt.payer_id, receipt.insutype, receipt.month, receipt.last_month].append(receipt)
    return matched + sum(_match_together(several) for several in short.values() if len(several) > 1)


def _match(receipt: Receipt) -> bool:
    months = owing(receipt) if receipt.payer_id is not None else []
    difference = (
        fits(to_fen(receipt.amount), months, _expected(receipt), instalments=receipt.insutype == RESIDENTS)
        if receipt.payer_id is not None
        else Receipt.Difference.UNKNOWN_PAYER
    )
    if difference == Receipt.Difference.OVER:
        fee = late_fee_of(receipt, months)
        if fee and not fits(to_fen(receipt.amount) - fee, months, _expected(receipt)):
            receipt.late_fee, difference = from_fen(fee), ""
    if difference:
        receipt.difference = difference
        receipt.save(update_fields=["state", "difference"])
    else:
        _pay(receipt, months)
    return not difference


def _match_together(several: Sequence[Receipt]) -> int:
    """Receipts for the same months, each less than is owed: matched when they are together all of it."""
    together = sum(to_fen(one.amount) for one in several)
    if fits(together, owing(several[0]), _expected(several[0])):
        return 0
    for receipt in several:
        _pay(receipt, owing(receipt))
    return len(several)


def _pay(receipt: Receipt, months: Sequence[Owing]) -> None:
    shares, _left = spread(to_fen(receipt.amount) - to_fen(receipt.late_fee), months)
    store_shares(receipt, shares)
    receipt.state, receipt.difference = Receipt.State.MATCHED, ""
    receipt.save(update_fields=["state", "difference", "late_fee"])


def _expected(receipt: Receipt) -> int:
    """How many statements it says it pays: months, or of residents years."""
    if receipt.insutype == RESIDENTS:
        return receipt.last_month.year - receipt.month.year + 1
    return months_between(Month.of(receipt.month), Month.of(receipt.last_month)) + 1


def owing(receipt: Receipt) -> list[Owing]:
    """The months it says it pays, oldest first, with what was paid on each before."""
    months = ContributionMonth.objects.filter(
        payer_id=receipt.payer_id,
        insutype=receipt.insutype,
        month__gte=receipt.month,
        month__lte=receipt.last_month,
    ).order_by("month")
    return owing_of(months)


def owing_of(months: Iterable[ContributionMonth]) -> list[Owing]:
    """What each owes and what was paid on it before, in their order."""
    paid = _paid(months)
    return [
        Owing(one.pk, to_fen(one.employer), to_fen(one.personal), *paid.get(one.pk, (0, 0))) for one in months
    ]


def _paid(months: Iterable[ContributionMonth]) -> dict[int, tuple[int, int]]:
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for share in ReceiptShare.objects.filter(statement__in=[one.pk for one in months]):
        employer, personal = sums[share.statement_id]
        sums[share.statement_id] = (employer + to_fen(share.employer), personal + to_fen(share.personal))
    return dict(sums)


def store_shares(receipt: Receipt, shares: Sequence[Share], *, used_on: dt.date | None = None) -> None:
    """``used_on``: taken that day out of what the receipt held in advance."""
    ReceiptShare.objects.bulk_create(
        ReceiptShare(
            receipt=receipt,
            statement_id=one.statement,
            employer=from_fen(one.employer),
            personal=from_fen(one.personal),
            used_on=used_on,
            import_run_id=receipt.import_run_id,
        )
        for one in shares
    )
