"""What the passes left is said as differences by kind, and laid beside those that stand. Set-wise SQL; fen."""

from __future__ import annotations

from django.db import connection

from .passes import BIT_OF, BITS, Params

_AMOUNTS = ", ".join(f"sum(amount) FILTER (WHERE bit = {bit}) AS {name}" for name, bit in BITS.items())
_TOLD = """
    CREATE TEMP TABLE fr_told AS
    SELECT g, bit, sum(amount)::bigint AS amount, max(day) AS day, min(day) AS first_day, min(month) AS month,
        count(*) AS n, min(county_id) AS county_id, min(payer_group) AS payer_group, min(insutype) AS insutype
    FROM fr_r WHERE g IN (SELECT g FROM fr_g WHERE month = %(month)s) GROUP BY g, bit
"""
# Groups whose first teller's month this is; the months beside have theirs.
_OURS = f"""
    CREATE TEMP TABLE fr_ours AS
    SELECT g.g, g.bits, g.covered, g.record_id, g.bit, g.key, g.payer_no, g.amount, g.day, g.county_id, g.payer_group,
        g.insutype, t.*, false AS doubled
    FROM fr_g g JOIN (
        SELECT g AS of_g, count(*) AS tellers, sum(n)::int AS records, min(amount) <> max(amount) AS amounts_differ,
            min(month) <> max(month) OR max(day) - min(day) > %(apart)s AS days_differ,
            min(county_id) <> max(county_id) OR min(payer_group) <> max(payer_group)
                OR min(insutype) <> max(insutype) AS places_differ,
            mode() WITHIN GROUP (ORDER BY amount) AS most_say, mode() WITHIN GROUP (ORDER BY day) AS most_days,
            min(first_day) AS first_day, max(day) AS last_day, {_AMOUNTS}
        FROM fr_told GROUP BY g
    ) t ON t.of_g = g.g
    WHERE g.month = %(month)s
"""  # noqa: S608 - our own names
# Told by one alone, and told by the same one another time: under the same number, or of the same payer, day, amount.
_DOUBLED = """
    UPDATE fr_ours o SET doubled = true
    WHERE o.bits = o.bit AND (o.bits | o.covered) <> %(want)s AND (
        EXISTS (SELECT FROM fr_r twin JOIN fr_g t USING (g) WHERE twin.key = o.key AND twin.bit = o.bit
            AND twin.amount = o.amount AND twin.g <> o.g AND (t.bits <> t.bit OR twin.id < o.record_id))
        OR o.record_id IN (SELECT id FROM fr_twins))
"""
_TWINS = f"""
    CREATE TEMP TABLE fr_twins AS
    SELECT a.id FROM fr_r a JOIN fr_ours o ON o.g = a.g AND o.bits = o.bit AND (o.bits | o.covered) <> %(want)s
    JOIN funds_collectionrecord b ON b.area_id = %(area)s AND b.month = %(month)s AND b.payer_no = a.payer_no
        AND b.day = a.day AND b.amount = a.amount AND b.key <> a.key AND b.payer_no <> ''
        AND {BIT_OF.format("b.source")} = a.bit
    LEFT JOIN fr_r c ON c.id = b.id LEFT JOIN fr_g g ON g.g = c.g
    WHERE g.g IS NULL OR g.bits <> g.bit OR b.id < a.id
"""  # noqa: S608 - our own names
_NAMES = " ".join(f"WHEN {bit} THEN '{name}'" for name, bit in BITS.items())
_SOURCE = f"CASE {{0}} {_NAMES} ELSE '' END"
# Who tells otherwise than the others, where all others agree.
_ODD_ONE = """coalesce((SELECT {0} FROM fr_told t WHERE t.g = o.g AND t.{1} <> o.{2} AND o.tellers > 2
    AND (SELECT count(*) FROM fr_told x WHERE x.g = o.g AND x.{1} <> o.{2}) = 1), '')"""
