"""Laying out a pooling area from the national districts."""

from __future__ import annotations

import pytest

from institutions.models import Agency, PoolingArea, User
from institutions.services.districts import UnknownDistrict
from institutions.services.lay_out_area import NotAnInstaller, lay_out_area

pytestmark = pytest.mark.django_db


def test_a_city_gets_an_agency_for_itself_and_each_county() -> None:
    layout = lay_out_area(area_code="620700")
    assert layout.city.code == "620700"
    assert [unit.code for unit in layout.units] == [
        "620702",
        "620721",
        "620722",
        "620723",
        "620724",
        "620725",
    ]
    assert all(unit.county == unit and unit.parent == layout.city for unit in layout.units)


def test_running_again_changes_nothing() -> None:
    first = lay_out_area(area_code="620700")
    Agency.objects.filter(pk=first.city.pk).update(name="改过的名字")
    again = lay_out_area(area_code="620700")
    assert [unit.pk for unit in again.units] == [unit.pk for unit in first.units]
    assert again.city.name == "改过的名字"
    assert PoolingArea.objects.count() == 1


def test_the_citys_own_insured_are_a_unit_beside_the_counties() -> None:
    layout = lay_out_area(area_code="330200", with_city_own=True)
    assert layout.units[-1].code == "330299"
    assert layout.units[-1].is_city_own
    assert [unit.is_city_own for unit in layout.units[:-1]] == [False] * (len(layout.units) - 1)


def test_a_city_inherits_from_its_region() -> None:
    layout = lay_out_area(area_code="150100", region_code="150000")
    assert [area.code for area in layout.area.lineage()] == ["150100", "150000"]
    assert layout.city.parent is not None
    assert layout.city.parent.level == Agency.Level.REGION


def test_a_region_may_be_named_later_and_governs_several_cities() -> None:
    alone = lay_out_area(area_code="150100")
    assert (alone.area.parent, alone.city.parent) == (None, None)
    first, second = (lay_out_area(area_code=code, region_code="150000") for code in ("150100", "150200"))
    assert first.area == alone.area
    assert first.area.parent == second.area.parent
    assert first.city.parent == second.city.parent
    assert Agency.objects.filter(level=Agency.Level.REGION).count() == 1
    # Another region does not take over what is governed already.
    assert lay_out_area(area_code="150100", region_code="620000").area.parent == first.area.parent


def test_what_is_missing_is_added() -> None:
    whole = lay_out_area(area_code="620700")
    Agency.objects.filter(pk=whole.units[0].pk).update(county=None)
    Agency.objects.filter(pk=whole.units[0].pk).delete()
    Agency.objects.filter(pk=whole.units[1].pk).update(county=None)
    again = lay_out_area(area_code="620700", with_city_own=True)
    assert [unit.code for unit in again.units] == [*(unit.code for unit in whole.units), "620799"]
    assert all(unit.county == unit for unit in again.units)


def test_an_unknown_district_and_an_ordinary_user_are_refused() -> None:
    with pytest.raises(UnknownDistrict):
        lay_out_area(area_code="999900")
    with pytest.raises(NotAnInstaller):
        lay_out_area(area_code="620700", acting_user=User.objects.create_user("someone", name="x"))
    assert not Agency.objects.exists()
