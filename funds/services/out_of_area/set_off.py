"""Institutions elsewhere are paid by the province: their statements go against its advance, not to the bank.

As with working capital (``capital.set_off``) the statement, its obligations and the counties' net positions stay whole;
the expense is booked against the advance, which the city fills up by paying the province's months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Sum

from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import Clearing, OutOfAreaPart, Statement
from funds.services.clearing.units import city_of

from .terms import out_of_area_terms


def take(clearing: Clearing, statements: Mapping[int, Statement], left: dict[int, int]) -> None:
    """Take whole what is ``left`` of the city's statements, where the policy goes through the province: they are those
    of care outside the area, whatever area of ours the institution lies in."""
    city = city_of(clearing.area).pk
    outside = [one for one in statements.values() if one.payer_id == city and left[one.pk]]
    if not outside or not out_of_area_terms(clearing.area, Month.of(clearing.month).last).through_province:
        return
    OutOfAreaPart.unscoped.bulk_create(
        OutOfAreaPart(statement=one, amount=from_fen(left[one.pk])) for one in outside
    )
    left.update({one.pk: 0 for one in outside})


def taken_of(statement_id: int) -> int:
    """Fen of a statement that the province pays."""
    found = OutOfAreaPart.unscoped.filter(statement=statement_id).aggregate(sum=Sum("amount"))["sum"]
    return to_fen(found or 0)


def note_booked(statements: Iterable[int], day: dt.date) -> None:
    OutOfAreaPart.unscoped.filter(statement__in=list(statements), booked_on__isnull=True).update(
        booked_on=day
    )
