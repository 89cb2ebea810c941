"""Lay out a pooling area: the area, its region where one governs it, the agencies of city and counties.

From the national districts that ship, or from an area file (``docs/policy-packages.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import DomainError
from institutions.models import Agency, PoolingArea, User
from institutions.policy.faults import describe_with_place
from institutions.rules.area_file import read_area_file
from institutions.rules.policy_faults import PolicyError
from institutions.services.districts import (
    District,
    UnknownDistrict,
    city_own_code,
    district,
    districts_below,
)


class NotAnInstaller(DomainError):
    """Areas are laid out at installation, or by somebody who administers the whole system."""


class DistrictTaken(DomainError):
    """A district of the file is an agency of another area."""


class AreaFileFaulty(DomainError):
    """The area file is refused; says where and why."""

    def __init__(self, error: PolicyError) -> None:
        super().__init__("\n".join(describe_with_place(fault) for fault in error.faults))


class Places(NamedTuple):
    """The districts an area is laid out from."""

    city: District
    counties: tuple[District, ...]
    region: District | None
    with_city_own: bool


@dataclass(frozen=True)
class AreaLayout:
    """What stands after laying out: ``units`` are the accounting units, the city's own unit last."""

    area: PoolingArea
    city: Agency
    units: tuple[Agency, ...]


def lay_out_area(
    *, area_code: str, region_code: str = "", with_city_own: bool = False, acting_user: User | None = None
) -> AreaLayout:
    """The city ``area_code`` with an agency for itself and each of its counties, from the national districts.

    ``region_code`` names the region whose documents the area inherits (decision 9); ``with_city_own`` adds
    the accounting unit of the city's own insured. Run again, it adds what is missing and renames nothing.
    Raises ``UnknownDistrict``, and :class:`NotAnInstaller` for an ``acting_user`` who is no superuser.
    """
    city = district(area_code)
    region = district(region_code) if region_code else None
    places = Places(city, tuple(districts_below(area_code)), region, with_city_own)
    return lay_out_places(places=places, acting_user=acting_user)


def lay_out_file(*, text: str, acting_user: User, file: str = "area.yaml") -> AreaLayout:
    """The area an area file describes; what it leaves out comes from the national districts.

    Raises :class:`AreaFileFaulty`, ``UnknownDistrict``, :class:`DistrictTaken`, :class:`NotAnInstaller`.
    """
    try:
        given = read_area_file(text, file=file)
    except PolicyError as error:
        raise AreaFileFaulty(error) from error
    city = District(given.code, given.name, "city", given.region) if given.name else district(given.code)
    counties = [District(code, name, "county", city.code) for code, name in given.counties.items()]
    places = Places(
        city,
        tuple(counties or districts_below(city.code)),
        _region_named(given.region) if given.region else None,
        given.own_unit,
    )
    return lay_out_places(places=places, acting_user=acting_user)


def _region_named(code: str) -> District:
    """A region that stands already, or one of the national districts."""
    standing = PoolingArea.objects.filter(code=code).first()
    return District(code, standing.name, "province", "") if standing else district(code)


@transaction.atomic
def lay_out_places(*, places: Places, acting_user: User | None = None) -> AreaLayout:
    """As :func:`lay_out_area`, from districts already looked up."""
    if acting_user is not None and not acting_user.is_superuser:
        raise NotAnInstaller(gettext_lazy("Only whoever administers the whole system lays out an area."))
    if not places.counties and not places.with_city_own:
        raise UnknownDistrict(
            gettext_lazy("No county of %(city)s is known: write them into the file."), city=places.city.name
        )
    # What is stored is read by everybody: it is written in the system's language, not the visitor's.
    with translation.override(settings.LANGUAGE_CODE):
        region = _region(places.region) if places.region else None
        area = _area(places.city, region)
        city = _agency(places.city, area, Agency.Level.CITY, parent=_regional_agency(region))
        units = [_county(one, area, city) for one in places.counties]
        if places.with_city_own:
            name = _("%(city)s municipal unit") % {"city": places.city.name}
            own = District(city_own_code(places.city.code), name, "county", places.city.code)
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


def _region(place: District) -> PoolingArea:
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
    if agency.area_id != area.pk:
        raise DistrictTaken(
            gettext_lazy("%(code)s is an agency of %(area)s already."), code=place.code, area=agency.area
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
