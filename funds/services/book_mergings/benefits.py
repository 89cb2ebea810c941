"""What the old funds still owe institutions: listed, settled once, the rest carried (HG-10; 六（二）6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from claims.models import CLEARED, Settlement
from funds.models import BookMerging, Clearing, LegacyBenefit, MergedBook, Payment, Statement
from institutions.models import Duty, User
from institutions.services.duties import require_at_or_above

from .begin import held_open
from .faults import MergingNotFit

Outcome = LegacyBenefit.Outcome
POSTED = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)


@transaction.atomic
def list_benefits(*, merging: BookMerging, acting_user: User) -> list[LegacyBenefit]:
    """Statements of the old schemes no bank has paid, and months with bills not cleared yet; listed again, it adds what
    is new and marks what was paid meanwhile. Finance of the unit or its city."""
    held = held_open(merging)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=held.unit)
    for source in MergedBook.objects.filter(merging=held).select_related("book__unit"):
        _list_of(source)
    mark_paid(held)
    return list(LegacyBenefit.objects.filter(source__merging=held))


def _list_of(source: MergedBook) -> None:
    known = set(LegacyBenefit.objects.filter(source=source).values_list("month", "institution"))
    found = [*_unpaid_statements(source), *_not_cleared(source)]
    fresh = [one for one in found if (one.month, one.institution_id) not in known]
    LegacyBenefit.objects.bulk_create(fresh)
    # A month that was cleared since has its statement now, and the amount that is paid.
    cleared = LegacyBenefit.objects.filter(source=source, statement__isnull=True)
    for row in cleared.exclude(outcome=Outcome.CARRIED):
        statement = _statements(source).filter(clearing__month=row.month, institution=row.institution).first()
        if statement is not None:
            row.statement, row.amount = statement, statement.act_dfr_amt
            row.save(update_fields=["statement", "amount"])


def _statements(source: MergedBook) -> Any:
    book = source.book
    return Statement.objects.filter(
        clearing__insutype=book.insutype, clearing__state__in=POSTED, payer=book.unit, act_dfr_amt__gt=0
    ).select_related("clearing")


def _unpaid_statements(source: MergedBook) -> Iterable[LegacyBenefit]:
    paid = Payment.objects.filter(Payment.OUTLAY, statement__isnull=False).values("statement")
    for one in _statements(source).exclude(pk__in=paid):
        yield LegacyBenefit(
            source=source, month=one.clearing.month, institution_id=one.institution_id, statement=one,
            bill_count=one.bill_count, amount=one.act_dfr_amt,
        )  # fmt: skip


def _not_cleared(source: MergedBook) -> Iterable[LegacyBenefit]:
    book = source.book
    cleared = Clearing.objects.filter(area=book.area_id, insutype=book.insutype, state__in=POSTED)
    rows = (
        Settlement.objects.filter(CLEARED, insutype=book.insutype, care_county=book.unit)
        .exclude(clr_month__in=cleared.values("month"))
        .order_by()
        .values("clr_month", "institution")
        .annotate(n=Count("pk"), funds=Sum("fund_pay_sumamt"), own=Sum("acct_pay"))
    )
    for row in rows:
        if row["funds"] + row["own"] <= 0:
            continue
        yield LegacyBenefit(
            source=source, month=row["clr_month"], institution_id=row["institution"], bill_count=row["n"],
            amount=row["funds"] + row["own"],
        )  # fmt: skip


def mark_paid(merging: BookMerging) -> None:
    """What the bank has paid since is settled."""
    paid = Payment.objects.filter(Payment.OUTLAY, statement__isnull=False).values("statement")
    LegacyBenefit.objects.filter(source__merging=merging, outcome=Outcome.OPEN, statement__in=paid).update(
        outcome=Outcome.PAID
    )


@transaction.atomic
def carry_rest(*, merging: BookMerging, reason: str, acting_user: User) -> int:
    """All that is still owed goes on into the one fund, and why; how many. Finance of the unit or its city."""
    held = held_open(merging)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=held.unit)
    if not reason.strip():
        raise MergingNotFit(_("Say why the rest is carried over."))
    mark_paid(held)
    carried: int = LegacyBenefit.objects.filter(source__merging=held, outcome=Outcome.OPEN).update(
        outcome=Outcome.CARRIED, reason=reason.strip()[:200]
    )
    return carried
