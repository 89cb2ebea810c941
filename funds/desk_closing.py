"""What accounting months put on desks: months to close, requests to decide, statements to file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from config.periods import Month
from config.workdays import add_workdays
from funds.models import Book, BookMerging, BookPeriod, BookRequest, PeriodRequest
from institutions.models import Duty

# (assumed: national rules ask for monthly statements and name no day; the month's figures go up by the 15th, NB-16)
CLOSE_BY_DAY = 15


def closing_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: months of the books this assignment's agency keeps."""
    books = Book.objects.filter(unit=assignment.agency)
    if Duty.FINANCE in assignment.duties:
        yield from _to_close(books)
        yield from _refused(books)
    if not {Duty.REVIEW, Duty.APPROVE}.isdisjoint(assignment.duties):
        yield from _to_decide(books, assignment)
        yield from _to_open(assignment)


def _to_open(assignment: Any) -> Iterator[DeskItem]:
    asked = BookRequest.objects.filter(unit=assignment.agency, state=BookRequest.State.ASKED)
    for one in asked.exclude(asked_by=assignment.user_id).select_related("unit"):
        yield DeskItem(
            _("Open the book asked for: %(book)s") % {"book": one},
            reverse("funds:open_asked_book", args=[one.pk]),
        )


def _to_close(books: Any) -> Iterator[DeskItem]:
    """Of every book the first open month that is over, late after the day; not of a book closed into another."""
    today = timezone.localdate()
    over = BookPeriod.objects.filter(
        book__in=books, state=BookPeriod.State.OPEN, month__lt=today.replace(day=1)
    ).exclude(book__merged__merging__state=BookMerging.State.CLOSED)
    asked = set(
        PeriodRequest.objects.filter(state=PeriodRequest.State.ASKED).values_list("period_id", flat=True)
    )
    for period in over.select_related("book__unit").order_by("book_id", "month").distinct("book_id"):
        if period.pk in asked:
            continue
        due = close_by(Month.of(period.month))
        yield DeskItem(
            _("Close %(month)s of %(book)s") % {"month": Month.of(period.month), "book": period.book},
            reverse("funds:accounting_month", args=[period.pk]),
            Standing.LATE if due < today else Standing.DUE,
            due=due,
        )


def close_by(month: Month) -> dt.date:
    """The day by which a month should be closed: the 15th of the next, or the working day after it."""
    return add_workdays(month.following.first.replace(day=CLOSE_BY_DAY - 1), 1)


def _refused(books: Any) -> Iterator[DeskItem]:
    """The last word about an open month was no: finance has to do something about it."""
    latest = (
        PeriodRequest.objects.filter(period__book__in=books, period__state=BookPeriod.State.OPEN)
        .select_related("period__book__unit")
        .order_by("period_id", "-pk")
        .distinct("period_id")
    )
    for one in latest:
        if one.state == PeriodRequest.State.REFUSED:
            yield DeskItem(
                _("Refused: closing %(month)s of %(book)s")
                % {"month": Month.of(one.period.month), "book": one.period.book},
                one.get_absolute_url(),
                Standing.RETURNED,
                detail=one.answer,
            )


def _to_decide(books: Any, assignment: Any) -> Iterator[DeskItem]:
    waiting = PeriodRequest.objects.filter(state=PeriodRequest.State.ASKED, period__book__in=books)
    if Duty.APPROVE not in assignment.duties:
        waiting = waiting.filter(act=PeriodRequest.Act.CLOSE)
    for one in waiting.exclude(asked_by=assignment.user_id).select_related("period__book__unit"):
        words = {"month": Month.of(one.period.month), "book": one.period.book}
        closing = one.act == PeriodRequest.Act.CLOSE
        title = (
            _("Confirm closing %(month)s of %(book)s")
            if closing
            else _("Decide about reopening %(month)s of %(book)s")
        )
        yield DeskItem(title % words, one.get_absolute_url(), detail=one.reason)
