"""The national districts (行政区划) that ship with the project; read once, never written."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError

FILE = Path(__file__).resolve().parent.parent / "data" / "regions.csv"
# 市本级: the city's own insured are an accounting unit whose code is the city's with this ending.
CITY_OWN_ENDING = "99"


class UnknownDistrict(DomainError):
    """The six digits name no district of the shipped table."""


class District(NamedTuple):
    """One district; ``level`` is province, city or county; ``parent`` is empty for a province."""

    code: str
    name: str
    level: str
    parent: str


@cache
def districts() -> dict[str, District]:
    """Every shipped district by code."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: District(**row) for row in csv.DictReader(file)}


def district(code: str) -> District:
    """The district with this code; raises :class:`UnknownDistrict`."""
    found = districts().get(code)
    if found is None:
        raise UnknownDistrict(_("%(code)s is not a district this system knows."), code=code)
    return found


def districts_below(code: str) -> list[District]:
    """The districts directly below ``code``, by code."""
    return sorted(one for one in districts().values() if one.parent == code)


def city_own_code(city_code: str) -> str:
    """The code of the city's own accounting unit (市本级)."""
    return city_code[:-2] + CITY_OWN_ENDING
