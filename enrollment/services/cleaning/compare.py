"""Compare the data of an area: what is found becomes a finding, what was decided is re-checked (JJ-03).

Locks: the area's comparison (transaction advisory lock), then the findings that change. Decisions take the advisory
lock shared, so that none is re-checked by a comparison that had read the data before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.planning import planned_for_many
from config.scoping import system_scope
from enrollment.models import CleaningRun, FindingKind
from enrollment.policy_cleaning import CleaningPolicy, cleaning_policy
from enrollment.reads.cleaning import FIND
from enrollment.services.payers.keep import require_register
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_city_duty

# Tells these locks from every other advisory lock of the system.
_CLEANING = 0x636C6561

# Of a finding that the comparison touches: a county's own, one it may be handed, and one it was handed.
_REACHED = "%(reach)s::bigint IS NULL OR {0}.county_id = %(reach)s::bigint OR {0}.other_county_id = %(reach)s::bigint"
_AGAIN = (
    "(k.state IN ('decided', 'gone') OR k.state = 'excused'"
    " AND k.evidence - 'source' <> excluded.evidence - 'source')"
)
# The person went to another county, or another county covers: whoever had it no longer has to act.
_ELSEWHERE = "k.county_id NOT IN (excluded.county_id, coalesce(excluded.other_county_id, excluded.county_id))"

_KEEP = f"""
    WITH found AS ({{find}})
    INSERT INTO enrollment_cleaningfinding AS k
        (area_id, kind, subject, person_id, other_id, county_id, other_county_id, evidence, state, first_seen,
         last_seen, first_run_id, last_run_id, times_reopened, due_on)
    SELECT %(area)s, %(kind)s, f.subject, f.person_id, f.other_id, f.county_id, f.other_county_id, f.evidence, 'open',
           %(day)s, %(day)s, %(run)s, %(run)s, 0, %(due)s
    FROM found f
    LEFT JOIN enrollment_cleaningfinding o
           ON o.area_id = %(area)s AND o.kind = %(kind)s AND o.subject = f.subject
    WHERE {_REACHED.format("f")} OR {_REACHED.format("o")}
    ORDER BY f.subject
    ON CONFLICT (area_id, kind, subject) DO UPDATE SET
        person_id = excluded.person_id, other_id = excluded.other_id,
        county_id = CASE WHEN {_ELSEWHERE} THEN excluded.county_id ELSE k.county_id END,
        other_county_id = CASE WHEN k.county_id = excluded.other_county_id THEN excluded.county_id
                               ELSE excluded.other_county_id END,
        assignee_id = CASE WHEN {_ELSEWHERE} THEN NULL ELSE k.assignee_id END,
        state = CASE WHEN {_AGAIN} THEN 'reopened' WHEN k.state = 'assigned' AND {_ELSEWHERE} THEN 'open'
                     ELSE k.state END,
        times_reopened = k.times_reopened + {_AGAIN}::int,
        turned_run_id = CASE WHEN {_AGAIN} THEN excluded.last_run_id ELSE k.turned_run_id END,
        due_on = CASE WHEN {_AGAIN} THEN excluded.due_on ELSE k.due_on END,
        gone_on = NULL, evidence = excluded.evidence, last_seen = excluded.last_seen,
        last_run_id = excluded.last_run_id
"""  # noqa: S608 - made of constants

_CLOSE = f"""
    UPDATE enrollment_cleaningfinding k
    SET state = 'gone', gone_on = %(day)s, turned_run_id = %(run)s, due_on = NULL
    WHERE k.area_id = %(area)s AND k.kind = %(kind)s AND k.last_run_id <> %(run)s
      AND k.state IN ('open', 'assigned', 'decided', 'reopened') AND ({_REACHED.format("k")})
