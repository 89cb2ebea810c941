"""The checks of catalogue sheets, one statement each, over what ``PREPARE`` found."""

from config.spreadsheets.checks import SetCheck

_AREA = "(SELECT g.area_id FROM institutions_agency g WHERE g.id = %(agency)s)"
# The area and the regions above it, the nearest first.
_LINE = f"""
    WITH RECURSIVE line (id, depth) AS (
        SELECT {_AREA}, 0 UNION ALL
        SELECT a.parent_id, line.depth + 1 FROM line JOIN institutions_poolingarea a ON a.id = line.id
        WHERE a.parent_id IS NOT NULL AND line.depth < 9
    )
"""

DRAFT = f"""
    UPDATE {{staging}} s SET version_id = v.id FROM claims_catalogueversion v
    WHERE v.area_id = {_AREA} AND v.insutype = coalesce(s.insutype, '') AND v.state = 'draft'
"""

# In the catalogue on the row's first day: by what is in force, or by an earlier row of this file or of the draft.
KNOWN = f"""
    {_LINE}
    UPDATE {{staging}} s SET known = true FROM (
        SELECT DISTINCT ON (r.row_no) r.row_no, c.change
        FROM {{staging}} r
        JOIN claims_catalogueitem c ON c.med_list_codg = r.med_list_codg AND c.period @> r.begndate
        JOIN claims_catalogueversion v ON v.id = c.version_id AND v.insutype IN ('', coalesce(r.insutype, ''))
        JOIN line ON line.id = v.area_id
        WHERE v.state = 'in_force' OR (v.id = r.version_id AND lower(c.period) < r.begndate)
        ORDER BY r.row_no, line.depth, v.insutype = '', v.number DESC NULLS FIRST
    ) found WHERE found.row_no = s.row_no AND found.change <> 'exit'
"""
KNOWN_IN_FILE = """
    UPDATE {staging} s SET known = true FROM {staging} o
    WHERE o.med_list_codg = s.med_list_codg AND o.begndate < s.begndate
      AND coalesce(o.insutype, '') IN ('', coalesce(s.insutype, ''))
      AND o.change IS DISTINCT FROM 'exit' AND o.change IS DISTINCT FROM 'overlay'
"""
WHAT = """
    UPDATE {staging} s SET change = CASE WHEN s.known THEN 'change' ELSE 'entry' END
    WHERE coalesce(s.change, 'entry') = 'entry'
"""
EXITS = """
    UPDATE {staging} s SET item_name = NULL, list_type = NULL, chrgitm_lv = NULL, selfpay_prop = NULL
    WHERE s.change = 'exit'
"""
_SAME = (
    "item_name", "list_type", "chrgitm_lv", "spec", "unit", "restriction",
)  # fmt: skip
_OTHERS = (
    "selfpay_prop", "pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3", "pay_standard",
    "procurement_price", "domestic_standard", "essential", "procured", "negotiated", "is_imported",
)  # fmt: skip
# What holds from that day is so already: the row is no change.
SAME = f"""
    UPDATE {{staging}} s SET same = true FROM (
        SELECT DISTINCT ON (r.row_no) r.row_no AS of_row, c.*
        FROM {{staging}} r
        JOIN claims_catalogueversion v ON v.area_id = {_AREA} AND v.insutype = coalesce(r.insutype, '')
            AND v.state = 'in_force'
        JOIN claims_catalogueitem c ON c.version_id = v.id AND c.med_list_codg = r.med_list_codg
            AND c.period @> r.begndate
        ORDER BY r.row_no, v.number DESC
    ) c
    WHERE c.of_row = s.row_no
      AND (c.change = s.change OR (c.change = 'entry' AND s.change = 'change'))
      AND upper(c.period) IS NOT DISTINCT FROM s.enddate + 1
      AND ({", ".join(f"c.{name}" for name in (*_SAME, *_OTHERS))})
          IS NOT DISTINCT FROM
          ({", ".join([*(f"coalesce(s.{name}, '')" for name in _SAME), *(f"s.{name}" for name in _OTHERS)])})
"""

PREPARE = (
    "UPDATE {staging} SET same = false, known = false, version_id = NULL",
    DRAFT,
    KNOWN,
    KNOWN_IN_FILE,
    WHAT,
    EXITS,
    SAME,
)

NOT_CITY = f"""
    SELECT s.row_no, s.med_list_codg, NULL::jsonb FROM {{staging}} s
    WHERE NOT %(everything)s AND {_AREA} <> ALL(%(areas)s::bigint[])
"""
UNKNOWN = """
    SELECT s.row_no, s.med_list_codg, NULL::jsonb FROM {staging} s
    WHERE s.change <> 'entry' AND NOT s.known AND NOT s.same
"""
OVERLAP = """
    SELECT o.row_no, o.med_list_codg, jsonb_build_object('day', o.before)
    FROM (
        SELECT s.row_no, s.med_list_codg, s.begndate,
               lag(s.begndate) OVER rows_of_code AS before,
               lag(coalesce(s.enddate, 'infinity')) OVER rows_of_code AS until
        FROM {staging} s
        WINDOW rows_of_code AS (PARTITION BY s.med_list_codg, coalesce(s.insutype, '') ORDER BY s.begndate, s.row_no)
    ) o WHERE o.until >= o.begndate
"""
OVERLAP_DRAFT = """
    SELECT s.row_no, s.med_list_codg, jsonb_build_object('day', min(lower(c.period)))
    FROM {staging} s JOIN claims_catalogueitem c
      ON c.version_id = s.version_id AND c.med_list_codg = s.med_list_codg AND lower(c.period) <> s.begndate
     AND c.period && daterange(s.begndate, s.enddate, '[]')
    WHERE NOT s.same AND NOT EXISTS (
        SELECT 1 FROM {staging} o WHERE o.med_list_codg = c.med_list_codg AND o.begndate = lower(c.period)
        AND coalesce(o.insutype, '') = coalesce(s.insutype, ''))
    GROUP BY s.row_no, s.med_list_codg
"""

CHECKS = (
    SetCheck("catalogue_of_city", "med_list_codg", NOT_CITY),
    SetCheck("item_not_in_catalogue", "med_list_codg", UNKNOWN),
    SetCheck("rows_overlap", "begndate", OVERLAP),
    SetCheck("rows_overlap", "begndate", OVERLAP_DRAFT),
)
