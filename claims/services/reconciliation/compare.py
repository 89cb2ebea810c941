"""What an institution lists for a month against what we settled, set-wise: differences by kind, totals, the state.

Ours are the settlements that the month's clearing pays the institution for (``CLEARED``), bill by bill: an original and
its cancel in one month are nothing, as they are in the institution's own sums. Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from claims.models import Reconciliation
from claims.reads.reconciliations import KIND_OF_CLEARING
from config.scoping import system_scope

_SIGNED = "sum(CASE WHEN {flag} THEN -1 ELSE 1 END)::integer AS n"
_OURS = f"""
    CREATE TEMP TABLE reconciling_ours AS
    SELECT r.id AS reconciliation_id, s.bill_id, b.setl_id, b.mdtrt_id, p.psn_no, {KIND_OF_CLEARING} AS clr_type,
        {_SIGNED.format(flag="s.refd_setl_flag")}, sum(s.medfee_sumamt)::bigint AS medfee,
        sum(s.fund_pay_sumamt)::bigint AS fund, sum(s.acct_pay)::bigint AS acct, sum(s.psn_cash_pay)::bigint AS cash
    FROM claims_reconciliation r
    JOIN claims_settlement s ON s.clr_month = r.month AND s.insutype = r.insutype
        AND s.institution_id = r.institution_id AND s.is_current AND NOT s.pay_loc = '1'
    JOIN institutions_agency a ON a.id = s.insu_county_id AND a.area_id = r.area_id
    JOIN claims_bill b ON b.id = s.bill_id
    JOIN enrollment_person p ON p.id = b.person_id
    LEFT JOIN claims_reportedsettlement rep ON rep.bill_id = b.id AND rep.setl_id = b.setl_id
    WHERE r.id = ANY(%(ids)s)
    GROUP BY r.id, s.bill_id, b.id, p.psn_no, rep.clr_type
"""  # noqa: S608 - our own column names
# Copied first: of what was stored just now the planner knows nothing, of this it does.
_LINES = """
    CREATE TEMP TABLE reconciling_lines AS
    SELECT l.reconciliation_id, r.institution_id, l.setl_id, coalesce(nullif(l.init_setl_id, ''), l.setl_id) AS number,
        l.mdtrt_id, l.psn_no, l.msgid, l.clr_type, l.refd_setl_flag, l.medfee_sumamt, l.fund_pay_sumamt, l.acct_pay,
        l.cash_payamt
    FROM claims_reconciliationline l JOIN claims_reconciliation r ON r.id = l.reconciliation_id
    WHERE l.reconciliation_id = ANY(%(ids)s)
"""
# A cancel may name the bill, or be the cancel that was reported or made here; else it carries the bill's own number.
# Another institution's bill is none: compared in the result, for a join by institution reads all its bills.
_THEIRS = f"""
    CREATE TEMP TABLE reconciling_theirs AS
    WITH known AS (
        SELECT l.*, CASE WHEN named.institution_id = l.institution_id THEN named.id
                WHEN b.institution_id = l.institution_id THEN b.id END AS bill_id,
            CASE WHEN named.institution_id = l.institution_id THEN named.setl_id
                WHEN b.institution_id = l.institution_id THEN b.setl_id ELSE l.setl_id END AS of_bill
        FROM reconciling_lines l
        LEFT JOIN claims_bill named ON named.setl_id = l.number
        LEFT JOIN claims_reportedsettlement rep ON l.refd_setl_flag AND named.id IS NULL AND rep.setl_id = l.setl_id
        LEFT JOIN claims_settlement s ON l.refd_setl_flag AND named.id IS NULL AND rep.id IS NULL
            AND s.setl_id = l.setl_id
        LEFT JOIN claims_bill b ON b.id = coalesce(rep.bill_id, s.bill_id)
    )
    SELECT l.reconciliation_id, l.bill_id, l.of_bill AS setl_id, max(l.mdtrt_id) AS mdtrt_id,
        max(l.psn_no) AS psn_no, max(l.msgid) AS msgid, max(l.clr_type) AS clr_type,
        bool_and(l.refd_setl_flag) AS refd, {_SIGNED.format(flag="l.refd_setl_flag")},
        sum(l.medfee_sumamt)::bigint AS medfee, sum(l.fund_pay_sumamt)::bigint AS fund,
        sum(l.acct_pay)::bigint AS acct, sum(l.cash_payamt)::bigint AS cash
    FROM known l GROUP BY l.reconciliation_id, l.bill_id, l.of_bill
