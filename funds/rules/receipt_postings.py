"""What a receipt of contributions writes into the books. Pure: integer fen, agency ids, roles."""

from __future__ import annotations

from .clearing_postings import Draft, DraftLeg, Keeping

INCOME_ACCOUNT, ADVANCE = "income_account", "contributions_in_advance"
EMPLOYER, PERSONAL = "employer_contribution", "personal_contribution"


def received(keeping: Keeping, county: int, *, employer: int, personal: int, advance: int) -> Draft:
    """The county's income account against the employers' and persons' contributions, and what pays no month yet.

    Raises ``ValueError`` when nothing was received.
    """
    parts = {EMPLOYER: employer, PERSONAL: personal, ADVANCE: advance}
    legs = tuple(DraftLeg(role, county, county, -fen) for role, fen in parts.items() if fen)
    total = sum(parts.values())
    if total <= 0:
        raise ValueError("a receipt of nothing")
    return Draft(keeping.unit_of(county), (DraftLeg(INCOME_ACCOUNT, county, None, total), *legs))
