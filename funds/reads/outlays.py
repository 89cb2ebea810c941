"""A unit's outlays of a month by scheme and kind, and what each is held against (NB-30)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from claims.models import PayableLine
from config.money import to_fen
from config.periods import Month
from funds.models import Entry, Payment, RoundLine, StatementLine
from funds.reads.budget_lines import lines_of
from funds.reads.fund_budgets import actuals, approved_of, in_force
from funds.reads.rounds import COUNTS_AS, Key, outlay_legs, spent
from funds.rules import rounds as rounds_rules
from funds.rules.clearing_postings import DUE_FROM_OTHERS, EXPENSE, SPENT_ON
from funds.rules.fund_budgets import EXPENSE as BUDGETED
from funds.rules.rush import Bounds, Outlay
from institutions.models import Agency

YEARS_BEFORE = 3


def outlays(unit: Agency, month: Month, bounds: Bounds) -> dict[Key, Outlay]:
    """By scheme and kind (role of the account); kinds nothing was paid for are left out."""
    by_month = spent(unit, dt.date(month.year - YEARS_BEFORE, month.first.month, 1), month.last)
    shown = {key: fen for key, fen in by_month.get(month, {}).items() if fen > 0}
    if not shown:
        return {}
    years = [
        one
        for n in range(1, YEARS_BEFORE + 1)
        if by_month.get(one := Month(month.year - n, month.first.month))
    ]
    months = [one for one in _twelve_before(month) if by_month.get(one)]
    plans, bills, entries = _plans(unit, month), _bills(unit, month), _entries(unit, month, bounds)
    found = {}
    for (insutype, kind), fen in shown.items():
        key = (insutype, kind)
        billed = kind in BILLED
        found[key] = Outlay(
            spent=fen,
            plan=plans.get(key, 0) if insutype in {scheme for scheme, _kind in plans} else None,
            budget_left=_budget_left(unit, insutype, month) if kind == EXPENSE else None,
            years=[by_month[one].get(key, 0) for one in years],
            months=[by_month[one].get(key, 0) for one in months],
            bills=bills.explained.get(key, 0) if billed else None,
            early=bills.early.get(key, 0),
            largest=entries.largest.get(key, 0),
            backdated=entries.backdated.get(key, 0),
        )
    return found


BILLED = {*SPENT_ON.values(), DUE_FROM_OTHERS}
"""Kinds of spending that settled bills and amounts owed to people explain."""


def entries_of(unit: Agency, month: Month, insutype: str, kind: str) -> QuerySet[Entry]:
    """The entries behind an outlay, whole."""
    roles = [kind, *(role for role, counted in COUNTS_AS.items() if counted == kind)]
    legs = outlay_legs(unit, month.first, month.last).filter(
        book__insutype=insutype, account__subject__role__in=roles
    )
    found: QuerySet[Entry] = Entry.objects.filter(pk__in=legs.values("entry"))
    return found.annotate(amount=Sum("legs__debit")).order_by("booked_on", "number")


def _twelve_before(month: Month) -> list[Month]:
    found, one = [], month
    for _n in range(12):
        one = one.previous
        found.append(one)
    return found


def _plans(unit: Agency, month: Month) -> dict[Key, int]:
    lines = RoundLine.objects.filter(
        step__unit=unit, step__round__month=month.first, step__step=rounds_rules.COUNTY_PLAN,
        step__state=rounds_rules.DONE,
    )  # fmt: skip
    return {(one.insutype, one.kind): to_fen(one.amount) for one in lines}


def _budget_left(unit: Agency, insutype: str, month: Month) -> int | None:
    """What the year's budget of benefits and other expenses left before the month, fen; None without one."""
    paper = approved_of(unit, insutype, month.year)
    if paper is None:
        return None
    codes = {line.code for line in lines_of(insutype) if line.section == BUDGETED}
    budget = sum(
        fen
        for (county, code), fen in in_force(paper, [unit.pk]).items()
        if county == unit.pk and code in codes
    )
    if budget <= 0:
        return None
    before = sum(
        sum(list(months)[: month.first.month - 1])
        for (county, code), months in actuals(unit.area, insutype, month.year, [unit.pk]).items()
        if county == unit.pk and code in codes
    )
    return budget - before


class _Bills(NamedTuple):
    explained: dict[Key, int]
    early: dict[Key, int]


def _bills(unit: Agency, month: Month) -> _Bills:
    """What was paid in the month for statements of settled bills and amounts owed to people; what of it too early."""
    explained: dict[Key, int] = defaultdict(int)
    early: dict[Key, int] = defaultdict(int)
    lines = StatementLine.objects.filter(
        insu_county=unit, statement__payments__in=Payment.objects.filter(Payment.OUTLAY),
        statement__payments__paid_on__range=(month.first, month.last),
    ).order_by()  # fmt: skip
    of = ("statement__clearing__insutype", "statement__clearing__month", "fund_part")
    for insutype, cleared, part, amount in lines.values_list(*of).annotate(Sum("payable")):
        key = insutype, SPENT_ON.get(part, DUE_FROM_OTHERS)
        explained[key] += to_fen(amount)
        if cleared >= month.first:
            early[key] += to_fen(amount)
    owed = PayableLine.objects.filter(
        payable__insu_county=unit, payable__paid_on__range=(month.first, month.last)
    ).order_by()
    for insutype, part, amount in owed.values_list("payable__insutype", "fund_part").annotate(Sum("amount")):
        explained[insutype, SPENT_ON.get(part, DUE_FROM_OTHERS)] += to_fen(amount)
    return _Bills(explained, early)


class _Entries(NamedTuple):
    largest: dict[Key, int]
    backdated: dict[Key, int]


def _entries(unit: Agency, month: Month, bounds: Bounds) -> _Entries:
    """Of each kind the largest entry, and what stands before payments that were recorded earlier."""
    by_entry: dict[tuple[Key, int], int] = defaultdict(int)
    legs = outlay_legs(unit, month.first, month.last).values_list(
        "book__insutype", "account__subject__role", "entry"
    )
    for insutype, role, entry, debit, credit in legs.annotate(Sum("debit"), Sum("credit")):
        by_entry[(insutype, COUNTS_AS.get(role, role)), entry] += to_fen(debit) - to_fen(credit)
    late = _recorded_later(month, {entry for _key, entry in by_entry}, bounds.backdated)
    largest: dict[Key, int] = defaultdict(int)
    backdated: dict[Key, int] = defaultdict(int)
    for (key, entry), fen in by_entry.items():
        largest[key] = max(largest[key], fen)
        if entry in late:
            backdated[key] += fen
    return _Entries(largest, backdated)


def _recorded_later(month: Month, entries: set[int], days: int) -> set[int]:
    """Those that stand more than ``days`` before a payment with a lower number: numbers are given as one records."""
    books = Entry.objects.filter(pk__in=entries).values("book")
    numbered = Entry.objects.filter(
        book__in=books, booked_on__range=(month.first, month.last), kind=Entry.Kind.PAYMENT
    ).order_by("book", "number")
    found: set[int] = set()
    latest: dict[int, dt.date] = {}
    for pk, book, day in numbered.values_list("pk", "book", "booked_on"):
        latest[book] = max(latest.get(book, day), day)
        if (latest[book] - day).days > days and pk in entries:
            found.add(pk)
    return found
