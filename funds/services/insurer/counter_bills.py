"""Bills paid to people at the counter of which insurer or aid bear a part: SQL that this house wrote. Amounts are fen.

A case is paid in one amount, perhaps less what was kept back for a debt (``person_postings.after_offset``), and that is
what the books have as due from the payer. It falls to the bills of the case in their order, up to what each settlement
says of the payer; the last bears what is left, so that bills and books are the same. It counts in the month the bank
paid, once, also where the bank sent it back and it was paid again.
"""

from __future__ import annotations

from funds.rules.statements import ACCOUNT, POOLED

IN_MONTH = "p.paid_on >= %(month)s AND p.paid_on < %(month)s + interval '1 month'"
_SHARES = """
    SELECT bill_id, county_id, payer_id, month, sum(amount)::bigint AS amount FROM (
        SELECT bill_id, county_id, payer_id, month,
            CASE WHEN last THEN due ELSE least(upto, due) END - least(upto - weight, due) AS amount
        FROM (
            SELECT *, sum(weight) OVER (PARTITION BY id ORDER BY n) AS upto,
                n = max(n) OVER (PARTITION BY id) AS last
            FROM (
                SELECT paid.*, k.bill_id, k.n, greatest(0, coalesce((
                    SELECT sum(s.{part}) FROM claims_settlement s
                    WHERE s.bill_id = k.bill_id AND s.is_current AND NOT s.negated AND NOT s.refd_setl_flag
                ), 0)) AS weight
                FROM (
                    SELECT p.id, p.payer_id, date_trunc('month', p.paid_on)::date AS month,
                        o.insu_county_id AS county_id, coalesce(o.reimbursement_id, o.follows_id) AS case_id,
                        line.amount - greatest(0, least(line.amount, o."offset" - coalesce((
                            SELECT sum(before.amount) FROM claims_payableline before
                            WHERE before.payable_id = o.id AND (before.fund_part = '{pooled}'
                                OR before.fund_part < line.fund_part AND before.fund_part <> '{account}')
                        ), 0))) AS due
                    FROM funds_payment p
                    JOIN claims_payable o ON o.id = p.payable_id AND o.insutype = %(insutype)s
                    JOIN institutions_agency home ON home.id = o.insu_county_id AND home.area_id = %(area)s
                    JOIN claims_payableline line ON line.payable_id = o.id AND line.fund_part = '{part}'
                    WHERE p.kind = 'person' AND p.state IN ('paid', 'returned') AND NOT p.settles_return AND {which}
                ) paid
                JOIN claims_reimbursementbill k ON k.reimbursement_id = paid.case_id AND k.live
            ) weighed
        ) run
    ) shares GROUP BY bill_id, county_id, payer_id, month HAVING sum(amount) <> 0
"""


def counter_bills(part: str, which: str) -> str:
    """``bill_id``, ``county_id`` (insured in), ``payer_id``, ``month`` and ``amount`` of the payments ``which`` (a
    condition on payment ``p`` and payable ``o``), for the payer whose fund part is ``part``."""
    return _SHARES.format(part=part, which=which, pooled=POOLED, account=ACCOUNT)


def of_bills_in(table: str) -> str:
    """Condition: payments of the cases of the bills that ``table`` names."""
    cases = "SELECT c.reimbursement_id FROM claims_reimbursementbill c"
    return f"coalesce(o.reimbursement_id, o.follows_id) IN ({cases} JOIN {table} t ON t.bill_id = c.bill_id)"
