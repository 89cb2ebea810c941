"""Targets and what was reached: the facts they follow from, the coverage rate against its line, progress by county.

Counting a large area takes seconds and is a job's work (``services.targets.months``); what pages and the watch read
here is what was counted.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet, Sum

from config.money import from_fen, half_up, to_fen
from config.periods import Month
from enrollment.models import (
    BASIC_SCHEMES,
    ContributionMonth,
    ContributionRefund,
    CounterEnrolment,
    CountyTarget,
    Coverage,
    Population,
    Receipt,
    TargetMonth,
    TargetPlan,
    WindowEnrolment,
)
from enrollment.rules.targets import (
    EMPLOYEES,
    RESIDENTS,
    CountyFacts,
    is_behind,
    least,
    linear_share,
    rate_of,
)
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import calendar_of
from institutions.rules.policy_package import Given

SCHEMES = (EMPLOYEES, RESIDENTS)
# The schemes before the merger insured residents.
_SCHEME_OF = {EMPLOYEES: EMPLOYEES, RESIDENTS: RESIDENTS, "380": RESIDENTS, "391": RESIDENTS}
_RETIRED = Q(psn_type__startswith="12") | Q(psn_type__startswith="13")

Counted = Mapping[tuple[int, str], int]
"""By county and scheme."""


def counties_of(area: PoolingArea) -> QuerySet[Agency]:
    """The accounting units of the area by code, the city's own included."""
    return Agency.objects.filter(area=area, level=Agency.Level.COUNTY).order_by("code")


# --- what targets follow from ------------------------------------------------------------------------------------


def county_facts(area: PoolingArea, year: int, day: dt.date) -> tuple[list[CountyFacts], list[Agency]]:
    """(facts of every county, counties whose population is missing). The retired are those insured on ``day``.

    The city's own unit is no place where people live: it may be without a population.
    """
    populations = {one.county_id: one for one in Population.objects.filter(county__area=area, year=year)}
    insured = _standing(area, day).filter(_RETIRED, insutype=EMPLOYEES)
    retired = dict(insured.order_by().values_list("county").annotate(people=Count("pk")))
    facts, missing = [], []
    for county in counties_of(area):
        own = populations.get(county.pk)
        if own is None and not county.is_city_own:
            missing.append(county)
        facts.append(
            CountyFacts(
                county.code,
                0 if own is None else own.residents,
                0 if own is None else own.employed,
                retired.get(county.pk, 0),
            )
        )
    return facts, missing


def _standing(area: PoolingArea, day: dt.date) -> QuerySet[Coverage]:
    """Coverage that stands on ``day``, of people who were not merged into others."""
    found: QuerySet[Coverage] = Coverage.objects.in_force(day).of_nobody_merged().filter(county__area=area)
    return found


def mean_wages(area: PoolingArea, year: int) -> dict[str, int]:
    """Monthly mean of the wages employees' payers declared in ``year``, fen, by county code."""
    declared = ContributionMonth.objects.filter(
        payer__county__area=area, insutype=EMPLOYEES, month__gte=dt.date(year, 1, 1), month__lt=dt.date(year + 1, 1, 1)
    )  # fmt: skip
    sums = declared.order_by().values_list("payer__county__code").annotate(Sum("wages"), Sum("heads"))
    return {code: half_up(to_fen(wages), heads) for code, wages, heads in sums if heads and wages}


# --- counting ----------------------------------------------------------------------------------------------------


def covered_at(area: PoolingArea, day: dt.date) -> Counted:
    """People insured on ``day``; nobody is in two basic schemes, and whoever was merged into another is that other."""
    standing = _standing(area, day).filter(insutype__in=BASIC_SCHEMES)
    found: dict[tuple[int, str], int] = {}
    for county, insutype, people in (
        standing.order_by().values_list("county", "insutype").annotate(people=Count("pk"))
    ):
        key = county, _SCHEME_OF[insutype]
        found[key] = found.get(key, 0) + people
    return found


