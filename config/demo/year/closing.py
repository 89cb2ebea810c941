"""Clearing a month and closing its books; one month is opened again by two people and closed once more."""

from __future__ import annotations

from config.demo.bank import answer
from config.demo.clearing import finish
from config.demo.topics.stage import act
from config.demo.year.town import RESIDENTS, Town
from config.periods import Month
from config.scoping import system_scope
from funds.models import BookPeriod, Clearing
from funds.reads.financial_statements import Asked
from funds.services.clearing.drive import Drive, People
from funds.services.closing.ask import agree, ask_to_close, ask_to_reopen
from funds.services.file_statements import file_statements
from funds.services.open_book import open_months
from institutions.models import Duty


def open_next(town: Town, month: Month) -> None:
    """The books are open for what happens in ``month``."""
    for book in town.books.values():
        act(town.at(Duty.FINANCE), open_months, book=book, through=month)


def post(town: Town, month: Month) -> None:
    """Adjudicated, reviewed, netted, posted, the instructions prepared."""
    _drive(town, month).to(Clearing.State.POSTED)


def pay(town: Town, month: Month) -> None:
    """The bank pays; what it refuses is issued again; the clearing is closed."""
    finish(_drive(town, month), str)


def _drive(town: Town, month: Month) -> Drive:
    people = People(*(town.at(duty) for duty in (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE)))
    return Drive(town.area, month, RESIDENTS, people, inline=True, bank=answer, tell=str)


def close(town: Town, month: Month) -> None:
    """Finance asks, another person agrees, book by book; the statements of the month are filed."""
    for period in _periods(town, month):
        unit = period.book.unit
        request = act(town.at(Duty.FINANCE, unit), ask_to_close, period=period)
        act(town.at(Duty.REVIEW, unit), agree, request=request)
    file(town, month)


def reopen(town: Town, month: Month) -> None:
    for period in _periods(town, month):
        unit = period.book.unit
        request = act(town.at(Duty.FINANCE, unit), ask_to_reopen, period=period, reason="补记凭证")
        act(town.at(Duty.APPROVE, unit), agree, request=request)


def file(town: Town, month: Month, *, yearly: bool = False) -> None:
    for insutype in town.schemes:
        asked = Asked(town.area, insutype, None, month, yearly)
        act(town.at(Duty.FINANCE), file_statements, asked=asked)


def _periods(town: Town, month: Month) -> list[BookPeriod]:
    with system_scope():
        periods = BookPeriod.objects.filter(book__area=town.area, month=month.first)
        return list(periods.select_related("book__unit__parent", "book__area").order_by("book__insutype"))
