"""The books of the invented year and what they open with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from config.demo.policy import year_of
from config.demo.staff import Cast
from config.demo.world import SCHEME, World
from config.periods import Month
from config.scoping import acting_as
from funds.models import Book, BookPeriod
from funds.services.open_book import open_book, open_months
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from institutions.models import Agency, Duty
from institutions.policy.in_force import policy_for
from institutions.services.lay_out_area import AreaLayout

# What a county can pay from at the start, in yuan per resident: a year of benefits and some, as a point value may pay
# a few institutions far more than their bills. Whoever keeps the book has as much on the fiscal special account.
PER_HEAD = 5_000
# A county of a few dozen people is not carried by its average.
AT_LEAST = 500_000
CITY_HOLDS = 30_000_000


def first_month(layout: AreaLayout) -> Month:
    """The month the books open with."""
    return Month(year_of(layout.area.code), 1)


def last_month(layout: AreaLayout) -> Month:
    """The last month that is open: December's bills are paid in it."""
    return Month(year_of(layout.area.code) + 1, 1)


def heads_of(world: World) -> Mapping[str, int]:
    """How many people of an invented world live in each unit, by its code."""
    return Counter(person.county for person in world.people)


def open_books(layout: AreaLayout, cast: Cast, heads: Callable[[], Mapping[str, int]]) -> list[Book]:
    """One book for a unified area, one per unit under graded management; with opening balances by ``heads``."""
    mode = policy_for(layout.area, first_month(layout).first).section("pooling").value("mode")
    keepers = [layout.city] if mode == "unified" else [layout.city, *layout.units]
    return [_open(keeper, layout, cast, heads) for keeper in keepers]


def _open(keeper: Agency, layout: AreaLayout, cast: Cast, heads: Callable[[], Mapping[str, int]]) -> Book:
    accountant, checker = cast.at(keeper, Duty.FINANCE), cast.at(keeper, Duty.REVIEW)
    first, last = first_month(layout), last_month(layout)
    with acting_as(accountant):
        book = open_book(insutype=SCHEME, unit=keeper, first=first, acting_user=accountant)
        if not BookPeriod.objects.filter(book=book, month=last.first).exists():
            living = heads()
            holders = (layout.city, *layout.units) if keeper == layout.city else (keeper,)
            paid_from = [("expenditure_account", one) for one in holders]
            open_months(book=book, through=last, acting_user=accountant)
            enter_opening_balances(
                book=book,
                balances=[
                    OpeningBalance(role, holder, _holds(holder, living) * 100)
                    for role, holder in [*paid_from, ("fiscal_special_account", keeper)]
                ],
                evidence=str(_("the demonstration's invented final accounts")),
                acting_user=accountant,
                checked_by=checker,
            )
    return book


def _holds(holder: Agency, heads: Mapping[str, int]) -> int:
    if holder.level == Agency.Level.CITY:
        return CITY_HOLDS
    return max(heads.get(holder.code, 0) * PER_HEAD, AT_LEAST)
