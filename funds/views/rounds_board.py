"""One month's round at a glance: where each step of every unit stands, what was planned, came and went."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Sum
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.codes import name_of
from config.listing import Column
from config.listing.tables import Table
from config.money import from_fen
from config.periods import Month
from config.spreadsheets.web import workbook_answer
from funds.models import Booked, MonthlyRound, RoundLine, RoundStep, RoundTransfer
from funds.reads.rounds import ADVANCES
from funds.rules import rounds as rules
from funds.services.rounds.money import applied_for, arrived
from funds.services.rounds.papers import WITH_LINES
from funds.services.rounds.terms import terms_of
from funds.spreadsheets.round_papers import table_workbook
from institutions.access import AgencyRequest
from institutions.models import Agency

from .rounds import READERS, round_of, tone_of

SUMS = {"planned": _("Planned amount"), "transferred": _("Transferred"), "spent": _("Spent")}


class Cell(NamedTuple):
    """A step of a unit on the board; ``late`` in words, never colour alone."""

    step: RoundStep
    label: Any
    tone: str
    late: bool


class BoardRow(NamedTuple):
    unit: Agency
    cells: list[Cell | None]
    planned: Any
    transferred: Any
    spent: Any


def board_of(one: MonthlyRound, agency: Agency) -> tuple[list[tuple[str, Any]], list[BoardRow]]:
    """The steps the round has, and a row per unit: all of them for the city, for a county its own and the city's."""
    steps = list(
        RoundStep.objects.filter(round=one).select_related("unit", "round").order_by("unit__code", "pk")
    )
    kinds = [kind for kind in rules.ORDER if any(step.step == kind for step in steps)]
    sums = _sums(one)
    city = agency.level == Agency.Level.CITY or agency.level == Agency.Level.REGION
    rows: dict[int, dict[str, RoundStep]] = {}
    units: dict[int, Agency] = {}
    for step in steps:
        if city or step.unit_id == agency.county_id or step.unit.level == Agency.Level.CITY:
            rows.setdefault(step.unit_id, {})[step.step] = step
            units[step.unit_id] = step.unit
    return [(kind, RoundStep.Step(kind).label) for kind in kinds], [
        BoardRow(
            units[unit],
            [_cell(own[kind]) if kind in own else None for kind in kinds],
            *(sums[what].get(unit) for what in ("planned", "transferred", "spent")),
        )
        for unit, own in rows.items()
    ]


def totals_of(rows: list[BoardRow]) -> dict[str, Decimal]:
    """What all units shown planned, got and spent."""
    return {what: sum((getattr(row, what) or Decimal(0) for row in rows), Decimal(0)) for what in SUMS}


def board_workbook(one: MonthlyRound, kinds: list[tuple[str, Any]], rows: list[BoardRow]) -> HttpResponseBase:
    """The board as a sheet: where each step of a unit stands, when it was done, and the sums."""
    columns = [Column("unit", _t("Unit")), *(
        Column(kind, str(label), get=_standing(n)) for n, (kind, label) in enumerate(kinds)
    ), *(Column(what, title, "money") for what, title in SUMS.items())]  # fmt: skip
    table = Table(_t("Unit by step"), columns, rows, totals=totals_of(rows), unit=_t("yuan"))
    title = _t("Money of %(month)s") % {"month": f"{one.month:%Y-%m}"}
    return workbook_answer(table_workbook(table, [f"{title} · {one.area}"]), f"{title}-{one.area}")


def _standing(n: int) -> Callable[[BoardRow], str]:
    def told(row: BoardRow) -> str:
        cell = row.cells[n]
        if cell is None:
            return ""
        late, day = (_t("Late") if cell.late else ""), cell.step.happened_on
        return " ".join(part for part in (str(cell.label), late, f"{day:%Y-%m-%d}" if day else "") if part)

    return told


def _cell(step: RoundStep) -> Cell:
    return Cell(step, step.get_state_display(), tone_of(step), step.late)


def _sums(one: MonthlyRound) -> dict[str, dict[int, Any]]:
    handed_in = RoundLine.objects.filter(step__round=one).exclude(step__state=rules.OPEN)
    lines = handed_in.exclude(kind__in=ADVANCES, step__step=rules.COUNTY_REPORT).order_by()
    by_step = {
        kind: dict(lines.filter(step__step=kind).values_list("step__unit").annotate(sum=Sum("amount")))
        for kind in WITH_LINES
    }
    transfers = RoundTransfer.objects.filter(round=one, state=Booked.BOOKED).order_by()
    return {
        "planned": by_step[rules.COUNTY_PLAN],
        "transferred": dict(transfers.values_list("county").annotate(sum=Sum("amount"))),
        "spent": by_step[rules.COUNTY_REPORT],
    }


@requires(duty=READERS)
def round_page(request: AgencyRequest, round_id: int) -> HttpResponseBase:
    """One month at a glance. ``?print`` for paper, ``?export`` as a workbook."""
    one = round_of(round_id)
    kinds, rows = board_of(one, request.assignment.agency)
    terms = {term.step: term for term in terms_of(one.area, Month.of(one.month))}
    if "export" in request.GET:
        return board_workbook(one, kinds, rows)
    wanted, came = applied_for(one.pk), arrived(one.pk)
    city = request.assignment.agency.level == Agency.Level.CITY
    handed_in = one.steps.filter(step=rules.CITY_PLAN, state__in=(rules.SUBMITTED, rules.DONE)).exists()
    context = {
        "title": _t("Money of %(month)s") % {"month": f"{one.month:%Y-%m}"},
        "round": one,
        "kinds": [(kind, label, terms.get(kind)) for kind, label in kinds],
        "rows": rows,
        "totals": totals_of(rows),
        "printed_at": timezone.now(),
        "handed_in": handed_in,
        "schemes": [
            {
                "name": name_of("insutype", insutype),
                "wanted": from_fen(wanted.get(insutype, 0)),
                "came": from_fen(came.get(insutype, 0)),
                "short": from_fen(max(wanted.get(insutype, 0) - came.get(insutype, 0), 0)),
            }
            for insutype in sorted(wanted.keys() | came.keys())
        ]
        if city
        else [],
        "back_url": one.get_absolute_url(),
    }
    return render(
        request, f"funds/rounds/{'board_print' if 'print' in request.GET else 'board'}.html", context
    )
