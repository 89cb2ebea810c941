"""Open the books of a fund, and month after month the periods entries are posted into."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.periods import Month
from funds.models import Book, BookPeriod, PeriodChange
from funds.services.load_chart import load_chart
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty


class BookRefused(DomainError):
    """The unit cannot keep such books."""


@transaction.atomic
def open_book(
    *, insutype: str, unit: Agency, first: Month, acting_user: User, basis: str = Book.Basis.CASH
) -> Book:
    """The books of ``insutype`` kept by ``unit`` (region, city or county), their first month open.

    Opening the same books again gives those that stand; raises :class:`BookRefused` when they began otherwise
    or the unit is no accounting unit, ``DutyMissing`` without finance there.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    if unit.level not in (Agency.Level.REGION, Agency.Level.CITY, Agency.Level.COUNTY):
        raise BookRefused(_("%(unit)s keeps no books: regions, cities and counties do."), unit=unit)
    load_chart()
    book, created = Book.unscoped.get_or_create(
        insutype=insutype,
        unit=unit,
        defaults={"area": unit.area, "opened_on": first.first, "basis": basis},
    )
    if created:
        _open_month(book, first, acting_user)
    elif (book.opened_on, book.basis) != (first.first, basis):
        raise BookRefused(
            _("%(book)s was opened for %(month)s on another basis or month."),
            book=book,
            month=f"{book.opened_on:%Y-%m}",
        )
    return book


@transaction.atomic
def open_months(*, book: Book, through: Month, acting_user: User) -> list[BookPeriod]:
    """Open every month up to and including ``through`` that is not there yet; the months opened."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=book.unit)
    Book.unscoped.select_for_update(no_key=True).get(pk=book.pk)
    latest = BookPeriod.objects.filter(book=book).latest("month")
    month = Month.of(latest.month).following
    opened = []
    while month <= through:
        opened.append(_open_month(book, month, acting_user))
        month = month.following
    return opened


def _open_month(book: Book, month: Month, acting_user: User) -> BookPeriod:
    period = BookPeriod.objects.create(book=book, month=month.first)
    PeriodChange.objects.create(period=period, n=1, act=PeriodChange.Act.OPENED, made_by=acting_user)
    return period
