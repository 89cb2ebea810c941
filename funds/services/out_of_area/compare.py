"""The province's list of a month against what the month's clearing found, set-wise. Amounts are fen.

Ours are the settlements that the city's statements of the month pay (``CLEARED``, care outside the area). A listed
settlement is ours by its number, else by its visit where the total fee is the same. What was explained stays explained
while the comparison finds the same.

What a confirmed month owes is not owed again by another one, whichever of the two is the earlier; money taken back
(below zero) is never the same as what was paid before under its number. Each step is a table of its own with
statistics, so that no bill is looked for line by line.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from config.scoping import system_scope
from funds.models import OutOfAreaMonth
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .faults import OutOfAreaRefused

JOB_KIND = "funds.out_of_area_compare"

_OURS = """
    CREATE TEMP TABLE elsewhere_ours AS
    SELECT b.id AS bill_id, b.setl_id, b.mdtrt_id, b.medfee_sumamt AS medfee,
        max(s.insu_county_id) AS county_id,
        sum(s.fund_pay_sumamt + s.acct_pay)::bigint AS amount
    FROM claims_settlement s
    JOIN institutions_agency home ON home.id = s.insu_county_id AND home.area_id = %(area)s
    LEFT JOIN institutions_agency care ON care.id = s.care_county_id
    JOIN claims_bill b ON b.id = s.bill_id
    WHERE s.clr_month = %(month)s AND s.insutype = %(insutype)s AND s.is_current AND NOT s.pay_loc = '1'
        AND care.area_id IS DISTINCT FROM %(area)s
    GROUP BY b.id
"""
_KEPT = """
    CREATE TEMP TABLE elsewhere_kept AS
    SELECT setl_sn, our_amount, explanation, explained_by_id FROM funds_outofarealine
    WHERE statement_month_id = %(id)s AND outcome = 'not_there' AND explanation <> ''
"""
_FORGET = "DELETE FROM funds_outofarealine WHERE statement_month_id = %(id)s AND seqno = ''"
_LISTED = """
    CREATE TEMP TABLE elsewhere_listed AS
    SELECT id, seqno, setl_sn, mdtrt_id, medfee_sumamt AS medfee, optins_pay_sumamt AS amount,
        optins_pay_sumamt < 0 AS refund
    FROM funds_outofarealine WHERE statement_month_id = %(id)s AND seqno <> '' AND NOT fulamt_advpay_flag
"""
_NAMED = """
    CREATE TEMP TABLE elsewhere_named AS
    SELECT l.id, l.mdtrt_id, l.medfee, b.id AS bill_id
    FROM elsewhere_listed l LEFT JOIN claims_bill b ON b.setl_id = l.setl_sn
"""
# By number, else by visit and total fee where that is one bill: visits have no index, so bills are read once for all.
_FOUND = """
    CREATE TEMP TABLE elsewhere_found AS
    WITH visited AS (
        SELECT n.id, min(b.id) AS bill_id FROM elsewhere_named n
        JOIN claims_bill b ON b.mdtrt_id = n.mdtrt_id AND b.medfee_sumamt = n.medfee
        WHERE n.bill_id IS NULL AND n.mdtrt_id <> ''
        GROUP BY n.id HAVING count(*) = 1
    ), known AS (
        SELECT id, bill_id FROM elsewhere_named WHERE bill_id IS NOT NULL UNION ALL SELECT id, bill_id FROM visited
    )
    SELECT k.id, b.id AS bill_id, b.insu_county_id AS county_id
    FROM known k
    JOIN claims_bill b ON b.id = k.bill_id AND b.insutype = %(insutype)s
    JOIN institutions_agency home ON home.id = b.insu_county_id AND home.area_id = %(area)s
