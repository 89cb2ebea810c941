"""Who pays people: the insured county, or the city where the policy says so and all money stands in its book."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Payable
from claims.services import payables
from funds.policy import pooling_policy
from funds.rules.clearing_postings import UNIFIED
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for

CITY = "city"


def paid_by_city(area: PoolingArea) -> bool:
    """Raises ``PolicyGap`` where the policy in force does not say how the fund is pooled.

    Where counties keep books of their own, each pays its own people: nothing would settle what the city laid out.
    """
    pooling = pooling_policy(policy_for(area, timezone.localdate()))
    return pooling.mode == UNIFIED and pooling.people_paid_by == CITY


def payer_of(county: Agency) -> Agency:
    """The agency from whose expenditure account the people of ``county`` are paid."""
    if not paid_by_city(county.area):
        return county
    return Agency.objects.get(area=county.area, level=Agency.Level.CITY)


def owed_by(payer: Agency, insutype: str) -> QuerySet[Payable]:
    """What waits to be paid by ``payer`` under a scheme."""
    waiting = payables.ready().filter(insutype=insutype)
    if payer.level == Agency.Level.CITY:
        return waiting.filter(insu_county__area=payer.area) if paid_by_city(payer.area) else waiting.none()
    return waiting.none() if paid_by_city(payer.area) else waiting.filter(insu_county=payer)
