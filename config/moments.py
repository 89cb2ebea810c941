"""Days and the moments they begin with, by the clock of the place."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def first_moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
