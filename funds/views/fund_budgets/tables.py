"""A paper as tables: its lines with sums by section, counties beside each other, its steps, its execution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.listing import Column, Table
from config.money import TEN_THOUSAND, from_fen, half_up, to_fen
from funds.models import FundBudget, FundBudgetLine, FundBudgetStep
from funds.reads.budget_lines import lines_of, name_of_line
from funds.reads.fund_budgets import Execution
from funds.rules.fund_budgets import MONTHS, SECTIONS

SECTION_NAMES = {
    "income": gettext_lazy("Income"),
    "first": gettext_lazy("Taken out first"),
    "expense": gettext_lazy("Spending"),
}
WARNED = {
    "over": gettext_lazy("over the budget"),
    "ahead": gettext_lazy("off the even course"),
    "near": gettext_lazy("nearly used up"),
    "": gettext_lazy("within"),
}
TONE = {"over": "bad", "ahead": "warn", "near": "warn", "": "ok"}
RATING_TONE = {"good": "ok", "fair": "warn", "poor": "bad"}
Kind = FundBudget.Kind


@dataclass
class LineRow:
    """One line over the counties shown, or the sum of a section."""

    name: str
    base: Decimal = Decimal(0)
    proposed: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    reason: str = ""
    rating: str = ""
    is_sum: bool = False

    @property
    def difference(self) -> Decimal:
        return self.amount - self.base

    @property
    def growth(self) -> int | None:
        """Ten-thousandths over what it is compared with."""
        base = to_fen(self.base)
        return half_up((to_fen(self.amount) - base) * TEN_THOUSAND, base) if base > 0 else None

    def add(self, line: FundBudgetLine) -> None:
        self.base += Decimal(line.base)
        self.proposed += Decimal(line.proposed)
        self.amount += Decimal(line.amount)


def line_rows(paper: FundBudget, lines: Iterable[FundBudgetLine]) -> list[LineRow]:
    """In the order of the list, each section with its sum; reasons only where one county is shown."""
    by_code: dict[str, list[FundBudgetLine]] = defaultdict(list)
    for line in lines:
        by_code[line.code].append(line)
    rows: list[LineRow] = []
    for section in SECTIONS:
        whole = LineRow(str(_("%(section)s together") % {"section": SECTION_NAMES[section]}), is_sum=True)
        known = [line for line in lines_of(paper.insutype) if line.section == section]
        for one in known:
            found = by_code.get(one.code, [])
            row = LineRow(name_of_line(paper.insutype, one.code))
            for line in found:
                row.add(line)
                whole.add(line)
            if len(found) == 1:
                row.reason, row.rating = found[0].reason, str(found[0].get_rating_display())
            rows.append(row)
        if known:
            rows.append(whole)
    return rows


def base_title(kind: str) -> Any:
    return _("Execution of last year") if kind in (Kind.PROPOSAL, Kind.BUDGET) else _("Budget in force")


def amount_title(kind: str) -> Any:
    return {Kind.ADJUSTMENT: _("Rise or fall"), Kind.ACCOUNTS: _("Executed")}.get(Kind(kind), _("Budget"))


def lines_table(paper: FundBudget, rows: list[LineRow]) -> Table:
    columns = [
        Column("name", _("Budget line")),
        Column("base", base_title(paper.kind), "money"),
    ]
    if paper.kind in (Kind.PROPOSAL, Kind.BUDGET):
        columns.append(Column("proposed", _("Worked out or proposed"), "money"))
    columns.append(Column("amount", amount_title(paper.kind), "money"))
    if paper.kind == Kind.ADJUSTMENT:
        columns.append(
            Column("after", _("Budget after the change"), "money", get=lambda row: row.base + row.amount)
        )
    else:
        beside = _("Difference") if paper.kind == Kind.ACCOUNTS else _("Rise or fall")
        columns += [
            Column("difference", beside, "money"),
            Column("growth", _("In percent"), "percent"),
        ]
    if paper.kind == Kind.ACCOUNTS:
        columns.append(Column("rating", _("Rating")))
    columns.append(Column("reason", _("Reason")))
    return Table(
        caption=_("Budget lines"), columns=columns, rows=rows, unit=_("yuan"),
        row_css=lambda row: "sum" if row.is_sum else "",
    )  # fmt: skip


def compare_table(paper: FundBudget, lines: Sequence[FundBudgetLine]) -> Table:
    """What each county proposed (or was worked out for it) against what the city has, line by line."""
    order = {line.code: n for n, line in enumerate(lines_of(paper.insutype))}
    rows = sorted(lines, key=lambda line: (order.get(line.code, 99), line.county.code))
    return Table(
        caption=_("Counties and city compared"),
        columns=[
            Column("code", _("Budget line"), get=lambda row: name_of_line(paper.insutype, row.code)),
            Column("county", _("County")),
            Column("base", base_title(paper.kind), "money"),
            Column("proposed", _("Worked out or proposed"), "money"),
            Column("amount", amount_title(paper.kind), "money"),
            Column("changed", _("Changed by the city"), "money", get=lambda row: row.amount - row.proposed),
            Column("rating", _("Rating"), "badge", tone=RATING_TONE),
            Column("reason", _("Reason")),
        ],
        rows=rows,
        unit=_("yuan"),
    )


def steps_of(paper: FundBudget) -> QuerySet[FundBudgetStep]:
    steps: QuerySet[FundBudgetStep] = FundBudgetStep.objects.filter(budget=paper).select_related("noted_by")
    return steps.order_by("-round", "position")


def steps_table(paper: FundBudget) -> Table:
    return Table(
        caption=_("Steps"),
        columns=[
            Column("round", _("Round"), "number"),
            Column("position", _("Step"), "number"),
            Column("office", _("Office outside")),
            Column("act", _("What it does")),
            Column("state", _("State"), "badge",
                   tone={"waiting": "plain", "agreed": "ok", "returned": "bad"}),
            Column("answered_on", _("Answered on"), "date"),
            Column("document_number", _("Document number")),
            Column("reason", _("Reason")),
            Column("noted_by", _("Noted by")),
            Column("clause", _("Clause")),
            Column("assumed", _("Assumed"), "assumed"),
        ],
        rows=list(steps_of(paper)),
        empty=_("Not sent out yet."),
    )  # fmt: skip


@dataclass
class ExecutionRow:
    """A line's year, or the sum of a part of the budget; fen."""

    section: str
    name: str
    budget: int = 0
    months: Sequence[int] = (0,) * MONTHS
    warned: str = ""
    code: str = ""
    is_sum: bool = False

    @property
    def actual(self) -> int:
        return sum(self.months)

    @property
    def rate(self) -> int | None:
        """Ten-thousandths of the budget."""
        return None if not self.budget else self.actual * TEN_THOUSAND // self.budget

    def add(self, one: Execution) -> None:
        self.budget += one.budget
        self.months = [so_far + fen for so_far, fen in zip(self.months, one.months, strict=True)]


