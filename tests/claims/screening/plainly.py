"""What the rules find when each is asked by itself of every bill and every fee line: nothing passed over beforehand."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from claims.reads.screening import staging
from claims.reads.screening.rule import BillRule, LineRule, Rule, SetRule, TotalRule
from claims.reads.screening.words import RULES
from claims.services.bill_checks import CheckRange
from claims.services.screening import _params, screening_policy_for
from config.scoping import system_scope
from institutions.models import PoolingArea
from tests.cast import Cast

from .staging import MARCH

# Every line of every bill, and the sums of a bill's lines by grouping them all.
_STAGED = (
    "CREATE TEMP TABLE screened_line AS SELECT l.bill_id, b.stay, b.days, b.total, b.fund, b.gend, b.matn_type,"
    " b.dise_code, b.begndate, b.brdy, l.med_list_codg AS code, l.item_name, left(l.list_type, 3) AS list,"
    " l.chrgitm_lv, l.cnt, l.pric, l.det_item_fee_sumamt AS amount, coalesce(l.pric_uplmt_amt, t.ceiling) AS ceiling,"
    " coalesce(t.restriction, '') AS restriction, coalesce(t.listed, '') AS listed"
    " FROM claims_feeline l JOIN screened b ON b.id = l.bill_id AND b.counts"
    " LEFT JOIN screened_item t ON t.code = l.med_list_codg",
    f"""CREATE TEMP TABLE screened_total AS
    SELECT b.*, l.* FROM screened b JOIN (
        SELECT bill_id, sum(amount) AS lines,
               coalesce(sum(amount) FILTER (WHERE list IN {staging.DRUGS}), 0) AS line_drugs,
               count(*) FILTER (WHERE stay AND item_name LIKE '%%床位%%') > 0 AS has_bed,
               sum(cnt) FILTER (WHERE stay AND item_name LIKE '%%床位%%') AS beds,
               sum(amount) FILTER (WHERE stay AND item_name LIKE '%%床位%%') AS bed_amount,
               sum(cnt) FILTER (WHERE stay AND item_name LIKE '%%级护理%%') AS nursing,
               sum(amount) FILTER (WHERE stay AND item_name LIKE '%%级护理%%') AS nursing_amount
        FROM screened_line GROUP BY bill_id) l ON l.bill_id = b.id""",
    "CREATE TEMP VIEW screened_near AS SELECT * FROM screened",
    "CREATE TEMP VIEW screened_uncovered AS SELECT * FROM screened WHERE counts",
)
_NAMES = ("VIEW screened_near", "VIEW screened_uncovered", "TABLE screened_total", "TABLE screened_line",
          "TABLE screened_item", "TABLE screened")  # fmt: skip
# Rules whose query leans on what is passed over beforehand, asked without.
_WHOLE = {
    "waiting_period": """
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('began', b.begndate, 'entitled',
            (SELECT min(c.entitled_from) FROM enrollment_coverage c WHERE c.person_id = b.person_id
             AND c.insutype = b.insutype AND c.effective AND c.period @> b.begndate))
        FROM screened b WHERE b.counts AND (
            SELECT bool_and(coalesce(c.entitled_from > b.begndate, false)) FROM enrollment_coverage c
            WHERE c.person_id = b.person_id AND c.insutype = b.insutype AND c.effective AND c.period @> b.begndate)
    """,
    "high_bill": """
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('total', round(b.total / 100.0, 2)::text,
               'mean', round(m.mean / 100.0, 2)::text, 'times', %(bill_times_mean)s)
        FROM screened b, LATERAL (SELECT avg(o.total) AS mean, count(*) AS n FROM screened o
             WHERE o.counts AND o.kind = b.kind AND o.tier = b.tier) m
        WHERE b.counts AND m.n >= %(bill_fewest)s AND b.total > m.mean * %(bill_times_mean)s
    """,
    "duplicate_bill": """
        SELECT b.id, a.id, b.fund, jsonb_build_object('other', a.setl_id, 'total', round(b.total / 100.0, 2)::text)
        FROM screened b, LATERAL (SELECT a.id, a.setl_id FROM screened a WHERE a.id < b.id AND a.person_id = b.person_id
            AND a.institution_id = b.institution_id AND a.kind = b.kind AND a.begndate = b.begndate
            AND a.enddate = b.enddate AND a.total = b.total AND a.dise_code = b.dise_code ORDER BY a.id DESC LIMIT 1) a
        WHERE b.counts AND b.total > 0
    """,
    "service_too_often": """
        SELECT d.id, NULL::bigint, sum(d.amount)::bigint,
               jsonb_build_object('item', min(d.item_name), 'charged', trim_scale(max(d.n))::text, 'days', d.days)
        FROM (SELECT l.bill_id AS id, l.days, min(l.item_name) AS item_name, sum(l.cnt) AS n, sum(l.amount) AS amount
              FROM screened_line l WHERE l.list = '201' GROUP BY l.bill_id, l.days, l.code) d
        WHERE d.n > %(service_most_a_day)s * (d.days + 1) GROUP BY d.id, d.days
    """,
}

Found = tuple[int, int | None, str, str, int | None, dict[str, Any]]


def found_plainly(cast: Cast) -> list[Found]:
    """Bill, other bill, rule, how grave, fen and what is told, of every finding of March."""
    first, end = MARCH, MARCH
    within = CheckRange(cast.area.pk, first, end)
    with system_scope(), connection.cursor() as cursor:
        area = PoolingArea.objects.get(pk=cast.area.pk)
        limits = screening_policy_for(area, within.days[1]).limits
        params = _params(within, None, limits)
        cursor.execute(staging.BILLS.format(table="staging.plain"), params)
        cursor.execute("CREATE TEMP TABLE screened AS SELECT * FROM staging.plain")
        cursor.execute(staging.TERMS.format(table="staging.plain_item"), params)
        cursor.execute("CREATE TEMP TABLE screened_item AS SELECT * FROM staging.plain_item")
        for statement in _STAGED:
            cursor.execute(statement, params)
        found: list[Found] = []
        for rule in RULES:
            cursor.execute(_query(rule), params)
            found += [
                (bill, other, rule.code, rule.severity, None if amount is None else int(amount), _json(told))
                for bill, other, amount, told in cursor.fetchall()
            ]
        for name in _NAMES:
            cursor.execute(f"DROP {name}")
        cursor.execute("DROP TABLE staging.plain, staging.plain_item")
    return found


def _json(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told


def _query(rule: Rule) -> str:
    if isinstance(rule, SetRule):
        return _WHOLE.get(rule.code, rule.query)
    if isinstance(rule, LineRule):
        return (
            f"SELECT b.bill_id, NULL, sum({rule.amount})::bigint, jsonb_build_object('item',"
            " (array_agg(l.item_name ORDER BY l.amount DESC, l.item_name))[1], 'hit', count(*))"
            f" FROM screened_line l CROSS JOIN LATERAL (SELECT l.*) b WHERE {rule.when} GROUP BY b.bill_id"
        )
    assert isinstance(rule, BillRule)
    told = ", ".join(f"'{name}', {value}" for name, value in rule.told.items())
    table = "screened_total" if isinstance(rule, TotalRule) else "screened"
    return (
        f"SELECT b.id, NULL, {rule.amount}, jsonb_build_object({told}) FROM {table} b"
        f" WHERE b.counts AND ({rule.when})"
    )
