"""An institution's monthly statement as a workbook, line by line with totals."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.models import Statement

COLUMNS = (
    (_("Insured in"), "text"),
    (_("Fund part"), "text"),
    (_("Bills"), "integer"),
    (_("Approved"), "money"),
    (_("By payment method"), "money"),
    (_("Brought forward"), "money"),
    (_("Deducted"), "money"),
    (_("Deposit"), "money"),
    (_("Year-end clearing"), "money"),
    (_("Deposit settled"), "money"),
    (_("Carried forward"), "money"),
    (_("Payable"), "money"),
)


def statement_workbook(statement: Statement) -> io.BytesIO:
    """The statement as .xlsx, positioned at its start."""
    institution, clearing = statement.institution, statement.clearing
    sheet = Sheet(
        _t("Statement"),
        [OutColumn(str(heading), sort) for heading, sort in COLUMNS],
        _rows(statement),
        totals=[
            _t("Total"),
            None,
            statement.bill_count,
            statement.approved,
            statement.by_method,
            statement.brought_forward,
            statement.det_sumamt,
            statement.dpst_sumamt,
            statement.year_end,
            statement.dpst_released,
            statement.carried_forward,
            statement.act_dfr_amt,
        ],
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


def _rows(statement: Statement) -> Iterator[list[Any]]:
    lines = statement.lines.select_related("insu_county").order_by("insu_county__code", "fund_part")
    for line in lines:
        yield [
            line.insu_county.name,
            str(AMOUNT_LABELS.get(line.fund_part, line.fund_part)),
            line.bill_count,
            line.approved,
            line.by_method,
            line.brought,
            line.deducted,
            line.deposit,
            line.year_end,
            line.released,
            line.carried,
            line.payable,
        ]
