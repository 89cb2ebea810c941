"""What goes back to the institution: its totals beside ours, and every difference in the layout of the 3202 result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from claims.models import AMOUNT_LABELS, ClearingType, Reconciliation, ReconciliationDifference
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook

# stmt_rslt of the totals as other implementations of the message have it; the national table is not published.
EVEN, UNEVEN = "1", "2"
_AMOUNTS = ("medfee_sumamt", "fund_pay_sumamt", "acct_pay")


def result_name(reconciliation: Reconciliation) -> str:
    code = reconciliation.institution.fixmedins_code
    return f"{code}-{reconciliation.month:%Y%m}-{reconciliation.insutype}"


def clearing_type_name(code: str) -> str:
    """The kind of clearing in words; a code beyond the national ones as it is."""
    return str(ClearingType(code).label) if code in ClearingType.values else code


def write_result(reconciliation: Reconciliation, target: Path | IO[bytes]) -> None:
    """Write the workbook, streaming; large ones in a job."""
    write_workbook(target, [_totals(reconciliation), _details(reconciliation)])


def _totals(reconciliation: Reconciliation) -> Sheet:
    heads = [str(AMOUNT_LABELS[name]) for name in _AMOUNTS]
    columns = [
        OutColumn(f"{_('Kind of clearing')}(clr_type)", "code"),
        OutColumn(f"{_('Number of settlements')}(fixmedins_setl_cnt)", "integer"),
        *(OutColumn(f"{head}({name})", "money") for head, name in zip(heads, _AMOUNTS, strict=True)),
        OutColumn(_("Settlements here"), "integer"),
        *(OutColumn(f"{head}, {_('here')}", "money") for head in heads),
        OutColumn(f"{_('Result')}(stmt_rslt)", "code"),
        OutColumn(f"{_('Result in words')}(stmt_rslt_dscr)"),
    ]
    rows = [
        [
            one.clr_type, one.fixmedins_setl_cnt, one.medfee_sumamt, one.fund_pay_sumamt, one.acct_pay,
            one.our_cnt, one.our_medfee, one.our_fund, one.our_acct, EVEN if one.matches else UNEVEN,
            f"{clearing_type_name(one.clr_type)}: {_('matches') if one.matches else _('does not match')}",
        ]
        for one in reconciliation.totals.order_by("clr_type")
    ]  # fmt: skip
    return Sheet(_("Totals (3201)"), columns, rows)


def _details(reconciliation: Reconciliation) -> Sheet:
    """The columns of the result file in their order; what is ours, and what was decided, behind them."""
    columns = [
        OutColumn(f"{_('Person number')}(psn_no)", "code"),
        OutColumn(f"{_('Visit number')}(mdtrt_id)", "code"),
        OutColumn(f"{_('Settlement number')}(setl_id)", "code"),
        OutColumn(f"{_('Message of the sender')}(msgid)", "code"),
        OutColumn(f"{_('Result')}(stmt_rslt)", "code"),
        OutColumn(f"{_('Cancel flag')}(refd_setl_flag)", "code"),
        OutColumn(f"{_('Difference')}(memo)"),
        *(OutColumn(f"{AMOUNT_LABELS[name]}({name})", "money") for name in _AMOUNTS),
        *(OutColumn(f"{AMOUNT_LABELS[name]}, {_('here')}", "money") for name in _AMOUNTS),
        OutColumn(_("Counts here in")),
        OutColumn(_("Decision")),
        OutColumn(_("Reason")),
    ]
    return Sheet(_("Differences (3202)"), columns, _rows(reconciliation))


def _rows(reconciliation: Reconciliation) -> Iterator[list[Any]]:
    found = reconciliation.differences.order_by("kind", "setl_id", "pk")
    kinds = {kind.value: str(kind.label) for kind in ReconciliationDifference.Kind}
    decisions = {one.value: str(one.label) for one in ReconciliationDifference.Decision}
    for one in found.iterator(chunk_size=2_000):
        yield [
            one.psn_no, one.mdtrt_id, one.setl_id or clearing_type_name(one.clr_type), one.msgid, UNEVEN,
            "1" if one.refd_setl_flag else "0", kinds[one.kind], one.their_medfee, one.their_fund, one.their_acct,
            one.our_medfee, one.our_fund, one.our_acct, f"{one.counts_in:%Y-%m}" if one.counts_in else "",
            decisions.get(one.decision, ""), one.reason,
        ]  # fmt: skip
