"""The final scores of cities that their region assessed, as performance of spending (NM-06, NM-09)."""

from __future__ import annotations

from funds.models import CountySheet
from institutions.models import Agency, PoolingArea
from institutions.rules.scoring import HUNDRED

FINAL = (CountySheet.State.FINAL, CountySheet.State.PUBLISHED)


def final_sheets(region: PoolingArea, year: int) -> dict[int, CountySheet]:
    """By area id: the sheet of a city whose score of the year is final."""
    sheets = CountySheet.objects.filter(
        scheme__agency__level=Agency.Level.REGION, scheme__area=region, scheme__year=year, state__in=FINAL
    )
    return {one.unit.area_id: one for one in sheets.select_related("unit", "scheme__agency")}


def performance_of(sheet: CountySheet) -> int:
    """The score of 100 points as ten-thousandths: 87.50 points are 87.50 %."""
    if sheet.score is None:
        raise AssertionError(f"sheet {sheet.pk} is final without a score: see county_sheet_score_told")
    return int(sheet.score * HUNDRED)