def execution_rows(paper: FundBudget, found: list[Execution]) -> list[ExecutionRow]:
    """Each part's lines, and its sum."""
    rows: list[ExecutionRow] = []
    for section in SECTIONS:
        together = str(_("%(section)s together") % {"section": SECTION_NAMES[section]})
        whole = ExecutionRow(section, together, is_sum=True)
        known = [one for one in found if one.line.section == section]
        for one in known:
            name = name_of_line(paper.insutype, one.line.code)
            rows.append(ExecutionRow(section, name, one.budget, one.months, one.warned, one.line.code))
            whole.add(one)
        if known:
            rows.append(whole)
    return rows


def execution_table(rows: list[ExecutionRow]) -> Table:
    """Each line against the budget in force."""
    return Table(
        caption=_("Execution"),
        columns=[
            Column("section", _("Part of the budget"), get=lambda row: SECTION_NAMES[row.section]),
            Column("name", _("Budget line")),
            Column("budget", _("Budget"), "money", get=lambda row: from_fen(row.budget)),
            Column("actual", _("Executed"), "money", get=lambda row: from_fen(row.actual)),
            Column("left", _("Left of the budget"), "money", get=lambda row: from_fen(row.budget - row.actual)),
            Column("rate", _("Of it executed"), "percent"),
            Column("warned", _("State"), "badge", get=lambda row: "" if row.is_sum else WARNED[row.warned],
                   tone=lambda row: TONE[row.warned]),
        ],
        rows=rows,
        row_css=lambda row: "sum" if row.is_sum else "",
        unit=_("yuan"),
    )  # fmt: skip


def months_table(paper: FundBudget, rows: list[ExecutionRow]) -> Table:
    """What was executed month by month: the lines that moved, and the sums."""

    def month(place: int) -> Column:
        title = f"{paper.year}-{place + 1:02d}"
        return Column(f"m{place + 1}", title, "money", get=lambda row: from_fen(row.months[place]))

    return Table(
        caption=_("Execution by month"),
        columns=[Column("name", _("Budget line")), *(month(place) for place in range(MONTHS))],
        rows=[row for row in rows if row.is_sum or any(row.months)],
        row_css=lambda row: "sum" if row.is_sum else "",
        unit=_("yuan"),
    )


def course_chart(found: list[Execution], section: str, year: int) -> dict[str, Any]:
    """What was executed up to each month against the even course of the budget; yuan."""
    chosen = [one for one in found if one.line.section == section]
    budget = sum(one.budget for one in chosen)
    so_far, executed = 0, []
    for place in range(MONTHS):
        so_far += sum(one.months[place] for one in chosen)
        executed.append(from_fen(so_far))
    even = [from_fen(half_up(budget * (place + 1), MONTHS)) for place in range(MONTHS)]
    return {
        "kind": "line",
        "categories": [f"{year}-{place + 1:02d}" for place in range(MONTHS)],
        "series": [{"name": str(_("Even course of the budget")), "data": even},
                   {"name": str(_("Executed")), "data": executed}],
        "unit": str(_("yuan")),
    }  # fmt: skip
