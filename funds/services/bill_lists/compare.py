"""A payer's list of a month against what the month's clearing found, set-wise. Amounts are fen.

A listed settlement is ours by its number, else by its visit where the total fee is the same. What was explained stays
explained while the comparison finds the same.

What a confirmed month owes is not owed again by another one, whichever of the two is the earlier; money taken back
(below zero) is never the same as what was paid before under its number. Each step is a table of its own with
statistics, so that no bill is looked for line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from config.scoping import system_scope
from funds.models import OutOfAreaMonth, PayerListMonth

AnyMonth = TypeVar("AnyMonth", OutOfAreaMonth, PayerListMonth)


@dataclass(frozen=True)
class ListTerms:
    """What one payer's lists differ in, as SQL that this house wrote: never a reader's words.

    ``ours`` selects bill_id, setl_id, mdtrt_id, medfee, county_id and amount of what the clearing found. ``amount`` is
    the list's column, ``counts`` the listed lines (bare columns) that are compared at all, ``counter`` those (of ``l``,
    found as ``k``) that nobody owes, ``same_list`` the months ``m`` of the same payer, ``owes`` the lines ``e`` of a
    confirmed month that owe something, ``owed`` their sum. ``more`` fills further columns of what the list lacks;
    ``cleared`` narrows the settlements ``s`` that count in the month they are cleared in, ``counted_more`` selects what
    counts in another way; ``at_last`` are statements once every line is marked.
    """

    lines: str
    months: str
    amount: str
    ours: str
    counts: str = "true"
    counter: str = "false"
    same_list: str = "true"
    owes: str = "true"
    owed: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    cleared: str = ""
    counted_more: str = ""
    at_last: tuple[str, ...] = ()

    def put_in(self, statement: str) -> str:
        return statement.format(
            lines=self.lines, months=self.months, amount=self.amount, counts=self.counts, counter=self.counter,
            same_list=self.same_list, owes=self.owes, owed=self.owed,
            cleared=self.cleared, counted_more=self.counted_more,
            more_columns="".join(f", {name}" for name in self.more),
            more_values="".join(f", {value}" for value in self.more.values()),
        )  # fmt: skip


_KEPT = """
    CREATE TEMP TABLE list_kept AS
    SELECT setl_sn, our_amount, explanation, explained_by_id FROM {lines}
    WHERE statement_month_id = %(id)s AND outcome = 'not_there' AND explanation <> ''
"""
_FORGET = "DELETE FROM {lines} WHERE statement_month_id = %(id)s AND seqno = ''"
_LISTED = """
    CREATE TEMP TABLE list_listed AS
    SELECT id, seqno, setl_sn, mdtrt_id, medfee_sumamt AS medfee, {amount} AS amount,
        {amount} < 0 AS refund
    FROM {lines} WHERE statement_month_id = %(id)s AND seqno <> '' AND {counts}
"""
_NAMED = """
    CREATE TEMP TABLE list_named AS
    SELECT l.id, l.mdtrt_id, l.medfee, b.id AS bill_id
    FROM list_listed l LEFT JOIN claims_bill b ON b.setl_id = l.setl_sn
"""
# By number, else by visit and total fee where that is one bill: visits have no index, so bills are read once for all.
_FOUND = """
    CREATE TEMP TABLE list_found AS
    WITH visited AS (
        SELECT n.id, min(b.id) AS bill_id FROM list_named n
        JOIN claims_bill b ON b.mdtrt_id = n.mdtrt_id AND b.medfee_sumamt = n.medfee
        WHERE n.bill_id IS NULL AND n.mdtrt_id <> ''
        GROUP BY n.id HAVING count(*) = 1
    ), known AS (
        SELECT id, bill_id FROM list_named WHERE bill_id IS NOT NULL UNION ALL SELECT id, bill_id FROM visited
    )
    SELECT k.id, b.id AS bill_id, b.insu_county_id AS county_id, b.pay_loc = '1' AS at_counter
    FROM known k
    JOIN claims_bill b ON b.id = k.bill_id AND b.insutype = %(insutype)s
    JOIN institutions_agency home ON home.id = b.insu_county_id AND home.area_id = %(area)s
"""
# Lines that a confirmed month owes already, by their number or as another line of the same bill.
_OWED = """
    CREATE TEMP TABLE list_owed AS
    WITH owed AS NOT MATERIALIZED (
        SELECT e.setl_sn, e.bill_id, e.{amount} < 0 AS refund
        FROM {months} m JOIN {lines} e ON e.statement_month_id = m.id
        WHERE m.area_id = %(area)s AND m.insutype = %(insutype)s AND {same_list} AND m.id <> %(id)s
            AND m.state = 'confirmed' AND e.seqno <> '' AND {owes}
    )
    SELECT l.id FROM list_listed l JOIN owed o ON o.setl_sn = l.setl_sn AND o.refund = l.refund
    UNION
    SELECT l.id FROM list_listed l JOIN list_found f ON f.id = l.id
    JOIN owed o ON o.bill_id = f.bill_id AND o.refund = l.refund
"""
# Of two lines of one list that name the same, the first counts. What counts of a bill's lines is compared as one sum.
_SAID = """
    CREATE TEMP TABLE list_said AS
    SELECT id, bill_id, county_id, refund, twice, sum(amount) FILTER (WHERE NOT twice) OVER of_bill AS said,
        row_number() OVER (of_bill ORDER BY twice, length(seqno), seqno) AS nth
    FROM (
        SELECT l.id, l.seqno, l.amount, l.refund, f.bill_id, f.county_id,
            o.id IS NOT NULL
            OR row_number() OVER (PARTITION BY l.setl_sn, l.refund ORDER BY length(l.seqno), l.seqno) > 1
            OR f.bill_id IS NOT NULL
            AND row_number() OVER (PARTITION BY f.bill_id, l.refund ORDER BY length(l.seqno), l.seqno) > 1 AS twice
        FROM list_listed l
        LEFT JOIN list_found f ON f.id = l.id
        LEFT JOIN list_owed o ON o.id = l.id
    ) lines WINDOW of_bill AS (PARTITION BY bill_id)
