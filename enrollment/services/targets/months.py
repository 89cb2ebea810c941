"""Count what was reached at the end of each month, once; later counts stand beside the first (JJ-02)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import product
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from config.jobs import enqueue
from config.models import Job
from config.money import from_fen
from config.periods import Month
from enrollment.models import Population, TargetMonth, TargetPlan
from enrollment.reads.targets import SCHEMES, collected_until, counties_of, covered_at
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

COUNT_MONTHS = "enrollment.target_months"


class Taken(NamedTuple):
    """How many rows are new, and how many were counted again."""

    new: int
    again: int


def start_counting(*, area: PoolingArea, year: int, acting_user: User) -> Job:
    """Queue the count of the year's ended months. Duty finance at the city; one at a time."""
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    return enqueue(
        COUNT_MONTHS,
        owner=acting_user,
        agency=city,
        params={"area": area.pk, "year": year},
        unique_key=f"target-months:{area.pk}:{year}",
    )


def ended_months(year: int, today: dt.date) -> list[Month]:
    """The months of ``year`` that are over on ``today``."""
    return [month for month in (Month(year, number) for number in range(1, 13)) if month.last < today]


def take_months(
    *,
    area: PoolingArea,
    year: int,
    today: dt.date,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Taken:
    """Count every ended month of the year, each in a transaction of its own; run again, it changes no first count.

    For callers that have checked who asks and opened a scope that shows the whole area.
    """
    months = ended_months(year, today)
    new = again = 0
    for done, month in enumerate(months, start=1):
        taken = _take(area, month)
        new, again = new + taken.new, again + taken.again
        told(done, len(months))
    return Taken(new, again)


@transaction.atomic
def _take(area: PoolingArea, month: Month) -> Taken:
    covered, collected = covered_at(area, month.last), collected_until(area, month.year, month.next_first)
    populations = dict(
        Population.objects.filter(county__area=area, year=month.year).values_list("county", "residents")
    )
    known = {
        (row.county_id, row.insutype): row
        for row in TargetMonth.objects.filter(county__area=area, month=month.first)
    }
    now, new, again = timezone.now(), [], []
    for county, insutype in product(counties_of(area), SCHEMES):
        key = county.pk, insutype
        people, amount = covered.get(key, 0), from_fen(collected.get(key, 0))
        row = known.get(key)
        if row is None:
            row = TargetMonth(
                county=county, insutype=insutype, month=month.first, population=populations.get(county.pk),
                covered=people, collected=amount,
            )  # fmt: skip
            new.append(row)
        else:
            again.append(row)
        if row.population is None:
            row.population = populations.get(county.pk)  # entered after the month was counted
        row.covered_now, row.collected_now, row.counted_at = people, amount, now
    # Whoever counts the same month at the same moment counts the same.
    TargetMonth.objects.bulk_create(new, ignore_conflicts=True)
    TargetMonth.objects.bulk_update(again, ["population", "covered_now", "collected_now", "counted_at"])
    return Taken(len(new), len(again))


def areas_to_count(today: dt.date) -> list[tuple[PoolingArea, int]]:
    """Areas and years with approved targets whose months may still change: this year and the one before."""
    plans = TargetPlan.objects.filter(state=TargetPlan.State.APPROVED, year__in=(today.year - 1, today.year))
    return [(plan.area, plan.year) for plan in plans.select_related("area").order_by("area", "year")]
