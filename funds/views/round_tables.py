"""The figures of a round's papers as tables: a unit's plan or report row by row, or what the city adds up of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.listing import Column
from config.listing.tables import Table
from funds.models import RoundLine, RoundStep
from funds.reads import rounds as reads
from funds.rules import rounds as rules
from funds.services.rounds.papers import WITH_LINES

ADDED_UP = {rules.CITY_PLAN: rules.COUNTY_PLAN, rules.CITY_REPORT: rules.COUNTY_REPORT}
LINE_COLUMNS = (
    Column("scheme", _("Scheme")),
    Column("kind_name", _("Kind of spending")),
    Column("amount", _("Amount"), "money", total=True),
    Column("from_ledger", _("Filled in from the books"), "money", total=True),
    Column("last_three", _("Mean of the last three months"), "money", total=True),
    Column("last_year", _("Same month last year"), "money", total=True),
    Column("note", _("Note")),
)


class Subtotal(SimpleNamespace):
    """The row that ends a paper's spending, where advances follow: they are no spending and may be below zero."""

    kind = scheme = note = ""

    @property
    def kind_name(self) -> str:
        return _t("Spending together")


def figures_table(step: RoundStep) -> Table:
    """A plan or report row by row, or what the city adds up of them; advances below the spending."""
    if step.step in WITH_LINES:
        names = reads.kind_names()
        lines = list(RoundLine.objects.filter(step=step).order_by("insutype", "pk"))
        for line in lines:
            line.kind_name = names.get(line.kind, line.kind)  # type: ignore[attr-defined]
        report = step.step == rules.COUNTY_REPORT
        columns = [one for one in LINE_COLUMNS if not report or not one.name.startswith("last_")]
        sums = [one.name for one in columns if one.total]
        spending, advances = _apart(lines, lambda line: any(getattr(line, name) for name in sums))
        ended = [Subtotal(**_summed(spending, sums))] if advances else []
        return Table(
            step.get_step_display(),
            columns,
            [*spending, *ended, *advances],
            totals=_summed(lines, sums),
            total_title=_with_advances(advances),
            empty=_t("Nothing is filled in yet."),
            unit=_t("yuan"),
        )
    units, rows = reads.consolidated(step.round_id, ADDED_UP[step.step])
    columns = [
        # Words break where there are many units.
        Column("scheme", _t("Scheme"), "prose"),
        Column("kind_name", _t("Kind of spending"), "prose"),
        # Before the units: there may be more of them than the screen is wide.
        Column("total", _t("Together"), "money"),
        *(Column(f"unit_{n}", str(unit), "money", get=_part(n)) for n, unit in enumerate(units)),
    ]
    spending, advances = _apart(rows, lambda row: any(row.amounts))
    parts = [sum((row.amounts[n] for row in spending), Decimal(0)) for n in range(len(units))]
    ended = [Subtotal(amounts=parts, total=sum(parts, Decimal(0)))] if advances else []
    totals = {f"unit_{n}": sum((row.amounts[n] for row in rows), Decimal(0)) for n in range(len(units))}
    return Table(
        step.get_step_display(),
        columns,
        [*spending, *ended, *advances],
        totals={**totals, **_summed(rows, ["total"])},
        total_title=_with_advances(advances),
        empty=_t("No unit has handed anything in yet."),
        unit=_t("yuan"),
    )


def _apart(rows: Sequence[Any], counts: Callable[[Any], bool]) -> tuple[list[Any], list[Any]]:
    """What is spending, and the advances that are not empty."""
    spending = [row for row in rows if row.kind not in reads.ADVANCES]
    return spending, [row for row in rows if row.kind in reads.ADVANCES and counts(row)]


def _summed(rows: Iterable[Any], names: Iterable[str]) -> dict[str, Decimal]:
    kept = list(rows)
    return {name: sum((getattr(row, name) for row in kept), Decimal(0)) for name in names}


def _with_advances(advances: Sequence[Any]) -> str:
    return _t("Together with what was advanced, less what went against it") if advances else _t("Together")


def _part(n: int) -> Callable[[reads.Consolidated], Decimal]:
    return lambda row: row.amounts[n]
