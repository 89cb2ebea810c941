"""The invented people and bills: the same every time, with certificates and amounts that hold."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from config.demo.bills import bills
from config.demo.certificates import certificate_number
from config.demo.rows import deductions
from config.demo.terminal import table, width
from config.demo.world import Place, Scale, World, make_world
from config.money import to_fen
from config.spreadsheets.certificates import resident_number_fault
from institutions.services.districts import districts_below

CITY = "230400"
SPLITS = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
CLASSES = (
    "class_a_amt", "class_b_amt", "class_c_amt", "over_price_amt", "domestic_material_amt",
    "imported_material_amt", "imported_no_equal_amt",
)  # fmt: skip


def world() -> World:
    units = [Place(one.code, one.name) for one in districts_below(CITY)]
    return make_world(CITY, units, Scale().smaller(300, 900))


@pytest.fixture(scope="module")
def small() -> World:
    return world()


def test_two_runs_invent_the_same(small: World) -> None:
    assert world() == small
    assert [row for _visit, row in bills(small)] == [row for _visit, row in bills(world())]


def test_certificates_are_valid_and_unique(small: World) -> None:
    numbers = [person.certno for person in small.people]
    assert len(set(numbers)) == len(numbers) == 300
    for person in small.people:
        assert resident_number_fault(person.certno) is None
        assert person.certno[6:14] == f"{person.born:%Y%m%d}"
        assert int(person.certno[16]) % 2 == int(person.gend == "1")


def test_published_check_character() -> None:
    # The standard's own example.
    assert certificate_number("110105", dt.date(1949, 12, 31), 2) == "11010519491231002X"


def test_no_two_areas_share_an_institution(small: World) -> None:
    """Demonstrations of several areas stand in one database, where a code is designated by one of them."""
    units = [Place(one.code, one.name) for one in districts_below("620700")]
    other = make_world("620700", units, Scale().smaller(300, 900))
    for what in ("code", "account_no"):
        assert {getattr(one, what) for one in small.hospitals}.isdisjoint(
            getattr(one, what) for one in other.hospitals
        )
    assert {row["reference"] for row in deductions(small)}.isdisjoint(
        row["reference"] for row in deductions(other)
    )


def test_all_levels_are_designated(small: World) -> None:
    inside = [one for one in small.hospitals if one.county]
    assert len(inside) == 40
    assert {one.level for one in inside} == {"1", "2", "3", ""}
    assert len({one.code for one in small.hospitals}) == len(small.hospitals) == 44


def test_bills_add_up_and_fall_into_the_coverage(small: World) -> None:
    billed = bills(small)
    assert len({row["setl_id"] for _visit, row in billed}) == 900
    for visit, row in billed:
        parts = SPLITS if "inscp_scp_amt" in row else CLASSES
        assert sum(to_fen(row.get(name, 0)) for name in parts) == to_fen(row["medfee_sumamt"]) > 0
        assert all(to_fen(row.get(name, 0)) >= 0 for name in parts)
        assert visit.person.begins <= row["begndate"] <= row["enddate"] < visit.person.ends
        assert row["setl_time"].date() == row["enddate"]


def test_nobody_lies_in_two_beds(small: World) -> None:
    stays = defaultdict(list)
    for visit, row in bills(small):
        if row["enddate"] > row["begndate"]:
            stays[visit.person.psn_no].append((row["begndate"], row["enddate"]))
    for nights in stays.values():
        nights.sort()
        assert all(left[1] < right[0] for left, right in pairwise(nights))


def test_the_mix_has_every_kind_of_care(small: World) -> None:
    kinds = Counter(row["med_type"] for _visit, row in bills(small))
    assert kinds.keys() >= {"11", "41", "14", "21", "23", "22", "52"}
    places = Counter(visit.place for visit, _row in bills(small))
    assert places.keys() == {"own", "other", "outside"}


def test_tables_line_up_with_chinese() -> None:
    assert width("甘州a") == 5
    lines = table(["县", "n"], [["甘州区", 1], ["ab", 20]]).splitlines()
    assert {width(line) for line in lines} == {10}
