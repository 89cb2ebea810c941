"""The subsidy bill: whom it counts, what each level of government owes, and where a figure leads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from config.scoping import system_scope
from enrollment.models import Coverage, Payer, Person, Standing, WindowEnrolment
from enrollment.reads.subsidy_bill import Bill, bill_of
from institutions.models import Agency
from tests.cast import ALWAYS, Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

YEAR = DateRange(dt.date(2018, 1, 1), dt.date(2019, 1, 1))


def insured(county: Agency, count: int = 1, period: DateRange = YEAR, **facts: Any) -> list[Person]:
    people = [make_person(county, name=f"居民{county.place}{number}") for number in range(count)]
    for person in people:
        coverage = make_coverage(person, period=period)
        Coverage.unscoped.filter(pk=coverage.pk).update(**facts)
    return people


def aided(person: Person, code: str = "low_income") -> None:
    Standing.objects.create(person=person, kind="aid", code=code, period=ALWAYS, source="民政名单")


def bill(cast: Cast, year: int = 2018) -> Bill:
    with system_scope():
        return bill_of(area=cast.area, year=year, insutype="390")


def owed(found: Bill) -> dict[tuple[str, str], Decimal]:
    return {(line.item, line.payer): line.amount for line in found.payments}


@pytest.fixture
def taken_over(cast: Cast) -> Cast:
    """East stands for a district whose share the city bears (HG-11); three insured there, two in West, one aided."""
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml", counties={"230405": cast.east.code})
        insured(cast.east, 3)
        _plain, low_income = insured(cast.west, 2)
        aided(low_income)
    return cast


@pytest.mark.duty("HG-11", "NB-02", "HG-04")
def test_each_level_of_government_owes_its_share(taken_over: Cast) -> None:
    found = bill(taken_over)
    assert owed(found) == {
        ("subsidy.central", "central"): Decimal("1470.00"),
        ("subsidy.province", "province"): Decimal("490.00"),
        ("subsidy.city", "city"): Decimal("245.00"),
        ("subsidy.county", "city"): Decimal("147.00"),
        ("subsidy.county", "county"): Decimal("98.00"),
        ("contribution.aided", "medical_aid"): Decimal("180.00"),
    }
    assert found.subsidy == sum(line.amount for line in found.payments if line.item != "contribution.aided")
    line = next(line for line in found.payments if (line.item, line.payer) == ("subsidy.county", "city"))
    assert "七（五）" in line.clause
    assert line.people == 3


@pytest.mark.duty("JJ-05")
def test_aided_people_are_billed_by_their_category(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        year = DateRange(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
        for person, code in zip(
            insured(cast.east, 3, year), ("destitute", "low_income", "near_poor"), strict=True
        ):
            aided(person, code)
        insured(cast.east, 1, year)
    found = bill(cast, 2024)
    whole = {group.aid: group.aided for group in found.billed}
    person = whole["destitute"]
    assert whole == {
        "": 0,
        "destitute": person,
        "low_income": person * Decimal("0.9"),
        "near_poor": person / 2,
    }
    assert owed(found)["contribution.aided", "medical_aid"] == sum(whole.values())
    assert found.subsidy == 4 * 670


def test_a_person_counts_once_a_year_and_where_first_insured(taken_over: Cast) -> None:
    with system_scope():
        moved = insured(taken_over.east, 1, DateRange(dt.date(2017, 6, 1), dt.date(2018, 5, 1)))[0]
        later = make_coverage(moved, period=DateRange(dt.date(2018, 5, 1), None))
        Coverage.unscoped.filter(pk=later.pk).update(county=taken_over.west)
        double = insured(taken_over.east)[0]
        Person.unscoped.filter(pk=double.pk).update(canonical=moved)
        insured(taken_over.east, 1, effective=False)
        insured(taken_over.east, 1, DateRange(dt.date(2019, 1, 1), dt.date(2020, 1, 1)))
    assert [(one.county, one.people) for one in bill(taken_over).counties] == [
        (taken_over.east, 4),
        (taken_over.west, 2),
    ]


def test_the_annual_enrolment_says_who_was_aided(taken_over: Cast) -> None:
    """The paper of the window decides for its year; a standing entered since does not change what was enrolled."""
    with system_scope():
        person = Person.objects.filter(county=taken_over.east).first()
        assert person is not None
        payer = Payer.objects.create(
            emp_no="V1", kind="village", name="村", county=taken_over.east, period=ALWAYS
        )
        WindowEnrolment.objects.create(
            person=person, year=2018, payer=payer, coverage=person.coverages.get(), paid_on=dt.date(2017, 10, 8),
            paid=180, subsidy=490, handled_at=taken_over.east,
        )  # fmt: skip
        aided(person)
    assert owed(bill(taken_over))["contribution.aided", "medical_aid"] == 180


def test_who_enrolled_late_paid_the_governments_share(cast: Cast, client: Client) -> None:
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        year = DateRange(dt.date(2021, 1, 1), dt.date(2022, 1, 1))
        insured(cast.east, 2, year)
        insured(cast.east, 1, year, origin=Coverage.Origin.LATE)
    found = bill(cast, 2021)
    assert (found.people, found.paid_themselves, found.subsidy) == (2, 1, 2 * 580)
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:subsidy_bill"), {"year": "2021"}).context["page"]
    counted = client.get(page.group_url(found.billed[0])).context["listing"]
    assert counted.count == (2, False)


def test_by_quarter_where_the_policy_says_so(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        insured(cast.east, 1, DateRange(dt.date(2023, 1, 1), dt.date(2024, 1, 1)))
    found = bill(cast, 2023)
    parts = found.instalments()
    assert [one.due for one in parts] == [
        dt.date(2023, 2, 28), dt.date(2023, 4, 30), dt.date(2023, 7, 31), dt.date(2023, 9, 30),
    ]  # fmt: skip
    assert sum(one.amount for one in parts) == found.subsidy == 640
    assert sum(one.amount for one in found.instalments("central")) == 192
    assert all(one.clause and one.assumed for one in parts)


def test_a_silent_policy_is_told_and_bills_nobody(taken_over: Cast, client: Client) -> None:
    with system_scope():
        insured(taken_over.east, 1, DateRange(dt.date(2017, 1, 1), dt.date(2017, 6, 1)))
    client.force_login(taken_over.clerk_east)
    answer = client.get(reverse("enrollment:subsidy_bill"), {"year": "2017"})
    assert answer.status_code == 200
    assert answer.context["bill"].gaps
    assert not answer.context["bill"].billed


def test_the_page_its_print_and_its_workbook(taken_over: Cast, client: Client) -> None:
    client.force_login(taken_over.finance_city)
    address = reverse("enrollment:subsidy_bill")
    answer = client.get(address, {"year": "2018"})
    page = answer.content.decode()
    assert "2,450.00" in page
    assert "147.00" in page
    by_county = answer.context["page"].counties()
    assert [str(cell.html) for cell in by_county.foot()] == [
        "合计", "5", "2,450.00", "1,470.00", "490.00", "392.00", "98.00", "180.00",
    ]  # fmt: skip
    for group in answer.context["bill"].billed:
        counted = client.get(answer.context["page"].group_url(group)).context["listing"]
        assert counted.count == (group.people, False)
    printed = client.get(address, {"year": "2018", "payer": "city", "print": "1"}).content.decode()
    assert taken_over.city.name in printed
    assert "392.00" in printed
    book = load_workbook(
        BytesIO(b"".join(client.get(address, {"year": "2018", "export": "1"}).streaming_content))
    )
    assert [sheet.max_row for sheet in book.worksheets] == [7, 3, 4]


def test_a_county_sees_its_own_people_only(taken_over: Cast, client: Client) -> None:
    client.force_login(taken_over.clerk_west)
    address = reverse("enrollment:subsidy_bill")
    found = client.get(address, {"year": "2018"}).context["bill"]
    assert [one.county for one in found.counties] == [taken_over.west]
    assert client.get(address, {"year": "2018", "county": taken_over.east.pk}).status_code == 422
    assert client.get(address, {"year": "twenty"}).status_code == 422
