"""The search box in the top bar: apps register what can be found in ``ready()``.

    @search_provider("people", _("People"), hint=_("certificate or personal number, start of a name"))
    def find_people(text: str, user) -> Iterable[Hit]:
        ...

A provider searches by equality, prefix or trigram on indexed columns and may yield any number of hits;
only the first :data:`MOST_HITS` are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from config.access import Requirement, as_set

MOST_HITS = 20


@dataclass(frozen=True)
class Hit:
    """``note`` is told on the page it leads to as well, where it is the only hit."""

    title: str
    url: str
    detail: str = ""
    note: str = ""


@dataclass(frozen=True)
class Provider:
    key: str
    title: Any
    hint: Any
    requirement: Requirement
    find: Callable[[str, Any], Iterable[Hit]]


@dataclass(frozen=True)
class Found:
    provider: Provider
    hits: list[Hit]
    more: bool


_providers: dict[str, Provider] = {}


def search_provider(
    key: str,
    title: Any,
    *,
    hint: Any = "",
    duty: str | Iterable[str] | None = None,
    levels: str | Iterable[str] | None = None,
) -> Callable[[Callable[[str, Any], Iterable[Hit]]], Callable[[str, Any], Iterable[Hit]]]:
    """Register ``find(text, user)``; asked only when the active assignment meets ``duty``/``levels``."""

    def register(find: Callable[[str, Any], Iterable[Hit]]) -> Callable[[str, Any], Iterable[Hit]]:
        requirement = Requirement(duties=as_set(duty), levels=as_set(levels))
        _providers[key] = Provider(key, title, hint, requirement, find)
        return find

    return register


def providers_for(assignment: Any) -> list[Provider]:
    return [p for p in _providers.values() if p.requirement.met_by(assignment)]


def search(text: str, *, user: Any, assignment: Any) -> list[Found]:
    """What every provider finds for ``text``, in the order of registration, empty answers left out."""
    text = " ".join(text.split())
    if not text:
        return []
    answers = []
    for provider in providers_for(assignment):
        hits = list(islice(provider.find(text, user), MOST_HITS + 1))
        if hits:
            answers.append(Found(provider, hits[:MOST_HITS], len(hits) > MOST_HITS))
    return answers
