"""What is paid to a person of each fund's part once an overpayment was kept back. Integer fen."""

from __future__ import annotations

from collections.abc import Mapping

from .statements import POOLED


def after_offset(parts: Mapping[str, int], offset: int) -> dict[str, int]:
    """``parts`` less ``offset``, taken from the pooled fund first, then from the others in their order.

    Raises ``ValueError`` when more is kept back than is owed.
    """
    if not 0 <= offset <= sum(parts.values()):
        raise ValueError(f"{offset} kept back of {sum(parts.values())}")
    left = dict(parts)
    for part in sorted(left, key=lambda name: (name != POOLED, name)):
        taken = min(left[part], offset)
        left[part] -= taken
        offset -= taken
    return {part: fen for part, fen in left.items() if fen}
