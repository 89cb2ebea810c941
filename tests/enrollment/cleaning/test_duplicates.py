"""What the comparisons take for one person twice, and for cover twice, and what they must not."""

from __future__ import annotations

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import system_scope
from enrollment.models import Declaration, Payer, Person
from tests.cast import Cast

from .conftest import YEAR, Room, cover, employer, person

SAME = {"psn_name": "王同名", "brdy": dt.date(1970, 5, 1), "gend": "2"}


def pairs(room: Room, kind: str) -> list[tuple[int, int]]:
    return sorted((one.person_id or 0, one.other_id or 0) for one in room.found(kind))


def test_the_former_fifteen_digits_are_the_same_person(room: Room, cast: Cast) -> None:
    with system_scope():
        long = person(cast.east, certno="990101197005010028", psn_name="王一")
        short = person(cast.west, certno="990101700501002", psn_cert_type="99", psn_name="王壹")
    [found] = room.found("same_number")
    assert (found.person, found.other, found.county, found.other_county) == (
        long,
        short,
        cast.east,
        cast.west,
    )
    assert found.evidence["by"] == "short_form"
    assert (found.evidence["number"], found.evidence["other_number"]) == (long.certno, short.certno)
    assert found.due_on == dt.date(2024, 7, 15)


def test_a_child_of_2012_is_not_the_person_of_1912(room: Room, cast: Cast) -> None:
    with system_scope():
        person(cast.east, certno="990101201203040021", brdy=dt.date(2012, 3, 4))
        person(cast.east, certno="990101120304002", psn_cert_type="99", brdy=dt.date(1912, 3, 4))
    assert room.found("same_number") == []


def test_one_number_under_two_types_of_certificate(room: Room, cast: Cast) -> None:
    with system_scope():
        first = person(cast.east, certno="H60123456", psn_cert_type="04")
        second = person(cast.east, certno="H60123456", psn_cert_type="99")
        merged = person(cast.east, certno="H60123456", psn_cert_type="05")
        merged.canonical = first
        merged.save()
    assert pairs(room, "same_number") == [(first.pk, second.pk)]


def test_the_same_name_birth_and_gender(room: Room, cast: Cast) -> None:
    with system_scope():
        one, two, three = (person(cast.east, **SAME) for _number in range(3))
        person(cast.east, **{**SAME, "gend": "1"})
        person(cast.east, **{**SAME, "brdy": dt.date(1970, 5, 2)})
        person(cast.elsewhere, **SAME)
    # Each against the oldest file; neither another gender or birth, nor another area's person.
    assert pairs(room, "same_name") == [(one.pk, two.pk), (one.pk, three.pk)]


def test_who_was_merged_is_no_second_person(room: Room, cast: Cast) -> None:
    with system_scope():
        one, two = person(cast.east, **SAME), person(cast.east, **SAME)
        Person.objects.filter(pk=two.pk).update(canonical=one)
    assert room.found("same_name") == []


def test_what_the_numbers_tell_is_not_listed_by_name_too(room: Room, cast: Cast) -> None:
    with system_scope():
        person(cast.east, certno="990101197005010028", **SAME)
        person(cast.east, certno="990101700501002", psn_cert_type="99", **SAME)
    assert len(room.found("same_number")) == 1
    assert room.of("same_name") == []


def test_covered_on_the_merged_file_as_well(room: Room, cast: Cast) -> None:
    with system_scope():
        kept = person(cast.east)
        twice, after = person(cast.west, canonical=kept), person(cast.west, canonical=kept)
        cover(kept, "310", YEAR)
        cover(twice, "390", DateRange(dt.date(2024, 3, 1), dt.date(2024, 4, 1)))
        cover(after, "390", DateRange(dt.date(2025, 1, 1), None))
    [found] = room.found("covered_twice")
    assert (found.person, found.other, found.county, found.other_county) == (
        kept,
        twice,
        cast.east,
        cast.west,
    )
    assert (found.evidence["scheme"], found.evidence["other_scheme"]) == ("310", "390")


def declare(who: Person, payer: Payer, *months: int, insutype: str = "310") -> None:
    for month in months:
        Declaration.unscoped.create(
            payer=payer, person=who, insutype=insutype, month=dt.date(2024, month, 1), wage=6000
        )


def test_a_resident_whom_an_employer_declares(room: Room, cast: Cast) -> None:
    with system_scope():
        payer = employer(cast.west, "W1")
        resident, changed, former = (person(cast.east) for _number in range(3))
        cover(resident, "390", YEAR)
        declare(resident, payer, 2, 3)
        # The scheme was changed within February, and somebody was declared before being a resident.
        cover(changed, "390", DateRange(dt.date(2024, 1, 1), dt.date(2024, 2, 15)))
        cover(changed, "310", DateRange(dt.date(2024, 2, 15), None), payer=payer)
        declare(changed, payer, 2, 3)
        cover(former, "390", DateRange(dt.date(2024, 3, 1), dt.date(2025, 1, 1)))
        declare(former, payer, 1, 2)
    [found] = room.found("employed_resident")
    assert (found.person, found.county, found.other_county) == (resident, cast.east, cast.west)
    assert (found.evidence["payer"], found.evidence["months"]) == ("W1", 2)
    assert found.evidence["first_month"] == "2024-02-01"


def test_declared_by_two_payers(room: Room, cast: Cast) -> None:
    with system_scope():
        one, two = employer(cast.east, "E1"), employer(cast.west, "W1")
        double, changed = person(cast.east), person(cast.east)
        declare(double, one, 1, 2, 3)
        declare(double, two, 2, 3, 4)
        declare(changed, one, 1, 2)
        declare(changed, two, 3)
    [found] = room.found("two_payers")
    assert (found.person, found.county, found.other_county) == (double, cast.east, cast.west)
    assert (found.evidence["payer"], found.evidence["other_payer"], found.evidence["months"]) == (
        "E1",
        "W1",
        2,
    )
