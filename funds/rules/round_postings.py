"""What the month's round and the sweeps write into the books, for both ways of keeping them. Pure.

``unified``: the money lies on the city's special account, comes to its expenditure account and goes on to the
counties'; income goes the other way. ``graded`` (HG-13): every county has its special account and its book; its
money goes from there to its expenditure account, its income from its income account there, and no entry leaves
the book.
"""

from __future__ import annotations

from .clearing_postings import BANK, Draft, DraftLeg, Keeping
from .receipt_postings import INCOME_ACCOUNT

SPECIAL, INTEREST = "fiscal_special_account", "interest_income"
ROLE_OF = {"income": INCOME_ACCOUNT, "expenditure": BANK, "fiscal": SPECIAL}
"""The ledger's account of a bank account, by ``AgencyAccount.Kind``."""


def appropriated(keeping: Keeping, amount: int) -> Draft:
    """Finance pays the city's expenditure account out of the city's special account."""
    city = keeping.city
    return Draft(city, (DraftLeg(BANK, city, None, amount), DraftLeg(SPECIAL, city, None, -amount)))


def transferred(keeping: Keeping, county: int, amount: int) -> Draft:
    """The county's expenditure account is filled: by the city, or where it keeps its own fund out of that."""
    source = (
        DraftLeg(BANK, keeping.city, None, -amount)
        if keeping.shares_book(county, keeping.city)
        else DraftLeg(SPECIAL, county, None, -amount)
    )
    return Draft(keeping.unit_of(county), (DraftLeg(BANK, county, None, amount), source))


def interest(keeping: Keeping, agency: int, account: str, amount: int) -> Draft:
    """The bank credits interest to one of the agency's accounts."""
    return Draft(
        keeping.unit_of(agency),
        (
            DraftLeg(ROLE_OF[account], agency, None, amount),
            DraftLeg(INTEREST, agency, agency, -amount),
        ),
    )


def swept(keeping: Keeping, agency: int, account: str, amount: int) -> Draft:
    """Income or interest goes up to the special account: the city's, or that of whoever keeps the book."""
    keeper = keeping.unit_of(agency)
    return Draft(
        keeper,
        (
            DraftLeg(SPECIAL, keeper, None, amount),
            DraftLeg(ROLE_OF[account], agency, None, -amount),
        ),
    )


def has_way_up(keeping: Keeping, agency: int, account: str) -> bool:
    """A special account is swept only where a higher one stands in the same book."""
    return account != "fiscal" or keeping.unit_of(agency) != agency
