"""In which order the month's payers can pay: who owes the city first, then the city, then who waits for it."""

from __future__ import annotations

from funds.models import Clearing, NetPosition
from institutions.models import Agency

from .units import city_of, counties_of


def payers_in_order(clearing: Clearing) -> list[Agency]:
    """The city pays counties and care outside the area out of what debtors sent it; approve in this order."""
    nets = dict(NetPosition.unscoped.filter(clearing=clearing).values_list("county_id", "net"))
    counties = counties_of(clearing.area)
    debtors = [county for county in counties if nets.get(county.pk, 0) < 0]
    others = [county for county in counties if county not in debtors]
    return [*debtors, city_of(clearing.area), *others]
