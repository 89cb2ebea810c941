"""What each page is for, in one line under its title.

A view may say it itself (context ``purpose``, or ``Listing.purpose``), and does where the line depends on what is
shown; every other page has its line here, by the name of its address.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_purposes: dict[str, str | Promise] = {}


def register_purposes(namespace: str, *parts: Mapping[str, str | Promise]) -> None:
    """``parts``: name of the address → its line, lazily translated. A name told twice is a mistake: ``ValueError``."""
    for part in parts:
        for name, purpose in part.items():
            full_name = f"{namespace}:{name}" if namespace else name
            if full_name in _purposes:
                raise ValueError(f"{full_name} has its purpose already")
            _purposes[full_name] = purpose


def purpose_of(view_name: str) -> str | Promise:
    """The line of a page; empty where the page says it itself, or nobody does."""
    return _purposes.get(view_name, "")


def known_purposes() -> frozenset[str]:
    return frozenset(_purposes)
