"""What an agency's account of the books holds at the end of a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from config.money import from_fen
from funds.models import Account, Book
from funds.reads.account_statement import balance_before
from institutions.models import Agency

ONE_DAY = dt.timedelta(days=1)


def account_in(book: Book, role: str, agency: Agency) -> Account | None:
    """The agency's account that is no county's share, if there is one yet."""
    found: Account | None = Account.objects.filter(
        book=book, subject__role=role, agency=agency, county__isnull=True
    ).first()
    return found


def balance_on(*, book: Book, role: str, agency: Agency, day: dt.date) -> Decimal:
    """Yuan, debit-positive; nothing where nothing was ever booked. Reads under the caller's scope."""
    account = account_in(book, role, agency)
    return from_fen(0) if account is None else balance_before(account, day + ONE_DAY)
