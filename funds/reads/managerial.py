"""The managerial part of counties' gaps (少收多支), as two people found it: what a year's settlement takes."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from config.money import to_fen
from funds.models import ManagerialFinding
from institutions.models import PoolingArea


def confirmed_findings(*, area: PoolingArea, insutype: str, year: int) -> QuerySet[ManagerialFinding]:
    """What two people found, county by county, within the reader's scope."""
    found: QuerySet[ManagerialFinding] = ManagerialFinding.objects.filter(
        area=area, insutype=insutype, year=year, state=ManagerialFinding.State.CONFIRMED
    )
    return found


def managerial_parts(*, area: PoolingArea, insutype: str, year: int) -> Mapping[int, int]:
    """County (agency id) → fen of its year; a county without a confirmed finding is left out.

    NB 附件二（四）5, ZY 四（六）5: less collected than the target, more spent than the budget, for reasons in the
    county's hands.
    """
    return {
        one.unit_id: to_fen(one.amount) for one in confirmed_findings(area=area, insutype=insutype, year=year)
    }
