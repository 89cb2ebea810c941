"""What the rules look at: the settled bills of the run and around it, their fee lines, the catalogue's terms.

Each is made once for each part of a run (``services.screening_parts``), so that forty rules read the bills once, and
is gone with the transaction.

The large ones are real tables, which unlike temporary ones may be read by several processes where a run is not divided,
each under the name of its area and part; rules know them by the name of a temporary view. Nobody else ever sees them:
they are dropped, or their transaction rolled back, before it ends.
"""

from config.embedded.postgres import STAGING_SCHEMA

# A stay may begin, and a person come back, so many days before or after the range.
AROUND = 92
# The names of the national price items, and the kinds of items that are drugs.
BED, NURSING = "床位", "级护理"
DRUGS, UNITS = "('101', '102', '103', '104', '106')", "('101', '103', '104')"

# What the rules call the large tables.
SHARED = ("screened", "screened_item")


SETTINGS = (
    # Joins of millions are quicker in parts that a processor's cache holds: two thirds of the time, measured.
    "SET LOCAL work_mem = '32MB'",
    # Of millions of bills that several processes look at, few are handed on.
    "SET LOCAL parallel_tuple_cost = 0.01",
    # Rough statistics are enough for joins by key, and a tenth of the work.
    "SET LOCAL default_statistics_target = 10",
)
# Megabytes for grouping by person, of all parts together.
GROUPING = 256


def shared(name: str, area: int, part: int = 0) -> str:
    """SQL: the table that rules about people of a part of an area see as ``name``."""
    return f"{STAGING_SCHEMA}.{name}_{area}_{part}"


def seen(name: str, table: str) -> str:
    return f"CREATE TEMP VIEW {name} AS SELECT * FROM {table}"


