"""What is left of balances from before pooling, read off the ledger; what is still to be charged to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from claims.models import CLEARED, PayLoc, Settlement
from config.money import from_fen
from funds.models import Account, Book, Clearing, EarlierBill, Entry, Opening, OpeningUse, Payment
from funds.reads.account_statement import balance_before
from funds.rules.clearing_postings import LENT, OUT_OF_AREA
from funds.rules.opening_postings import BALANCE, DEBT, TIED
from funds.services.openings.terms import Terms
from institutions.models import Agency

FOR_GOOD = dt.date(2999, 12, 31)
PAID = (Clearing.State.PAID, Clearing.State.CLOSED)


@dataclass(frozen=True)
class Left:
    """A figure of the ledger, yuan, and the account it is read from (None: nothing was ever booked)."""

    amount: Decimal
    account: Account | None = None


def left_on(book: Book, role: str, agency: Agency, county: Agency | None) -> Left:
    """What the account holds today and was booked for days to come, on its normal side."""
    account = (
        Account.objects.select_related("subject")
        .filter(book=book, subject__role=role, agency=agency, county=county)
        .first()
    )
    if account is None:
        return Left(from_fen(0))
    held = balance_before(account, FOR_GOOD)
    return Left(held if account.subject.normal_side == "debit" else -held, account)


@dataclass(frozen=True)
class Standing:
    """Where a county's balance from before pooling stands: free, tied up in advances, owed by the county."""

    free: Left
    tied: Left
    debt: Left
    special: Left
    capital: Left
    advance: Left

    @property
    def whole(self) -> Decimal:
        return self.free.amount + self.tied.amount


def standing_of(opening: Opening, terms: Terms) -> Standing | None:
    """None while no book is open."""
    unit, county = terms.unit_of(opening.county), opening.county
    book = Book.objects.filter(insutype=opening.insutype, unit=unit).first()
    if book is None:
        return None
    return Standing(
        free=left_on(book, BALANCE, unit, county),
        tied=left_on(book, TIED, unit, county),
        debt=left_on(book, DEBT, unit, county),
        special=left_on(book, "fiscal_special_account", county, None),
        capital=left_on(book, LENT, county, county),
        advance=left_on(book, OUT_OF_AREA, unit, unit),
    )


@dataclass(frozen=True)
class EarlierCare:
    """A paid settlement of the time before pooling, and on whose account its spending stands."""

    settlement: Settlement
    payer: int


def earlier_care(opening: Opening, terms: Terms) -> list[EarlierCare]:
    """What was paid in the time of pooling for care that ended before, and no charge holds yet.

    A bill belongs to the time its care ended in (附件二（三）1: 权责发生制). What an institution is owed is paid with
    its month; what a person is owed, by the payment that names the bill.
    """
    counter = dict(
        Payment.objects.filter(
            Payment.OUTLAY,
            paid_on__gte=terms.first,
            payable__reimbursement__insu_county=opening.county,
            payable__reimbursement__case_bills__bill__enddate__lt=terms.first,
        ).values_list("payable__reimbursement__case_bills__bill", "payer")
    )
    months = Clearing.objects.filter(
        area=opening.county.area_id, insutype=opening.insutype, state__in=PAID, month__gte=terms.first
    )
    found = (
        Settlement.objects.filter(
            (CLEARED & Q(clr_month__in=months.values("month")))
            | Q(is_current=True, pay_loc=PayLoc.COUNTER, bill__in=counter),
            insutype=opening.insutype,
            insu_county=opening.county,
            bill__enddate__lt=terms.first,
        )
        .exclude(hifp_pay=0)
        .exclude(pk__in=EarlierBill.objects.values("settlement"))
        .select_related("bill", "care_county", "insu_county")
        .order_by("clr_month", "setl_id")
    )
    return [EarlierCare(one, _payer(one, counter.get(one.bill_id), terms)) for one in found]


def _payer(settlement: Settlement, paid_by: int | None, terms: Terms) -> int:
    """The paying agency of a shared book; the county itself where each keeps its own."""
    if not terms.keeping.unified:
        return settlement.insu_county_id
    if paid_by is not None:
        return paid_by
    care = settlement.care_county
    inside = care is not None and care.area_id == settlement.insu_county.area_id
    return care.pk if inside and care is not None else terms.keeping.city


def entries_of(openings: Iterable[Opening]) -> QuerySet[Entry]:
    """The entries of the balances themselves and of all their uses, oldest first."""
    ids = [one.pk for one in openings]
    uses = Q(source_type="funds.openinguse", source_id__in=_use_ids(ids))
    found: QuerySet[Entry] = Entry.objects.filter(
        Q(source_type="funds.opening", source_id__in=ids) | uses
    ).order_by("booked_on", "pk")
    return found


def _use_ids(openings: list[int]) -> list[int]:
    return list(OpeningUse.objects.filter(opening__in=openings).values_list("pk", flat=True))