"""  # noqa: S608 - our own column names
_FOUND = """
    CREATE TEMP TABLE reconciling_found AS
    SELECT d.*, CASE
        WHEN d.their_cnt IS NULL THEN 'missing_there'
        WHEN d.bill_id IS NULL THEN 'missing_here'
        WHEN d.our_cnt IS NOT NULL AND d.their_cnt <= 0 AND d.our_cnt > 0 THEN 'cancelled_there'
        WHEN d.only_type THEN 'other_type'
        WHEN d.our_cnt IS NOT NULL AND (d.our_cnt > 0 OR st.id IS NOT NULL) THEN 'amounts'
        WHEN st.id IS NULL AND EXISTS (SELECT FROM claims_settlement x
            WHERE x.bill_id = d.bill_id AND x.is_current) THEN 'cancelled'
        WHEN st.id IS NULL THEN 'waiting'
        WHEN st.pay_loc = '1' THEN 'counter'
        WHEN st.insutype <> d.insutype THEN 'other_scheme'
        WHEN st.clr_month <> d.month THEN 'other_month'
        ELSE 'amounts' END AS kind,
        CASE WHEN d.our_cnt IS NULL THEN st.clr_month END AS counts_in
    FROM (
        SELECT coalesce(t.reconciliation_id, o.reconciliation_id) AS reconciliation_id,
            coalesce(t.bill_id, o.bill_id) AS bill_id, coalesce(t.clr_type, o.clr_type) AS clr_type,
            coalesce(t.setl_id, o.setl_id) AS setl_id, coalesce(t.mdtrt_id, o.mdtrt_id) AS mdtrt_id,
            coalesce(t.psn_no, o.psn_no) AS psn_no, coalesce(t.msgid, '') AS msgid, coalesce(t.refd, false) AS refd,
            t.n AS their_cnt, t.medfee AS their_medfee, t.fund AS their_fund, t.acct AS their_acct,
            t.cash AS their_cash, o.n AS our_cnt, o.medfee AS our_medfee, o.fund AS our_fund, o.acct AS our_acct,
            o.cash AS our_cash, (t.n, t.medfee, t.fund, t.acct, coalesce(t.cash, o.cash))
                = (o.n, o.medfee, o.fund, o.acct, o.cash) AS only_type
        FROM reconciling_theirs t
        FULL JOIN reconciling_ours o ON o.reconciliation_id = t.reconciliation_id AND o.bill_id = t.bill_id
        WHERE (coalesce(t.n, 0), coalesce(t.medfee, 0), coalesce(t.fund, 0), coalesce(t.acct, 0))
            IS DISTINCT FROM (coalesce(o.n, 0), coalesce(o.medfee, 0), coalesce(o.fund, 0), coalesce(o.acct, 0))
            OR t.cash IS NOT NULL AND t.cash <> coalesce(o.cash, 0) OR t.clr_type <> o.clr_type
    ) found
    JOIN claims_reconciliation r ON r.id = found.reconciliation_id AND r.has_details
    CROSS JOIN LATERAL (SELECT found.*, r.month, r.insutype) d
    LEFT JOIN claims_settlement st ON st.bill_id = d.bill_id AND st.is_current AND NOT st.refd_setl_flag
        AND NOT st.negated
