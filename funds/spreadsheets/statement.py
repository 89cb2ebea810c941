"""An institution's monthly statement as a workbook, line by line with totals."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.models import Statement


class Figure(NamedTuple):
    """A column: the attribute of a line, and that of the statement which is the sum of the lines'."""

    heading: Any
    of_line: str
    of_statement: str
    sort: str = "money"


BILLS = Figure(_("Bills"), "bill_count", "bill_count", "integer")
APPROVED = Figure(_("Approved"), "approved", "approved")
BY_METHOD = Figure(_("By payment method"), "by_method", "by_method")
TAKEN = (
    Figure(_("Brought forward"), "brought", "brought_forward"),
    Figure(_("Deducted"), "deducted", "det_sumamt"),
    Figure(_("Deposit"), "deposit", "dpst_sumamt"),
)
RETURNED = Figure(_("Given back"), "returned", "det_returned")
YEAR_END = (
    Figure(_("Year-end clearing"), "year_end", "year_end"),
    Figure(_("Deposit settled"), "released", "dpst_released"),
)
PAID = (
    Figure(_("Carried forward"), "carried", "carried_forward"),
    Figure(_("Payable"), "payable", "act_dfr_amt"),
)


def statement_workbook(statement: Statement) -> io.BytesIO:
    """The statement as .xlsx, positioned at its start, with the columns its page has."""
    institution, clearing = statement.institution, statement.clearing
    figures = _figures(statement)
    columns = [OutColumn(_t("Insured in"), "text"), OutColumn(_t("Fund part"), "text")]
    sheet = Sheet(
        _t("Statement"),
        columns + [OutColumn(str(one.heading), one.sort) for one in figures],
        _rows(statement, figures),
        totals=[_t("Total"), None, *(getattr(statement, one.of_statement) for one in figures)],
        notes=[
            _t("Statement of %(institution)s, %(month)s")
            % {"institution": institution.name, "month": f"{clearing.month:%Y-%m}"},
            f"{institution.fixmedins_code} · {statement.payer}",
            *(step["text"] for step in statement.method_steps),
        ],
    )
    content = io.BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content


def _figures(statement: Statement) -> list[Figure]:
    by_method = (BY_METHOD,) if statement.method_steps else ()
    year_end = YEAR_END if statement.years_settled.exists() else ()
    returned = (RETURNED,) if statement.det_returned else ()
    return [BILLS, APPROVED, *by_method, *returned, *TAKEN, *year_end, *PAID]


def _rows(statement: Statement, figures: list[Figure]) -> Iterator[list[Any]]:
    lines = statement.lines.select_related("insu_county").order_by("insu_county__code", "fund_part")
    for line in lines:
        part = str(AMOUNT_LABELS.get(line.fund_part, line.fund_part))
        yield [line.insu_county.name, part, *(getattr(line, one.of_line) for one in figures)]
