"""An area from a file: what it says, what it leaves to the national districts, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from institutions.models import Agency, PoolingArea, User
from institutions.rules.area_file import read_area_file
from institutions.rules.policy_faults import PolicyError
from institutions.services.districts import UnknownDistrict
from institutions.services.lay_out_area import (
    AreaFileFaulty,
    AreaLayout,
    DistrictTaken,
    NotAnInstaller,
    lay_out_area,
    lay_out_file,
)

EXAMPLE = Path("docs/examples/yunxi-area.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("name: 云溪市\n", 1, "missing_key"),
        ('area: "9903"\n', 1, "district"),
        ('area: "990300"\nown_unit: maybe\n', 2, "flag"),
        ('area: "990300"\ncounties:\n  "990300": 云山区\n', 3, "county_is_city"),
        ('area: "990300"\ncounties:\n  "990301": 甲\n  "990301": 乙\n', 4, "duplicate_key"),
        ('area: "990300"\ntown: x\n', 2, "unknown_key"),
        ("- 990300\n", 1, "not_mapping"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, code: str) -> None:
    with pytest.raises(PolicyError) as refused:
        read_area_file(text, file="area.yaml")
    [fault] = refused.value.faults
    assert (fault.line, fault.code) == (line, code)


@pytest.fixture
def installer(db: None) -> User:
    return User.objects.create_superuser("installer", "x", name="安装")


def lay_out(text: str, by: User) -> AreaLayout:
    return lay_out_file(text=text, acting_user=by)


def test_the_example_becomes_an_area_with_its_agencies(installer: User) -> None:
    layout = lay_out(EXAMPLE, installer)
    assert (layout.area.code, layout.area.name, layout.area.parent) == ("990300", "云溪市", None)
    assert [(one.code, str(one)) for one in layout.units] == [("990301", "云山区"), ("990302", "溪口县")]
    assert all(one.county == one and one.parent == layout.city for one in layout.units)
    again = lay_out(EXAMPLE + '  "990303": 云东县\n', installer)
    assert [one.code for one in again.units] == ["990301", "990302", "990303"]
    assert PoolingArea.objects.count() == 1


def test_a_known_city_needs_its_code_alone_and_a_region_governs_it(installer: User) -> None:
    layout = lay_out('area: "150200"\nregion: "150000"\nown_unit: yes\n', installer)
    assert layout.area.name == "包头市"
    assert layout.city.parent == Agency.objects.get(code="150000", level=Agency.Level.REGION)
    assert layout.units[-1].is_city_own
    # A city the districts do not know, under the region that stands.
    other = lay_out('area: "159900"\nname: 新盟\nregion: "150000"\ncounties: {"159921": 新旗}\n', installer)
    assert other.area.parent == layout.area.parent


def test_what_is_refused_changes_nothing(installer: User) -> None:
    lay_out_area(area_code="620700")
    before = Agency.objects.count()
    for text, why in {
        'area: "990300"\n': UnknownDistrict,
        'area: "990300"\nname: 云溪市\n': UnknownDistrict,
        'area: "990300"\nname: 云溪市\ncounties: {"990301": 甲, "620702": 乙}\n': DistrictTaken,
        'area: "x"\n': AreaFileFaulty,
    }.items():
        with pytest.raises(why):
            lay_out(text, installer)
    with pytest.raises(NotAnInstaller):
        lay_out(EXAMPLE, User.objects.create_user("somebody", "x", name="某人"))
    assert Agency.objects.count() == before
    assert PoolingArea.objects.count() == 1
