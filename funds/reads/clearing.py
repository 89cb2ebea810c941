"""What pages show of a month's clearing: steps by unit, the matrix, transfers, totals.

Read under the caller's scope.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum

from config.money import MoneyField, from_fen
from funds.models import Clearing, ClearingStep, NetPosition, NettingLine, Payment, Statement
from funds.services.clearing.faults import fault_text
from institutions.models import Agency

TONES = {"pending": "plain", "running": "info", "done": "ok", "failed": "bad"}
NOTHING = from_fen(0)


@dataclass(frozen=True)
class StepCell:
    """One unit's part of one step, as the board shows it."""

    state: str
    label: str
    tone: str
    fault: str


def step_board(clearing: Clearing) -> list[tuple[Agency, list[StepCell | None]]]:
    """Unit by step in order; None where the step has not been planned yet."""
    cells: dict[Agency, dict[str, StepCell]] = {}
    steps = (
        ClearingStep.objects.filter(clearing=clearing)
        .select_related("unit")
        .order_by("unit__level", "unit__code")
    )
    for step in steps:
        cells.setdefault(step.unit, {})[step.step] = StepCell(
            step.state,
            step.get_state_display(),
            TONES[step.state],
            fault_text(step.fault_code, step.fault_params),
        )
    # Counties first, the city (care outside the area) last.
    units = sorted(cells, key=lambda unit: (unit.level == Agency.Level.CITY, unit.code))
    return [(unit, [cells[unit].get(step) for step in ClearingStep.Step.values]) for unit in units]


@dataclass(frozen=True)
class Matrix:
    """Insured county (rows) × county of care (columns): what the column paid for the row's people, in yuan.

    A column of None is care outside the area. ``positions`` are the counties' nets where already computed.
    """

    counties: list[Agency]
    columns: list[Agency | None]
    rows: list[tuple[Agency, list[Decimal], Decimal]]
    totals: list[Decimal]
    total: Decimal
    positions: list[NetPosition]

    def lines(self) -> Iterator[tuple[Agency, list[tuple[Decimal, bool]], Decimal]]:
        """The rows, each amount with whether it was spent at home: only the rest is flow between counties."""
        for county, amounts, total in self.rows:
            cells = [(amount, column == county) for column, amount in zip(self.columns, amounts, strict=True)]
            yield county, cells, total

    @property
    def most(self) -> Decimal:
        """The largest amount between two different counties, for the heat of the cells."""
        away = [
            amount
            for county, amounts, _sum in self.rows
            for column, amount in zip(self.columns, amounts, strict=True)
            if column != county
        ]
        return max(away, default=NOTHING)


def matrix_of(clearing: Clearing) -> Matrix | None:
    """The matrix of a netted month; None before netting. A county sees its own row and column."""
    lines = list(NettingLine.objects.filter(clearing=clearing).select_related("insu_county", "care_county"))
    if not lines:
        return None
    counties = sorted({line.insu_county for line in lines}, key=lambda county: county.code)
    cares = {line.care_county for line in lines}
    columns: list[Agency | None] = sorted((c for c in cares if c is not None), key=lambda county: county.code)
    columns += [None] if None in cares else []
    amounts = {(line.insu_county, line.care_county): line.amount for line in lines}
    rows = []
    for county in counties:
        cells = [amounts.get((county, column), NOTHING) for column in columns]
        rows.append((county, cells, sum(cells, NOTHING)))
    totals = [sum((amounts.get((c, column), NOTHING) for c in counties), NOTHING) for column in columns]
    positions = (
        NetPosition.objects.filter(clearing=clearing).select_related("county").order_by("county__code")
    )
    return Matrix(counties, columns, rows, totals, sum(totals, NOTHING), list(positions))


@dataclass(frozen=True)
class Transfers:
    """How many transfers the month takes: from agency to agency as before, and through the city as now."""

    before: int
    after: int


def transfers_of(clearing: Clearing) -> Transfers | None:
    """None before netting. Counted over the whole area for whoever sees all of it."""
    lines = NettingLine.objects.filter(clearing=clearing).exclude(amount=NOTHING)
    if not lines.exists():
        return None
    before = sum(1 for line in lines if line.insu_county_id != line.care_county_id)
    after = NetPosition.objects.filter(clearing=clearing).exclude(net=NOTHING).count()
    return Transfers(before, after)


def totals_of(clearing: Clearing) -> dict[str, Any]:
    """Count of statements and bills, and the sums of their amounts, in yuan."""
    sums = Statement.objects.filter(clearing=clearing).aggregate(
        statements=Count("pk"),
        bills=Sum("bill_count"),
        approved=Sum(F("fund_appy_sum") + F("acct_pay"), output_field=MoneyField()),
        by_method=Sum("by_method"),
        deducted=Sum("det_sumamt"),
        deposit=Sum("dpst_sumamt"),
        of_years=Sum(F("year_end") + F("dpst_released"), output_field=MoneyField()),
        payable=Sum("act_dfr_amt"),
    )
    return {
        name: value if value is not None else (0 if name == "bills" else NOTHING)
        for name, value in sums.items()
    }


def payments_summary(clearing: Clearing) -> list[dict[str, Any]]:
    """Count and sum of the month's payments by state."""
    states = dict(Payment.State.choices)
    groups = Payment.objects.filter(clearing=clearing).values("state").order_by("state")
    found = groups.annotate(count=Count("pk"), amount=Sum("amount"))
    return [{**group, "label": states[group["state"]]} for group in found]


def months_at_a_glance(area_id: int, limit: int = 12) -> Iterator[tuple[Clearing, Decimal]]:
    """The latest months with what they pay, newest first."""
    months = (
        Clearing.objects.filter(area=area_id).select_related("area").order_by("-month", "insutype")[:limit]
    )
    payable = dict(
        Statement.objects.filter(clearing__in=[month.pk for month in months])
        .values_list("clearing")
        .annotate(sum=Sum("act_dfr_amt"))
    )
    for month in months:
        yield month, payable.get(month.pk, NOTHING)
