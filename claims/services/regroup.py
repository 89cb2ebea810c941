"""Months that were grouped are grouped again when one of their bills is settled anew."""

from __future__ import annotations

from collections.abc import Sequence

from claims.models import GroupedCase, Settlement
from claims.models.settlements import STANDING
from config.jobs import enqueue
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Agency, User

from .redo_listeners import BookedChange

REGROUP = "claims.regroup_cases"


def regroup_changed(changes: Sequence[BookedChange], acting_user: User) -> None:
    """Queue the grouping of every grouped month in which a changed bill now stands; the row that no longer stands has
    lost its group already (trigger)."""
    with system_scope():
        standing = Settlement.objects.filter(STANDING, bill__in=[one.bill for one in changes])
        now_in = set(standing.order_by().values_list("institution__area", "clr_month"))
        for area, first in now_in:
            month = Month.of(first)
            if GroupedCase.objects.filter(area=area, year=month.year, month=month.number).exists():
                agency = Agency.objects.filter(area=area, level=Agency.Level.CITY).first()
                enqueue(
                    REGROUP,
                    owner=acting_user,
                    agency=agency,
                    params={"area": area, "month": str(month)},
                    unique_key=f"{REGROUP}:{area}:{month}",
                )
