"""What the books say of a unit's spending, and what plans came to: the figures beside the round's forms.

A unit's spending is what its own people cost, wherever they were treated: that is what the round brings it money for.
Whoever paid for them gets it back by the net transfer of the clearing, so that no fen is asked for twice
(docs/decisions/012).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import get_language

from config.codes import name_of
from config.money import half_up, to_fen
from config.periods import Month
from funds.models import Book, Entry, Leg, RoundLine, RoundStep, Subject
from funds.rules import rounds as rules
from funds.rules.clearing_postings import (
    ACCOUNT_EXPENSE,
    BANK,
    DEPOSIT,
    DUE_FROM_OTHERS,
    EXPENSE,
    LENT,
    OUT_OF_AREA,
    SUPPLIED,
    SUSPENSE,
)
from institutions.models import Agency, PoolingArea

# What plans and reports always list, in this order; what else the books show comes after it.
KINDS = (
    EXPENSE,
    ACCOUNT_EXPENSE,
    "maternity_expense",
    "serious_illness_expense",
    "transfer_expense",
    "insurer_receivable",
    "aid_receivable",
    DUE_FROM_OTHERS,
    LENT,
    SUPPLIED,
)
# Laid out before it is spent, and no spending: a plan asks for it, a month in which bills go against it shows it below
# zero, because the spending stands whole on its own kind and that much of it was not paid again.
ADVANCES = (LENT, SUPPLIED, OUT_OF_AREA)
# A deposit held back is paid later: what the pooled part costs in money is lower by it.
COUNTS_AS = {DEPOSIT: EXPENSE}
Key = tuple[str, str]


def outlay_legs(unit: Agency, first: dt.date, last: dt.date) -> QuerySet[Leg]:
    """What was booked as paid for ``unit``'s people, in no order."""
    found: QuerySet[Leg] = Leg.objects.filter(
        account__county=unit,
        memorandum=False,
        entry__kind=Entry.Kind.PAYMENT,
        booked_on__range=(first, last),
    )
    return found.exclude(account__subject__role__in=(BANK, SUSPENSE)).order_by()


def spent(unit: Agency, first: dt.date, last: dt.date) -> dict[Month, dict[Key, int]]:
    """Fen paid for ``unit``'s people by month, scheme and kind (role of the account)."""
    legs = (
        outlay_legs(unit, first, last)
        .annotate(month=TruncMonth("booked_on"))
        .values_list("month", "book__insutype", "account__subject__role")
        .annotate(Sum("debit"), Sum("credit"))
    )
    found: dict[Month, dict[Key, int]] = defaultdict(lambda: defaultdict(int))
    for month, insutype, role, debit, credit in legs:
        found[Month.of(month)][insutype, COUNTS_AS.get(role, role)] += to_fen(debit) - to_fen(credit)
    return found


def schemes_of(unit: Agency) -> list[str]:
    """Schemes in whose books the unit's money stands."""
    books = Book.objects.filter(
        area=unit.area, unit__in=[unit.pk, *([unit.parent_id] if unit.parent_id else [])]
    )
    return sorted(set(books.values_list("insutype", flat=True)))


def keys_of(unit: Agency, extra: Iterable[Key] = ()) -> list[Key]:
    """The rows of a plan or report, in their order."""
    asked = [(insutype, kind) for insutype in schemes_of(unit) for kind in KINDS]
    return asked + sorted(set(extra) - set(asked))


class Prefilled(NamedTuple):
    """What a line is filled in with, fen."""

    suggested: int
    last_three: int = 0
    last_year: int = 0


def plan_figures(unit: Agency, month: Month) -> dict[Key, Prefilled]:
    """For the plan of ``month``, every row of it."""
    three, year_ago = rules.months_looked_at(month)
    by_month = spent(unit, year_ago.first, three[-1].last)
    had_books = bool(by_month.get(year_ago))
    keys = keys_of(unit, {key for one in (*three, year_ago) for key in by_month.get(one, {})})
    found = {}
    for key in keys:
        mean = half_up(sum(by_month.get(one, {}).get(key, 0) for one in three), rules.MONTHS_BEFORE)
        before = by_month.get(year_ago, {}).get(key, 0)
        found[key] = Prefilled(rules.suggestion(mean, before if had_books else None), mean, before)
    return found


def report_figures(unit: Agency, month: Month) -> dict[Key, Prefilled]:
    """For the spending report of ``month``: what the books show."""
    shown = spent(unit, month.first, month.last).get(month, {})
    return {key: Prefilled(shown.get(key, 0)) for key in keys_of(unit, shown)}


def kind_names() -> dict[str, str]:
    """What the kinds are called, by role."""
    chinese = (get_language() or "").startswith("zh")
    return {
        role: name if chinese else english
        for role, name, english in Subject.objects.values_list("role", "name", "name_en")
    }


