"""What is open of the money lent to institutions, and whether the books say the same."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from config.money import MoneyField
from funds.models import AccountBalance, CapitalLoan, CapitalRepayment
from funds.rules.capital_postings import LENT
from institutions.models import Agency

_MONEY = MoneyField()


def with_open(loans: QuerySet[CapitalLoan]) -> QuerySet[Any]:
    """``loans`` with ``returned`` (booked repayments) and ``open`` (what the institution still has)."""
    booked = (
        CapitalRepayment.unscoped.filter(loan=OuterRef("pk"), state=CapitalRepayment.State.BOOKED)
        .order_by()
        .values("loan")
        .annotate(sum=Sum("taken"))
        .values("sum")
    )
    # Until the bank has paid, an institution has no more than was carried over to it.
    given = Case(When(lent_on__isnull=False, then=F("amount")), default=F("carried"), output_field=_MONEY)
    none = Value(Decimal(0), output_field=_MONEY)
    counted: QuerySet[Any] = loans.annotate(
        given=given, returned=Coalesce(Subquery(booked, output_field=_MONEY), none, output_field=_MONEY)
    )
    rest = ExpressionWrapper(F("given") - F("returned"), output_field=_MONEY)
    with_rest: QuerySet[Any] = counted.annotate(open=rest)
    return with_rest


def open_loans() -> QuerySet[Any]:
    """Loans within the reader's scope of which something is still out."""
    return with_open(CapitalLoan.objects.exclude(state=CapitalLoan.State.DROPPED)).filter(open__gt=0)


class Tie(NamedTuple):
    """What loans of one lender and scheme leave open, beside its ledger account."""

    lender: Agency
    insutype: str
    loans: int
    open: Decimal
    ledger: Decimal

    @property
    def difference(self) -> Decimal:
        return self.open - self.ledger


def ties() -> list[Tie]:
    """Per lender and scheme within the reader's scope, lenders with an account and no open loan among them."""
    return ties_on(LENT, ((loan.lender_id, loan.insutype, loan.open) for loan in open_loans()))


def ties_on(role: str, open_items: Iterable[tuple[int, str, Decimal]]) -> list[Tie]:
    """What is open (agency, scheme, yuan) beside the ledger accounts of ``role``."""
    sums: dict[tuple[int, str], list[Decimal]] = {}
    for agency, insutype, amount in open_items:
        sums.setdefault((agency, insutype), []).append(amount)
    ledger = _on_accounts(role)
    keys = sums.keys() | {key for key, amount in ledger.items() if amount}
    lenders = Agency.objects.in_bulk({lender for lender, _scheme in keys})
    rows = [
        Tie(
            lenders[lender],
            insutype,
            len(sums.get((lender, insutype), ())),
            sum(sums.get((lender, insutype), ()), Decimal(0)),
            ledger.get((lender, insutype), Decimal(0)),
        )
        for lender, insutype in keys
    ]
    return sorted(rows, key=lambda row: (row.lender.code, row.insutype))


def _on_accounts(role: str) -> dict[tuple[int, str], Decimal]:
    latest = (
        AccountBalance.objects.filter(account__subject__role=role)
        .select_related("account__book")
        .order_by("account_id", "-month")
        .distinct("account_id")
    )
    found: dict[tuple[int, str], Decimal] = {}
    for balance in latest:
        key = balance.account.agency_id, balance.account.book.insutype
        found[key] = found.get(key, Decimal(0)) + balance.closing
    return found