"""
# Lines that a confirmed month owes already, by their number or as another line of the same bill.
_OWED = """
    CREATE TEMP TABLE elsewhere_owed AS
    WITH owed AS NOT MATERIALIZED (
        SELECT e.setl_sn, e.bill_id, e.optins_pay_sumamt < 0 AS refund
        FROM funds_outofareamonth m JOIN funds_outofarealine e ON e.statement_month_id = m.id
        WHERE m.area_id = %(area)s AND m.insutype = %(insutype)s AND m.id <> %(id)s AND m.state = 'confirmed'
            AND e.seqno <> '' AND e.outcome NOT IN ('twice', 'counter')
    )
    SELECT l.id FROM elsewhere_listed l JOIN owed o ON o.setl_sn = l.setl_sn AND o.refund = l.refund
    UNION
    SELECT l.id FROM elsewhere_listed l JOIN elsewhere_found f ON f.id = l.id
    JOIN owed o ON o.bill_id = f.bill_id AND o.refund = l.refund
"""
# Of two lines of one list that name the same, the first counts. What counts of a bill's lines is compared as one sum.
_SAID = """
    CREATE TEMP TABLE elsewhere_said AS
    SELECT id, bill_id, county_id, refund, twice, sum(amount) FILTER (WHERE NOT twice) OVER of_bill AS said,
        row_number() OVER (of_bill ORDER BY twice, length(seqno), seqno) AS nth
    FROM (
        SELECT l.id, l.seqno, l.amount, l.refund, f.bill_id, f.county_id,
            o.id IS NOT NULL
            OR row_number() OVER (PARTITION BY l.setl_sn, l.refund ORDER BY length(l.seqno), l.seqno) > 1
            OR f.bill_id IS NOT NULL
            AND row_number() OVER (PARTITION BY f.bill_id, l.refund ORDER BY length(l.seqno), l.seqno) > 1 AS twice
        FROM elsewhere_listed l
        LEFT JOIN elsewhere_found f ON f.id = l.id
        LEFT JOIN elsewhere_owed o ON o.id = l.id
    ) lines WINDOW of_bill AS (PARTITION BY bill_id)
"""
# What a bill's lines leave of ours stands on the first that counts: ``our_amount`` of all lines is the month's.
_MARK = """
    UPDATE funds_outofarealine l SET bill_id = n.bill_id, county_id = n.county_id, our_amount = n.amount,
        counts_in = n.counts_in, outcome = n.outcome,
        explanation = CASE WHEN n.same THEN l.explanation ELSE '' END,
        explained_by_id = CASE WHEN n.same THEN l.explained_by_id END
    FROM (
        SELECT w.*, (w.outcome, w.amount) IS NOT DISTINCT FROM (w.old_outcome, w.old_amount) AS same FROM (
            SELECT l.id, f.bill_id, coalesce(o.county_id, f.county_id) AS county_id,
                l.outcome AS old_outcome, l.our_amount AS old_amount,
                CASE WHEN f.nth = 1 THEN o.amount END AS amount,
                CASE WHEN o.bill_id IS NULL THEN st.clr_month END AS counts_in,
                CASE WHEN l.fulamt_advpay_flag THEN 'counter'
                    WHEN f.twice THEN 'twice'
                    WHEN o.amount = f.said THEN 'agrees'
                    WHEN o.bill_id IS NOT NULL THEN 'amount'
                    WHEN st.clr_month IS NOT NULL THEN 'other_month'
                    ELSE 'not_here' END AS outcome
            FROM funds_outofarealine l
            LEFT JOIN elsewhere_said f ON f.id = l.id
            LEFT JOIN elsewhere_ours o ON o.bill_id = f.bill_id
            LEFT JOIN elsewhere_counted st ON st.bill_id = f.bill_id AND st.refund = f.refund
            WHERE l.statement_month_id = %(id)s
        ) w
    ) n WHERE n.id = l.id
"""
# In which month a bill counts, and in which what took it back does.
_COUNTED = """
    CREATE TEMP TABLE elsewhere_counted AS
    SELECT s.bill_id, s.refd_setl_flag AS refund, max(s.clr_month) AS clr_month
    FROM (SELECT DISTINCT bill_id FROM elsewhere_found) f JOIN claims_settlement s ON s.bill_id = f.bill_id
    WHERE s.is_current AND NOT s.negated
    GROUP BY s.bill_id, s.refd_setl_flag
