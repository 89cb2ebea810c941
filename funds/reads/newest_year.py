"""The year a page opens on when its reader names none."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone


def newest_year(*rows: QuerySet[Any], field: str = "year") -> int:
    """The latest year up to this one of which there are ``rows``; this year where there are none.

    ``field`` holds the year, or a day of it.
    """
    this = timezone.localdate().year
    days = rows and rows[0].model._meta.get_field(field).get_internal_type() == "DateField"
    bound = {f"{field}__year__lte" if days else f"{field}__lte": this}
    found = [one.filter(**bound).order_by().aggregate(newest=Max(field))["newest"] for one in rows]
    years = [one.year if days else one for one in found if one is not None]
    return max(years, default=this)