class PastPlan(NamedTuple):
    """One earlier month's plan beside what was reported."""

    month: dt.date
    planned: Decimal
    spent: Decimal
    accuracy: int | None


def past_plans(unit: Agency, before: dt.date, most: int = 12) -> list[PastPlan]:
    """The unit's plans of earlier months whose spending was reported, the latest first; advances are left out."""
    sums: dict[dt.date, dict[str, Decimal]] = defaultdict(dict)
    lines = (
        RoundLine.objects.filter(
            step__unit=unit,
            step__round__month__lt=before,
            step__state=rules.DONE,
            step__step__in=(rules.COUNTY_PLAN, rules.COUNTY_REPORT),
        )
        .exclude(kind__in=ADVANCES)
        .order_by()
        .values_list("step__round__month", "step__step")
        .annotate(Sum("amount"))
    )
    for month, step, amount in lines:
        sums[month][step] = amount
    return [
        PastPlan(month, planned, done, rules.accuracy(to_fen(planned), to_fen(done)))
        for month, both in sorted(sums.items(), reverse=True)[:most]
        if (planned := both.get(rules.COUNTY_PLAN)) is not None
        and (done := both.get(rules.COUNTY_REPORT)) is not None
    ]


def planned_and_spent(
    area: PoolingArea, insutype: str, first: dt.date, last: dt.date
) -> dict[tuple[int, dt.date], tuple[int, int]]:
    """(planned, reported) fen of a scheme by unit and month, ``first`` through ``last``, where both were accepted.

    Advances are left out: what is planned and spent is compared, not what was laid out before it.
    """
    sums: dict[tuple[int, dt.date], dict[str, int]] = defaultdict(dict)
    lines = RoundLine.objects.filter(
        insutype=insutype,
        step__round__area=area,
        step__round__month__range=(first, last),
        step__state=rules.DONE,
        step__step__in=(rules.COUNTY_PLAN, rules.COUNTY_REPORT),
    ).exclude(kind__in=ADVANCES)
    for unit, month, step, amount in (
        lines.order_by().values_list("step__unit", "step__round__month", "step__step").annotate(Sum("amount"))
    ):
        sums[unit, month][step] = to_fen(amount)
    return {
        key: (both[rules.COUNTY_PLAN], both[rules.COUNTY_REPORT])
        for key, both in sums.items()
        if rules.COUNTY_PLAN in both and rules.COUNTY_REPORT in both
    }


def planned_by_unit(round_id: int) -> dict[str, dict[int, int]]:
    """Fen of the accepted plans by scheme and unit."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    lines = RoundLine.objects.filter(
        step__round=round_id, step__step=rules.COUNTY_PLAN, step__state=rules.DONE
    )
    for insutype, unit, amount in (
        lines.order_by().values_list("insutype", "step__unit").annotate(Sum("amount"))
    ):
        found[insutype][unit] = to_fen(amount)
    return found


class Consolidated(NamedTuple):
    """A row of the city's application or summary: one scheme and kind, each unit's amount, together."""

    insutype: str
    scheme: str
    kind: str
    kind_name: str
    amounts: list[Decimal]
    total: Decimal


def consolidated(round_id: int, step: str) -> tuple[list[Agency], list[Consolidated]]:
    """The units and the rows of what they handed in at ``step`` (plans or reports), drafts left out."""
    steps = RoundStep.objects.filter(round=round_id, step=step).select_related("unit").order_by("unit__code")
    units = [one.unit for one in steps]
    names, places = kind_names(), {unit.pk: n for n, unit in enumerate(units)}
    rows: dict[Key, list[Decimal]] = {}
    lines = RoundLine.objects.filter(
        step__round=round_id, step__step=step, step__state__in=(rules.SUBMITTED, rules.DONE)
    ).order_by("insutype", "pk")
    for line in lines.select_related("step"):
        amounts = rows.setdefault((line.insutype, line.kind), [Decimal(0)] * len(units))
        amounts[places[line.step.unit_id]] += line.amount
    order = {kind: n for n, kind in enumerate(KINDS)}
    ordered = sorted(
        rows.items(), key=lambda item: (item[0][0], order.get(item[0][1], len(order)), item[0][1])
    )
    return units, [
        Consolidated(
            scheme,
            name_of("insutype", scheme),
            kind,
            names.get(kind, kind),
            amounts,
            sum(amounts, Decimal(0)),
        )
        for (scheme, kind), amounts in ordered
        if any(amounts)
    ]


def sums_by_scheme(amounts: Mapping[str, Mapping[int, int]]) -> dict[str, int]:
    return {insutype: sum(by_unit.values()) for insutype, by_unit in amounts.items()}
