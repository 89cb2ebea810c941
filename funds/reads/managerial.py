"""The managerial part of counties' gaps (少收多支), as two people confirmed it."""

from __future__ import annotations

from collections.abc import Mapping

from config.money import to_fen
from funds.models import ManagerialFinding
from institutions.models import PoolingArea


def managerial_parts(*, area: PoolingArea, insutype: str, year: int) -> Mapping[int, int]:
    """County → fen of its year that two people found managerial; a county without a confirmed finding is left out.

    NB 附件二（四）5, ZY 四（六）5: less collected than the target, more spent than the budget, for reasons in the
    county's hands. Reads within the caller's scope.
    """
    found = ManagerialFinding.objects.filter(
        area=area, insutype=insutype, year=year, state=ManagerialFinding.State.CONFIRMED
    )
    return {one.unit_id: to_fen(one.amount) for one in found}