# ``counts`` are the bills in question; those around are only held against them. The area's counties are given by
# number: joined, the database took them for one, and looked up the person and the settlement of every bill singly.
BILLS = """
    CREATE UNLOGGED TABLE {table} AS
    SELECT b.id, b.setl_id, b.person_id, b.institution_id, b.insutype, left(b.med_type, 2) AS kind,
           b.begndate, date_trunc('month', b.begndate::timestamp)::date AS month, b.enddate,
           b.setl_time, (b.setl_time AT TIME ZONE %(zone)s)::date AS setl_day,
           b.medfee_sumamt AS total,
           s.fund_pay_sumamt AS fund, b.dise_code, b.matn_type, b.transfer_chain,
           b.diag_dr_codg, b.diag_dr_name,
           left(b.med_type, 2) = ANY(%(stays)s) AS stay, b.enddate - b.begndate AS days,
           p.gend, p.brdy, p.deceased_on, i.kind = '2' AS pharmacy, i.dedc_hosp_lv AS tier,
           b.enddate >= %(first)s AND b.enddate < %(end)s
               AND (%(county)s::bigint IS NULL OR b.care_county_id = %(county)s) AS counts
    FROM claims_bill b
    JOIN claims_settlement s ON s.bill_id = b.id AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated
    JOIN enrollment_person p ON p.id = b.person_id
    JOIN institutions_institution i ON i.id = b.institution_id
    WHERE b.insu_county_id = ANY(%(counties)s)
      AND b.enddate >= %(first)s - %(around)s AND b.enddate < %(end)s + %(around)s
      AND b.person_id >= %(low)s AND b.person_id < %(high)s AND p.id >= %(low)s AND p.id < %(high)s
"""
# The bills in question and their totals, by what is held against what is usual; and the same of all parts together.
SUMS = "SELECT kind, tier, count(*), sum(total) FROM screened WHERE counts GROUP BY kind, tier"
MEANS = """
    CREATE TEMP TABLE screened_mean ON COMMIT DROP AS
    SELECT kind, tier, bills, total / bills AS mean
    FROM unnest(%(mean_kinds)s::text[], %(mean_tiers)s::text[], %(mean_counts)s::bigint[], %(mean_totals)s::numeric[])
        AS m(kind, tier, bills, total)
"""
# The terms of the last day of the range: of each the youngest version that says something.
TERMS = """
    CREATE UNLOGGED TABLE {table} AS
    SELECT i.med_list_codg AS code,
           (array_agg(i.pric_uplmt_amt ORDER BY v.number DESC)
               FILTER (WHERE i.pric_uplmt_amt IS NOT NULL))[1] AS ceiling,
           (array_agg(i.restriction ORDER BY v.number DESC) FILTER (WHERE i.restriction <> ''))[1] AS restriction,
           (array_agg(i.chrgitm_lv ORDER BY v.number DESC) FILTER (WHERE i.chrgitm_lv <> ''))[1] AS listed
    FROM claims_catalogueitem i
    JOIN claims_catalogueversion v ON v.id = i.version_id AND v.state = 'in_force'
    WHERE i.period @> (%(end)s - 1)
      AND v.area_id IN (SELECT id FROM institutions_poolingarea WHERE id = %(area)s
                        UNION SELECT parent_id FROM institutions_poolingarea WHERE id = %(area)s)
    GROUP BY i.med_list_codg
"""
# A fee line as rules about single lines see it: with what is asked of its bill and what the catalogue says of it.
LINE = """
    SELECT l.bill_id, b.gend, b.matn_type, b.dise_code, b.begndate, b.brdy,
           l.item_name, l.chrgitm_lv, l.cnt, l.pric,
           l.det_item_fee_sumamt AS amount, coalesce(l.pric_uplmt_amt, t.ceiling) AS ceiling,
           coalesce(t.restriction, '') AS restriction, coalesce(t.listed, '') AS listed
    FROM claims_feeline l
    JOIN screened b ON b.id = l.bill_id AND b.counts
    LEFT JOIN screened_item t ON t.code = l.med_list_codg
"""
# A fee line as rules about lines together see it.
_CHARGED = """
    SELECT l.bill_id, b.stay, l.med_list_codg AS code, l.item_name, left(l.list_type, 3) AS list, l.cnt, l.pric,
           l.det_item_fee_sumamt AS amount
"""
# What the lines of a bill come to together: kept only of bills that one of the rules may hit (``{odd}``). They are few,
# and nothing else keeps lines by the million. Bill by bill along the key of the lines: grouping the lines of a whole
# year needs more memory than there is.
# ``services``, ``drug_units``: what was given back of one may not hide too much of another.
# ``twice``: fewer places of 64 than lines are taken by the codes, so that two may be the same (or share a place).
TOTALS = f"""
    CREATE TEMP TABLE screened_total ON COMMIT DROP AS
    SELECT b.* FROM (
        SELECT b.id, b.stay, b.days, b.total, b.fund, t.*
        FROM screened b CROSS JOIN LATERAL (
            SELECT sum(l.amount) AS lines,
                   sum(l.cnt) FILTER (WHERE l.list = '201' AND l.cnt > 0) AS services,
                   sum(l.cnt) FILTER (WHERE l.list IN {UNITS} AND l.cnt > 0) AS drug_units,
                   coalesce(sum(l.amount) FILTER (WHERE l.list IN {DRUGS}), 0) AS line_drugs,
                   bool_or(l.bed) AS has_bed,
                   sum(l.cnt) FILTER (WHERE l.bed) AS beds, sum(l.amount) FILTER (WHERE l.bed) AS bed_amount,
                   sum(l.cnt) FILTER (WHERE l.nursing) AS nursing,
                   sum(l.amount) FILTER (WHERE l.nursing) AS nursing_amount,
                   bit_count(bit_or(1::bigint << (hashtext(l.code) & 63))::bit(64)) < count(*) AS twice
            FROM ({_CHARGED}, b.stay AND strpos(l.item_name, '{BED}') > 0 AS bed,
                  b.stay AND strpos(l.item_name, '{NURSING}') > 0 AS nursing
                  FROM claims_feeline l WHERE l.bill_id = b.id) l
        ) t WHERE b.counts
    ) b
    WHERE {{odd}}
"""
# The lines of those bills.
LINES = f"""
    CREATE TEMP TABLE screened_line ON COMMIT DROP AS
    {_CHARGED} FROM screened_total b JOIN claims_feeline l ON l.bill_id = b.id
"""
# The bills of a person and a month in which there are more visits than the least that any rule allows, or two totals
# that may be the same (or share one of 64 places): only among them are rules over visits asked.
NEAR = """
    CREATE TEMP TABLE screened_near ON COMMIT DROP AS
    WITH many AS MATERIALIZED (
        SELECT person_id, month FROM screened GROUP BY person_id, month
        HAVING count(*) FILTER (WHERE counts AND NOT stay) > %(visits)s::bigint
            OR bit_count(bit_or(1::bigint << (total & 63)::int) FILTER (WHERE total > 0)::bit(64))
               < count(*) FILTER (WHERE total > 0))
    SELECT b.* FROM many JOIN screened b ON b.person_id = many.person_id AND b.month = many.month
"""
VISITS = ("visit.most_a_day", "visit.most_a_month", "visit.most_institutions")
# The bills on whose first day their person had no benefits, whether for want of cover or because it waits.
UNCOVERED = """
    CREATE TEMP TABLE screened_uncovered ON COMMIT DROP AS
    SELECT b.* FROM screened b
    WHERE b.counts AND NOT EXISTS (SELECT 1 FROM enrollment_coverage c WHERE c.person_id = b.person_id
        AND c.insutype = b.insutype AND c.effective AND c.period @> b.begndate
        AND (c.entitled_from IS NULL OR c.entitled_from <= b.begndate))
"""
FOUND = """
    CREATE TEMP TABLE IF NOT EXISTS screened_found (
        bill_id bigint NOT NULL, other_id bigint, check_key varchar(40) NOT NULL, severity varchar(8) NOT NULL,
        amount bigint, params jsonb NOT NULL
    ) ON COMMIT DROP
"""
# What one statement found joins the rest.
TAKEN = (
    "INSERT INTO screened_found (bill_id, other_id, amount, params, check_key, severity) SELECT * FROM screened_new",
    "DROP TABLE screened_new",
)
# The small tables, which the transaction's own process alone can see.
OWN = (
    "screened_mean",
    "screened_total",
    "screened_line",
    "screened_hit",
    "screened_near",
    "screened_uncovered",
    "screened_found",
)
# Findings of the rules that ran, about bills of the range, that nothing finds any more; and those found again.
GONE = """
    UPDATE claims_billfinding f SET gone_at = now()
    FROM claims_bill b JOIN institutions_agency c ON c.id = b.insu_county_id AND c.area_id = %(area)s
    WHERE (b.id = f.bill_id OR b.id = f.other_id AND f.check_key = ANY(%(either)s))
      AND f.check_key = ANY(%(ran)s) AND f.gone_at IS NULL
      AND b.enddate >= %(first)s AND b.enddate < %(end)s
      AND (%(county)s::bigint IS NULL OR b.care_county_id = %(county)s)
      AND NOT EXISTS (SELECT 1 FROM screened_found n WHERE n.bill_id = f.bill_id AND n.check_key = f.check_key
          AND n.other_id IS NOT DISTINCT FROM f.other_id)
"""
# What was put to an institution keeps the words it was asked with.
KEPT = """
    INSERT INTO claims_billfinding (bill_id, other_id, check_key, severity, amount, params, found_at)
    SELECT bill_id, other_id, check_key, severity, amount, params, now() FROM screened_found
    ON CONFLICT (bill_id, check_key, other_id) DO UPDATE
    SET gone_at = NULL,
        amount = CASE WHEN claims_billfinding.state = 'found' THEN excluded.amount ELSE claims_billfinding.amount END,
        params = CASE WHEN claims_billfinding.state = 'found' THEN excluded.params ELSE claims_billfinding.params END,
        severity = excluded.severity
    WHERE claims_billfinding.gone_at IS NOT NULL
       OR claims_billfinding.state = 'found' AND (claims_billfinding.amount, claims_billfinding.params,
           claims_billfinding.severity) IS DISTINCT FROM (excluded.amount, excluded.params, excluded.severity)
"""
