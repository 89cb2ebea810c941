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


def test_an_unknown_district_and_an_ordinary_user_are_refused() -> None:
    with pytest.raises(UnknownDistrict):
        lay_out_area(area_code="999900")
    with pytest.raises(NotAnInstaller):
        lay_out_area(area_code="620700", acting_user=User.objects.create_user("someone", name="x"))
    assert not Agency.objects.exists()