"""  # noqa: S608 - made of constants

_COUNT = """
    INSERT INTO enrollment_cleaningcount
        (run_id, county_id, kind, found, new, reopened, gone, waiting, overdue, excused)
    SELECT %(run)s, a.id, %(kind)s,
           count(k.id) FILTER (WHERE k.last_run_id = %(run)s),
           count(k.id) FILTER (WHERE k.first_run_id = %(run)s),
           count(k.id) FILTER (WHERE k.turned_run_id = %(run)s AND k.state = 'reopened'),
           count(k.id) FILTER (WHERE k.turned_run_id = %(run)s AND k.state = 'gone'),
           count(k.id) FILTER (WHERE k.state IN ('open', 'assigned', 'reopened')),
           count(k.id) FILTER (WHERE k.state IN ('open', 'assigned', 'reopened') AND k.due_on < %(day)s),
           count(k.id) FILTER (WHERE k.state = 'excused')
    FROM institutions_agency a
    LEFT JOIN enrollment_cleaningfinding k ON k.county_id = a.id AND k.area_id = %(area)s AND k.kind = %(kind)s
    WHERE a.area_id = %(area)s AND a.level IN ('city', 'county')
      AND (%(reach)s::bigint IS NULL OR a.id = %(reach)s::bigint)
    GROUP BY a.id
"""


class CannotCompare(DomainError):
    """Nothing can be compared as asked."""


@transaction.atomic
def compare(
    *,
    area: PoolingArea,
    day: dt.date,
    acting_user: User,
    county: Agency | None = None,
    report: Callable[[int, int], None] | None = None,
) -> CleaningRun:
    """Compare the area for every kind and keep what is found; with ``county`` only what concerns that county.

    New faults become findings with a due day by the policy of ``day``. Of known ones: found no more, it is closed;
    found after it was decided as corrected, or on other evidence after it was decided as no fault, it is opened again.
    The same data compared again change nothing but the days on which they were seen. Days go forwards only.

    Duty to register at the city, or at ``county``. Raises ``CannotCompare``, ``DutyMissing``.
    """
    if county is None:
        require_city_duty(user=acting_user, duty=Duty.REGISTER, area=area)
    else:
        require_register(acting_user, county)
    policy = policy_of(area, day)
    kinds = list(FIND)
    # Every county is held against every other, whatever the reader may see.
    with system_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_CLEANING, area.pk])
        _check_order(area, day)
        run = CleaningRun.objects.create(area=area, county=county, day=day, kinds=kinds, by=acting_user)
        given = {
            "area": area.pk, "day": day, "since": policy.compared_from, "gap": policy.gap_days, "run": run.pk,
            "reach": None if county is None else county.pk,
        }  # fmt: skip
        # Whole sets are held against each other, perhaps right after a large import.
        with planned_for_many():
            for done, kind in enumerate(kinds, 1):
                _run(cursor, kind, {**given, "kind": kind.value, "due": policy.due(kind, day)})
                if report is not None:
                    report(done, len(kinds))
    return run


def _run(cursor: Any, kind: FindingKind, given: dict[str, Any]) -> None:
    for statement in (_KEEP.format(find=FIND[kind]), _CLOSE, _COUNT):
        cursor.execute(statement, given)


def _check_order(area: PoolingArea, day: dt.date) -> None:
    """Looking back would take what was found since for found no more."""
    last = CleaningRun.objects.filter(area=area).aggregate(day=Max("day"))["day"]
    if last is not None and day < last:
        raise CannotCompare(
            _("The data were compared as of %(day)s already; an earlier day is too late."), day=last
        )


def policy_of(area: PoolingArea, day: dt.date) -> CleaningPolicy:
    """What the area's policy says about cleaning on ``day``. Raises ``CannotCompare``."""
    try:
        return cleaning_policy(policy_for(area, day))
    except PolicyGap as gap:
        raise CannotCompare(
            _("The policy of %(area)s does not say how data are compared on %(day)s (%(gap)s)."),
            area=area,
            day=day,
            gap=describe_gap(str(gap)),
        ) from gap


def wait_for_comparison(area_id: int) -> None:
    """Until a comparison of the area under way has ended; none begins before this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_CLEANING, area_id])
