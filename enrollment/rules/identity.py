"""The number of a person who brings none, and the key their name is sorted and found by."""

from __future__ import annotations

import hashlib
from functools import cache

from pypinyin import lazy_pinyin


def person_number(district: str, cert_type: str, certno: str) -> str:
    """The number of a person who brings none: the city's district code (990100) and sixteen digits
    of a hash of the certificate. Moving between counties of a city does not change it."""
    digest = hashlib.blake2b(f"{cert_type}:{certno}".encode(), digest_size=8).digest()
    return f"{district[:4]}00{int.from_bytes(digest) % 10**16:016d}"


@cache
def _syllable(character: str) -> str:
    return "".join(lazy_pinyin(character))


def pinyin_of(name: str) -> str:
    """Sorting and search key of a name, one reading per character: ``zhang san``."""
    return " ".join(map(_syllable, name))[:200].lower()
