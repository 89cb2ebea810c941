"""What stands in treasuries and should have been moved by a day, for desks and pages."""

from __future__ import annotations

import datetime as dt

from funds.models import Book
from funds.services.treasury_transfers import Waiting, waiting
from institutions.models import Agency
from institutions.rules.policy_tables import PolicyGap


def due_transfers(agency: Agency, today: dt.date) -> list[Waiting]:
    """Of the books the agency keeps itself, for a city of all its area's."""
    books = Book.objects.select_related("unit__area").filter(area=agency.area)
    if agency.level != Agency.Level.CITY:
        books = books.filter(unit=agency.county_id or agency.pk)
    found = []
    for book in books:
        try:
            due = waiting(unit=book.unit, insutype=book.insutype, today=today)
        except PolicyGap:
            continue  # no policy in force today says where receipts go
        if due is not None:
            found.append(due)
    return found
