"""Why a bill cannot be settled yet: a problem for each reason, with its parameters; the words are in ``waiting``."""

from __future__ import annotations

import json

from claims.rules.facts import BillFacts, faults_of, splits_of
from claims.rules.pricing import PricedBill
from config.money import from_fen

from .bill_facts import BillRow
from .decisions import Problem
from .person_facts import Cover


def unsound(row: BillRow, priced: PricedBill, facts: BillFacts) -> Problem | None:
    """Why the bill's amounts cannot be settled: a code nobody knows, none at all, or a sum that does not hold."""
    if priced.unknown:
        return _unknown_items(row, priced)
    if not _adds_up(facts):
        if _no_amounts(facts):
            return problem(row, "no_amounts")
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


def entitlement(row: BillRow) -> Cover | Problem:
    """The coverage that entitles the person on the day, or what keeps them from benefits."""
    died, cover, day = row.person.deceased_on, row.cover, row.day
    if cover is None:
        return problem(row, "not_covered", insutype=row.insutype, day=str(day))
    if died is not None and died < row.begndate:
        return problem(row, "deceased", died=str(died))
    first = cover.entitled_from
    if first is not None and day < first:
        return problem(row, "waiting_period", first=str(first), day=str(day))
    return cover


def problem(row: BillRow, code: str, **params: str) -> Problem:
    return Problem(row.bill_id, code, json.dumps(params))


def _no_amounts(facts: BillFacts) -> bool:
    return facts.classes is not None and not any(facts.classes.amounts)


def _adds_up(facts: BillFacts) -> bool:
    """Quickly what ``faults_of`` finds in words: the database has checked the dates, the sums are left."""
    if facts.classes is not None:
        amounts = facts.classes.amounts
        return min(amounts) >= 0 and sum(amounts) == facts.medfee_sumamt
    if facts.fees:
        return min(item.amount for item in facts.fees) >= 0 and (
            sum(item.amount for item in facts.fees) == facts.medfee_sumamt
        )
    parts = splits_of(facts)
    return min(parts) >= 0 and sum(parts) == facts.medfee_sumamt
