"""The fee lines on the page of a bill: each with its split, what the catalogue says and what the sender wrote."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.models import Bill, BillProblem, CatalogueItem, FeeLine, ItemClass, Settlement
from claims.rules.identities import Check
from claims.services.split_lines import SplitBill, SplitLine, split_lines
from claims.views.catalogue import item_url, share_text
from config.money import from_fen

# A long stay has a few hundred lines; more than this are shown by the export of fee lines.
SHOWN = 500


def lines_context(bill: Bill, settlement: Settlement | None, problem: BillProblem | None) -> dict[str, Any]:
    """What ``claims/bill_lines.html`` needs; empty when the bill has no lines."""
    lines = {line.feedetl_sn: line for line in FeeLine.objects.filter(bill=bill)}
    if not lines:
        return {}
    split = split_lines(settlement) if settlement is not None else None
    if split is None:
        return {"fee_lines": _as_sent(lines, problem), "lines_total": None}
    shown = [_settled(lines[line.priced.sent.number], line) for line in split.lines[:SHOWN]]
    return {
        "fee_lines": shown,
        "lines_more": max(0, len(split.lines) - SHOWN),
        "lines_total": {
            "amount": from_fen(sum(line.priced.sent.amount for line in split.lines)),
            "own": _sum(split, 0),
            "over": _sum(split, 1),
            "first": _sum(split, 2),
            "scope": _sum(split, 3),
        },
        "lines_agree": [_answer(check) for check in _failing_or_total(split)],
        "catalogue_version": settlement.catalogue_version if settlement else 0,
        "lines_differing": sum(1 for line in split.lines if line.differs),
    }


def _sum(split: SplitBill, part: int) -> Any:
    return from_fen(sum(line.split[part] for line in split.lines))


def _failing_or_total(split: SplitBill) -> list[Check]:
    failing = [check for line in split.lines for check in line.checks if check.answer == "fails"]
    return [split.total, *failing]


def _answer(check: Check) -> dict[str, Any]:
    texts = {
        "F1": _("A line is the sum of its four parts"),
        "F3": _("First share = recognised amount × own share"),
        "F4": _("The lines add up to the settlement"),
    }
    return {"text": texts.get(check.identity, check.identity), "holds": check.answer == "holds"}


def _as_sent(lines: dict[str, FeeLine], problem: BillProblem | None) -> list[dict[str, Any]]:
    """Lines of a bill that is not settled by them: as sent, the unknown ones marked."""
    unknown = set(problem.params.get("lines", ())) if problem is not None else set()
    return [
        {
            "line": line,
            "class": _class(line.chrgitm_lv),
            "share": share_text(line.selfpay_prop),
            "unknown": number in unknown,
        }
        for number, line in list(lines.items())[:SHOWN]
    ]


def _settled(line: FeeLine, split: SplitLine) -> dict[str, Any]:
    found = split.priced.found
    terms = found.terms if found is not None else None
    own, over, first, scope = (from_fen(fen) for fen in split.split)
    return {
        "line": line,
        "code": split.priced.code,
        "url": item_url(split.priced.code) if split.priced.code else "",
        "mapped": bool(split.priced.code) and split.priced.code != line.med_list_codg,
        "outside": found is None and split.priced.item.kind == "C" and line.chrgitm_lv != "03",
        "left": found is not None and found.left,
        "class": _class(terms.chrgitm_lv if terms is not None else line.chrgitm_lv),
        "share": share_text(terms.selfpay_prop if terms is not None else line.selfpay_prop),
        "own": own,
        "over": over,
        "first": first,
        "scope": scope,
        "differs": [str(CatalogueItem._meta.get_field(name).verbose_name) for name in split.differs],  # type: ignore[union-attr]
    }


def _class(code: str) -> str:
    return str(dict(ItemClass.choices).get(code, code))
