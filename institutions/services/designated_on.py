"""Whether an institution is designated on a day: the one question that settling asks of agreements.

An institution is designated on the days of its agreements. Until it comes under agreements here (``listed_until``) it
is designated by standing on the area's list, so that whoever is taken in first loses nothing (HG-06 四(五)); the policy
may end that for everybody on a day (``agreements required_from``). Institutions outside the area are designated by
their own area.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from django.db import connection

from institutions.models import Institution, PoolingArea
from institutions.policy.agreements import agreement_policy_or_none
from institutions.policy.in_force import policy_for

_DAYS = """
    SELECT institution_id, lower(period), upper(period) FROM institutions_designation
    WHERE %(all)s OR institution_id = ANY(%(ids)s::bigint[]) ORDER BY institution_id, period
"""
_LISTED = """
    SELECT id, listed_until FROM institutions_institution
    WHERE listed_until IS NOT NULL AND (%(all)s OR id = ANY(%(ids)s::bigint[]))
"""


class DesignationReader:
    """The designated days of many institutions: two queries and a look-up, whatever the number of bills."""

    def __init__(self, institutions: Iterable[int] | None = None) -> None:
        """All institutions, or those given."""
        params: dict[str, Any] = {"all": institutions is None, "ids": list(institutions or ())}
        self._days: dict[int, list[tuple[dt.date, dt.date]]] = {}
        self._required: dict[int, dt.date | None] = {}
        with connection.cursor() as cursor:
            cursor.execute(_LISTED, params)
            self._listed: dict[int, dt.date] = dict(cursor.fetchall())
            cursor.execute(_DAYS, params)
            for institution, first, end in cursor.fetchall():
                self._days.setdefault(institution, []).append((first, end))

    def refuses(self, institution: int, day: dt.date, *, area: int, county: int | None) -> bool:
        """Whether care that begins on ``day`` has no designation behind it. ``county`` is where the institution is
        paid, None outside the area; ``area`` is that of the insured person."""
        if county is None:
            return False
        days = self._days.get(institution)
        if days is not None:
            place = bisect_right(days, (day, dt.date.max)) - 1
            if place >= 0 and day < days[place][1]:
                return False
        listed = self._listed.get(institution)
        if listed is not None and day >= listed:
            return True
        required = self._required_from(area)
        return required is not None and day >= required

    def _required_from(self, area: int) -> dt.date | None:
        if area not in self._required:
            self._required[area] = required_from(PoolingArea.objects.select_related("parent").get(pk=area))
        return self._required[area]


def required_from(area: PoolingArea) -> dt.date | None:
    """From when every bill needs an agreement in force; None while the list suffices."""
    policy = agreement_policy_or_none(policy_for(area, dt.date.max - dt.timedelta(days=1)))
    return None if policy is None else policy.required_from


def is_designated(institution: Institution, day: dt.date) -> bool:
    """The same for one institution and day, for pages."""
    reader = DesignationReader([institution.pk])
    return not reader.refuses(institution.pk, day, area=institution.area_id, county=institution.county_id)