"""
_TOTALS_OF_OURS = """
    INSERT INTO claims_reconciliationtotal (reconciliation_id, clr_type, our_cnt, our_medfee, our_fund, our_acct)
    SELECT reconciliation_id, clr_type, sum(n), sum(medfee), sum(fund), sum(acct) FROM (
        SELECT reconciliation_id, clr_type, n, medfee, fund, acct FROM reconciling_ours UNION ALL
        SELECT reconciliation_id, clr_type, 0, 0, 0, 0 FROM reconciling_theirs) both_sides GROUP BY 1, 2
    ON CONFLICT (reconciliation_id, clr_type) DO UPDATE SET our_cnt = excluded.our_cnt,
        our_medfee = excluded.our_medfee, our_fund = excluded.our_fund, our_acct = excluded.our_acct
"""
_TOTALS_OF_NOTHING = """
    UPDATE claims_reconciliationtotal t SET our_cnt = 0, our_medfee = 0, our_fund = 0, our_acct = 0
    WHERE t.reconciliation_id = ANY(%(ids)s) AND NOT EXISTS (SELECT FROM reconciling_ours o
        WHERE o.reconciliation_id = t.reconciliation_id AND o.clr_type = t.clr_type)
"""
# What the institution sent as a total against its own details; without details, against ours.
_UNEXPLAINED = """
    INSERT INTO reconciling_found (reconciliation_id, clr_type, setl_id, mdtrt_id, psn_no, msgid, refd, their_cnt,
        their_medfee, their_fund, their_acct, our_cnt, our_medfee, our_fund, our_acct, kind)
    SELECT t.reconciliation_id, t.clr_type, '', '', '', '', false, coalesce(t.fixmedins_setl_cnt, 0),
        coalesce(t.medfee_sumamt, 0), coalesce(t.fund_pay_sumamt, 0), coalesce(t.acct_pay, 0),
        e.n, e.medfee, e.fund, e.acct, 'total'
    FROM claims_reconciliationtotal t JOIN claims_reconciliation r ON r.id = t.reconciliation_id
    LEFT JOIN (SELECT reconciliation_id, clr_type, sum(CASE WHEN refd_setl_flag THEN -1 ELSE 1 END)::integer AS n,
            sum(medfee_sumamt)::bigint AS medfee, sum(fund_pay_sumamt)::bigint AS fund, sum(acct_pay)::bigint AS acct
        FROM claims_reconciliationline WHERE reconciliation_id = ANY(%(ids)s) GROUP BY 1, 2
    ) l ON r.has_details AND l.reconciliation_id = t.reconciliation_id AND l.clr_type = t.clr_type
    CROSS JOIN LATERAL (SELECT
        CASE WHEN r.has_details THEN coalesce(l.n, 0) ELSE t.our_cnt END AS n,
        CASE WHEN r.has_details THEN coalesce(l.medfee, 0) ELSE t.our_medfee END AS medfee,
        CASE WHEN r.has_details THEN coalesce(l.fund, 0) ELSE t.our_fund END AS fund,
        CASE WHEN r.has_details THEN coalesce(l.acct, 0) ELSE t.our_acct END AS acct) e
    WHERE t.reconciliation_id = ANY(%(ids)s)
      -- Details without any total are compared by themselves.
      AND (NOT r.has_details OR EXISTS (SELECT FROM claims_reconciliationtotal x
            WHERE x.reconciliation_id = r.id AND x.fixmedins_setl_cnt IS NOT NULL))
      AND (coalesce(t.fixmedins_setl_cnt, 0), coalesce(t.medfee_sumamt, 0), coalesce(t.fund_pay_sumamt, 0),
           coalesce(t.acct_pay, 0)) IS DISTINCT FROM (e.n, e.medfee, e.fund, e.acct)
"""
_FIELDS = (
    "setl_id", "clr_type", "kind", "their_cnt", "their_medfee", "their_fund", "their_acct", "their_cash", "our_cnt",
    "our_medfee", "our_fund", "our_acct", "our_cash", "counts_in",
)  # fmt: skip
_SAME = f"""f.reconciliation_id = d.reconciliation_id AND f.setl_id = d.setl_id
    AND ({", ".join(f"f.{name}" for name in _FIELDS)})
        IS NOT DISTINCT FROM ({", ".join(f"d.{name}" for name in _FIELDS)})
