"""How an area's books are kept on a day: one book for all, or one per county."""

from __future__ import annotations

import datetime as dt

from funds.policy import pooling_policy
from funds.rules.clearing_postings import Keeping
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap


def keeping_of(area: PoolingArea, day: dt.date) -> Keeping:
    """Raises ``PolicyGap`` where the policy in force does not say how the fund is pooled."""
    city = Agency.objects.get(area=area, level=Agency.Level.CITY)
    return Keeping(pooling_policy(policy_for(area, day)).mode, city.pk)


def counties_kept_by(agency: Agency, day: dt.date) -> set[int]:
    """Whose money stands in the book ``agency`` keeps: everybody's, a county's own, or nobody's."""
    try:
        keeping = keeping_of(agency.area, day)
    except (PolicyGap, Agency.DoesNotExist):
        return set()  # a region, or an area whose policy says nothing of pooling
    units = {*Agency.objects.filter(area=agency.area).values_list("pk", flat=True), agency.pk}
    return {unit for unit in units if keeping.unit_of(unit) == agency.pk}
