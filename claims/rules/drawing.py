"""Drawing by lot so that anybody can draw the same again (双随机, JJ-11 四(十一)).

Each candidate's rank is the SHA-256 of the seed, a line feed and its code; the lowest ranks are drawn. Seed and list
are kept, so any tool that knows SHA-256 repeats it; the order of the list does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def rank(seed: str, code: str) -> str:
    """64 hexadecimal digits; among codes equally distributed for a seed chosen by chance."""
    return sha256(f"{seed}\n{code}".encode()).hexdigest()


def draw(seed: str, candidates: Iterable[str], size: int) -> list[str]:
    """``size`` of the candidates, in the order drawn; all of them where there are no more.

    Same seed and same candidates give the same draw. Raises ``ValueError`` for a negative size or a code that stands
    twice on the list.
    """
    listed = list(candidates)
    if size < 0:
        raise ValueError(f"cannot draw {size}")
    if len(set(listed)) != len(listed):
        raise ValueError("a candidate stands twice on the list")
    return sorted(listed, key=lambda code: (rank(seed, code), code))[:size]