"""
_GONE = f"""
    DELETE FROM claims_reconciliationdifference d WHERE d.reconciliation_id = ANY(%(ids)s)
        AND NOT EXISTS (SELECT FROM reconciling_found f WHERE {_SAME})
"""  # noqa: S608 - our own column names
_NEW = f"""
    INSERT INTO claims_reconciliationdifference (reconciliation_id, bill_id, mdtrt_id, psn_no, msgid, refd_setl_flag,
        {", ".join(_FIELDS)})
    SELECT f.reconciliation_id, f.bill_id, coalesce(f.mdtrt_id, ''), coalesce(f.psn_no, ''), f.msgid, f.refd,
        {", ".join(f"f.{name}" for name in _FIELDS)}
    FROM reconciling_found f WHERE NOT EXISTS (
        SELECT FROM claims_reconciliationdifference d WHERE {_SAME})
    ORDER BY f.reconciliation_id, f.setl_id
"""  # noqa: S608 - our own column names
_TEMPORARY = "DROP TABLE IF EXISTS reconciling_lines, reconciling_ours, reconciling_theirs, reconciling_found"


@transaction.atomic
def compare(*, reconciliations: Iterable[int]) -> None:
    """Compare the reconciliations (by id) anew. What is found again keeps its decision; what is gone goes.

    The caller has checked who asks. Whoever pays an institution need not see every settlement of its bills, so all
    are read.
    """
    with system_scope(), connection.cursor() as cursor:
        held = Reconciliation.objects.select_for_update().filter(pk__in=list(reconciliations)).order_by("pk")
        ids = {"ids": [one.pk for one in held]}
        cursor.execute(_TEMPORARY)
        cursor.execute(_LINES, ids)
        cursor.execute("ANALYZE reconciling_lines")
        cursor.execute(_OURS, ids)
        cursor.execute(_THEIRS)
        cursor.execute("ANALYZE reconciling_ours; ANALYZE reconciling_theirs")
        cursor.execute(_FOUND)
        for statement in (_TOTALS_OF_NOTHING, _TOTALS_OF_OURS, _UNEXPLAINED):
            cursor.execute(statement, ids)
        cursor.execute("ANALYZE reconciling_found")
        cursor.execute(_GONE, ids)
        cursor.execute(_NEW)
        cursor.execute(_TEMPORARY)
        cursor.execute(_STATE, ids)
        cursor.execute("UPDATE claims_reconciliation SET compared_at = now() WHERE id = ANY(%(ids)s)", ids)


# Totals that match decide by themselves; what differs bill by bill stays listed.
_STATE = """
    UPDATE claims_reconciliation r SET state = found.state FROM (
        SELECT r.id, CASE
            WHEN EXISTS (SELECT FROM claims_reconciliationtotal t WHERE t.reconciliation_id = r.id
                    AND t.fixmedins_setl_cnt IS NOT NULL)
                AND NOT EXISTS (SELECT FROM claims_reconciliationtotal t WHERE t.reconciliation_id = r.id
                    AND (coalesce(t.fixmedins_setl_cnt, 0), coalesce(t.medfee_sumamt, 0),
                        coalesce(t.fund_pay_sumamt, 0), coalesce(t.acct_pay, 0))
                    IS DISTINCT FROM (t.our_cnt, t.our_medfee, t.our_fund, t.our_acct)) THEN 'matched'
            WHEN NOT EXISTS (SELECT FROM claims_reconciliationdifference d WHERE d.reconciliation_id = r.id
                    AND d.decision = '') THEN CASE WHEN EXISTS (
                        SELECT FROM claims_reconciliationdifference d WHERE d.reconciliation_id = r.id)
                    THEN 'decided' ELSE 'matched' END
            ELSE 'open' END AS state
        FROM claims_reconciliation r WHERE r.id = ANY(%(ids)s)
    ) found WHERE found.id = r.id AND found.state <> r.state
"""


def settle_state(reconciliation: Reconciliation) -> None:
    """Say anew whether it is reconciled, after decisions."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"ids": [reconciliation.pk]})
    reconciliation.refresh_from_db(fields=["state"])
