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


def of_two(one: str, other: str) -> str:
    """What two files ``one`` and ``other`` say of the person, side by side, as arguments of ``jsonb_build_object``."""
    return (
        f"'name', {one}.psn_name, 'number', {one}.certno, 'born', {one}.brdy,"
        f" 'other_name', {other}.psn_name, 'other_number', {other}.certno, 'other_born', {other}.brdy"
    )


def cover(alias: str, prefix: str = "") -> str:
    """Scheme, first day and the day the cover ends before, as arguments of ``jsonb_build_object``."""
    return (
        f"'{prefix}scheme', {alias}.insutype, '{prefix}begins', lower({alias}.period),"
        f" '{prefix}ends', upper({alias}.period)"
    )
