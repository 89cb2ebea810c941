"""The passes by which records of the four are found to be the same money. Set-wise SQL on temporary tables; fen.

``fr_r`` holds the records that are not plainly the same everywhere, each in a group ``g``; ``fr_g`` sums the groups up
(``bits``: who tells of it, ``covered``: whose total includes it) and stands for each by its first teller's figures.
What is the same money gets the same ``g``; what a total includes keeps its group and is covered. A number is stronger
than an amount and a day, those are stronger than a sum: each pass looks at what the ones before left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

BITS = {"tax": 1, "treasury": 2, "finance": 4, "insurance": 8}
_WHEN = " ".join(f"WHEN '{name}' THEN {bit}" for name, bit in BITS.items())
BIT_OF = f"(CASE {{0}} {_WHEN} END)"
BIT = BIT_OF.format("source")
TABLES = "fr_odd, fr_r, fr_g, fr_m, fr_total, fr_d"
MOST_ROUNDS = 50
Params = dict[str, Any]

# Every number and amount that is not told once by each, of one place, within the days allowed.
_ODD = f"""
    CREATE TEMP TABLE fr_odd AS
    SELECT key, amount FROM funds_collectionrecord
    WHERE area_id = %(area)s AND month = %(month)s AND source = ANY(%(among)s)
    GROUP BY key, amount
    HAVING count(*) <> %(tellers)s OR bit_or({BIT}) <> %(want)s OR max(day) - min(day) > %(apart)s
        OR min(county_id) <> max(county_id) OR min(payer_group) <> max(payer_group) OR min(insutype) <> max(insutype)
"""  # noqa: S608 - our own names
_COLUMNS = f"""r.id, {BIT} AS bit, r.key, r.amount, r.bundle, r.day, r.month, r.payer_no, r.county_id, r.payer_group,
    r.insutype, 0 AS k, 0::bigint AS g, 0 AS covered"""
_RESIDUAL = f"""
    CREATE TEMP TABLE fr_r AS SELECT {_COLUMNS} FROM funds_collectionrecord r
    WHERE r.area_id = %(area)s AND r.month = %(month)s AND r.source = ANY(%(among)s)
        AND r.key IN (SELECT key FROM fr_odd)
"""  # noqa: S608 - our own names
# The month before and the one after tell of the same money where the days lie across their border.
_NEIGHBOURS = f"""
    INSERT INTO fr_r SELECT {_COLUMNS} FROM funds_collectionrecord r
    WHERE r.area_id = %(area)s AND r.month = ANY(%(beside)s) AND r.source = ANY(%(among)s)
        AND (r.key IN (SELECT key FROM fr_r) OR r.key IN (
            SELECT b.key FROM funds_collectionrecord b JOIN fr_r ON fr_r.payer_no = b.payer_no
                AND fr_r.amount = b.amount AND abs(fr_r.day - b.day) <= %(apart)s
            WHERE b.area_id = %(area)s AND b.month = ANY(%(beside)s) AND b.payer_no <> ''))
"""  # noqa: S608 - our own names
_BY_NUMBER_AND_AMOUNT = """
    WITH counted AS (
        SELECT id, row_number() OVER (PARTITION BY bit, key, amount ORDER BY day, id) AS k FROM fr_r
    ), grouped AS (
        SELECT c.id, c.k, min(c.id) OVER (PARTITION BY r.key, r.amount, c.k) AS g FROM counted c JOIN fr_r r USING (id)
    )
    UPDATE fr_r SET k = grouped.k, g = grouped.g FROM grouped WHERE grouped.id = fr_r.id
"""
_GROUPS = """
    CREATE TEMP TABLE fr_g AS
    WITH told AS (
        SELECT g, bit, sum(amount)::bigint AS amount, max(day) AS day, min(payer_no) AS payer_no, min(key) AS key,
            max(bundle) AS bundle, min(county_id) AS county_id, min(payer_group) AS payer_group,
            min(insutype) AS insutype, min(month) AS month, min(k) AS k, max(covered) AS covered, count(*) AS n,
            min(id) AS record_id
        FROM fr_r GROUP BY g, bit
    )
    SELECT DISTINCT ON (g) *, bit_or(bit) OVER (PARTITION BY g) AS bits FROM told ORDER BY g, bit
"""
_MOVE = "UPDATE fr_r SET g = m.into_g FROM fr_m m WHERE fr_r.g = m.g AND m.into_g <> m.g"
# One number, split into several records by one of them: the sums are the same.
_SPLIT = """
    CREATE TEMP TABLE fr_m AS
    WITH told AS (
        SELECT r.key, r.bit, sum(r.amount) AS amount FROM fr_r r JOIN fr_g USING (g)
        WHERE fr_g.bits <> %(want)s GROUP BY r.key, r.bit
    ), same AS (SELECT key FROM told GROUP BY key HAVING count(*) > 1 AND min(amount) = max(amount)),
    split AS (
        SELECT key FROM fr_g JOIN same USING (key) WHERE bits <> %(want)s
        GROUP BY key HAVING count(*) > 1 AND bool_or(bits = bit)
    )
    SELECT g, min(g) OVER (PARTITION BY key) AS into_g FROM fr_g JOIN split USING (key) WHERE bits <> %(want)s
