"""Rules as statements: all rules that look at one bill, or at one line, in one pass; rules over sets one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from . import staging
from .rule import BillRule, LineRule, Rule, SetRule, TotalRule

# Put into a table of its own first: only so may several processes look for it.
_INTO = "CREATE TEMP TABLE screened_new (bill_id, other_id, amount, params, check_key, severity) ON COMMIT DROP AS "


def of_bills(rules: Sequence[BillRule], bills: str = "(SELECT * FROM screened WHERE counts)") -> str:
    """Every rule is asked of a bill; only what hits is worked out further, which hits first of all."""
    codes = ", ".join(f"CASE WHEN {rule.when} THEN '{rule.code}' END" for rule in rules)
    told = " ".join(
        f"WHEN '{rule.code}' THEN jsonb_build_object({_pairs(rule)})" for rule in rules if rule.told
    )
    return (
        f"{_INTO} SELECT b.id, NULL::bigint, {_by_code(rules)},"
        f" CASE h.code {told} WHEN '' THEN NULL ELSE '{{}}'::jsonb END, h.code, {_severity(rules)}"
        f" FROM (SELECT b.*, array_remove(ARRAY[{codes}]::text[], NULL) AS hits FROM {bills} b"
        f" WHERE {_any(rules)}) b"
        " CROSS JOIN LATERAL unnest(b.hits) AS h(code)"
    )


def totals(rules: Sequence[Rule]) -> str:
    """The bills that one of these rules may hit by what their lines come to together."""
    odd = [asked for rule in rules if (asked := _of_totals(rule))]
    return staging.TOTALS.format(odd=" OR ".join(f"({one})" for one in odd) or "false")


def _of_totals(rule: Rule) -> str:
    if isinstance(rule, TotalRule):
        return rule.when
    return rule.odd if isinstance(rule, SetRule) else ""


def of_totals(rules: Sequence[TotalRule]) -> str:
    return of_bills(rules, "screened_total")


def hits(rules: Sequence[LineRule]) -> str:
    """The lines that one of the rules hits, each with the codes of those that do."""
    codes = ", ".join(f"CASE WHEN {rule.when} THEN '{rule.code}' END" for rule in rules)
    return (
        "CREATE TEMP TABLE screened_hit ON COMMIT DROP AS"
        f" SELECT l.*, array_remove(ARRAY[{codes}]::text[], NULL) AS hits"
        # The line carries what is asked of its bill.
        f" FROM ({staging.LINE}) l CROSS JOIN LATERAL (SELECT l.*) b WHERE {_any(rules)}"
    )


def of_lines(rules: Sequence[LineRule]) -> str:
    """The lines of a bill that one rule hits are one finding."""
    return (
        f"{_INTO} SELECT l.bill_id, NULL::bigint, sum({_by_code(rules)})::bigint,"
        " jsonb_build_object('item', (array_agg(l.item_name ORDER BY l.amount DESC, l.item_name))[1], 'hit', count(*)),"
        f" h.code, {_severity(rules)}"
        " FROM screened_hit l CROSS JOIN LATERAL unnest(l.hits) AS h(code) GROUP BY l.bill_id, h.code"
    )


def of_set(rule: SetRule) -> str:
    return (
        f"{_INTO} SELECT q.bill_id, q.other_id, q.amount, q.params, '{rule.code}', '{rule.severity}'"
        f" FROM ({rule.query}) AS q(bill_id, other_id, amount, params)"
    )


def _any(rules: Iterable[BillRule | LineRule]) -> str:
    """Almost no bill is hit by any rule: asked so, the others cost nothing more."""
    return " OR ".join(f"({rule.when})" for rule in rules) or "false"


def _by_code(rules: Iterable[BillRule | LineRule]) -> str:
    cases = " ".join(f"WHEN '{rule.code}' THEN {rule.amount}" for rule in rules)
    return f"CASE h.code {cases} END"


def _severity(rules: Iterable[BillRule | LineRule]) -> str:
    cases = " ".join(f"WHEN '{rule.code}' THEN '{rule.severity}'" for rule in rules)
    return f"CASE h.code {cases} END"


def _pairs(rule: BillRule) -> str:
    return ", ".join(chain.from_iterable((f"'{name}'", value) for name, value in rule.told.items()))
