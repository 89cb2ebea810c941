"""What a subsidy received writes into the books. Pure: integer fen, agency ids, roles."""

from __future__ import annotations

from .clearing_postings import Draft, DraftLeg, Keeping

SPECIAL_ACCOUNT, SUBSIDY_INCOME = "fiscal_special_account", "fiscal_subsidy_income"


def subsidy_received(keeping: Keeping, county: int, amount: int) -> Draft:
    """The fiscal special account of the unit that keeps the books against the county's subsidy income."""
    if amount <= 0:
        raise ValueError(f"a subsidy of {amount} fen")
    unit = keeping.unit_of(county)
    return Draft(
        unit,
        (DraftLeg(SPECIAL_ACCOUNT, unit, None, amount), DraftLeg(SUBSIDY_INCOME, unit, county, -amount)),
    )
