"""The managerial part of counties' gaps (少收多支): the figures a year's settlement takes."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from config.money import to_fen
from funds.models import ManagerialFinding, ManagerialPart
from institutions.models import PoolingArea


def managerial_parts(*, area: PoolingArea, insutype: str, year: int) -> Mapping[int, int]:
    """County (agency id) → fen of its year, within the reader's scope; counties of which nothing is known are left out.

    NB 附件二（四）5, ZY 四（六）5: less collected than the target, more spent than the budget, for reasons in the
    county's hands. What two people found in the county's assessment goes before what was entered for a settlement.
    """
    entered = ManagerialPart.objects.filter(county__area=area, insutype=insutype, year=year)
    return {one.county_id: to_fen(one.amount) for one in entered} | {
        one.unit_id: to_fen(one.amount) for one in confirmed_findings(area, insutype, year)
    }


def confirmed_findings(area: PoolingArea, insutype: str, year: int) -> QuerySet[ManagerialFinding]:
    """What two people found, county by county."""
    found: QuerySet[ManagerialFinding] = ManagerialFinding.objects.filter(
        area=area, insutype=insutype, year=year, state=ManagerialFinding.State.CONFIRMED
    )
    return found
