"""What working capital, and money paid for an institution, write into the books: lent, come back, set against
what it is owed. Integer fen.

Lent money is no expense: it stands as a payment on account (暂付款) of whoever lent it until it is settled.
"""

from __future__ import annotations

from .clearing_postings import BANK, LENT, OUT_OF_AREA, SUPPLIED, Draft, DraftLeg, Keeping

__all__ = ["LENT", "OUT_OF_AREA", "SUPPLIED", "came_back", "lent"]


def lent(keeping: Keeping, lender: int, fen: int, *, on: str = LENT) -> list[Draft]:
    """Real entry when the bank has paid a loan of ``lender``, in the book that keeps its money.

    What is paid to a supplier for an institution, or to the province for care elsewhere, stands ``on`` an account of
    its own, and ends the same way.
    """
    legs = (DraftLeg(BANK, lender, None, -fen), DraftLeg(on, lender, lender, fen))
    return [Draft(keeping.unit_of(lender), legs)]


def came_back(keeping: Keeping, lender: int, fen: int, *, on: str = LENT) -> list[Draft]:
    """Real entry of money that was returned."""
    return [draft.reversed for draft in lent(keeping, lender, fen, on=on)]