"""
# One number, other amounts. A second record of a number is no part of this: it is doubled, or stands alone.
_BY_NUMBER = """
    CREATE TEMP TABLE fr_m AS
    WITH left_over AS (SELECT * FROM fr_g WHERE bits <> %(want)s AND k = 1),
    told AS (SELECT key FROM left_over GROUP BY key HAVING count(*) > 1 AND bit_or(bits) <> min(bits))
    SELECT g, min(g) OVER (PARTITION BY key) AS into_g FROM left_over JOIN told USING (key)
"""
# The nearest first, both ways; the order of pairs is one and the same for all, so that every round finds one.
_BY_PAYER = """
    CREATE TEMP TABLE fr_m AS
    WITH pairs AS (
        SELECT a.g, t.g AS into_g, bit_count(t.bits::bit(8)) AS tellers, abs(a.day - t.day) AS apart
        FROM fr_g a JOIN fr_g t ON t.payer_no = a.payer_no AND t.amount = a.amount AND t.insutype = a.insutype
            AND abs(a.day - t.day) <= %(apart)s AND t.bits & %(bit)s = 0
        WHERE a.bits = %(bit)s AND a.payer_no <> ''
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY g ORDER BY tellers DESC, apart, into_g) AS of_one,
            row_number() OVER (PARTITION BY into_g ORDER BY apart, g) AS of_other FROM pairs
    )
    SELECT g, into_g FROM ranked WHERE of_one = 1 AND of_other = 1
"""
# A total that names itself in the records it sums up: they are covered, and the sums are compared.
_BUNDLED = """
    CREATE TEMP TABLE fr_m AS
    WITH totals AS (
        SELECT DISTINCT ON (key) g AS into_g, key AS bundle, amount FROM fr_g
        WHERE bits = %(bit)s AND covered = 0 ORDER BY key, g
    )
    SELECT t.g, into_g, t.amount AS part, totals.amount AS total, t.bit AS by FROM fr_g t JOIN totals USING (bundle)
    WHERE t.bundle <> '' AND (t.bits | t.covered) & %(bit)s = 0
"""
_BUNDLES_THAT_DIFFER = """
    INSERT INTO fr_total SELECT into_g, %(bit)s, min(by), sum(part)::bigint, count(*) FROM fr_m
    GROUP BY into_g, total HAVING sum(part) <> total
"""
# A record without a payer that is the sum of what others tell of the same payers and days.
_SUMS = """
    CREATE TEMP TABLE fr_m AS
    WITH lacking AS (
        SELECT g, amount, {of_parts} AS level FROM fr_g
        WHERE (bits | covered) & %(bit)s = 0 AND bit_count(bits::bit(8)) >= %(least)s AND {where_parts}
    ), totals AS (
        SELECT min(g) AS into_g, sum(amount) AS amount, {of_totals} AS level, count(*) AS n FROM fr_g
        WHERE bits = %(bit)s AND covered = 0 AND {where_totals} GROUP BY level
    ), summed AS (SELECT level, sum(amount) AS amount, count(*) AS n FROM lacking GROUP BY level),
    same AS (
        SELECT level, into_g FROM summed JOIN totals USING (level)
        WHERE summed.amount = totals.amount AND least(summed.n, totals.n) = 1
    )
    SELECT g, same.into_g FROM lacking JOIN same USING (level)
    UNION ALL SELECT a.g, same.into_g FROM fr_g a JOIN same ON same.level = {of_totals_a}
        WHERE a.bits = %(bit)s AND a.covered = 0 AND {where_totals}
"""
_COVER = """
    UPDATE fr_r SET covered = fr_r.covered | CASE WHEN fr_g.bits = %(bit)s THEN %(want)s ELSE %(bit)s END
    FROM fr_m JOIN fr_g USING (g) WHERE fr_r.g = fr_m.g
