"""What other offices' files show beside the data: without cover, covered elsewhere too, dead, aided; and what not."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.scoping import acting_as, system_scope
from enrollment.models import (
    CleaningFinding,
    ComparisonRow,
    ExchangeAgreement,
    ExchangeFile,
    Person,
    Standing,
)
from enrollment.services.cleaning.decide import decide_finding
from institutions.models import Agency
from tests.cast import ALWAYS, Cast, certificate_number

from .conftest import YEAR, Room, cover, person

APRIL, MAY = dt.date(2024, 4, 1), dt.date(2024, 5, 1)
_number = count(1)


def agreement(cast: Cast, layout: str) -> ExchangeAgreement:
    made, _new = ExchangeAgreement.unscoped.get_or_create(
        area=cast.area, layout=layout, direction="in", counterpart="public_security", counterpart_name=f"{layout}局",
        defaults={"purpose": "核对", "agreed_by": "协议", "begins": dt.date(2023, 1, 1), "made_by": cast.clerk_east},
    )  # fmt: skip
    return made


def file_of(cast: Cast, layout: str, month: dt.date = MAY) -> ExchangeFile:
    return ExchangeFile.unscoped.create(
        agreement=agreement(cast, layout), period=month, agency=cast.city, purpose="核对", filename=f"{layout}.xlsx",
        sha256=f"{next(_number):064d}", row_count=1, made_by=cast.clerk_east,
    )  # fmt: skip


def row(
    file: ExchangeFile, who: Person | str, *, county: Agency | None = None, **detail: Any
) -> ComparisonRow:
    known = isinstance(who, Person)
    return ComparisonRow.unscoped.create(
        file=file, area=file.agreement.area, row_no=next(_number), kind=file.agreement.layout, psn_cert_type="01",
        certno=who.certno if known else who, psn_name=who.psn_name if known else "未登记", detail=detail,
        county=county or (who.county if known else None), person=who if known else None,
    )  # fmt: skip


@pytest.mark.duty("JJ-03")
def test_on_a_register_and_not_covered(room: Room, cast: Cast) -> None:
    with system_scope():
        people = file_of(cast, "population")
        nobody = row(people, certificate_number(serial=77), county=cast.west)
        nowhere = row(people, certificate_number(serial=79))
        without, covered, dead, away, kept = (person(cast.east) for _one in range(5))
        cover(covered, "390", YEAR)
        Person.objects.filter(pk=dead.pk).update(deceased_on=dt.date(2024, 5, 5))
        cover(person(cast.east, canonical=kept), "310", DateRange(dt.date(2020, 1, 1), None))
        for one in (without, covered, dead, away, kept):
            row(people, one)
        listed_dead = row(people, certificate_number(serial=78), county=cast.east)
        row(file_of(cast, "deaths"), listed_dead.certno, died_on="2024-05-30")
        row(file_of(cast, "enrolled_elsewhere"), away, insutype="310", insuplc_admdvs="980101",
            psn_insu_date="2024-01-01")  # fmt: skip
    found = {one.evidence["number"]: one for one in room.found("not_covered")}
    assert set(found) == {without.certno, nobody.certno, nowhere.certno}
    assert (found[without.certno].person, found[without.certno].county) == (without, cast.east)
    assert (found[nobody.certno].person, found[nobody.certno].county) == (None, cast.west)
    assert found[nowhere.certno].county == cast.city
    assert found[nobody.certno].evidence["source"] == {
        "office": "population局", "file": "population.xlsx", "month": "2024-05-01", "row": nobody.row_no,
        "id": people.pk,
    }  # fmt: skip


def test_the_finding_leads_to_the_file_it_stands_in(room: Room, cast: Cast, client: Client) -> None:
    with system_scope():
        people = file_of(cast, "population")
        row(people, person(cast.east))
    [found] = room.found("not_covered")
    client.force_login(cast.clerk_east)
    page = client.get(found.get_absolute_url()).content.decode()
    address = reverse("enrollment:exchange_file", args=[people.pk])
    assert address in page
    assert client.get(address).status_code == 200


def test_the_latest_list_counts_and_a_withdrawn_one_does_not(room: Room, cast: Cast) -> None:
    with system_scope():
        gone, stays, wrong = (person(cast.east) for _one in range(3))
        before, after, withdrawn = (
            file_of(cast, "school_roll", month) for month in (APRIL, MAY, dt.date(2024, 6, 1))
        )
        for file, one in ((before, gone), (before, stays), (after, stays), (withdrawn, wrong)):
            row(file, one, school="示例学校")
        ExchangeFile.unscoped.filter(pk=withdrawn.pk).update(
            withdrawn_at=timezone.now(), withdrawn_by=cast.clerk_east
        )
    assert [one.person for one in room.found("not_covered")] == [stays]


def test_no_fault_outlives_the_next_months_file(room: Room, cast: Cast) -> None:
    """The row stands in another file, the evidence is the same."""
    with system_scope():
        one = person(cast.east)
        row(file_of(cast, "population", APRIL), one)
    [found] = room.found("not_covered")
    with acting_as(cast.clerk_east):
        decide_finding(finding=found, decision="not_a_fault", evidence="已参军", acting_user=cast.clerk_east)
    with system_scope():
        row(file_of(cast, "population", MAY), one)
    room.compare(dt.date(2024, 7, 1))
    with system_scope():
        found = CleaningFinding.objects.get(kind="not_covered")
        assert (found.state, found.evidence["source"]["month"]) == ("excused", "2024-05-01")


def test_enrolled_in_another_area_while_covered_here(room: Room, cast: Cast) -> None:
    with system_scope():
        answer = file_of(cast, "enrolled_elsewhere")
        both, moved, former = (person(cast.east) for _one in range(3))
        there = {"insutype": "310", "insuplc_admdvs": "980101"}
        cover(both, "390", YEAR)
        row(answer, both, psn_insu_date="2024-03-01", **there)
        # Here until the end of February, there from the first of March.
        cover(moved, "390", DateRange(dt.date(2024, 1, 1), dt.date(2024, 3, 1)))
        row(answer, moved, psn_insu_date="2024-03-01", **there)
        cover(former, "390", YEAR)
        row(answer, former, psn_insu_date="2022-01-01", paus_insu_date="2023-12-31", **there)
    [found] = room.found("covered_elsewhere")
    assert (found.person, found.evidence["place"], found.evidence["scheme"]) == (both, "980101", "390")
    assert found.due_on == dt.date(2024, 6, 30)


def test_the_last_day_elsewhere_is_covered_there(room: Room, cast: Cast) -> None:
    with system_scope():
        one = person(cast.east)
        cover(one, "390", YEAR)
        row(file_of(cast, "enrolled_elsewhere"), one, insutype="390", insuplc_admdvs="980101",
            psn_insu_date="2023-12-01", paus_insu_date="2024-01-01")  # fmt: skip
    assert len(room.found("covered_elsewhere")) == 1


def test_on_a_list_of_deaths_while_covered(room: Room, cast: Cast) -> None:
    with system_scope():
        deaths = file_of(cast, "deaths", APRIL)
        file_of(cast, "deaths", MAY)
        dead, ended, known = (person(cast.east) for _one in range(3))
        cover(dead, "390", YEAR)
        cover(ended, "390", DateRange(dt.date(2024, 1, 1), dt.date(2024, 4, 4)))
        cover(known, "390", YEAR)
        Person.objects.filter(pk=known.pk).update(deceased_on=dt.date(2024, 4, 3))
        for one in (dead, ended, known):
            row(deaths, one, died_on="2024-04-03")
    # An earlier month's deaths count on; a registered death is the other kind.
    assert [one.person for one in room.found("death_list")] == [dead]
    assert [one.person for one in room.of("deceased")] == [known]


def test_on_a_list_of_aided_people_without_the_standing(room: Room, cast: Cast) -> None:
    with system_scope():
        listed = file_of(cast, "aided")
        without, other, has, over = (person(cast.east) for _one in range(4))
        for one, code in ((other, "orphan"), (has, "low_income")):
            Standing.objects.create(person=one, kind="aid", code=code, period=ALWAYS, source="民政")
        for one in (without, other, has):
            row(listed, one, aid_category="low_income", aid_from="2024-01-01")
        row(listed, over, aid_category="low_income", aid_from="2023-01-01", aid_to="2024-06-14")
    found = {one.person: one.evidence["aid_known"] for one in room.found("aid_list")}
    assert found == {without: None, other: "orphan"}
