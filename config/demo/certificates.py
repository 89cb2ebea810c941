"""Invented resident certificate numbers (GB 11643) that pass every check."""

from __future__ import annotations

import datetime as dt

from config.spreadsheets.certificates import check_digit


def certificate_number(district_code: str, born: dt.date, sequence: int) -> str:
    """Eighteen characters; an odd ``sequence`` (three digits) belongs to a man."""
    first_17 = f"{district_code}{born:%Y%m%d}{sequence:03d}"
    return first_17 + check_digit(first_17)
