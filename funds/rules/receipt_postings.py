"""What a receipt of contributions writes into the books. Pure: integer fen, agency ids, roles."""

from __future__ import annotations

from .clearing_postings import Draft, DraftLeg, Keeping

INCOME_ACCOUNT, ADVANCE = "income_account", "contributions_in_advance"
EMPLOYER, PERSONAL = "employer_contribution", "personal_contribution"


def received(
    keeping: Keeping, county: int, *, amount: int, employer: int, personal: int, advance: int
) -> Draft:
    """The county's income account against the employers' and persons' contributions, and what pays no month yet.

    Raises ``ValueError`` unless every fen of ``amount`` is said for: what came in is what is booked.
    """
    parts = {EMPLOYER: employer, PERSONAL: personal, ADVANCE: advance}
    legs = tuple(DraftLeg(role, county, county, -fen) for role, fen in parts.items() if fen)
    if amount <= 0 or sum(parts.values()) != amount:
        raise ValueError(f"a receipt of {amount} fen whose parts are {parts}")
    return Draft(keeping.unit_of(county), (DraftLeg(INCOME_ACCOUNT, county, None, amount), *legs))
