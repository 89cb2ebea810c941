"""An account's year as a statement: opening, every movement and bill in order, closing, sums by kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import AccountMovement, MovementKind, PersonalAccount, Pot, Settlement
from config.moments import first_moment
from config.money import MoneyField, from_fen
from config.scoping import system_scope

NOTHING = from_fen(0)


@dataclass(frozen=True)
class Entry:
    """One line of a statement; amounts in yuan, ``balance`` what both pots hold together after it."""

    day: dt.date
    what: str
    note: str
    own: Decimal
    family: Decimal
    bill_id: int | None = None
    number: str = ""
    base: Decimal | None = None
    balance: Decimal = NOTHING

    @property
    def amount(self) -> Decimal:
        return self.own + self.family

    @property
    def paid_in(self) -> Decimal | None:
        return self.amount if self.amount > 0 else None

    @property
    def paid_out(self) -> Decimal | None:
        return -self.amount if self.amount < 0 else None


@dataclass(frozen=True)
class AccountStatement:
    """A year of an account; ``closing = opening + everything between``, for each pot."""

    account: PersonalAccount
    year: int
    opening: Decimal
    opening_family: Decimal
    entries: tuple[Entry, ...]

    @property
    def closing(self) -> Decimal:
        return self.opening + sum((entry.own for entry in self.entries), NOTHING)

    @property
    def closing_family(self) -> Decimal:
        return self.opening_family + sum((entry.family for entry in self.entries), NOTHING)

    @property
    def begins_with(self) -> Decimal:
        """Both pots together before the year."""
        return self.opening + self.opening_family

    @property
    def ends_with(self) -> Decimal:
        """Both pots together after it."""
        return self.closing + self.closing_family

    @property
    def paid_in(self) -> Decimal:
        return sum((entry.paid_in or NOTHING for entry in self.entries), NOTHING)

    @property
    def paid_out(self) -> Decimal:
        return sum((entry.paid_out or NOTHING for entry in self.entries), NOTHING)

    @property
    def by_kind(self) -> list[tuple[str, int, Decimal]]:
        """What, how many times, how much, in the order of first appearance."""
        sums: dict[str, tuple[int, Decimal]] = {}
        for entry in self.entries:
            count, amount = sums.get(entry.what, (0, NOTHING))
            sums[entry.what] = (count + 1, amount + entry.amount)
        return [(what, count, amount) for what, (count, amount) in sums.items()]


def statement_of(account: PersonalAccount, year: int) -> AccountStatement:
    """The year of an account the caller may see.

    Everything that moved it is read, wherever the person was insured or treated: the balance must come out. A bill
    stands on the day it was settled, its cancel on the day it was cancelled: that is when the money moved.
    """
    with system_scope():
        return _statement_of(account, year)


def _statement_of(account: PersonalAccount, year: int) -> AccountStatement:
    first, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    opening = {pot: _moved_before(account, pot, first) for pot in Pot.values}
    spent, family = _spent_before(account, first)
    entries = sorted(
        [*_movements(account, first, end), *_bills(account, first, end)],
        key=lambda one: (one.day, -one.amount),
    )
    balance = opening["own"] + opening["family"] - spent - family
    dated = []
    for entry in entries:
        balance += entry.amount
        dated.append(replace(entry, balance=balance))
    return AccountStatement(account, year, opening["own"] - spent, opening["family"] - family, tuple(dated))


def years_of(account: PersonalAccount) -> list[int]:
    """The years an account has a statement for, the latest first."""
    last = (account.closed_on or timezone.localdate()).year
    return list(range(max(last, account.opened_on.year), account.opened_on.year - 1, -1))


def _moved_before(account: PersonalAccount, pot: str, day: dt.date) -> Decimal:
    moved = AccountMovement.objects.filter(account=account, pot=pot, day__lt=day)
    return moved.aggregate(sum=Sum("amount"))["sum"] or NOTHING


def _paying(account: PersonalAccount) -> Any:
    return Settlement.unscoped.filter(
        person=account.person_id, insutype=account.insutype, is_current=True
    ).exclude(acct_pay=0)


def _spent_before(account: PersonalAccount, day: dt.date) -> tuple[Decimal, Decimal]:
    zero = Value(0, output_field=MoneyField())
    sums = (
        _paying(account)
        .filter(setl_time__lt=first_moment(day))
        .aggregate(all=Coalesce(Sum("acct_pay"), zero), family=Coalesce(Sum("acct_mulaid_pay"), zero))
    )
    return sums["all"] - sums["family"], sums["family"]


def _movements(account: PersonalAccount, first: dt.date, end: dt.date) -> list[Entry]:
    rows = AccountMovement.objects.filter(account=account, day__gte=first, day__lt=end).order_by("day", "pk")
    return [
        Entry(
            day=row.day,
            what=f"{MovementKind(row.kind).label} · {row.get_cause_display()}"
            if row.cause in ("sharing", "transfer", "inheritance")
            else str(row.get_cause_display() if row.cause != "entry" else MovementKind(row.kind).label),
            note=row.note,
            own=row.amount if row.pot == Pot.OWN else NOTHING,
            family=row.amount if row.pot == Pot.FAMILY else NOTHING,
            base=row.base,
        )
        for row in rows
    ]


def _bills(account: PersonalAccount, first: dt.date, end: dt.date) -> list[Entry]:
    """Spending 201, and cancelled spending with the other sign."""
    rows = (
        _paying(account)
        .filter(setl_time__gte=first_moment(first), setl_time__lt=first_moment(end))
        .select_related("institution")
        .order_by("setl_time", "pk")
    )
    return [
        Entry(
            day=timezone.localdate(row.setl_time),
            what=_("Bill cancelled") if row.refd_setl_flag else _("Spent on a bill"),
            note=row.institution.name,
            own=row.acct_mulaid_pay - row.acct_pay,
            family=-row.acct_mulaid_pay,
            bill_id=row.bill_id,
            number=row.setl_id,
        )
        for row in rows
    ]
