"""The province's list of a month against what the month's clearing found, set-wise. Amounts are fen.

Ours are the settlements that the city's statements of the month pay (``CLEARED``, care outside the area). A listed
settlement is ours by its number, else by its visit where the total fee is the same. What was explained stays explained
while the comparison finds the same.
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
    SELECT b.id AS bill_id, b.setl_id, b.mdtrt_id, b.medfee_sumamt AS medfee, s.insu_county_id AS county_id,
        sum(s.fund_pay_sumamt + s.acct_pay)::bigint AS amount
    FROM claims_settlement s
    JOIN institutions_agency home ON home.id = s.insu_county_id AND home.area_id = %(area)s
    LEFT JOIN institutions_agency care ON care.id = s.care_county_id
    JOIN claims_bill b ON b.id = s.bill_id
    WHERE s.clr_month = %(month)s AND s.insutype = %(insutype)s AND s.is_current AND NOT s.pay_loc = '1'
        AND care.area_id IS DISTINCT FROM %(area)s
    GROUP BY b.id, s.insu_county_id
"""
_KEPT = """
    CREATE TEMP TABLE elsewhere_kept AS
    SELECT setl_sn, our_amount, explanation, explained_by_id FROM funds_outofarealine
    WHERE statement_month_id = %(id)s AND outcome = 'not_there' AND explanation <> ''
"""
_FORGET = "DELETE FROM funds_outofarealine WHERE statement_month_id = %(id)s AND seqno = ''"
# By number, else by visit and total fee; each bill once, the first listed wins.
_FOUND = """
    CREATE TEMP TABLE elsewhere_found AS
    SELECT l.id, x.bill_id, x.by_number,
        row_number() OVER (PARTITION BY x.bill_id ORDER BY length(l.seqno), l.seqno) AS nth
    FROM funds_outofarealine l
    LEFT JOIN claims_bill named ON named.setl_id = l.setl_sn
    LEFT JOIN LATERAL (
        SELECT min(b.id) AS id FROM claims_bill b
        WHERE named.id IS NULL AND l.mdtrt_id <> '' AND b.mdtrt_id = l.mdtrt_id AND b.medfee_sumamt = l.medfee_sumamt
        HAVING count(*) = 1
    ) visited ON true
    CROSS JOIN LATERAL (SELECT coalesce(named.id, visited.id) AS bill_id, named.id IS NOT NULL AS by_number) x
    JOIN claims_bill bill ON bill.id = x.bill_id AND bill.insutype = %(insutype)s
    JOIN institutions_agency home ON home.id = bill.insu_county_id AND home.area_id = %(area)s
    WHERE l.statement_month_id = %(id)s AND NOT l.fulamt_advpay_flag
"""
_BEFORE = """EXISTS (SELECT FROM funds_outofarealine e JOIN funds_outofareamonth em ON em.id = e.statement_month_id
    WHERE e.setl_sn = l.setl_sn AND em.area_id = %(area)s AND em.insutype = %(insutype)s AND NOT e.fulamt_advpay_flag
      AND e.seqno <> '' AND (em.month < %(month)s
        OR em.id = l.statement_month_id AND (length(e.seqno), e.seqno) < (length(l.seqno), l.seqno)))"""
_MARK = f"""
    UPDATE funds_outofarealine l SET bill_id = n.bill_id, county_id = n.county_id, our_amount = n.amount,
        counts_in = n.counts_in, outcome = n.outcome,
        explanation = CASE WHEN n.same THEN l.explanation ELSE '' END,
        explained_by_id = CASE WHEN n.same THEN l.explained_by_id END
    FROM (
        SELECT w.*, (w.outcome, w.amount) IS NOT DISTINCT FROM (old.outcome, old.our_amount) AS same FROM (
            SELECT l.id, f.bill_id, coalesce(o.county_id, b.insu_county_id) AS county_id, o.amount,
                CASE WHEN o.bill_id IS NULL THEN st.clr_month END AS counts_in,
                CASE WHEN l.fulamt_advpay_flag THEN 'counter'
                    WHEN {_BEFORE} OR f.nth > 1 THEN 'twice'
                    WHEN o.bill_id IS NOT NULL AND o.amount = l.optins_pay_sumamt THEN 'agrees'
                    WHEN o.bill_id IS NOT NULL THEN 'amount'
                    WHEN st.clr_month IS NOT NULL THEN 'other_month'
                    ELSE 'not_here' END AS outcome
            FROM funds_outofarealine l
            LEFT JOIN elsewhere_found f ON f.id = l.id
            LEFT JOIN claims_bill b ON b.id = f.bill_id
            LEFT JOIN elsewhere_ours o ON o.bill_id = f.bill_id AND f.nth = 1
            LEFT JOIN claims_settlement st ON st.bill_id = f.bill_id AND st.is_current AND NOT st.refd_setl_flag
                AND NOT st.negated
            WHERE l.statement_month_id = %(id)s
        ) w JOIN funds_outofarealine old ON old.id = w.id
    ) n WHERE n.id = l.id
"""  # noqa: S608 - our own names
# What an earlier list named already is not missing from this one.
_NOT_THERE = """
    INSERT INTO funds_outofarealine (statement_month_id, seqno, mdtrtarea, medins_no, certno, mdtrt_id, setl_sn,
        fulamt_advpay_flag, medfee_sumamt, bill_id, county_id, our_amount, outcome, explanation, explained_by_id)
    SELECT %(id)s, '', '', i.fixmedins_code, '', o.mdtrt_id, o.setl_id, false, o.medfee, o.bill_id, o.county_id,
        o.amount, 'not_there', coalesce(k.explanation, ''), k.explained_by_id
    FROM elsewhere_ours o
    JOIN claims_bill b ON b.id = o.bill_id
    JOIN institutions_institution i ON i.id = b.institution_id
    LEFT JOIN elsewhere_kept k ON k.setl_sn = o.setl_id AND k.our_amount = o.amount
    WHERE o.amount <> 0 AND NOT EXISTS (SELECT FROM elsewhere_found f WHERE f.bill_id = o.bill_id)
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
_TEMPORARY = "DROP TABLE IF EXISTS elsewhere_ours, elsewhere_found, elsewhere_kept"


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
        for statement in (_OURS, _KEPT, _FORGET, _FOUND):
            cursor.execute(statement, asked)
        cursor.execute("ANALYZE elsewhere_ours; ANALYZE elsewhere_found")
        for statement in (_MARK, _NOT_THERE, _SUMS):
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
