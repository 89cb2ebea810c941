"""What is paid to people and what comes back from them, in roles and agency ids. Integer fen."""

from __future__ import annotations

from collections.abc import Mapping

from .clearing_postings import Draft, DraftLeg, Keeping, Owed, payments
from .statements import ACCOUNT, POOLED

MEMO_OWED_BACK, MEMO_OWED_BACK_CONTRA = "memo_person_receivable", "memo_recovery_contra"


def after_offset(parts: Mapping[str, int], offset: int) -> dict[str, int]:
    """``parts`` less ``offset``, taken from the pooled fund first, then from the others in their order, and from the
    personal account last.

    Raises ``ValueError`` when more is kept back than is owed.
    """
    if not 0 <= offset <= sum(parts.values()):
        raise ValueError(f"{offset} kept back of {sum(parts.values())}")
    left = dict(parts)
    for part in sorted(left, key=lambda name: (name != POOLED, name == ACCOUNT, name)):
        taken = min(left[part], offset)
        left[part] -= taken
        offset -= taken
    return {part: fen for part, fen in left.items() if fen}


def owed_back(keeping: Keeping, county: int, fen: int) -> list[Draft]:
    """Memorandum of what people of ``county`` owe its fund; negative: what they owe no longer."""
    if not fen:
        return []
    legs = (
        DraftLeg(MEMO_OWED_BACK, county, county, fen),
        DraftLeg(MEMO_OWED_BACK_CONTRA, county, county, -fen),
    )
    return [Draft(keeping.unit_of(county), legs)]


def came_back(keeping: Keeping, payer: int, county: int, fen: int, part: str = POOLED) -> list[Draft]:
    """Real entry of money paid back: the mirror of what ``payer`` once paid of ``part`` for people of ``county``."""
    return [draft.reversed for draft in payments(keeping, payer, [Owed(county, part, fen, 0)])]
