"""Net one unit's statements by insured county, and from all units what each county settles with the city."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q, Sum

from config.money import from_fen, to_fen
from funds.models import Clearing, NetPosition, NettingLine, Statement, StatementLine
from funds.rules.netting import Cell, net_positions
from funds.rules.statements import POOLED
from institutions.models import Agency

from .adjudicate import settlements_of
from .faults import StepFault
from .units import city_of, counties_of, is_city


@transaction.atomic
def net_unit(clearing: Clearing, unit: Agency) -> None:
    """Replace the unit's row of the matrix; raises :class:`StepFault` when the bills are not those reviewed."""
    _refuse_changes_since_review(clearing, unit)
    care_county = None if is_city(unit) else unit
    NettingLine.unscoped.filter(clearing=clearing, care_county=care_county).delete()
    rows = (
        StatementLine.unscoped.filter(statement__clearing=clearing, statement__payer=unit)
        .order_by()
        .values("insu_county_id")
        .annotate(bills=Sum("bill_count", filter=Q(fund_part=POOLED), default=0), amount=Sum("payable"))
    )
    NettingLine.unscoped.bulk_create(
        NettingLine(
            clearing=clearing,
            insu_county_id=row["insu_county_id"],
            care_county=care_county,
            bill_count=row["bills"],
            amount=row["amount"],
        )
        for row in rows
    )


def _refuse_changes_since_review(clearing: Clearing, unit: Agency) -> None:
    now = settlements_of(clearing, unit).aggregate(
        bills=Count("id"), approved=Sum("fund_pay_sumamt", default=0), account=Sum("acct_pay", default=0)
    )
    reviewed = Statement.unscoped.filter(clearing=clearing, payer=unit).aggregate(
        bills=Sum("bill_count", default=0),
        approved=Sum("fund_appy_sum", default=0),
        account=Sum("acct_pay", default=0),
    )
    if now != reviewed:
        raise StepFault("changed_since_review", reviewed=reviewed["bills"], now=now["bills"])


def cells_of(clearing: Clearing) -> dict[Cell, int]:
    """The matrix in fen by (insured county, paying unit)."""
    city = city_of(clearing.area)
    lines = NettingLine.unscoped.filter(clearing=clearing)
    return {(line.insu_county_id, line.care_county_id or city.pk): to_fen(line.amount) for line in lines}


@transaction.atomic
def store_net_positions(clearing: Clearing) -> None:
    """Replace every county's net position by what the matrix gives."""
    NetPosition.unscoped.filter(clearing=clearing).delete()
    positions = net_positions(cells_of(clearing), [county.pk for county in counties_of(clearing.area)])
    NetPosition.unscoped.bulk_create(
        NetPosition(
            clearing=clearing,
            county_id=position.county,
            owes=from_fen(position.owes),
            is_owed=from_fen(position.is_owed),
            net=from_fen(position.net),
        )
        for position in positions
    )
