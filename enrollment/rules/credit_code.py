"""The unified social credit code (统一社会信用代码): seventeen characters and a check character (GB 32100-2015)."""

from __future__ import annotations

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18


def is_valid(code: str) -> bool:
    """Eighteen characters of the standard's set of which the last checks the others (weights 3^i modulo 31)."""
    if len(code) != _LENGTH or any(character not in _CHARACTERS for character in code):
        return False
    total = sum(_CHARACTERS.index(character) * pow(3, place, 31) for place, character in enumerate(code[:-1]))
    return _CHARACTERS[-total % 31] == code[-1]