def collected_until(area: PoolingArea, year: int, end: dt.date) -> Counted:
    """Fen in before ``end``. Employees: what was received in ``year``, late fees left out. Residents: the personal
    contributions for the year of cover, in the window and at the counter, less what was refunded."""
    received = Receipt.objects.filter(
        county__area=area, insutype=EMPLOYEES, received_on__gte=dt.date(year, 1, 1), received_on__lt=end
    )
    window = WindowEnrolment.objects.filter(coverage__county__area=area, year=year, paid_on__lt=end)
    counter = CounterEnrolment.objects.filter(coverage__county__area=area, year=year, paid_on__lt=end)
    refunds = ContributionRefund.objects.filter(
        insu_county__area=area,
        enrolment__year=year,
        state=ContributionRefund.State.APPROVED,
        decided_at__date__lt=end,
    )
    found: dict[tuple[int, str], int] = defaultdict(int)
    for rows, county, scheme, more, less in (
        (received, "county", EMPLOYEES, ("amount",), ("late_fee",)),
        (window, "coverage__county", RESIDENTS, ("paid", "collective", "aided"), ()),
        (counter, "coverage__county", RESIDENTS, ("own", "aided"), ()),
        (refunds, "insu_county", RESIDENTS, (), ("amount",)),
    ):
        sums = rows.order_by().values_list(county).annotate(*(Sum(name) for name in (*more, *less)))
        for pk, *amounts in sums:
            fen = [to_fen(amount) for amount in amounts]
            found[pk, scheme] += sum(fen[: len(more)]) - sum(fen[len(more) :])
    return found


# --- what was reached --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CountyCoverage:
    """People insured at the end of a month in parts of the resident population; ``line`` is what the policy asks."""

    county: Agency | None
    population: int | None
    covered: int
    line: Given | None
    by: Given | None = None

    @property
    def rate(self) -> int | None:
        """Ten-thousandths."""
        return rate_of(self.covered, self.population or 0)

    @property
    def short(self) -> int | None:
        """How many people are missing to the line; None without a population or a line."""
        if self.line is None or not self.population:
            return None
        return max(least(self.population, int(self.line.value)) - self.covered, 0)

    @property
    def is_behind(self) -> bool:
        return self.line is not None and is_behind(reached=self.rate, line=int(self.line.value), by=self.by)


@dataclass(frozen=True)
class Progress:
    """A county's target of a scheme and what was reached of it at the end of a month."""

    county: Agency | None
    insutype: str
    month: Month
    target: int | None
    amount: Decimal | None
    covered: int
    collected: Decimal
    covered_later: int
    collected_later: Decimal
    by: Given | None

    @property
    def people_rate(self) -> int | None:
        return None if self.target is None else rate_of(self.covered, self.target)

    @property
    def collected_rate(self) -> int | None:
        return None if self.amount is None else rate_of(to_fen(self.collected), to_fen(self.amount))

    @property
    def linear(self) -> Decimal | None:
        """What would be in if the year's target came in evenly."""
        return None if self.amount is None else from_fen(linear_share(to_fen(self.amount), self.month.number))

    @property
    def ahead(self) -> Decimal | None:
        """Collected more (less, when negative) than evenly."""
        return None if self.linear is None else self.collected - self.linear

    @property
    def is_behind(self) -> bool:
        line = linear_share(10_000, self.month.number)
        return is_behind(reached=self.collected_rate, line=line, by=self.by)


def published(area: PoolingArea, year: int) -> TargetPlan | None:
    """The approved version of the year."""
    found: TargetPlan | None = TargetPlan.objects.filter(
        area=area, year=year, state=TargetPlan.State.APPROVED
    ).first()
    return found


def counted_months(area: PoolingArea, year: int) -> list[Month]:
    """The months of the year that were counted, the latest first."""
    days = TargetMonth.objects.filter(county__area=area, month__year=year).order_by("-month")
    return [Month.of(day) for day in days.values_list("month", flat=True).distinct()]


def latest_month(area: PoolingArea) -> Month | None:
    """The last month counted in the reader's scope."""
    day = TargetMonth.objects.filter(county__area=area).aggregate(last=Max("month"))["last"]
    return None if day is None else Month.of(day)


def line_of(area: PoolingArea, day: dt.date) -> tuple[Given | None, Given | None]:
    """(lowest coverage, points from which a county is behind) as the policy of ``day`` says."""
    sections = calendar_of(area).at(day).sections
    aims, ours = sections.get("targets"), sections.get("enrolment_targets")
    return (
        None if aims is None else aims.get("coverage.lowest"),
        None if ours is None else ours.get("behind.by"),
    )


def coverage_rates(area: PoolingArea, month: Month) -> list[CountyCoverage]:
    """The rate of each county in the reader's scope as counted for ``month``; empty where it was not counted."""
    line, by = line_of(area, month.last)
    found: dict[int, list[TargetMonth]] = {}
    for row in _rows(area, [month]):
        found.setdefault(row.county_id, []).append(row)
    return [_coverage(rows[0].county, rows, line, by) for rows in found.values()]


