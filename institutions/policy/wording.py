"""What a package's names are called on pages: meanings, words such as ``own_county``, units, keys of tables.

The policy language is English and closed; its Chinese stands in ``locale/parts/policy_words.po``, where a word has
the context "policy". A word nobody translated (a name the package made up) is shown as it is written.
"""

from __future__ import annotations

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from config.codes import CODES, name_of

OTHERWISE = _("any other")


def meaning_of(meaning: str) -> str:
    """What a parameter or section is about."""
    return gettext(meaning) if meaning else ""


def word(name: str) -> str:
    """A name of the language or the package: ``own_county`` is "own county"."""
    said = pgettext("policy", name)
    return name.replace("_", " ") if said == name else said


def unit_of(unit: str) -> str:
    """The unit as a column says it; names and texts have none."""
    name = f"unit {unit}"
    said = pgettext("policy", name)
    return unit.replace("_", " ") if said == name else said


def key_of(dimension: str, key: str) -> str:
    """A key of a table; national codes by their names."""
    return name_of(dimension, key) if dimension in CODES else word(key)
