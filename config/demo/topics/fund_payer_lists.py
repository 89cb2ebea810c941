"""What insurer and medical aid list of the bills they bear: the first month they bear any of agrees and is claimed.

Of the next one bill is missing, one is lower and listed twice, and only that is explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from claims.models import CLEARED, Settlement
from config.demo.clearing import closed_months
from config.demo.topics.stage import Stage, act, bring, said
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import PayerListLine, PayerListMonth, PayerRemittance
from funds.services.insurer.lists import confirm_payer_list, explain_payer_lines
from funds.spreadsheets.payer_list import PART_OF
from institutions.models import Duty, PoolingArea

LOWER = Decimal("50.00")
Payer = PayerRemittance.Payer
Row = dict[str, Any]


def fill(stage: Stage) -> int:
    """How many lists; of months the clearing has closed."""
    with system_scope():
        if PayerListMonth.objects.filter(area=stage.area).exists():
            return 0
    closed = sorted(closed_months(stage.layout))
    return sum(_of_payer(stage, part, closed) for part in Payer)


def _of_payer(stage: Stage, part: Payer, closed: Sequence[Month]) -> int:
    """Each list comes in the middle of the next month."""
    borne = ((month, listed(stage.area, part, month)) for month in closed)
    first = list(islice(((month, rows) for month, rows in borne if rows), 2))
    for turn, (month, rows) in enumerate(first):
        with standing_on(month.next_first.replace(day=16)):
            _list(stage, part, month, rows, differs=turn > 0)
    return len(first)


def listed(area: PoolingArea, part: Payer, month: Month) -> list[Row]:
    """What the month's clearing laid out for the payer, bill by bill."""
    code = next(code for code, of in PART_OF.items() if of == part)
    with system_scope():
        found = Settlement.objects.filter(
            CLEARED, insu_county__area=area, insutype=SCHEME, clr_month=month.first, **{f"{part}__gt": 0}
        ).select_related("bill", "institution").order_by("pk")  # fmt: skip
        return [
            {
                "insutype": SCHEME, "trt_year": month.year, "trt_month": month.number, "fund_pay_type": code,
                "seqno": number, "setl_id": one.bill.setl_id, "mdtrt_id": one.bill.mdtrt_id,
                "fixmedins_code": one.institution.fixmedins_code, "setl_time": one.setl_time,
                "medfee_sumamt": one.bill.medfee_sumamt, "fund_payamt": getattr(one, part),
            }
            for number, one in enumerate(found, start=1)
        ]  # fmt: skip


def _list(stage: Stage, part: Payer, month: Month, rows: list[Row], *, differs: bool) -> None:
    name = f"{part.name.lower()}-{stage.area.code}-{month}.xlsx"
    bring(stage, "payer_bill_list", name, _differing(rows) if differs else rows)
    with system_scope():
        found = PayerListMonth.objects.get(
            area=stage.area, insutype=SCHEME, fund_part=part, month=month.first
        )
    if differs:
        _explain(stage, found)
    else:
        act(stage.at(Duty.REVIEW), confirm_payer_list, month=found, seen=found.owed)


def _differing(rows: list[Row]) -> list[Row]:
    """The last is not listed; the first is lower, where it can be, and stands twice."""
    first, *others = rows
    kept = others[:-1] if len(others) > 1 else others
    lower = {**first, "fund_payamt": max(first["fund_payamt"] - LOWER, Decimal("0.01"))}
    return [lower, *kept, {**lower, "seqno": len(rows) + 1}]


def _explain(stage: Stage, month: PayerListMonth) -> None:
    """What stands twice was answered by the payer, the other differences not yet."""
    with system_scope():
        twice = PayerListLine.objects.filter(statement_month=month, outcome=PayerListLine.Outcome.TWICE)
        lines = list(twice.values_list("pk", flat=True))
    if lines:
        words: str = said()["payer_lists"]["twice"]
        act(stage.at(Duty.HANDLE), explain_payer_lines, month=month, lines=lines, explanation=words)
