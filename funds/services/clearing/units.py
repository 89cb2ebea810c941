"""Who takes part in an area's clearing: its counties, and the city for care outside the area."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.scoping import scoped
from institutions.models import Agency, PoolingArea
from institutions.models.staff import scope_of_agencies

from .faults import ClearingRefused


def city_of(area: PoolingArea) -> Agency:
    """The city agency of ``area``; raises :class:`ClearingRefused` when the area has none."""
    city = Agency.objects.filter(area=area, level=Agency.Level.CITY).select_related("area").first()
    if city is None:
        raise ClearingRefused(_("%(area)s has no city agency: lay out its agencies first."), area=area)
    return city


def counties_of(area: PoolingArea) -> list[Agency]:
    """The accounting units whose people are insured there, the city's own among them, by code."""
    counties = Agency.objects.filter(area=area, level=Agency.Level.COUNTY).select_related("area")
    return list(counties.order_by("code"))


def units_of(area: PoolingArea) -> list[Agency]:
    """Everybody who pays institutions: the counties, then the city."""
    return [*counties_of(area), city_of(area)]


def is_city(unit: Agency) -> bool:
    return bool(unit.level == Agency.Level.CITY)


def paid_by(unit: Agency) -> Q:
    """Bills and settlements of the area's people that ``unit`` pays the institution for.

    Every one falls to exactly one unit of the area it is insured in: the county of care, or the city when
    that lies outside the area.
    """
    counties = [county.pk for county in counties_of(unit.area)]
    insured_here = Q(insu_county__in=counties)
    if is_city(unit):
        # Named one by one, not "not ours": a month's index is then asked for these alone.
        elsewhere = Agency.objects.filter(level=Agency.Level.COUNTY).exclude(area=unit.area)
        foreign = list(elsewhere.values_list("pk", flat=True))
        return insured_here & (Q(care_county__isnull=True) | Q(care_county__in=foreign))
    return insured_here & Q(care_county=unit.pk)


def at_institutions_of(unit: Agency, area_id: int) -> Q:
    """What is noted against institutions that ``unit`` pays: those of its county, or those without one at the city."""
    if is_city(unit):
        return Q(institution__county__isnull=True, institution__area=area_id)
    return Q(institution__county=unit)


@contextmanager
def working_for(area: PoolingArea) -> Iterator[None]:
    """The scope of the area's city: what a worker of its clearing may see and write."""
    with scoped(scope_of_agencies([city_of(area)])):
        yield
