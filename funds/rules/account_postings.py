"""What moves personal accounts as one sum per county, in roles and agency ids. Integer fen.

Personal accounts are part of the fund's balance: a credit or interest moves no cash, it turns pooled balance into
balance of accounts. What bills take from accounts is booked with the clearing that pays them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .clearing_postings import Draft, DraftLeg, Keeping

ACCOUNTS, POOL = "personal_account_balance", "pooled_fund_balance"
INCOME_ACCOUNT, TRANSFER_INCOME = "income_account", "transfer_income"
DUE_FROM, DUE_TO = "county_due_from", "county_due_to"


class Place(NamedTuple):
    """Whose account it is: the county, and the scheme, which names the book."""

    county: int
    insutype: str


def allocated(keeping: Keeping, by_county: Mapping[int, int]) -> list[Draft]:
    """``by_county``: fen that came to the accounts of a county's people out of the pooled balance (negative: back)."""
    books: dict[int, list[DraftLeg]] = {}
    for county, fen in sorted(by_county.items()):
        if fen:
            legs = books.setdefault(keeping.unit_of(county), [])
            legs += [DraftLeg(POOL, county, county, fen), DraftLeg(ACCOUNTS, county, county, -fen)]
    return [Draft(unit, tuple(legs)) for unit, legs in sorted(books.items())]


def came_in(keeping: Keeping, county: int, fen: int) -> list[Draft]:
    """Money of an account that moves here with the insurance: income of the fund, on its income account."""
    unit = keeping.unit_of(county)
    legs = (DraftLeg(INCOME_ACCOUNT, unit, None, fen), DraftLeg(TRANSFER_INCOME, county, county, -fen))
    return [Draft(unit, legs)]


def passed_on(keeping: Keeping, giver: Place, taker: Place, fen: int) -> dict[str, list[Draft]]:
    """From one person's account to another's, by scheme; nothing within one county's book of one scheme.

    Between two books nobody pays on the spot: the giver's book owes it to the taker's.
    """
    if giver == taker or not fen:
        return {}
    out = DraftLeg(ACCOUNTS, giver.county, giver.county, fen)
    into = DraftLeg(ACCOUNTS, taker.county, taker.county, -fen)
    at, home = keeping.unit_of(giver.county), keeping.unit_of(taker.county)
    if at == home and giver.insutype == taker.insutype:
        return {giver.insutype: [Draft(at, (out, into))]}
    drafts: dict[str, list[Draft]] = {giver.insutype: [], taker.insutype: []}
    drafts[giver.insutype].append(Draft(at, (out, DraftLeg(DUE_TO, giver.county, giver.county, -fen))))
    drafts[taker.insutype].append(Draft(home, (DraftLeg(DUE_FROM, taker.county, taker.county, fen), into)))
    return drafts