"""
# What a bill's lines leave of ours stands on the first that counts: ``our_amount`` of all lines is the month's.
_MARK = """
    UPDATE {lines} l SET bill_id = n.bill_id, county_id = n.county_id, our_amount = n.amount,
        counts_in = n.counts_in, outcome = n.outcome,
        explanation = CASE WHEN n.same THEN l.explanation ELSE '' END,
        explained_by_id = CASE WHEN n.same THEN l.explained_by_id END
    FROM (
        SELECT w.*, (w.outcome, w.amount) IS NOT DISTINCT FROM (w.old_outcome, w.old_amount) AS same FROM (
            SELECT l.id, f.bill_id, coalesce(o.county_id, f.county_id) AS county_id,
                l.outcome AS old_outcome, l.our_amount AS old_amount,
                CASE WHEN f.nth = 1 THEN o.amount END AS amount,
                CASE WHEN o.bill_id IS NULL THEN st.clr_month END AS counts_in,
                CASE WHEN {counter} THEN 'counter'
                    WHEN f.twice THEN 'twice'
                    WHEN o.amount = f.said THEN 'agrees'
                    WHEN o.bill_id IS NOT NULL THEN 'amount'
                    WHEN st.clr_month IS NOT NULL THEN 'other_month'
                    ELSE 'not_here' END AS outcome
            FROM {lines} l
            LEFT JOIN list_said f ON f.id = l.id
            LEFT JOIN list_found k ON k.id = l.id
            LEFT JOIN list_ours o ON o.bill_id = f.bill_id
            LEFT JOIN list_counted st ON st.bill_id = f.bill_id AND st.refund = f.refund
            WHERE l.statement_month_id = %(id)s
        ) w
    ) n WHERE n.id = l.id
"""
# In which month a bill counts, and in which what took it back does.
_COUNTED = """
    CREATE TEMP TABLE list_counted AS
    SELECT s.bill_id, s.refd_setl_flag AS refund, max(s.clr_month) AS clr_month
    FROM (SELECT DISTINCT bill_id FROM list_found) f JOIN claims_settlement s ON s.bill_id = f.bill_id
    WHERE s.is_current AND NOT s.negated{cleared}
    GROUP BY s.bill_id, s.refd_setl_flag{counted_more}
"""
# What another month's list named is missing from this one all the same: ours counts it here.
_NOT_THERE = """
    INSERT INTO {lines} (statement_month_id, seqno, medins_no, certno, mdtrt_id, setl_sn, medfee_sumamt, bill_id,
        county_id, our_amount, outcome, explanation, explained_by_id{more_columns})
    SELECT %(id)s, '', i.fixmedins_code, '', o.mdtrt_id, o.setl_id, o.medfee, o.bill_id, o.county_id,
        o.amount, 'not_there', coalesce(k.explanation, ''), k.explained_by_id{more_values}
    FROM list_ours o
    JOIN claims_bill b ON b.id = o.bill_id
    JOIN institutions_institution i ON i.id = b.institution_id
    LEFT JOIN list_kept k ON k.setl_sn = o.setl_id AND k.our_amount = o.amount
    WHERE o.amount <> 0 AND NOT EXISTS (SELECT FROM list_said f WHERE f.bill_id = o.bill_id)
    ORDER BY o.setl_id
"""
_SUMS = """
    UPDATE {months} m SET compared_at = %(now)s,
        listed = coalesce(sums.listed, 0), owed = coalesce(sums.owed, 0),
        ours = coalesce((SELECT sum(amount) FROM list_ours), 0)
    FROM (SELECT sum({amount}) AS listed, {owed} AS owed
        FROM {lines} WHERE statement_month_id = %(id)s AND seqno <> '' AND {counts}) sums
    WHERE m.id = %(id)s
"""
# In this order: each with the table it makes.
_STEPS = {
    "list_kept": _KEPT,
    "list_listed": _LISTED,
    "list_named": _NAMED,
    "list_found": _FOUND,
    "list_owed": _OWED,
    "list_said": _SAID,
    "list_counted": _COUNTED,
}
_TEMPORARY = f"DROP TABLE IF EXISTS list_ours, {', '.join(_STEPS)}"


@transaction.atomic
def compare_list(month: AnyMonth, terms: ListTerms) -> AnyMonth:
    """Compare an open month anew; done again it changes nothing. The caller has checked who asks.

    The city answers for people of every county, so everything is read.
    """
    with system_scope(), connection.cursor() as cursor:
        held: AnyMonth = type(month).objects.select_for_update().get(pk=month.pk)
        if held.state != "open":
            return held
        asked: dict[str, Any] = {
            "id": held.pk, "area": held.area_id, "month": held.month, "insutype": held.insutype,
            "now": timezone.now(),
        }  # fmt: skip
        cursor.execute(_TEMPORARY)
        cursor.execute(f"CREATE TEMP TABLE list_ours AS {terms.ours}", asked)
        cursor.execute("ANALYZE list_ours")
        for table, statement in _STEPS.items():
            cursor.execute(terms.put_in(statement), asked)
            cursor.execute(f"ANALYZE {table}")
        for statement in (_FORGET, _MARK, _NOT_THERE, *terms.at_last, _SUMS):
            cursor.execute(terms.put_in(statement), asked)
        cursor.execute(_TEMPORARY)
        held.refresh_from_db()
    return held
