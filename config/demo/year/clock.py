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
def acting_on(day: dt.date) -> Iterator[None]:
    """The moment of an act is noon of ``day``: for what is booked on the day on which somebody decided."""
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    with patch.object(timezone, "now", lambda: noon):
        yield
