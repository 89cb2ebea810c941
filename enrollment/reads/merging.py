"""Both sides' counts of a merging, by county and scheme, and the sums that must hold (HG-01): nobody is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext_lazy as _

from config.scoping import Scope, current_scope, system_scope
from enrollment.models import SchemeMerging
from institutions.models import Agency

# Every row in exactly one of the first three (how it stands on the rolls) and in exactly one of the others (what became
# of it). A pair makes a row undecided on both its sides.
PLACES = ("single", "twice", "in_both", "set_aside", "unmatched")
STATES = ("surviving", "given_up", "without", "ready", "undecided", "hindered")

_COUNTS = """
    WITH mine AS MATERIALIZED (
        SELECT r.* FROM enrollment_legacyrow r
        WHERE r.merging_id = %(merging)s AND (%(everything)s OR r.county_id = ANY(%(counties)s::bigint[]))
    ), found AS MATERIALIZED (
        SELECT r.found_id, count(*) AS rows, count(DISTINCT r.insutype) AS schemes
        FROM enrollment_legacyrow r WHERE r.merging_id = %(merging)s AND r.found_id IS NOT NULL GROUP BY 1
    ), doubt AS MATERIALIZED (
        SELECT DISTINCT r.found_id FROM enrollment_legacyrow r JOIN (
            SELECT left_id AS id FROM enrollment_legacypair WHERE merging_id = %(merging)s AND decision = ''
            UNION
            SELECT right_id FROM enrollment_legacypair
            WHERE merging_id = %(merging)s AND decision = '' AND right_id IS NOT NULL
        ) p ON p.id = r.id
    ), going AS MATERIALIZED (
        SELECT DISTINCT t.row_id, r.found_id FROM enrollment_takencover t
        JOIN enrollment_coverage c ON c.id = t.coverage_id AND c.effective
        JOIN enrollment_legacyrow r ON r.id = t.row_id WHERE r.merging_id = %(merging)s
    ), told AS (
        SELECT m.county_id, m.insutype, m.found_id,
               CASE WHEN m.set_aside <> '' THEN 'set_aside' WHEN m.found_id IS NULL THEN 'unmatched'
                    WHEN f.schemes > 1 THEN 'in_both' WHEN f.rows > 1 THEN 'twice' ELSE 'single' END AS place,
               CASE WHEN m.found_id IS NULL THEN ''
                    WHEN p.taken_over_at IS NULL AND d.found_id IS NOT NULL THEN 'undecided'
                    WHEN p.taken_over_at IS NULL AND p.problem <> '' THEN 'hindered'
                    WHEN p.taken_over_at IS NULL THEN 'ready'
                    WHEN own.row_id IS NOT NULL THEN 'surviving'
                    WHEN any_of.found_id IS NOT NULL THEN 'given_up' ELSE 'without' END AS state
        FROM mine m
        LEFT JOIN found f ON f.found_id = m.found_id
        LEFT JOIN enrollment_foundperson p ON p.id = m.found_id
        LEFT JOIN doubt d ON d.found_id = m.found_id
        LEFT JOIN going own ON own.row_id = m.id
        LEFT JOIN (SELECT DISTINCT found_id FROM going) any_of ON any_of.found_id = m.found_id
    )
    SELECT county_id, insutype, count(*), count(DISTINCT found_id),
           count(DISTINCT found_id) FILTER (WHERE place = 'in_both'),
           {places}, {states}
    FROM told GROUP BY GROUPING SETS ((county_id, insutype), (insutype), ())
""".format(  # noqa: S608 - the names of columns
    places=", ".join(f"count(*) FILTER (WHERE place = '{one}')" for one in PLACES),
    states=", ".join(f"count(*) FILTER (WHERE state = '{one}')" for one in STATES),
)
_FILES = """
    SELECT county_id, insutype, sum(file_rows), sum(stored_rows), sum(returned_rows), count(*)
    FROM enrollment_legacyroll
    WHERE merging_id = %(merging)s AND (%(everything)s OR county_id = ANY(%(counties)s::bigint[]))
    GROUP BY GROUPING SETS ((county_id, insutype), (insutype), ())
"""
_PAIRS = """
    SELECT count(*), count(*) FILTER (WHERE decision = 'same'), count(*) FILTER (WHERE decision = 'different'),
           count(*) FILTER (WHERE decision = '')
    FROM enrollment_legacypair
    WHERE merging_id = %(merging)s AND (%(everything)s OR county_id = ANY(%(counties)s::bigint[])
                                        OR area_id = ANY(%(areas)s::bigint[]))
