"""What the rules look at: the settled bills of the run and around it, their fee lines, the catalogue's terms.

Each is made once a run, so that forty rules read the bills once. They are temporary and gone with the transaction.
"""

# A stay may begin, and a person come back, so many days before or after the range.
AROUND = 92
# The names of the national price items, and the kinds of items that are drugs.
BED, NURSING = "床位", "级护理"
DRUGS, UNITS = "('101', '102', '103', '104', '106')", "('101', '103', '104')"

# ``counts`` are the bills in question; those around are only held against them. The area's counties are given by
# number: joined, the database took them for one, and looked up the person and the settlement of every bill singly.
BILLS = """
    CREATE TEMP TABLE screened ON COMMIT DROP AS
    SELECT b.id, b.setl_id, b.person_id, b.institution_id, b.insutype, left(b.med_type, 2) AS kind,
           b.begndate, b.enddate, b.setl_time, (b.setl_time AT TIME ZONE %(zone)s)::date AS setl_day,
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
"""
# The terms of the last day of the range: of each the youngest version that says something.
TERMS = """
    CREATE TEMP TABLE screened_item ON COMMIT DROP AS
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
# A fee line as the rules see it: with what is asked of its bill and what the catalogue says of it.
_LINE = f"""
    SELECT l.bill_id, b.stay, b.days, b.total, b.fund, b.gend, b.matn_type, b.dise_code, b.begndate, b.brdy,
           l.med_list_codg AS code, l.item_name, left(l.list_type, 3) AS list, l.chrgitm_lv, l.cnt, l.pric,
           b.stay AND strpos(l.item_name, '{BED}') > 0 AS bed,
           b.stay AND strpos(l.item_name, '{NURSING}') > 0 AS nursing,
           l.det_item_fee_sumamt AS amount, coalesce(l.pric_uplmt_amt, t.ceiling) AS ceiling,
           coalesce(t.restriction, '') AS restriction, coalesce(t.listed, '') AS listed
    FROM claims_feeline l
    JOIN screened b ON b.id = l.bill_id AND b.counts
    LEFT JOIN screened_item t ON t.code = l.med_list_codg
"""
# What the lines of a bill come to together: kept only of bills that one of the rules may hit (``{odd}``), or of which
# one line hits (``{hit}``). They are few, and nothing else looks at lines by the million.
# ``twice``: fewer places of 64 than lines are taken by the codes, so that two may be the same (or share a place).
TOTALS = f"""
    CREATE TEMP TABLE screened_total ON COMMIT DROP AS
    SELECT b.* FROM (
        SELECT l.bill_id AS id, any_value(l.stay) AS stay, any_value(l.days) AS days, any_value(l.total) AS total,
               any_value(l.fund) AS fund, sum(l.amount) AS lines,
               sum(l.cnt) FILTER (WHERE l.list = '201') AS services,
               sum(l.cnt) FILTER (WHERE l.list IN {UNITS}) AS drug_units,
               coalesce(sum(l.amount) FILTER (WHERE l.list IN {DRUGS}), 0) AS line_drugs,
               bool_or(l.bed) AS has_bed,
               sum(l.cnt) FILTER (WHERE l.bed) AS beds, sum(l.amount) FILTER (WHERE l.bed) AS bed_amount,
               sum(l.cnt) FILTER (WHERE l.nursing) AS nursing,
               sum(l.amount) FILTER (WHERE l.nursing) AS nursing_amount,
               bit_count(bit_or(1::bigint << (hashtext(l.code) & 63))::bit(64)) < count(*) AS twice,
               bool_or({{hit}}) AS hit
        FROM ({_LINE}) l CROSS JOIN LATERAL (SELECT l.*) b GROUP BY l.bill_id) b
    WHERE b.hit OR {{odd}}
"""
# The lines of those bills.
LINES = f"""
    CREATE TEMP TABLE screened_line ON COMMIT DROP AS
    {_LINE} JOIN screened_total o ON o.id = l.bill_id
"""
FOUND = """
    CREATE TEMP TABLE screened_found (
        bill_id bigint NOT NULL, other_id bigint, check_key varchar(40) NOT NULL, severity varchar(8) NOT NULL,
        amount bigint, params jsonb NOT NULL
    ) ON COMMIT DROP
"""
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
