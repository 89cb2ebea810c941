"""Trial balances of one book or of several together, read from the running totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.utils.translation import get_language

from config.periods import Month
from config.scoping import current_scope
from funds.models import Book
from funds.rules.ledger import TrialBalance, TrialLine

# The row of the month, or the latest before it, whose closing then is both opening and closing.
_ACCOUNTS = """
    select account.id, account.agency_id, account.county_id, account.subject_id,
        case when held.month = %(month)s then held.opening else held.opening + held.debit - held.credit end
            as opening,
        case when held.month = %(month)s then held.debit else 0 end as debit,
        case when held.month = %(month)s then held.credit else 0 end as credit
    from funds_account account
    cross join lateral (
        select * from funds_accountbalance
        where account_id = account.id and month <= %(month)s
        order by month desc limit 1
    ) held
    where account.book_id = any(%(books)s)
"""
_BY_SUBJECT = f"""
    select subject.code, subject.name, subject.name_en, subject.klass,
        subject.verified or subject.memorandum, null, null,
        sum(held.opening), sum(held.debit), sum(held.credit)
    from ({_ACCOUNTS}) held join funds_subject subject on subject.id = held.subject_id
    group by subject.id
    order by subject.memorandum, subject.code
"""  # noqa: S608
_BY_ACCOUNT = f"""
    select subject.code, subject.name, subject.name_en, subject.klass,
        subject.verified or subject.memorandum,
        coalesce(nullif(agency.place, ''), agency.name), coalesce(nullif(county.place, ''), county.name),
        held.opening, held.debit, held.credit
    from ({_ACCOUNTS}) held
    join funds_subject subject on subject.id = held.subject_id
    join institutions_agency agency on agency.id = held.agency_id
    left join institutions_agency county on county.id = held.county_id
    order by subject.memorandum, subject.code, agency.code, county.code nulls first
"""  # noqa: S608


class _Row(NamedTuple):
    code: str
    name: str
    name_en: str
    klass: str
    code_sure: bool
    agency: str | None
    county: str | None
    opening: int
    debit: int
    credit: int


def trial_balance(*, books: Sequence[Book], month: Month, by_account: bool = False) -> TrialBalance:
    """The trial balance of ``books`` added together at ``month``: a line per subject, or per account.

    Needs an open scope; a reader who does not see all of the books gets their part, marked not ``complete``.
    Codes nobody has verified carry an asterisk.
    """
    scope = current_scope()
    with connection.cursor() as cursor:
        cursor.execute(
            _BY_ACCOUNT if by_account else _BY_SUBJECT,
            {"month": month.first, "books": [book.pk for book in books]},
        )
        rows = [_Row(*row) for row in cursor.fetchall()]
    return TrialBalance(
        lines=tuple(_line(row) for row in rows),
        complete=all(scope.includes(area_id=book.area_id, county_id=book.unit.county_id) for book in books),
    )


def _line(row: _Row) -> TrialLine:
    in_chinese = (get_language() or "").startswith("zh")
    places = dict.fromkeys(place for place in (row.agency, row.county) if place)
    return TrialLine(
        code=row.code if row.code_sure else f"{row.code}*",
        name=" · ".join([row.name if in_chinese else row.name_en, *places]),
        klass=row.klass,
        opening=int(row.opening),
        debit=int(row.debit),
        credit=int(row.credit),
    )