"""
# What another month's list named is missing from this one all the same: ours counts it here.
_NOT_THERE = """
    INSERT INTO funds_outofarealine (statement_month_id, seqno, mdtrtarea, medins_no, certno, mdtrt_id, setl_sn,
        fulamt_advpay_flag, medfee_sumamt, bill_id, county_id, our_amount, outcome, explanation, explained_by_id)
    SELECT %(id)s, '', '', i.fixmedins_code, '', o.mdtrt_id, o.setl_id, false, o.medfee, o.bill_id, o.county_id,
        o.amount, 'not_there', coalesce(k.explanation, ''), k.explained_by_id
    FROM elsewhere_ours o
    JOIN claims_bill b ON b.id = o.bill_id
    JOIN institutions_institution i ON i.id = b.institution_id
    LEFT JOIN elsewhere_kept k ON k.setl_sn = o.setl_id AND k.our_amount = o.amount
    WHERE o.amount <> 0 AND NOT EXISTS (SELECT FROM elsewhere_said f WHERE f.bill_id = o.bill_id)
    ORDER BY o.setl_id
"""
_SUMS = """
    UPDATE funds_outofareamonth m SET compared_at = %(now)s,
        listed = coalesce(sums.listed, 0), owed = coalesce(sums.owed, 0),
        ours = coalesce((SELECT sum(amount) FROM elsewhere_ours), 0)
    FROM (SELECT sum(optins_pay_sumamt) AS listed,
            sum(optins_pay_sumamt) FILTER (WHERE outcome <> 'twice') AS owed
        FROM funds_outofarealine WHERE statement_month_id = %(id)s AND seqno <> '' AND NOT fulamt_advpay_flag) sums
    WHERE m.id = %(id)s
"""
# In this order: each with the table it makes.
_STEPS = {
    "elsewhere_ours": _OURS,
    "elsewhere_kept": _KEPT,
    "elsewhere_listed": _LISTED,
    "elsewhere_named": _NAMED,
    "elsewhere_found": _FOUND,
    "elsewhere_owed": _OWED,
    "elsewhere_said": _SAID,
    "elsewhere_counted": _COUNTED,
}
_TEMPORARY = f"DROP TABLE IF EXISTS {', '.join(_STEPS)}"


@transaction.atomic
def compare_month(month: OutOfAreaMonth) -> OutOfAreaMonth:
    """Compare an open month anew; done again it changes nothing. The caller has checked who asks.

    The city answers for people of every county, so everything is read.
    """
    with system_scope(), connection.cursor() as cursor:
        held: OutOfAreaMonth = OutOfAreaMonth.objects.select_for_update().get(pk=month.pk)
        if held.state != OutOfAreaMonth.State.OPEN:
            return held
        asked: dict[str, Any] = {
            "id": held.pk, "area": held.area_id, "month": held.month, "insutype": held.insutype,
            "now": timezone.now(),
        }  # fmt: skip
        cursor.execute(_TEMPORARY)
        for table, statement in _STEPS.items():
            cursor.execute(statement, asked)
            cursor.execute(f"ANALYZE {table}")
        for statement in (_FORGET, _MARK, _NOT_THERE, _SUMS):
            cursor.execute(statement, asked)
        cursor.execute(_TEMPORARY)
        held.refresh_from_db()
    return held


def enqueue_comparing(*, month: OutOfAreaMonth, acting_user: User) -> Job:
    """Queue a comparison with what is settled by now. Duty to handle at the city."""
    city = require_city_duty(user=acting_user, duty=Duty.HANDLE, area=month.area)
    if month.state != OutOfAreaMonth.State.OPEN:
        raise OutOfAreaRefused(_("The month is confirmed: nothing of it changes any more."))
    return enqueue(
        JOB_KIND,
        owner=acting_user,
        agency=city,
        params={"month": month.pk},
        unique_key=f"{JOB_KIND}:{month.pk}",
    )


def compare_in_job(*, month_id: int) -> OutOfAreaMonth:
    month: OutOfAreaMonth = OutOfAreaMonth.objects.get(pk=month_id)
    return compare_month(month)
