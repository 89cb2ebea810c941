"""What premiums to the insurer, and money it or medical aid gives back, write into the books. Pure: fen, ids, roles."""

from __future__ import annotations

from collections.abc import Mapping

from .clearing_postings import BANK, SPENT_ON, Draft, DraftLeg, Keeping

PREMIUM = "serious_illness_expense"


def premium_paid(keeping: Keeping, unit: int, parts: Mapping[int, int]) -> Draft:
    """``unit`` pays the insurer: the expense is each county's own part, the cash the unit's.

    A part is below zero where heads fell away since an earlier instalment: that county's expense goes down again.
    """
    whole = sum(parts.values())
    if whole <= 0:
        raise ValueError(f"a premium of {dict(parts)}")
    legs = tuple(DraftLeg(PREMIUM, unit, county, fen) for county, fen in sorted(parts.items()) if fen)
    return Draft(keeping.unit_of(unit), (*legs, DraftLeg(BANK, unit, None, -whole)))


def given_back(keeping: Keeping, part: str, laid_out_by: int, insured: int, amount: int) -> Draft:
    """The claim of the account that laid out is settled; where books are apart it stands in the insured county's."""
    if amount <= 0:
        raise ValueError(f"{amount} fen given back")
    holder = laid_out_by if keeping.shares_book(laid_out_by, insured) else insured
    return Draft(
        keeping.unit_of(holder),
        (DraftLeg(BANK, holder, None, amount), DraftLeg(SPENT_ON[part], holder, insured, -amount)),
    )
