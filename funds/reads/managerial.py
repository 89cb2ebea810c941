"""What of counties' gaps the city found to be managerial: the figures a year's settlement takes."""

from __future__ import annotations

from collections.abc import Mapping

from config.money import to_fen
from funds.models import ManagerialPart
from institutions.models import PoolingArea


def managerial_parts(*, area: PoolingArea, insutype: str, year: int) -> Mapping[int, int]:
    """Fen by county id as entered, within the reader's scope; counties without one are left out.

    The one place where a county's assessment can prefill what nobody entered.
    """
    return {
        part.county_id: to_fen(part.amount)
        for part in ManagerialPart.objects.filter(county__area=area, insutype=insutype, year=year)
    }
