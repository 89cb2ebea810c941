"""The calendar's clock, moved for as long as the play lasts. Moments of the audit log stay those of the machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def standing_on(day: dt.date) -> Iterator[None]:
    """Today is ``day``: for the services of this process only, so that what the play runs has no workers."""
    with patch.object(timezone, "localdate", lambda *_args, **_named: day):
        yield


@contextmanager
def living_on(day: dt.date) -> Iterator[None]:
    """As :func:`standing_on`, and moments that the services write are of that noon: what follows asks for their day."""
    noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())
    with standing_on(day), patch.object(timezone, "now", lambda: noon):
        yield
