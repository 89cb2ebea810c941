"""Resident certificate numbers (GB 11643): district, birthday, sequence, check character."""

from __future__ import annotations

import datetime as dt

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_character(first_17: str) -> str:
    """ISO 7064 MOD 11-2 of the first seventeen digits."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True)) % 11]


def certificate_number(district_code: str, born: dt.date, sequence: int) -> str:
    """Eighteen characters; an odd ``sequence`` (three digits) belongs to a man."""
    first_17 = f"{district_code}{born:%Y%m%d}{sequence:03d}"
    return first_17 + check_character(first_17)
