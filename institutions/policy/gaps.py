"""What a policy does not foresee, in the reader's words.

Rules are pure and say it as ``benefits.390: no value for inpatient.ratio``; here the names get their meaning.
A gap of another form is shown as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from config.codes import name_of

from .reading import full_meaning
from .registry import language
from .wording import dimension_name, key_of, meaning_of

_SECTION = r"(?P<section>[\w.]+)"


def describe_gap(gap: str) -> str:
    """The sentence of a ``PolicyGap`` for a page."""
    for pattern, say in _KNOWN:
        found = pattern.fullmatch(gap)
        if found:
            return say(found.groupdict())
    return gap


def refuse_gap(gap: Exception) -> str:
    """What a page or a job says when a document in force is silent about what it needs."""
    told = describe_gap(str(gap))
    return _("The area's policy does not say this, so it cannot be worked out: %(gap)s "
             "Whoever keeps the policy can add it with its clause.") % {"gap": told}  # fmt: skip


def _no_value(said: dict[str, str]) -> str:
    return _("%(section)s gives no value for “%(parameter)s” (%(name)s).") % {
        "section": _heading(said["section"]),
        "parameter": full_meaning(said["section"], said["name"]),
        "name": said["name"],
    }


def _no_cell(said: dict[str, str]) -> str:
    return _("A table of the policy has no line for %(dimension)s “%(key)s”.") % {
        "dimension": dimension_name(said["dimension"]),
        "key": key_of(said["dimension"], said["key"]),
    }


def _no_section(said: dict[str, str]) -> str:
    return _("No document in force has a section “%(section)s”.") % {"section": _heading(said["section"])}


def _heading(section: str) -> str:
    name, _dot, scheme = section.partition(".")
    schema = language().sections.get(name)
    heading = meaning_of(schema.meaning) if schema else name
    return f"{heading} · {name_of('insutype', scheme)}" if scheme else heading


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[dict[str, str]], str]], ...] = (
    (re.compile(_SECTION + r": no value for (?P<name>[\w.]+)"), _no_value),
    (re.compile(r"no value for (?P<dimension>\w+) = '?(?P<key>.*?)'?"), _no_cell),
    (re.compile(r"\d+: no section " + _SECTION + r" in force on [\d-]+"), _no_section),
)
