"""What grouped stays of institutions add up to, by payment method; and how many people are signed up with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear, Left

from claims.models import GroupedCase, PayLoc, Settlement, SignUp
from claims.models.registrations import COUNTS_FOR_BILLS
from claims.models.settlements import STANDING
from claims.rules.facts import STAYS
from claims.rules.payment.cases import HIGH, LOW, REVIEW, UNMEASURED
from config.money import to_fen
from config.periods import Month
from enrollment.models import Coverage

_POINT_DECIMALS = 8


@dataclass(frozen=True)
class CaseTotals:
    """Stays of an institution by one method; amounts in fen.

    ``units`` are in hundred-millionths (``claims.rules.payment.cases.POINT``): weight, points, cases or bed-days, after
    factor, deviation and decided reviews. ``owed`` is what the method owes for them, None while a rate or point value
    is not decided. ``unmeasured`` had no mean to be measured by; ``ungrouped`` have no group, count among ``cases``
    and carry no units.
    """

    cases: int
    units: int
    cost: int
    pooled: int
    unmeasured: int
    ungrouped: int
    owed: int | None


def case_totals(
    *,
    institutions: Collection[int],
    scheme: str,
    year: int,
    month: int | None = None,
    area: int | None = None,
) -> Mapping[tuple[int, str], CaseTotals]:
    """By (institution, method) for a year of clearing months, or for one month of it; within the open scope.

    With ``area`` only stays of its own people: what an area clears.
    """
    cases = GroupedCase.objects.filter(institution__in=institutions, insutype=scheme, year=year)
    if area is not None:
        cases = cases.filter(area=area)
    if month is not None:
        cases = cases.filter(month=month)
    found = (
        cases.order_by()
        .values_list("institution", "method")
        .annotate(
            all=Count("pk"),
            units_of_all=Sum("units"),
            cost_of_all=Sum("cost"),
            pooled_of_all=Sum("pooled"),
            unmeasured=Count("pk", filter=Q(deviation=UNMEASURED)),
            ungrouped=Count("pk", filter=Q(group__isnull=True)),
            # As long as one case is open, so is the sum.
            open_cases=Count("pk", filter=Q(owed__isnull=True)),
            owed_of_all=Sum("owed"),
        )
    )
    return {
        (institution, method): CaseTotals(
            cases,
            int(units.scaleb(_POINT_DECIMALS)),
            to_fen(cost),
            to_fen(pooled),
            unmeasured,
            ungrouped,
            None if open_cases else to_fen(owed),
        )
        for institution, method, cases, units, cost, pooled, unmeasured, ungrouped, open_cases, owed in found
    }


def stays_not_grouped() -> QuerySet[Settlement]:
    """Standing stays no grouping has looked at yet, within the scope; ``month_grouped`` says whether it looked at
    others of their institution and month. What is reckoned from :func:`case_totals` leaves them out."""
    others = GroupedCase.unscoped.filter(
        institution_id=OuterRef("institution_id"),
        year=ExtractYear(OuterRef("clr_month")),
        month=ExtractMonth(OuterRef("clr_month")),
    )
    stays: QuerySet[Settlement] = (
        Settlement.objects.filter(STANDING, institution__county__isnull=False)
        .exclude(pay_loc=PayLoc.COUNTER)
        .annotate(kind=Left("med_type", 2))
        .filter(~Exists(GroupedCase.unscoped.filter(settlement_id=OuterRef("pk"))), kind__in=sorted(STAYS))
    )
    return stays.annotate(month_grouped=Exists(others))


def signed_heads(*, institutions: Collection[int], area: int, scheme: str, month: Month) -> dict[int, int]:
    """By institution, people insured under the scheme in the area and signed up there on the first of a month.

    Nobody counts twice: a person is signed up at one institution at a time and insured under one basic scheme;
    whoever moves within a month counts for the former one until the next.
    """
    insured = Coverage.objects.filter(
        person=OuterRef("person"),
        effective=True,
        period__contains=month.first,
        insutype=scheme,
        county__area=area,
    )
    signed = SignUp.objects.filter(
        COUNTS_FOR_BILLS, Exists(insured), institution__in=institutions, period__contains=month.first
    )
    return dict(signed.order_by().values_list("institution").annotate(Count("pk")))


@dataclass(frozen=True)
class CaseSum:
    """Grouped cases of one institution, month, scheme, method and group (empty: without one); amounts in yuan."""

    code: str
    name: str
    month: str
    insutype: str
    method: str
    group: str
    group_name: str
    cases: int
    low: int
    high: int
    units: Decimal
    cost: Decimal
    pooled: Decimal
    owed: Decimal | None


def sums(cases: QuerySet[GroupedCase]) -> Iterator[CaseSum]:
    """``cases`` added up, by institution, month and group in that order; ``owed`` None while one of them is open."""
    by = (
        "institution__fixmedins_code", "institution__name", "year", "month", "insutype", "method", "group__code",
        "group__name",
    )  # fmt: skip
    rows = (
        cases.order_by()
        .values_list(*by)
        .annotate(
            all=Count("pk"),
            low=Count("pk", filter=Q(deviation=LOW)),
            high=Count("pk", filter=Q(deviation__in=[HIGH, REVIEW])),
            units_of_all=Sum("units"),
            cost_of_all=Sum("cost"),
            pooled_of_all=Sum("pooled"),
            open_cases=Count("pk", filter=Q(owed__isnull=True)),
            owed_of_all=Sum("owed"),
        )
        .order_by(*by)
    )
    for row in rows.iterator():
        code, name, year, month, insutype, method, group, title = row[: len(by)]
        count, low, high, units, cost, pooled, open_cases, owed = row[len(by) :]
        yield CaseSum(
            code,
            name,
            f"{year}-{month:02d}",
            insutype,
            method,
            group or "",
            title or "",
            count,
            low,
            high,
            units,
            cost,
            pooled,
            None if open_cases else owed,
        )
