"""What residents paid ahead becomes income on the first day of the year it is for, less what was given back before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from config.money import to_fen
from enrollment.models import RESIDENTS
from enrollment.services.receipts.to_book import begun
from funds.models import Entry, Payment
from funds.rules.receipt_postings import PERSONAL, out_of_advance
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.persons.paid_out import payable_of, year_of_refund

from .parts import parts_of


def years_begun(today: dt.date) -> list[Planned]:
    """Everything within the reader's scope whose year has begun by ``today`` and that no entry tells of yet."""
    planned = [*_of_receipts(today), *_of_refunds(today)]
    known = set(Entry.unscoped.filter(key__in=[one.key for one in planned]).values_list("key", flat=True))
    return [one for one in planned if one.key not in known]


def _of_receipts(today: dt.date) -> Iterator[Planned]:
    for receipt in begun(today):
        keeping = keeping_of(receipt.county.area, receipt.month)
        county = receipt.county_id
        draft = out_of_advance(keeping, county, county, parts_of(receipt))
        yield Planned(
            draft,
            open_day(RESIDENTS, draft.unit, receipt.month),
            Entry.Kind.RECEIPT,
            f"receipt:{receipt.number}:its_year",
            _("Contributions of %(year)s become income, receipt %(number)s")
            % {"year": receipt.month.year, "number": receipt.number},
            receipt,
        )


def _of_refunds(today: dt.date) -> Iterator[Planned]:
    """Refunds the bank paid before the year of cover, where that has begun."""
    paid = Payment.objects.filter(Payment.OUTLAY, payable__refund__enrolment__year__lte=today.year)
    for payment in paid.select_related("payer__area", "payable__refund__enrolment"):
        payable = payable_of(payment)
        begins = year_of_refund(payable)
        if begins is None or payment.paid_on is None or payment.paid_on >= begins:
            continue
        keeping = keeping_of(payment.payer.area, begins)
        county = payable.insu_county_id
        holder = payment.payer_id if keeping.shares_book(payment.payer_id, county) else county
        draft = out_of_advance(keeping, holder, county, {PERSONAL: -to_fen(payment.amount)})
        yield Planned(
            draft,
            open_day(RESIDENTS, draft.unit, begins),
            Entry.Kind.PAYMENT,
            f"payment:{payment.number}:its_year",
            _("Refund of a contribution of %(year)s lowers its income, payment %(number)s")
            % {"year": begins.year, "number": payment.number},
            payment,
        )
