"""The day on which something is booked once its own month may be closed."""

from __future__ import annotations

import datetime as dt

from funds.models import BookPeriod
from funds.services.drafts import book_of_unit
from institutions.models import Agency


def open_day(insutype: str, unit_id: int, day: dt.date) -> dt.date:
    """``day``, or the first of the earliest open month after it where its own is closed by now.

    Raises ``BookMissing`` where the unit keeps no book of the scheme.
    """
    unit = Agency.objects.select_related("area").get(pk=unit_id)
    book = book_of_unit(insutype, unit)
    month = day.replace(day=1)
    periods = BookPeriod.objects.filter(book=book, state=BookPeriod.State.OPEN, month__gte=month)
    first = periods.order_by("month").values_list("month", flat=True).first()
    return day if first is None or first == month else first
