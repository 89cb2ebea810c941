"""What a certificate number on an old roll is worth: sound, made whole from fifteen digits, missing or faulty."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from config.spreadsheets.certificates import RESIDENT_CARD, birth_date, check_digit, resident_number_fault

SOUND, EXTENDED, MISSING, FAULTY, OTHER = "sound", "extended", "missing", "faulty", "other"
# Fifteen digits name the year without its century; these serial numbers were kept for people born before 1900.
_BORN_BEFORE_1900 = frozenset(("996", "997", "998", "999"))


class Number(NamedTuple):
    """``number`` is what may be relied on, empty when nothing is; ``born`` the birth date it tells."""

    number: str
    mark: str
    born: dt.date | None = None

    @property
    def gender(self) -> str:
        """1 for men, 2 for women, 0 where the number does not tell."""
        if self.mark not in (SOUND, EXTENDED):
            return "0"
        return "1" if int(self.number[16]) % 2 else "2"


def read_number(kind: str, given: str) -> Number:
    """``given`` as a roll has it, spaces and letters normalised; ``kind`` is the national certificate type."""
    if not given:
        return Number("", MISSING)
    if kind != RESIDENT_CARD:
        return Number(given, OTHER)
    if len(given) == 15:
        whole = extended(given)
        return Number("", FAULTY) if whole is None else Number(whole, EXTENDED, birth_date(whole))
    if resident_number_fault(given) is not None:
        return Number("", FAULTY)
    return Number(given, SOUND, birth_date(given))


def extended(fifteen: str) -> str | None:
    """The eighteen digits of a fifteen-digit number (GB 11643-1989 to 1999), None where it tells no day."""
    if len(fifteen) != 15 or not (fifteen.isascii() and fifteen.isdigit()):
        return None
    century = "18" if fifteen[12:] in _BORN_BEFORE_1900 else "19"
    body = f"{fifteen[:6]}{century}{fifteen[6:]}"
    whole = body + check_digit(body)
    return None if birth_date(whole) is None else whole


_SPACES = str.maketrans("", "", " \t\u3000·•．.")
# The longer ending first: 东河村民委员会 and 东河村委会 are both 东河村.
_VILLAGE_OFFICES = ("社区居民委员会", "居民委员会", "村民委员会", "社区居委会", "居委会", "村委会")
_KEPT = {"社区居民委员会": "社区", "社区居委会": "社区", "村民委员会": "村", "村委会": "村"}


def name_key(name: str) -> str:
    """A name as it is compared: without spaces and the dots between parts of a name."""
    return name.translate(_SPACES).upper()


def village_key(village: str) -> str:
    """A village as it is compared: without spaces and without the words for its office."""
    text = village.translate(_SPACES)
    for office in _VILLAGE_OFFICES:
        if text.endswith(office) and text != office:
            return text.removesuffix(office) + _KEPT.get(office, "")
    return text
