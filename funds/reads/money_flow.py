"""The flow of a month's money, read from the entries that move any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from django.db import connection

from config.periods import Month
from funds.models import Account, Book, Subject
from funds.rules.money_flow import CASH, OUT_OF_SIGHT, Link, Passed, Place, Stage, flow, passed
from institutions.models import Agency
from institutions.models.areas import MUNICIPAL

# Opening balances are no movement of the month; what nets to nothing within an entry went nowhere.
_LEGS = """
    select entry.id, subject.role, account.agency_id, sum(leg.debit - leg.credit)
    from funds_entry entry
    join funds_leg leg on leg.entry_id = entry.id
    join funds_account account on account.id = leg.account_id
    join funds_subject subject on subject.id = account.subject_id
    where entry.book_id = any(%(books)s) and entry.kind <> 'opening' and not entry.memorandum
        and entry.booked_on >= %(first)s and entry.booked_on < %(after)s
        and exists (
            select from funds_leg moved
            join funds_account held on held.id = moved.account_id
            join funds_subject money on money.id = held.subject_id
            where moved.entry_id = entry.id and money.role = any(%(cash)s)
        )
    group by entry.id, subject.role, account.agency_id
    having sum(leg.debit - leg.credit) <> 0
    order by entry.id, subject.role, account.agency_id
"""


@dataclass(frozen=True)
class MoneyFlow:
    """The links of a month with the names and accounts of their places."""

    links: dict[Link, int]
    subjects: dict[str, Subject]
    agencies: dict[int, Agency]
    accounts: dict[Place, int]

    @cached_property
    def passed(self) -> dict[Place, Passed]:
        return passed(self.links)

    def of(self, stage: Stage) -> list[tuple[Link, int]]:
        """The links of a stage: by account as money goes, the largest first."""
        found = [(link, amount) for link, amount in self.links.items() if link.stage == stage]
        return sorted(found, key=lambda one: (self.order(one[0].source), self.order(one[0].target), -one[1]))

    def total(self, stage: Stage) -> int:
        return sum(amount for link, amount in self.links.items() if link.stage == stage)

    def order(self, place: Place) -> tuple[int, str, str]:
        """Accounts by their turn in the course, the city's before the counties'; other subjects by code."""
        if place == OUT_OF_SIGHT:
            return len(CASH) + 1, "", ""
        if not place.money:
            return len(CASH), self.subjects[place.role].code, ""
        agency = self.agencies[place.agency or 0]
        return CASH.index(place.role), "" if agency.level == MUNICIPAL else agency.code, agency.code


def money_flow(*, books: Sequence[Book], month: Month) -> MoneyFlow:
    """What the entries of ``month`` in ``books`` moved. Needs an open scope; hidden legs count as another agency's."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LEGS,
            {
                "books": [book.pk for book in books],
                "first": month.first,
                "after": month.next_first,
                "cash": list(CASH),
            },
        )
        rows = cursor.fetchall()
    links = flow(_entries(rows))
    places = {place for link in links for place in (link.source, link.target)}
    money = {place for place in places if place.money}
    return MoneyFlow(
        links=links,
        subjects=Subject.objects.in_bulk({place.role for place in places} - {""}, field_name="role"),
        agencies=Agency.objects.in_bulk({place.agency for place in money if place.agency}),
        accounts=_accounts(books, money),
    )


def _entries(rows: list[tuple[int, str, int, int]]) -> Iterator[dict[Place, int]]:
    """Accounts of money stand by agency; what the money was for is told by subject alone."""
    for _entry, legs in groupby(rows, key=itemgetter(0)):
        sums: dict[Place, int] = {}
        for _id, role, agency, amount in legs:
            place = Place(role, agency if role in CASH else None)
            sums[place] = sums.get(place, 0) + int(amount)
        yield sums


def _accounts(books: Sequence[Book], places: set[Place]) -> dict[Place, int]:
    """The account behind a place where there is one alone: with several books it is several."""
    found: dict[Place, list[int]] = {}
    held = Account.objects.filter(book__in=books, subject__role__in=CASH)
    for pk, role, agency in held.values_list("pk", "subject__role", "agency_id"):
        found.setdefault(Place(role, agency), []).append(pk)
    return {place: pks[0] for place, pks in found.items() if place in places and len(pks) == 1}