"""
_COVER_TOTALS = "UPDATE fr_r SET covered = %(want)s WHERE g IN (SELECT into_g FROM fr_m)"
_TEN = (
    "((extract(year FROM {0}day) * 12 + extract(month FROM {0}day)) * 3"
    " + least((extract(day FROM {0}day) - 1)::int / 10, 2))"
)
_PLACE = "{0}county_id::text || '/' || {0}payer_group || '/' || {0}insutype || '/'"
_GROUP = "{0}payer_group || '/' || {0}insutype || '/'"
_SCHEME = "{0}insutype || '/'"
_OF_PAYER = "{0}insutype || '/' || {0}payer_no || '/' || {0}day"
# (level of the parts, level of the totals, whether it is one payer's)
_LEVELS = (
    (_OF_PAYER, _OF_PAYER, True),
    (f"{_PLACE} || {{0}}day", f"{_PLACE} || {{0}}day", False),
    *(
        (f"{place} || {_TEN}", f"{place} || ({_TEN} - {later})", False)
        for place in (_PLACE, _GROUP, _SCHEME)
        for later in (0, 1)
    ),
)


def gather(params: Params) -> tuple[int, int]:
    """The month's records that are not plainly the same everywhere, with those beside them: (all, of them odd)."""
    _run(f"DROP TABLE IF EXISTS {TABLES}")
    _run(_ODD, params)
    _run("ANALYZE fr_odd")
    _run(_RESIDUAL, params)
    odd = _count("SELECT count(*) FROM fr_r")
    _run("ANALYZE fr_r")
    _run(_NEIGHBOURS, params)
    _run("CREATE TEMP TABLE fr_total (g bigint, bit int, by int, amount bigint, n int)")
    told = _count(
        "SELECT count(*) FROM funds_collectionrecord"
        " WHERE area_id = %(area)s AND month = %(month)s AND source = ANY(%(among)s)",
        params,
    )
    return told, odd


def by_number(params: Params) -> int:
    _run(_BY_NUMBER_AND_AMOUNT, params)
    _run("ANALYZE fr_r")
    _regroup()
    return _count("SELECT count(*) FROM fr_g WHERE bits = %(want)s", params)


def split_numbers(params: Params) -> int:
    return _merge(_SPLIT, params)


def other_amounts(params: Params) -> int:
    return _merge(_BY_NUMBER, params)


def by_payer(params: Params) -> int:
    """Amount, payer and day within the days allowed, nearest first."""
    found = 0
    for bit in _tellers(params):
        for _round in range(MOST_ROUNDS):
            new = _merge(_BY_PAYER, {**params, "bit": bit})
            found += new
            if not new:
                break
    return found


def by_bundle(params: Params) -> int:
    found = 0
    for bit in _tellers(params):
        given = {**params, "bit": bit}
        _pairs(_BUNDLED, given)
        new = _count("SELECT count(*) FROM fr_m")
        if new:
            _run(_BUNDLES_THAT_DIFFER, given)
            _run(_COVER, given)
            _run(_COVER_TOTALS, given)
            _regroup()
        found += new
    return found


def by_sum(params: Params) -> int:
    """One record for many: of a payer's day, a county's day, ten days of a county, a group, a scheme."""
    found = 0
    for bit in _tellers(params):
        if not _count("SELECT count(*) FROM fr_g WHERE bits = %(bit)s AND covered = 0", {"bit": bit}):
            continue
        for parts, totals, of_payer in _LEVELS:
            for least in (2, 1):
                found += _sum_level(parts, totals, of_payer, {**params, "bit": bit, "least": least})
    return found


def _sum_level(parts: str, totals: str, of_payer: bool, params: Params) -> int:
    where = "payer_no <> ''" if of_payer else "payer_no = ''"
    statement = _SUMS.format(
        of_parts=parts.format(""),
        of_totals=totals.format(""),
        of_totals_a=totals.format("a."),
        where_parts="payer_no <> ''" if of_payer else "true",
        where_totals=where,
    )
    _pairs(statement, params)
    new = _count("SELECT count(*) FROM fr_m")
    if new:
        _run(_COVER, params)
        _regroup()
    return new


PASSES: tuple[tuple[str, Any, Callable[[Params], int]], ...] = (
    ("number", _("by number and amount"), by_number),
    ("split", _("by number, in parts"), split_numbers),
    ("amounts", _("by number, with other amounts"), other_amounts),
    ("payer", _("by amount, payer and day"), by_payer),
    ("bundle", _("by summary voucher"), by_bundle),
    ("sum", _("by sum"), by_sum),
)


def _tellers(params: Params) -> Iterator[int]:
    """The one that collects comes last: the others are looked for beside it first."""
    names = [name for name in ("treasury", "finance", "insurance", "tax") if name in params["among"]]
    return iter([BITS[name] for name in names])


def _pairs(statement: str, params: Params) -> None:
    _run("DROP TABLE IF EXISTS fr_m")
    _run(statement, params)


def _merge(statement: str, params: Params) -> int:
    """How many groups went into another one."""
    _pairs(statement, params)
    new = _count("SELECT count(*) FROM fr_m WHERE g <> into_g")
    if new:
        _run(_MOVE)
        _regroup()
    return new


def _regroup() -> None:
    _run("DROP TABLE IF EXISTS fr_g")
    _run(_GROUPS)
    _run("ANALYZE fr_g")


def _run(statement: str, params: Params | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def _count(statement: str, params: Params | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.fetchone()[0])
