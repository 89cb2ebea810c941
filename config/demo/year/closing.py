"""Clearing a month and closing its books; one month is opened again by two people and closed once more."""

from __future__ import annotations

from config.demo.bank import answer
from config.demo.clearing import finish
from config.demo.topics.stage import Stage, act
from config.demo.year.town import EMPLOYEES, Town
from config.periods import Month
from config.scoping import system_scope
from funds.models import BookPeriod, Clearing, Entry, PeriodRequest
from funds.reads.financial_statements import Asked
from funds.services.accounts import AccountKey, accounts_for
from funds.services.clearing.drive import Drive, People
from funds.services.closing.ask import agree, ask_to_close, ask_to_reopen
from funds.services.closing.conditions import warnings_of
from funds.services.file_statements import file_statements
from funds.services.open_book import open_months
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Duty

WHY_REOPENED = "补记凭证"
# What a voucher found after the closing says: so many fen of other income in the special account.
LATE_VOUCHER, LATE_FEN = ("fiscal_special_account", "other_income"), 100_00


def open_next(town: Town, month: Month) -> None:
    """The books are open for what happens in ``month``."""
    for book in town.books.values():
        act(town.at(Duty.FINANCE), open_months, book=book, through=month)


def post(town: Town, month: Month) -> None:
    """Adjudicated, reviewed, netted, posted, the instructions prepared; scheme by scheme."""
    for insutype in town.schemes:
        _drive(town, month, insutype).to(Clearing.State.POSTED)


def pay(town: Town, month: Month) -> None:
    """The bank pays; what it refuses is issued again; the clearing is closed."""
    for insutype in town.schemes:
        finish(_drive(town, month, insutype), str)


def _drive(town: Town, month: Month, insutype: str) -> Drive:
    people = People(*(town.at(duty) for duty in (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE)))
    return Drive(town.area, month, insutype, people, inline=True, bank=answer, tell=str)


def close(town: Town, month: Month) -> None:
    """Finance asks, another person agrees, book by book; the statements of the month are filed."""
    for period in _periods(town, month):
        request = ask(town, period)
        act(town.at(Duty.REVIEW, period.book.unit), agree, request=request)
    file(town, month)


def ask(stage: Stage, period: BookPeriod) -> PeriodRequest:
    """Finance of whoever keeps the book says that all is done for the month, and answers for what it is warned of."""
    with system_scope():
        accepted = warnings_of(period)
    finance = stage.at(Duty.FINANCE, period.book.unit)
    asked: PeriodRequest = act(finance, ask_to_close, period=period, accepted=accepted)
    return asked


def reopen(town: Town, month: Month) -> None:
    for period in _periods(town, month):
        unit = period.book.unit
        request = act(town.at(Duty.FINANCE, unit), ask_to_reopen, period=period, reason=WHY_REOPENED)
        act(town.at(Duty.APPROVE, unit), agree, request=request)


def close_again(town: Town, month: Month) -> None:
    """What it was opened for is booked as of its last day, and the month is closed once more."""
    book = town.books[EMPLOYEES]
    with system_scope():
        keys = [AccountKey(role, town.city) for role in LATE_VOUCHER]
        found = accounts_for(book, keys)
    into, of = (found[key] for key in keys)
    act(
        town.at(Duty.FINANCE), post_entry,
        book=book, booked_on=month.last, kind=Entry.Kind.MANUAL, key=f"late:{month}", summary=WHY_REOPENED,
        legs=[LegDraft(into, debit=LATE_FEN), LegDraft(of, credit=LATE_FEN)], checked_by=town.at(Duty.REVIEW),
    )  # fmt: skip
    close(town, month)


def file(town: Town, month: Month, *, yearly: bool = False) -> None:
    for insutype in town.schemes:
        asked = Asked(town.area, insutype, None, month, yearly)
        act(town.at(Duty.FINANCE), file_statements, asked=asked)


def _periods(town: Town, month: Month) -> list[BookPeriod]:
    with system_scope():
        periods = BookPeriod.objects.filter(book__area=town.area, month=month.first)
        return list(periods.select_related("book__unit__parent", "book__area").order_by("book__insutype"))
