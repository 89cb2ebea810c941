"""The calendar's clock, moved for as long as the play lasts. Moments of the audit log stay those of the machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone

MORNING = dt.time(9, 30)


@contextmanager
def standing_on(day: dt.date) -> Iterator[None]:
    """Today is ``day``: for the services of this process only, so that what the play runs has no workers."""
    with patch.object(timezone, "localdate", lambda *_args, **_named: day):
        yield


@contextmanager
def at_work_on(day: dt.date) -> Iterator[None]:
    """Today is ``day``, and what is written down by the minute is of its morning: for courses whose steps are compared
    with the day on which the one before was made."""
    moment = timezone.make_aware(dt.datetime.combine(day, MORNING))
    with standing_on(day), patch.object(timezone, "now", lambda: moment):
        yield
