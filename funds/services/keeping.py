"""How an area's books are kept on a day: one book for all, or one per county."""

from __future__ import annotations

import datetime as dt

from funds.policy import pooling_policy
from funds.rules.clearing_postings import Keeping
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for


def keeping_of(area: PoolingArea, day: dt.date) -> Keeping:
    """Raises ``PolicyGap`` where the policy in force does not say how the fund is pooled."""
    city = Agency.objects.get(area=area, level=Agency.Level.CITY)
    return Keeping(pooling_policy(policy_for(area, day)).mode, city.pk)
