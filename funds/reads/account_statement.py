"""An account's legs in order, with the running balance: any page in the time of its own rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from config.money import from_fen
from config.periods import Month, Period
from funds.models import Account, AccountBalance, Leg

PAGE = 50


@dataclass(frozen=True)
class Position:
    """Where a page starts: after this leg. ``str`` and ``parse`` make it a piece of an address."""

    booked_on: dt.date
    leg_id: int

    def __str__(self) -> str:
        return f"{self.booked_on:%Y%m%d}-{self.leg_id}"

    @classmethod
    def parse(cls, text: str) -> Position:
        """Raises ``ValueError`` for anything ``str`` did not make."""
        day, _, leg_id = text.partition("-")
        return cls(dt.datetime.strptime(day, "%Y%m%d").date(), int(leg_id))  # noqa: DTZ007 - a date


@dataclass(frozen=True)
class StatementRow:
    """One leg with its entry, and the account's balance after it (debit-positive yuan)."""

    leg: Leg
    balance: Decimal


@dataclass(frozen=True)
class AccountStatement:
    """A page: the balance before it, its rows, and where the next page starts (None: no more)."""

    account: Account
    opening: Decimal
    rows: Sequence[StatementRow]
    after: Position | None

    @property
    def closing(self) -> Decimal:
        return self.rows[-1].balance if self.rows else self.opening


def account_statement(
    *, account: Account, period: Period, after: Position | None = None, limit: int = PAGE
) -> AccountStatement:
    """The legs of ``account`` in ``period`` in the order they were booked, ``limit`` to a page.

    Opening entries are rows like any other. Reads under the caller's scope.
    """
    legs = Leg.objects.filter(account=account, booked_on__gte=period.start)
    if period.end is not None:
        legs = legs.filter(booked_on__lt=period.end)
    if after is not None:
        legs = legs.filter(_later(after))
    page = list(legs.select_related("entry").order_by("booked_on", "id")[: limit + 1])
    shown = page[:limit]
    opening = balance = balance_before(account, period.start if after is None else after)
    rows = []
    for leg in shown:
        balance += leg.debit - leg.credit
        rows.append(StatementRow(leg, balance))
    more = len(page) > limit
    return AccountStatement(
        account, opening, rows, Position(shown[-1].booked_on, shown[-1].pk) if more else None
    )


def _later(position: Position) -> Q:
    # The first condition alone lets the index skip what came before.
    return Q(booked_on__gte=position.booked_on) & (
        Q(booked_on__gt=position.booked_on) | Q(id__gt=position.leg_id)
    )


def balance_before(account: Account, place: dt.date | Position) -> Decimal:
    """The balance before a day, or after a leg: what the month before left, and the legs until there."""
    day = place if isinstance(place, dt.date) else place.booked_on
    month = Month.of(day)
    held = AccountBalance.objects.filter(account=account, month__lt=month.first).order_by("-month").first()
    legs = Leg.objects.filter(account=account, booked_on__gte=month.first, booked_on__lte=day)
    if isinstance(place, Position):
        legs = legs.exclude(booked_on=day, id__gt=place.leg_id)
    else:
        legs = legs.filter(booked_on__lt=day)
    return (held.closing if held else from_fen(0)) + _net(legs)


def _net(legs: QuerySet[Leg]) -> Decimal:
    sums = legs.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return (sums["debit"] or from_fen(0)) - (sums["credit"] or from_fen(0))
