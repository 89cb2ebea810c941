"""What working capital writes into the books: lent, come back, set against what an institution is owed. Integer fen.

Lent money is no expense: it stands as a payment on account (暂付款) of whoever lent it until it is settled.
"""

from __future__ import annotations

from .clearing_postings import BANK, LENT, Draft, DraftLeg, Keeping

__all__ = ["LENT", "came_back", "lent"]


def lent(keeping: Keeping, lender: int, fen: int) -> list[Draft]:
    """Real entry when the bank has paid a loan of ``lender``, in the book that keeps its money."""
    legs = (DraftLeg(BANK, lender, None, -fen), DraftLeg(LENT, lender, lender, fen))
    return [Draft(keeping.unit_of(lender), legs)]


def came_back(keeping: Keeping, lender: int, fen: int) -> list[Draft]:
    """Real entry of money an institution returned."""
    return [draft.reversed for draft in lent(keeping, lender, fen)]
