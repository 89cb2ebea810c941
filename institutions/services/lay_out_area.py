"""Lay out a pooling area: the area, its region where one governs it, the agencies of city and counties."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import DomainError
from institutions.models import Agency, PoolingArea, User
from institutions.services.districts import District, city_own_code, district, districts_below


class NotAnInstaller(DomainError):
    """Areas are laid out at installation, or by somebody who administers the whole system."""


@dataclass(frozen=True)
class AreaLayout:
    """What stands after laying out: ``units`` are the accounting units, the city's own unit last."""

    area: PoolingArea
    city: Agency
    units: tuple[Agency, ...]


@transaction.atomic
def lay_out_area(
    *, area_code: str, region_code: str = "", with_city_own: bool = False, acting_user: User | None = None
) -> AreaLayout:
    """The city ``area_code`` with an agency for itself and each of its counties, from the national districts.

    ``region_code`` names the region whose documents the area inherits (decision 9); ``with_city_own`` adds
    the accounting unit of the city's own insured. Run again, it adds what is missing and renames nothing.
    Raises ``UnknownDistrict``, and :class:`NotAnInstaller` for an ``acting_user`` who is no superuser.
    """
    if acting_user is not None and not acting_user.is_superuser:
        raise NotAnInstaller(gettext_lazy("Only whoever administers the whole system lays out an area."))
    city_district = district(area_code)
    # What is stored is read by everybody: it is written in the system's language, not the visitor's.
    with translation.override(settings.LANGUAGE_CODE):
        region = _region(region_code) if region_code else None
        area = _area(city_district, region)
        city = _agency(city_district, area, Agency.Level.CITY, parent=_regional_agency(region))
        units = [_county(one, area, city) for one in districts_below(area_code)]
        if with_city_own:
            name = _("%(city)s municipal unit") % {"city": city_district.name}
            own = District(city_own_code(area_code), name, "county", area_code)
            units.append(_county(own, area, city, is_city_own=True))
    return AreaLayout(area, city, tuple(units))


def _area(place: District, region: PoolingArea | None) -> PoolingArea:
    area, _created = PoolingArea.objects.get_or_create(
        code=place.code, defaults={"name": place.name, "parent": region}
    )
    if region is not None and area.parent_id is None:
        area.parent = region
        area.save(update_fields=["parent"])
    return area


def _region(region_code: str) -> PoolingArea:
    place = district(region_code)
    region = _area(place, None)
    _agency(place, region, Agency.Level.REGION)
    return region


def _regional_agency(region: PoolingArea | None) -> Agency | None:
    if region is None:
        return None
    return Agency.objects.get(area=region, level=Agency.Level.REGION)


def _agency(
    place: District,
    area: PoolingArea,
    level: Agency.Level,
    *,
    parent: Agency | None = None,
    is_city_own: bool = False,
) -> Agency:
    agency, _created = Agency.objects.get_or_create(
        code=place.code,
        defaults={
            "name": _("%(place)s medical-insurance service centre") % {"place": place.name},
            "place": place.name,
            "level": level,
            "area": area,
            "parent": parent,
            "is_city_own": is_city_own,
        },
    )
    if agency.parent_id is None and parent is not None:
        agency.parent = parent
        agency.save(update_fields=["parent"])
    return agency


def _county(place: District, area: PoolingArea, city: Agency, *, is_city_own: bool = False) -> Agency:
    return complete_agency(
        agency=_agency(place, area, Agency.Level.COUNTY, parent=city, is_city_own=is_city_own)
    )


def complete_agency(*, agency: Agency) -> Agency:
    """Name the accounting unit of a stored agency: a county's is itself, what lies below has its parent's."""
    if agency.county_id is None and agency.level == Agency.Level.COUNTY:
        agency.county = agency
    elif agency.county_id is None and not agency.is_municipal and agency.parent is not None:
        agency.county = agency.parent.county
    if agency.county_id is not None:
        agency.save(update_fields=["county"])
    return agency
