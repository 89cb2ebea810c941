"""Attacks on every closed month, by the services and past them by SQL as the application: all are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from config.demo.topics.stage import act
from config.demo.year.town import Town
from config.periods import Month
from config.scoping import system_scope
from funds.models import BookPeriod, Entry
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import PeriodRefused
from funds.services.closing.ask import agree, ask_to_reopen
from funds.services.post_entry import LegDraft, PeriodNotOpen, post_entry
from funds.services.reverse_entry import reverse_entry
from institutions.models import Duty
from institutions.services.duties import SamePerson

FEN = 100
INTO, OF = "expenditure_account", "other_income"
# Past every service, with the rights of the pages and workers.
ON_AN_ENTRY = (
    (_lazy("its legs changed"), "update funds_leg set debit = debit + 1 where entry_id = %(entry)s and debit > 0"),
    (_lazy("an entry moved"), "update funds_entry set booked_on = booked_on + 400 where id = %(entry)s"),
    (
        _lazy("an entry added"),
        "insert into funds_entry (book_id, period_id, number, booked_on, kind, key, payload_hash, memorandum,"
        " leg_count, summary, source_type, made_by_id, created_at) select book_id, period_id, 999999, booked_on,"
        " kind, 'attack', payload_hash, memorandum, leg_count, '', '', made_by_id, now() from funds_entry"
        " where id = %(entry)s",
    ),
)  # fmt: skip
OPENED = "update funds_bookperiod set state = 'open', change_count = change_count + 1 where id = %(period)s"
# How the database says no.
NO = ("permission denied", "kept for good", "changed without a trace", "its month is closed or missing")


class Attack(NamedTuple):
    """``do`` is refused by one of ``refusals``; by another it was not tried."""

    what: Any
    refusals: tuple[type[Exception], ...]
    do: Callable[[], object]


class Attacked(NamedTuple):
    """How many attacks were refused, and a line for each that was not."""

    refused: int
    faults: list[str]


def attack_closed_months(town: Town) -> Attacked:
    """Every attack on every closed month of every book; whatever came through is undone, and told."""
    refused, faults = 0, []
    for period in _closed(town):
        for attack in _attacks(town, period):
            if _is_refused(attack):
                refused += 1
            else:
                faults.append(
                    _("%(period)s was attacked and is not closed to it: %(what)s")
                    % {"period": period, "what": attack.what}
                )
    return Attacked(refused, faults)


def _closed(town: Town) -> list[BookPeriod]:
    with system_scope():
        closed = BookPeriod.objects.filter(
            book__area=town.area, month__lte=town.played[-1].first, state=BookPeriod.State.CLOSED
        ).select_related("book__area", "book__unit__area", "book__unit__parent")
        return list(closed.order_by("book", "month"))


def _attacks(town: Town, period: BookPeriod) -> Iterator[Attack]:
    book, last = period.book, Month.of(period.month).last
    finance, reviewer = town.at(Duty.FINANCE, book.unit), town.at(Duty.REVIEW, book.unit)
    with system_scope():
        keys = [AccountKey(role, book.unit) for role in (INTO, OF)]
        found = accounts_for(book, keys)
        entry = Entry.objects.filter(period=period, kind=Entry.Kind.RECEIPT).order_by("pk").first()
    legs = [LegDraft(found[keys[0]], debit=FEN), LegDraft(found[keys[1]], credit=FEN)]

    def post() -> object:
        return act(
            finance, post_entry, book=book, booked_on=last, kind=Entry.Kind.MANUAL, key=f"attack:{period.pk}",
            legs=legs, summary="x", checked_by=reviewer,
        )  # fmt: skip

    def open_alone() -> object:
        asked = act(finance, ask_to_reopen, period=period, reason="x")
        return act(finance, agree, request=asked)

    yield Attack(_lazy("posted into"), (PeriodNotOpen,), post)
    # Of months before the last closed one not even that is asked.
    yield Attack(_lazy("opened by one person"), (SamePerson, PeriodRefused), open_alone)
    yield from _by_sql(_lazy("opened without a trace"), OPENED, period=period.pk)
    if entry is None:
        return
    yield Attack(_lazy("an entry reversed"), (PeriodNotOpen,), lambda: act(
        finance, reverse_entry, entry=entry, booked_on=last, reason="x", checked_by=reviewer
    ))  # fmt: skip
    for what, statement in ON_AN_ENTRY:
        yield from _by_sql(what, statement, entry=entry.pk)


def _by_sql(what: Any, statement: str, **given: int) -> Iterator[Attack]:
    """To what would be its commit."""

    def do() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select set_config('tongchou.everything', 'on', true)")
            cursor.execute(statement, given)
            cursor.execute("set constraints all immediate")

    yield Attack(what, (DatabaseError,), do)


def _is_refused(attack: Attack) -> bool:
    try:
        with transaction.atomic(), system_scope():
            attack.do()
            transaction.set_rollback(True)
    except attack.refusals as refusal:
        return not isinstance(refusal, DatabaseError) or any(no in str(refusal) for no in NO)
    return False
