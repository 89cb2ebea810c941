"""What several statements begin with."""

EMPLOYEES = "'310'"
BASIC = "('310', '390', '380', '391')"
RESIDENTS = "('390', '380', '391')"

# Files that stand for themselves: who was merged into another is no second person.
PEOPLE = """
    people AS (
        SELECT p.* FROM enrollment_person p JOIN institutions_agency a ON a.id = p.county_id
        WHERE a.area_id = %(area)s AND p.canonical_id IS NULL
    )
"""


# Counties and the city's own unit.
UNITS = "SELECT id FROM institutions_agency WHERE area_id = %(area)s"


def who(alias: str) -> str:
    """Whose file it is, as arguments of ``jsonb_build_object``: a county that may not open it reads it here."""
    return f"'psn_no', {alias}.psn_no, 'name', {alias}.psn_name"


def of_two(one: str, other: str) -> str:
    """What two files ``one`` and ``other`` say of the person, side by side, as arguments of ``jsonb_build_object``."""
    return (
        f"{who(one)}, 'number', {one}.certno, 'born', {one}.brdy, 'other_psn_no', {other}.psn_no,"
        f" 'other_name', {other}.psn_name, 'other_number', {other}.certno, 'other_born', {other}.brdy"
    )


def cover(alias: str, prefix: str = "") -> str:
    """Scheme, first day and the day the cover ends before, as arguments of ``jsonb_build_object``."""
    return (
        f"'{prefix}scheme', {alias}.insutype, '{prefix}begins', lower({alias}.period),"
        f" '{prefix}ends', upper({alias}.period)"
    )


# Rows of files that were not withdrawn, of layouts that are whole lists: those of the latest month for which an
# office handed one in for the county. ``source`` says where the row stands; the next month's file moves it, so that no
# decision depends on it.
SOURCE = (
    "'source', jsonb_build_object('office', r.office, 'file', r.filename, 'month', r.period, 'row', r.row_no,"
    " 'id', r.file_id)"
)
ROWS = """
    rows_of_files AS (
        SELECT r.*, g.counterpart_name AS office, f.filename, f.period,
               max(f.period) OVER (PARTITION BY g.id, r.county_id) AS latest
        FROM enrollment_comparisonrow r
        JOIN enrollment_exchangefile f ON f.id = r.file_id
        JOIN enrollment_exchangeagreement g ON g.id = f.agreement_id
        WHERE r.area_id = %(area)s AND f.withdrawn_at IS NULL
    ),
    listed AS (
        SELECT r.*, p.id AS found_id FROM rows_of_files r
        LEFT JOIN enrollment_person n ON n.psn_cert_type = r.psn_cert_type AND n.certno = r.certno
        LEFT JOIN people p ON p.id = coalesce(n.canonical_id, n.id)
        WHERE r.period = r.latest OR r.kind IN ('deaths', 'enrolled_elsewhere')
    )
"""
