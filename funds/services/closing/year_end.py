"""The closing entries of a year: income and expenditure become net assets, per part of the fund and per place."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from config.money import to_fen
from config.periods import Month
from funds.models import AccountBalance, Book, Entry, Subject
from funds.reads.financial_statements import layouts
from funds.rules.financial_statements import layout_for, year_end_legs
from funds.services.accounts import AccountKey, accounts_for
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import User

YEAR_ENDS = 12


def post_year_end(*, book: Book, month: Month, acting_user: User, checked_by: User) -> Entry | None:
    """Bring every income and expenditure account of ``book`` to zero on the last day of ``month``, a December.

    After a reopening only what was booked since is left to be carried over, by an entry of its own. None when
    nothing is left, or the month ends no year. The caller holds the book.
    """
    if month.number != YEAR_ENDS:
        return None
    legs = _legs(book, month)
    if not legs:
        return None
    before = Entry.unscoped.filter(book=book, kind=Entry.Kind.CLOSING, booked_on__year=month.year).count()
    return post_entry(
        book=book,
        booked_on=month.last,
        kind=Entry.Kind.CLOSING,
        key=f"year-end:{month.year}:{before + 1}",
        legs=legs,
        summary=_("Income and expenditure of %(year)s carried to net assets") % {"year": month.year},
        acting_user=acting_user,
        checked_by=checked_by,
    )


def left_open(book: Book, month: Month) -> list[AccountBalance]:
    """Latest balances, not zero, of the income and expenditure accounts of ``book`` by the end of ``month``."""
    held = (
        AccountBalance.objects.filter(
            account__book=book,
            account__subject__klass__in=(Subject.Klass.INCOME, Subject.Klass.EXPENSE),
            month__lte=month.first,
        )
        .select_related("account__subject", "account__agency", "account__county")
        .order_by("account_id", "-month")
        .distinct("account_id")
    )
    return [one for one in held if one.closing]


def _legs(book: Book, month: Month) -> list[LegDraft]:
    parents: Mapping[str, str | None] = dict(Subject.objects.values_list("role", "parent__role"))
    layout = layout_for(layouts(), book.insutype)
    balances = [
        (one.account, one.account.subject.role, (one.account.agency, one.account.county), to_fen(one.closing))
        for one in left_open(book, month)
    ]
    own, net = year_end_legs(balances, layout, parents)
    keys = {place: AccountKey(place[0], *place[1]) for place in net}
    found = accounts_for(book, keys.values())
    legs = [*own, *((found[keys[place]], fen) for place, fen in net.items())]
    return [LegDraft(account, debit=max(fen, 0), credit=max(-fen, 0)) for account, fen in legs]
