"""What a package's names are called on pages: meanings, words such as ``own_county``, units, keys of tables.

The policy language is English and closed; its Chinese stands in ``locale/parts/policy_words.po``, where a word has
the context "policy". A word nobody translated (a name the package made up) is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext_lazy, pgettext
from django.utils.translation import gettext_lazy as _

from config.codes import CODES, name_of
from institutions.rules.policy_tables import OTHERWISE as ANY_OTHER
from institutions.rules.policy_tables import Range
from institutions.rules.policy_units import NUMERIC

from .registry import language

OTHERWISE = _("any other")

# How an amount of a unit is said, and the ends of a range in it.
_VALUES: dict[str, Any] = {
    "yuan": _("%(number)s yuan"),
    "days": ngettext_lazy("%(number)s day", "%(number)s days", "count"),
    "months": ngettext_lazy("%(number)s month", "%(number)s months", "count"),
    "years": ngettext_lazy("%(number)s year", "%(number)s years", "count"),
    "points": _("%(number)s percentage points"),
    "ratio": "%(number)s%%",
}
_UNDER, _FROM, _BETWEEN = _("under %(high)s"), _("%(low)s and more"), _("%(low)s to under %(high)s")
_MONTH_DAY = _("%(month)s-%(day)s of the year")


def meaning_of(meaning: str) -> str:
    """What a parameter or section is about."""
    return gettext(meaning) if meaning else ""


def word(name: str, under: str = "") -> str:
    """A name of the language or the package: ``own_county`` is "own county".

    The same name may say something else ``under`` another: a transfer to be filed is no transfer of money.
    """
    led = f"{under}.{name}"
    if under and (said := pgettext("policy", led)) != led:
        return said
    said = pgettext("policy", name)
    return name.replace("_", " ") if said == name else said


def unit_of(unit: str) -> str:
    """The unit as a column says it; names and texts have none."""
    name = f"unit {unit}"
    said = pgettext("policy", name)
    return unit.replace("_", " ") if said == name else said


def key_of(dimension: str, key: str) -> str:
    """A key of a table; national codes by their names."""
    if key == ANY_OTHER:
        return str(OTHERWISE)
    return name_of(dimension, key) if dimension in CODES and key != "none" else word(key)


def keys_of(dimension: str, keys: Iterable[str | Range]) -> str:
    """Several keys that share a cell."""
    return gettext(", ").join(any_key(dimension, key) for key in keys)


def any_key(dimension: str, key: str | Range) -> str:
    """A key or a range of a table in words."""
    return range_of(dimension, key) if isinstance(key, Range) else key_of(dimension, key)


def condition(dimension: str, key: str | Range) -> str:
    """A key that stands alone; one that says nothing by itself is led by what it answers."""
    said = any_key(dimension, key)
    if key in ("yes", "no", "none"):
        return gettext("%(what)s: %(answer)s") % {"what": dimension_name(dimension), "answer": said}
    return said


def dimension_name(dimension: str) -> str:
    """What a value depends on: "Where care was given"."""
    known = language().dimensions.get(dimension)
    return meaning_of(known.meaning) if known else word(dimension)


def range_of(dimension: str, span: Range) -> str:
    """A range in the unit of its dimension: "under 10,000 yuan"."""
    known = language().dimensions.get(dimension)
    unit = known.range_unit if known else ""
    if span.high is None:
        return value_of(span.low, unit) if not span.low else str(_FROM) % {"low": value_of(span.low, unit)}
    if span.low == 0:
        return str(_UNDER) % {"high": value_of(span.high, unit)}
    return str(_BETWEEN) % {"low": value_of(span.low, unit), "high": value_of(span.high, unit)}


def number_of(value: Any, unit: str) -> Decimal | None:
    """An amount in the unit as written: fen as yuan, ten-thousandths as a ratio; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int) or unit not in NUMERIC:
        return None
    return Decimal(value).scaleb(-NUMERIC[unit][0])


def value_of(value: Any, unit: str) -> str:
    """A value in words with its unit: "1,500.00 yuan", "85%", "yes"."""
    number = number_of(value, unit)
    if number is not None:
        return _amount(number, unit)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, tuple):
        return gettext(", ").join(word(part) for part in value)
    if unit == "month_day":
        month, _dash, day = str(value).partition("-")
        return str(_MONTH_DAY) % {"month": int(month), "day": int(day)}
    return word(value) if unit == "name" else str(value)


def difference_of(number: Decimal, unit: str) -> str:
    """By how much two values differ, with its sign; ratios in percentage points."""
    if unit in ("ratio", "points"):
        return _amount(number * 100 if unit == "ratio" else number, "points")
    return ("+" if number > 0 else "") + _amount(number, unit)


def _amount(number: Decimal, unit: str) -> str:
    if unit == "ratio":
        said = f"{(number * 100).normalize():f}"
    elif unit == "points":
        said = "0" if not number else f"{number.normalize():+f}"
    elif unit == "yuan":
        said = f"{number:,.2f}"
    elif unit == "year":
        said = str(number)
    else:
        said = f"{number:,f}"
    pattern = _VALUES.get(unit)
    return str(pattern % {"number": said, "count": 1 if number == 1 else 2}) if pattern else said
