"""People counted by group are the same as everybody looked at one by one."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from enrollment.models import Coverage, Payer, Person, Standing, WindowEnrolment
from enrollment.reads.insured import InsuredGroup, aid_categories_in, groups_insured, insured_in
from tests.cast import ALWAYS, Cast, make_coverage, make_person

YEAR, END = dt.date(2018, 1, 1), dt.date(2019, 1, 1)
PERIODS = (
    DateRange(YEAR, END),
    DateRange(YEAR, END),
    DateRange(dt.date(2017, 5, 1), dt.date(2018, 4, 1)),
    DateRange(dt.date(2018, 7, 1), END),
    DateRange(dt.date(2017, 1, 1), YEAR),
    DateRange(dt.date(2018, 9, 1), None),
)


def settle_down(cast: Cast, chance: random.Random) -> None:
    """One more inhabitant, with whatever may befall a person."""
    person = make_person(chance.choice([cast.east, cast.west]))
    covers = [make_coverage(person, period=chance.choice(PERIODS), psn_type=chance.choice(["1501", "1402"]))]
    if covers[0].period.upper and chance.random() < 0.4:
        covers.append(make_coverage(person, period=DateRange(covers[0].period.upper, None)))
        Coverage.unscoped.filter(pk=covers[1].pk).update(county=chance.choice([cast.east, cast.west]))
    for cover in covers:
        origin = chance.choice([Coverage.Origin.LATE, Coverage.Origin.WINDOW])
        Coverage.unscoped.filter(pk=cover.pk).update(origin=origin, effective=chance.random() < 0.9)
    if chance.random() < 0.3:
        # Not all of the year: the day on which their cover begins decides.
        period = chance.choice([ALWAYS, DateRange(YEAR, dt.date(2018, 6, 1)), DateRange(END, None)])
        kind, code = chance.choice([("aid", "low_income"), ("aid", "destitute"), ("permit", "")])
        Standing.objects.create(person=person, kind=kind, code=code, period=period, source="名单")
    if chance.random() < 0.5:
        payer, _new = Payer.objects.get_or_create(
            emp_no="V1", defaults={"kind": "village", "name": "村", "county": cast.east, "period": ALWAYS}
        )
        WindowEnrolment.objects.create(
            person=person, year=chance.choice([2018, 2018, 2017]), payer=payer, coverage=covers[0], paid=180,
            subsidy=490, paid_on=dt.date(2017, 10, 8), handled_at=cast.east,
            aid_category=chance.choice(["", "", "low_income"]), permit_holder=chance.random() < 0.2,
        )  # fmt: skip
    if chance.random() < 0.1:
        Person.unscoped.filter(pk=person.pk).update(canonical=make_person(cast.east))


def one_by_one(cast: Cast, tell_late: bool) -> list[InsuredGroup]:
    found = Counter(
        InsuredGroup(one.county_id, one.psn_type, one.aid, one.permit, tell_late and one.is_late, 0)
        for one in insured_in(2018, "390").filter(county__area=cast.area)
    )
    return sorted(group._replace(people=people) for group, people in found.items())


@pytest.mark.parametrize("tell_late", [False, True])
def test_groups_are_everybody_once(cast: Cast, tell_late: bool) -> None:
    chance = random.Random(2018)
    with system_scope():
        for _turn in range(150):
            settle_down(cast, chance)
        groups = groups_insured(area=cast.area, year=2018, insutype="390", tell_late=tell_late)
        assert groups == one_by_one(cast, tell_late)
        # Something of every kind is among them.
        assert {(group.aid, group.permit) for group in groups} > {
            ("", False),
            ("low_income", False),
            ("", True),
        }
        assert aid_categories_in(2018) == ["destitute", "low_income"]


def test_a_county_counts_as_the_city_does(cast: Cast, client: Client) -> None:
    """Who moved in the year is the first county's, though the second has the person now."""
    with system_scope():
        moved = make_person(cast.west)
        first = make_coverage(moved, period=DateRange(YEAR, dt.date(2018, 5, 1)))
        Coverage.unscoped.filter(pk=first.pk).update(county=cast.east)
        make_coverage(moved, period=DateRange(dt.date(2018, 5, 1), END))
        make_coverage(make_person(cast.west), period=DateRange(YEAR, END))
    for user, counted in ((cast.clerk_east, [1]), (cast.clerk_west, [1]), (cast.finance_city, [1, 1])):
        with acting_as(user):
            found = groups_insured(area=cast.area, year=2018, insutype="390")
            assert [group.people for group in found] == counted
    client.force_login(cast.clerk_west)
    people = client.get(reverse("enrollment:subsidised_people"), {"year": "2018", "insutype": "390"})
    assert len(people.context["listing"].page.rows) == 1
    with acting_as(cast.clerk_west):
        assert groups_insured(area=cast.area, year=2018, insutype="390", county=cast.east.pk) == []
