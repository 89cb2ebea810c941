"""The four levels of counters (JJ-14): whom a township's or a village's counter serves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from config.listing import ChoiceFilter, Listing
from institutions.models import Agency

BELOW_COUNTY = (Agency.Level.TOWNSHIP, Agency.Level.VILLAGE)


def counters_in_reach(listing: Listing) -> Iterator[tuple[int, str]]:
    """Townships and villages of the counties whose rows the reader may see, villages after their township."""
    counters = Agency.objects.filter(level__in=BELOW_COUNTY).order_by("code")
    scope = listing.user.scope()
    if not scope.everything:
        counters = counters.filter(county__in=scope.counties)
    for counter in counters:
        yield counter.pk, f"　{counter}" if counter.level == Agency.Level.VILLAGE else str(counter)


def served_by(counter: int, path: str = "counter") -> Q:
    """What a counter serves, a township's what its villages' serve too; ``path`` leads to the counter."""
    return Q(**{path: counter}) | Q(**{f"{path}__parent": counter})


@dataclass(frozen=True)
class CounterFilter(ChoiceFilter):
    """By the counter at the end of ``field``."""

    def condition(self, values: dict[str, Any]) -> Q:
        asked = values.get(self.name)
        return served_by(int(asked), self.path) if asked else Q()


def own_business(agency: Agency) -> Q:
    """The payers an agency's staff work with: a township's or village's its own, upper levels all they see."""
    return served_by(agency.pk) if agency.level in BELOW_COUNTY else Q()
