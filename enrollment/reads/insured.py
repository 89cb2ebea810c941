"""Whom a year's money for residents is reckoned by: everybody insured in it once, one by one or counted by group.

Of a million people few are aided, hold a permit, were merged or came in mid-year: what is asked only of those is
never asked of all. Asked of all, the count took seven seconds, and minutes' worth of other pages' time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Coalesce, Greatest

from config.scoping import current_scope, system_scope
from enrollment.models import Coverage, Standing, WindowEnrolment
from enrollment.models.coverage import CoverageQuerySet
from enrollment.models.window import AIDED_OR_PERMIT
from institutions.models import Agency, PoolingArea

OF_RESIDENTS = (Standing.Kind.AID, Standing.Kind.PERMIT)


class InsuredGroup(NamedTuple):
    """People of one county who come to the same; ``late`` where enrolling late is told apart."""

    county: int
    psn_type: str
    aid: str
    permit: bool
    late: bool
    people: int


def insured_in(year: int, insutype: str) -> QuerySet[Coverage]:
    """One coverage for each person insured in ``year``: the first that stands; a later county counts nobody again.

    ``aid`` and ``permit`` are those of the annual enrolment for the year, else the person's standing when the cover
    of the year begins. Whoever was merged into another is that other.
    """
    then = Standing.objects.filter(person=OuterRef("person"), period__contains=OuterRef("counted_from"))
    aid = then.filter(kind=Standing.Kind.AID).values("code")[:1]
    permit = then.filter(kind=Standing.Kind.PERMIT)
    of_window = Q(window_enrolment__year=year)
    counted: QuerySet[Coverage] = _first_covers(year, insutype).annotate(
        counted_from=Greatest(F("period__startswith"), Value(dt.date(year, 1, 1))),
        aid=Case(
            When(of_window, then=F("window_enrolment__aid_category")),
            default=Coalesce(Subquery(aid), Value("")),
            output_field=CharField(),
        ),
        permit=Case(
            When(of_window, then=F("window_enrolment__permit_holder")),
            default=Exists(permit),
            output_field=BooleanField(),
        ),
        is_late=Case(
            When(origin=Coverage.Origin.LATE, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
    )
    return counted


def groups_insured(
    *, area: PoolingArea, year: int, insutype: str, county: int | None = None, tell_late: bool = False
) -> list[InsuredGroup]:
    """How many are insured in ``year``, by group, in the reader's counties of ``area``, or in one of them.

    Counted as the city counts, whatever the reader may see of the people themselves: who moved away in the year
    stays with the county that insured them first.
    """
    reach = _reach(area)
    counties = reach if county is None else reach & {county}
    with system_scope():
        return _groups(year, insutype, counties, tell_late)


def counted_elsewhere(*, area: PoolingArea, year: int, insutype: str) -> list[int]:
    """Covers in the reader's counties of people whom another county's earlier cover counts, which they may not see."""
    counties = _reach(area)
    with system_scope():
        later = _covers(year, insutype).filter(
            county__in=counties, period__startswith__gt=dt.date(year, 1, 1)
        )
        return list(later.filter(Exists(_earlier(year, insutype))).values_list("pk", flat=True))


def aid_categories_in(year: int) -> list[str]:
    """The categories anybody in the reader's scope is aided by in ``year``."""
    standings = Standing.objects.filter(kind=Standing.Kind.AID, period__overlap=_span(year))
    enrolled = WindowEnrolment.objects.filter(AIDED_OR_PERMIT, year=year).exclude(aid_category="")
    found = {*standings.values_list("code", flat=True).distinct()}
    return sorted(found | {*enrolled.values_list("aid_category", flat=True).distinct()})


def _span(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year + 1, 1, 1)


def _reach(area: PoolingArea) -> set[int]:
    scope = current_scope()
    agencies = Agency.objects.filter(area=area).values_list("pk", flat=True)
    return {agency for agency in agencies if scope.includes(county_id=agency)}


def _covers(year: int, insutype: str) -> CoverageQuerySet:
    found: CoverageQuerySet = Coverage.objects.filter(
        effective=True, insutype=insutype, period__overlap=_span(year)
    )
    return found


def _earlier(year: int, insutype: str) -> QuerySet[Coverage]:
    """The same person's covers of the year before the one that is looked at."""
    return _covers(year, insutype).filter(
        person=OuterRef("person"), period__startswith__lt=OuterRef("period__startswith")
    )


def _first_covers(year: int, insutype: str) -> QuerySet[Coverage]:
    # Before whoever is covered on the first day nothing of the year can lie: one basic scheme on any day.
    first = Q(period__startswith__lte=dt.date(year, 1, 1)) | ~Exists(_earlier(year, insutype))
    return _covers(year, insutype).of_nobody_merged().filter(first)


def _groups(year: int, insutype: str, counties: set[int], tell_late: bool) -> list[InsuredGroup]:
    """All by county and category, then of those who may be aided or hold a permit what they are."""
    enrolled_apart = WindowEnrolment.objects.filter(AIDED_OR_PERMIT, year=year).values("coverage")
    standing = Standing.objects.filter(kind__in=OF_RESIDENTS, period__overlap=_span(year))
    of_them = Coverage.objects.filter(person__in=standing.values("person")).values("pk")
    names = ["county", "psn_type", *(["is_late"] if tell_late else [])]
    people = insured_in(year, insutype).filter(county__in=counties).order_by()

    def counted(rows: QuerySet[Coverage], by: list[str]) -> list[InsuredGroup]:
        return [
            InsuredGroup(
                row["county"], row["psn_type"], row.get("aid", ""), row.get("permit", False),
                row.get("is_late", False), row["people"],
            )
            for row in rows.values(*by).annotate(people=Count("pk"))
        ]  # fmt: skip

    groups: Counter[InsuredGroup] = Counter()
    for group in counted(people, names):
        groups[group._replace(people=0)] += group.people
    for group in counted(
        people.filter(pk__in=enrolled_apart.union(of_them, all=True)), [*names, "aid", "permit"]
    ):
        groups[group._replace(aid="", permit=False, people=0)] -= group.people
        groups[group._replace(people=0)] += group.people
    return [group._replace(people=number) for group, number in sorted(groups.items()) if number]