def coverage_by_month(area: PoolingArea, year: int, county: int | None) -> list[tuple[Month, CountyCoverage]]:
    """The rate month by month, of one county or of all in scope together."""
    found: dict[Month, list[TargetMonth]] = {}
    for row in _rows(area, counted_months(area, year), county):
        found.setdefault(Month.of(row.month), []).append(row)
    line, by = line_of(area, dt.date(year, 12, 31))
    return [(month, _coverage(None, rows, line, by)) for month, rows in sorted(found.items())]


def together(rates: Sequence[CountyCoverage]) -> CountyCoverage:
    """All of them as one."""
    known = [one.population for one in rates if one.population is not None]
    first = rates[0] if rates else None
    return CountyCoverage(
        None,
        sum(known) if known else None,
        sum(one.covered for one in rates),
        first.line if first else None,
        first.by if first else None,
    )


def _coverage(
    county: Agency | None, rows: Sequence[TargetMonth], line: Given | None, by: Given | None
) -> CountyCoverage:
    populations = {row.county_id: row.population for row in rows}
    known = [one for one in populations.values() if one is not None]
    return CountyCoverage(county, sum(known) if known else None, sum(row.covered for row in rows), line, by)


def progress(plan: TargetPlan | None, area: PoolingArea, month: Month) -> list[Progress]:
    """By scheme and county, for every county in the reader's scope that has a target or was counted."""
    return _progress(plan, area, [month])


def progress_by_month(
    plan: TargetPlan | None, area: PoolingArea, year: int, county: int | None
) -> list[Progress]:
    """By scheme and month: one county's, or of all in scope summed."""
    months = counted_months(area, year)
    found = _progress(plan, area, months, county)
    keys = dict.fromkeys((one.insutype, one.month) for one in sorted(found, key=lambda one: one.month))
    return [
        summed([one for one in found if (one.insutype, one.month) == key])
        for key in sorted(keys, key=lambda key: (SCHEMES.index(key[0]), key[1]))
    ]


def summed(rows: Sequence[Progress]) -> Progress:
    """Rows of one scheme and month together; ``rows`` is not empty."""
    first = rows[0]
    people = [one.target for one in rows if one.target is not None]
    amounts = [one.amount for one in rows if one.amount is not None]
    return Progress(
        first.county if len(rows) == 1 else None,
        first.insutype,
        first.month,
        sum(people) if people else None,
        sum(amounts, Decimal(0)) if amounts else None,
        sum(one.covered for one in rows),
        _sum(one.collected for one in rows),
        sum(one.covered_later for one in rows),
        _sum(one.collected_later for one in rows),
        first.by,
    )


def behind(area: PoolingArea, month: Month) -> list[Agency]:
    """Counties in the reader's scope below the coverage line or the even course of the collection by too much."""
    found = {one.county for one in coverage_rates(area, month) if one.county is not None and one.is_behind}
    plan = published(area, month.year)
    found |= {one.county for one in progress(plan, area, month) if one.county is not None and one.is_behind}
    return sorted(found, key=lambda county: county.code)


def _progress(
    plan: TargetPlan | None, area: PoolingArea, months: Sequence[Month], county: int | None = None
) -> list[Progress]:
    targets = {
        (one.county_id, one.insutype): one
        for one in (CountyTarget.objects.filter(plan=plan) if plan is not None else ())
    }
    lines = {month: line_of(area, month.last)[1] for month in months}
    found = []
    for row in _rows(area, months, county):
        target, month = targets.get((row.county_id, row.insutype)), Month.of(row.month)
        found.append(
            Progress(
                row.county,
                row.insutype,
                month,
                None if target is None else target.people,
                None if target is None else target.amount,
                row.covered,
                Decimal(row.collected),
                row.covered_now - row.covered,
                Decimal(row.collected_now) - Decimal(row.collected),
                lines[month],
            )
        )
    return found


def _rows(area: PoolingArea, months: Iterable[Month], county: int | None = None) -> QuerySet[TargetMonth]:
    rows = TargetMonth.objects.filter(county__area=area, month__in=[month.first for month in months])
    if county is not None:
        rows = rows.filter(county=county)
    ordered: QuerySet[TargetMonth] = rows.select_related("county").order_by(
        "insutype", "county__code", "month"
    )
    return ordered


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
