"""Resident identity numbers (GB 11643-1999): 6-digit region, 8-digit birth date, 3-digit order, check digit.

Check digit and birth date are errors. An unknown region is only a warning: counties were split, merged and
renumbered, and older people carry the codes of their birth.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FORM = re.compile(r"[0-9]{17}[0-9X]")
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
RESIDENT_CARD = "01"


@lru_cache(maxsize=100_000)
def _weighted(digits: str, start: int) -> int:
    """The weighted sum of a part of the number; regions, birth dates and orders recur, so it is remembered."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS[start:], digits, strict=False))


def check_digit(first_17: str) -> str:
    """The 18th character for 17 digits."""
    total = _weighted(first_17[:6], 0) + _weighted(first_17[6:14], 6) + _weighted(first_17[14:17], 14)
    return _CHECK_DIGITS[total % 11]


def birth_date(number: str) -> dt.date | None:
    """The birth date in an identity number, ``None`` when there is no such day (or not in our time)."""
    return _day(number[6:14])


@lru_cache(maxsize=100_000)
def _day(digits: str) -> dt.date | None:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if 1850 <= day.year <= 2200 else None


def gender(number: str) -> str:
    """``1`` for men, ``2`` for women: the order number is odd or even."""
    return "1" if int(number[16]) % 2 else "2"


def resident_number_fault(number: str) -> tuple[str, dict[str, str]] | None:
    """Code and params of what is wrong with a normalised identity number, ``None`` when nothing is."""
    if len(number) != 18:
        return "certno_length", {}
    if _FORM.fullmatch(number) is None:
        return "certno_form", {}
    if birth_date(number) is None:
        return "certno_birth", {}
    expected = check_digit(number[:17])
    if number[17] != expected:
        return "certno_check", {"expected": expected}
    return None


def region_is_known(number: str) -> bool:
    return number[:2] in PROVINCES
