"""The checks of a former scheme's roll against its own file, the policy and what is stored, one statement each."""

DAYS = "SELECT DISTINCT insutype, as_of FROM {staging} ORDER BY 1, 2"

PUT_MERGED = """
    UPDATE {staging} s SET into_scheme = g.into_scheme, merged_from = g.merged_from, area_id = a.area_id
    FROM jsonb_to_recordset(%(merged)s::jsonb) AS g(
             insutype text, as_of date, into_scheme text, merged_from date),
         institutions_agency a
    WHERE g.insutype = s.insutype AND g.as_of = s.as_of AND a.id = s.county_id
"""

NOT_MERGED = """
    SELECT s.row_no, s.insutype, NULL::jsonb FROM {staging} s WHERE s.into_scheme IS NULL AND s.county_id IS NOT NULL
"""

# The first good row says which roll the file is.
SEVERAL_ROLLS = """
    SELECT s.row_no, s.insutype, jsonb_build_object('first', f.row_no)
    FROM {staging} s, (SELECT * FROM {staging} ORDER BY row_no LIMIT 1) f
    WHERE (s.insutype, s.insuplc_admdvs, s.as_of, s.source)
          IS DISTINCT FROM (f.insutype, f.insuplc_admdvs, f.as_of, f.source)
"""

CLOSED = """
    SELECT s.row_no, s.insutype, jsonb_build_object('day', (g.closed_at AT TIME ZONE 'Asia/Shanghai')::date)
    FROM {staging} s JOIN enrollment_schememerging g
      ON g.area_id = s.area_id AND g.insutype = s.into_scheme AND g.begins = s.merged_from
    WHERE g.closed_at IS NOT NULL
"""

NUMBER_TAKEN = """
    SELECT s.row_no, s.legacy_no, jsonb_build_object('row', r.row_no, 'name', r.name, 'file', coalesce(i.filename, '—'))
    FROM {staging} s
    JOIN enrollment_schememerging g ON g.area_id = s.area_id AND g.insutype = s.into_scheme AND g.begins = s.merged_from
    JOIN enrollment_legacyrow r ON r.merging_id = g.id AND r.county_id = s.county_id AND r.insutype = s.insutype
                               AND r.legacy_no = s.legacy_no
    LEFT JOIN config_importrun i ON i.id = r.import_run_id
"""