_FOUND = f"""
    CREATE TEMP TABLE fr_d AS
    SELECT o.*, found.kind, found.source FROM fr_ours o CROSS JOIN LATERAL (
        SELECT 'doubled' AS kind, {_SOURCE.format("o.bit")} AS source WHERE o.doubled
        UNION ALL SELECT 'missing', {_SOURCE.format("teller.bit")} FROM unnest(%(bits)s::int[]) AS teller (bit)
            WHERE NOT o.doubled AND (o.bits | o.covered) & teller.bit = 0
        UNION ALL SELECT 'amount', {_ODD_ONE.format(_SOURCE.format("t.bit"), "amount", "most_say")}
            WHERE o.amounts_differ
        UNION ALL SELECT 'timing', {_ODD_ONE.format(_SOURCE.format("t.bit"), "day", "most_days")} WHERE o.days_differ
        UNION ALL SELECT 'place', '' WHERE o.places_differ
    ) found
"""  # noqa: S608 - our own names
_IN_TOTALS = ", ".join(
    f"CASE WHEN b.bit = {bit} THEN o.amount WHEN b.by = {bit} THEN b.amount END" for bit in BITS.values()
)
_FOUND_IN_TOTALS = f"""
    INSERT INTO fr_d (g, kind, source, record_id, key, payer_no, county_id, payer_group, insutype, records,
        first_day, last_day, {", ".join(BITS)})
    SELECT o.g, 'amount', '', o.record_id, o.key, o.payer_no, o.county_id, o.payer_group, o.insutype, 1 + b.n,
        o.first_day, o.last_day,
        {_IN_TOTALS}
    FROM fr_total b JOIN fr_ours o USING (g)
"""  # noqa: S608 - our own names
_FIELDS = ("records", *BITS, "first_day", "last_day", "county_id", "payer_group", "insutype")
_KEY = "d.record_id = f.record_id AND d.kind = f.kind AND d.source = f.source"
_STANDING = "d.area_id = %(area)s AND d.month = %(month)s AND d.state <> 'settled'"
# Found no more, or found otherwise than it was explained.
_SETTLE = f"""
    UPDATE funds_collectiondifference d SET state = 'settled' WHERE {_STANDING} AND NOT EXISTS (
        SELECT FROM fr_d f WHERE {_KEY} AND ({", ".join(f"f.{one}" for one in _FIELDS)})
            IS NOT DISTINCT FROM ({", ".join(f"d.{one}" for one in _FIELDS)}))
"""  # noqa: S608 - our own names
_NEW = f"""
    INSERT INTO funds_collectiondifference (area_id, month, kind, source, record_id, key, payer_no, payer_name,
        {", ".join(_FIELDS)}, found_at, state, owner_id, explanation, closing, closing_note)
    SELECT %(area)s, %(month)s, f.kind, f.source, f.record_id, f.key, f.payer_no, coalesce(r.payer_name, ''),
        {", ".join(f"f.{one}" for one in _FIELDS)}, now(), 'open', before.owner_id, '', '', ''
    FROM fr_d f LEFT JOIN funds_collectionrecord r ON r.id = f.record_id
    LEFT JOIN LATERAL (SELECT owner_id FROM funds_collectiondifference d WHERE {_KEY} AND d.area_id = %(area)s
        AND d.month = %(month)s ORDER BY d.id DESC LIMIT 1) before ON true
    WHERE NOT EXISTS (SELECT FROM funds_collectiondifference d WHERE {_STANDING} AND {_KEY})
    ORDER BY f.key, f.record_id, f.kind, f.source
"""  # noqa: S608 - our own names


def find(params: Params) -> int:
    """Fill ``fr_d`` from what the passes left; how many differences."""
    given = {**params, "bits": [BITS[name] for name in params["among"]]}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS fr_told, fr_ours, fr_twins, fr_d")
        cursor.execute(_TOLD, given)
        cursor.execute("ANALYZE fr_told")
        cursor.execute(_OURS, given)
        cursor.execute("CREATE INDEX ON fr_told (g)")
        cursor.execute("ANALYZE fr_ours")
        cursor.execute(_TWINS, given)
        cursor.execute(_DOUBLED, given)
        cursor.execute(_FOUND, given)
        cursor.execute(_FOUND_IN_TOTALS, given)
        cursor.execute("SELECT count(*) FROM fr_d")
        return int(cursor.fetchone()[0])


def store(params: Params) -> tuple[int, int]:
    """Lay what was found beside the work list: (new, settled). What is found unchanged keeps what people did."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE fr_d")
        cursor.execute(_SETTLE, params)
        settled = cursor.rowcount
        cursor.execute(_NEW, params)
        return cursor.rowcount, settled
