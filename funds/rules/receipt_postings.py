"""What a receipt of contributions writes into the books. Pure: integer fen, agency ids, roles."""

from __future__ import annotations

from collections.abc import Mapping

from .clearing_postings import Draft, DraftLeg, Keeping

INCOME_ACCOUNT, TREASURY, ADVANCE = "income_account", "treasury", "contributions_in_advance"
FISCAL = "fiscal_special_account"
EMPLOYER, PERSONAL, COLLECTIVE = "employer_contribution", "personal_contribution", "collective_subsidy_income"
LATE_FEE = "other_income"


def received(
    keeping: Keeping, county: int, amount: int, parts: Mapping[str, int], *, paid_into: str = INCOME_ACCOUNT
) -> Draft:
    """The county's income account, or the treasury, against what the money is (``parts``: fen by role).

    The treasury's deposit is held by whoever keeps the book: the city where funds are unified (缴入市级国库, NB-12).
    Raises ``ValueError`` unless every fen of ``amount`` is said for: what came in is what is booked.
    """
    if amount <= 0 or sum(parts.values()) != amount:
        raise ValueError(f"a receipt of {amount} fen whose parts are {dict(parts)}")
    unit = keeping.unit_of(county)
    holder = unit if paid_into == TREASURY else county
    return Draft(unit, (DraftLeg(paid_into, holder, None, amount), *_income(county, county, parts)))


def out_of_treasury(unit: int, amount: int) -> Draft:
    """Receipts moved from the treasury to the fiscal special account of the same book."""
    if amount <= 0:
        raise ValueError(f"a transfer of {amount} fen")
    return Draft(unit, (DraftLeg(FISCAL, unit, None, amount), DraftLeg(TREASURY, unit, None, -amount)))


def out_of_advance(keeping: Keeping, holder: int, county: int, parts: Mapping[str, int]) -> Draft:
    """What ``holder`` held in advance for ``county`` is income now: its year has begun, or it pays a month declared.

    Negative parts were given back before. What pays nothing yet stays in advance.
    """
    begun = {role: fen for role, fen in parts.items() if role != ADVANCE}
    held = DraftLeg(ADVANCE, holder, county, sum(begun.values()))
    return Draft(keeping.unit_of(county), (held, *_income(holder, county, begun)))


def _income(holder: int, county: int, parts: Mapping[str, int]) -> tuple[DraftLeg, ...]:
    return tuple(DraftLeg(role, holder, county, -fen) for role, fen in parts.items() if fen)
