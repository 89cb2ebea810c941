"""What the policy says of the time before pooling."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from funds.policy import OpeningPolicy, opening_policy
from funds.rules.clearing_postings import Keeping
from funds.services.keeping import keeping_of
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for

from .faults import OpeningNotFit


@dataclass(frozen=True)
class Terms:
    """``first``: the first day of pooling. ``policy`` is as it was on that day."""

    first: dt.date
    policy: OpeningPolicy
    keeping: Keeping

    @property
    def bears(self) -> tuple[str, ...]:
        return self.policy.balance_bears

    def unit_of(self, county: Agency) -> Agency:
        """Who keeps the book the county's money stands in."""
        unit: Agency = Agency.objects.select_related("area").get(pk=self.keeping.unit_of(county.pk))
        return unit


def opening_terms(area: PoolingArea, today: dt.date) -> Terms:
    """Raises :class:`OpeningNotFit` where the policy in force knows no first day of pooling; ``PolicyGap``."""
    first = opening_policy(policy_for(area, today)).pooled_from
    if first is None:
        raise OpeningNotFit(_("The policy in force does not say from which day the fund is pooled."))
    return Terms(first, opening_policy(policy_for(area, first)), keeping_of(area, first))
