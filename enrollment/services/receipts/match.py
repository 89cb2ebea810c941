"""Match open receipts to payers' months: exactly, else by rule; what does not fit is left with its difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from config.money import from_fen, to_fen
from config.periods import Month
from enrollment.models import ContributionMonth, Payer, Receipt, ReceiptShare
from enrollment.rules.contributions.arrears import months_between
from enrollment.rules.receipts import Owing, Share, fits, spread

_AT_ONCE = 2_000


@transaction.atomic
def match_receipts(receipts: QuerySet[Receipt]) -> int:
    """Match the open ones of ``receipts``, the earliest received first; how many fitted.

    One receipt pays one month, or several together, when it is exactly what they owe; nothing is matched by halves.
    For callers that have checked who asks and opened a scope.
    """
    waiting = receipts.filter(state=Receipt.State.OPEN).order_by("received_on", "number")
    payers = list(waiting.exclude(payer=None).order_by().values_list("payer_id", flat=True).distinct())
    # The payer's row is the lock of everything it owes and paid.
    list(Payer.objects.filter(pk__in=payers).order_by("pk").select_for_update(of=("self",)).values("pk"))
    matched = 0
    for receipt in waiting.select_for_update(of=("self",)).iterator(_AT_ONCE):
        matched += _match(receipt)
    return matched


def _match(receipt: Receipt) -> bool:
    months = owing(receipt) if receipt.payer_id is not None else []
    expected = months_between(Month.of(receipt.month), Month.of(receipt.last_month)) + 1
    difference = (
        fits(to_fen(receipt.amount), months, expected)
        if receipt.payer_id is not None
        else Receipt.Difference.UNKNOWN_PAYER
    )
    if difference:
        receipt.difference = difference
    else:
        shares, _left = spread(to_fen(receipt.amount), months)
        store_shares(receipt, shares)
        receipt.state, receipt.difference = Receipt.State.MATCHED, ""
    receipt.save(update_fields=["state", "difference"])
    return not difference


def owing(receipt: Receipt) -> list[Owing]:
    """The months it says it pays, oldest first, with what was paid on each before."""
    months = ContributionMonth.objects.filter(
        payer_id=receipt.payer_id,
        insutype=receipt.insutype,
        month__gte=receipt.month,
        month__lte=receipt.last_month,
    ).order_by("month")
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


def store_shares(receipt: Receipt, shares: Sequence[Share]) -> None:
    ReceiptShare.objects.bulk_create(
        ReceiptShare(
            receipt=receipt,
            statement_id=one.statement,
            employer=from_fen(one.employer),
            personal=from_fen(one.personal),
            import_run_id=receipt.import_run_id,
        )
        for one in shares
    )
