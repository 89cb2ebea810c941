"""Why a bill cannot be settled yet: a problem for each reason, with its parameters; the words are in ``waiting``."""

from __future__ import annotations

import json

from claims.rules.facts import BillFacts, faults_of, splits_of
from claims.rules.pricing import PricedBill
from config.money import from_fen

from .bill_facts import BillRow
from .decisions import Problem


def unsound(row: BillRow, priced: PricedBill, facts: BillFacts) -> Problem | None:
    """Why the bill's amounts cannot be settled: a code nobody knows, none at all, or a sum that does not hold."""
    if priced.unknown:
        return _unknown_items(row, priced)
    if row.own is None and not facts.fees and row.medfee_sumamt:
        return problem(row, "no_amounts")
    if not _adds_up(facts):
        for field, code, params in faults_of(facts):
            amounts = {name: str(from_fen(fen)) for name, fen in params.items()}
            return problem(row, code, field=field, **amounts)
    return None


def _unknown_items(row: BillRow, priced: PricedBill) -> Problem:
    """Names the first line and code in words, and every line for the list of unmatched codes."""
    first = priced.unknown[0]
    params = {
        "line": first.number,
        "code": first.med_list_codg,
        "day": str(row.day),
        "count": len(priced.unknown),
        "lines": [line.number for line in priced.unknown],
    }
    return Problem(row.bill_id, "unknown_item", json.dumps(params))


def not_entitled(row: BillRow) -> Problem | None:
    """What keeps a covered person from benefits on the day."""
    if row.deceased_on is not None and row.deceased_on < row.begndate:
        return problem(row, "deceased", died=str(row.deceased_on))
    if row.entitled_from is not None and row.day < row.entitled_from:
        return problem(row, "waiting_period", first=str(row.entitled_from), day=str(row.day))
    return None


def problem(row: BillRow, code: str, **params: str) -> Problem:
    return Problem(row.bill_id, code, json.dumps(params))


def _adds_up(facts: BillFacts) -> bool:
    """Quickly what ``faults_of`` finds in words: the database has checked the dates, the sums are left."""
    if facts.fees:
        total = 0
        for item in facts.fees:
            if item[1] < 0:
                return False
            total += item[1]
        return total == facts.medfee_sumamt
    parts = splits_of(facts)
    return min(parts) >= 0 and sum(parts) == facts.medfee_sumamt