"""
# Nobody covered twice by what was taken over: a backstop, the database refuses it as well.
_TWICE = """
    SELECT count(*) FROM enrollment_takencover t
    JOIN enrollment_legacyrow r ON r.id = t.row_id AND r.merging_id = %(merging)s
    JOIN enrollment_coverage c ON c.id = t.coverage_id AND c.effective
    JOIN enrollment_coverage o ON o.person_id = c.person_id AND o.effective AND o.id <> c.id AND o.period && c.period
                              AND o.insutype IN ('310', '390', '380', '391')
    WHERE %(everything)s OR r.county_id = ANY(%(counties)s::bigint[])
"""


@dataclass(frozen=True)
class Line:
    """One scheme in one county; the scheme in all counties where there is no county; all where neither."""

    county: Agency | None
    insutype: str
    files: int = 0
    file_rows: int = 0
    stored: int = 0
    returned: int = 0
    rows: int = 0
    people: int = 0
    people_in_both: int = 0
    single: int = 0
    twice: int = 0
    in_both: int = 0
    set_aside: int = 0
    unmatched: int = 0
    surviving: int = 0
    given_up: int = 0
    without: int = 0
    ready: int = 0
    undecided: int = 0
    hindered: int = 0

    @property
    def open_rows(self) -> int:
        return self.unmatched + self.ready + self.undecided + self.hindered


class Pairs(NamedTuple):
    proposed: int
    same: int
    different: int
    waiting: int


class Identity(NamedTuple):
    """Two sums that must be equal, each counted by a query of its own."""

    text: Any
    left: int
    right: int

    @property
    def holds(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True)
class MergingReport:
    merging: SchemeMerging
    lines: Sequence[Line]
    schemes: Sequence[Line]
    total: Line
    pairs: Pairs
    covered_twice: int

    @property
    def identities(self) -> list[Identity]:
        one = self.total
        return [
            Identity(_("Rows in the files = rows stored + rows returned"), one.file_rows, one.stored + one.returned),
            Identity(_("Rows stored = rows there are now"), one.stored, one.rows),
            Identity(
                _("Rows = alone + twice on one roll + in both + set aside + not yet matched"),
                one.rows,
                one.single + one.twice + one.in_both + one.set_aside + one.unmatched,
            ),
            Identity(
                _("Rows of people = cover taken over + given up + without cover + ready + undecided + hindered"),
                one.single + one.twice + one.in_both,
                one.surviving + one.given_up + one.without + one.ready + one.undecided + one.hindered,
            ),
            Identity(
                _("Pairs = the same + two people + waiting"),
                self.pairs.proposed,
                self.pairs.same + self.pairs.different + self.pairs.waiting,
            ),
            Identity(_("Days covered twice = none"), self.covered_twice, 0),
        ]  # fmt: skip

    @property
    def holds(self) -> bool:
        return all(one.holds for one in self.identities)


def report_of(merging: SchemeMerging, scope: Scope | None = None) -> MergingReport:
    """The counts of the counties in ``scope`` (the reader's own where None).

    A person may stand on the rolls of two counties; whether a row is in doubt is the same for both readers.
    """
    seen = current_scope() if scope is None else scope
    params = {
        "merging": merging.pk, "everything": seen.everything, "counties": sorted(seen.counties),
        "areas": sorted(seen.areas),
    }  # fmt: skip
    with system_scope():
        counted = {(found[0], found[1]): found[2:] for found in _rows(_COUNTS, params)}
        files = {(found[0], found[1]): found[2:] for found in _rows(_FILES, params)}
        pairs = Pairs(*_rows(_PAIRS, params)[0])
        twice = _rows(_TWICE, params)[0][0]
        agencies = Agency.objects.in_bulk({county for county, _scheme in files if county})
    lines = [_line(key, counted.get(key), found, agencies) for key, found in files.items()]
    lines.sort(key=lambda line: (line.county.code if line.county else "", line.insutype))
    return MergingReport(
        merging=merging,
        lines=[one for one in lines if one.county is not None],
        schemes=[one for one in lines if one.county is None and one.insutype],
        total=next((one for one in lines if not one.insutype), Line(None, "")),
        pairs=pairs,
        covered_twice=twice,
    )


def _line(
    key: tuple[int | None, str | None], counted: tuple[Any, ...] | None, files: tuple[Any, ...], agencies: Any
) -> Line:
    county, insutype = key
    names = ("rows", "people", "people_in_both", *PLACES, *STATES)
    values = dict(zip(names, counted or (0,) * len(names), strict=True))
    file_rows, stored, returned, number = (int(one or 0) for one in files)
    return Line(agencies.get(county), insutype or "", number, file_rows, stored, returned, **values)


def _rows(statement: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
