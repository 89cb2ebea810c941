"""Screen the settled bills of some months by every rule that has its limits, and keep what they find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from claims.reads.screening import staging, statements
from claims.reads.screening.rule import BillRule, LineRule, Rule, SetRule, TotalRule
from claims.reads.screening.words import RULES
from claims.rules.facts import STAYS
from claims.rules.screening import ScreeningPolicy, limit_key, screening_policy
from config.scoping import system_scope
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import DutyMissing, require_duty_in_area

from .bill_checks import CheckRange

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Screened:
    """``bills`` were in question; ``found`` stand, by code of the rule; ``left_out`` are rules without a limit."""

    bills: int
    found: dict[str, int]
    left_out: tuple[Rule, ...]


def screening_policy_for(area: PoolingArea, day: dt.date) -> ScreeningPolicy:
    """The limits in force in an area on a day; none where no policy is."""
    try:
        return screening_policy(policy_for(area, day))
    except PolicyGap:
        return screening_policy(None)


def screen_bills(
    *, within: CheckRange, acting_user: User, county_id: int | None = None, report: Report | None = None
) -> Screened:
    """Run every rule over the bills of ``within``; ``county_id`` keeps to those of its institutions. Repeatable:
    what is found again stays, what is no longer found is marked so.

    Needs the duty to handle or to inspect in the area. The limits are those of the range's last day.
    """
    area = PoolingArea.objects.get(pk=within.area_id)
    try:
        require_duty_in_area(user=acting_user, duty=Duty.INSPECT, area=area)
    except DutyMissing:
        require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    limits = screening_policy_for(area, within.days[1] - dt.timedelta(days=1)).limits
    ready = [rule for rule in RULES if rule.ready(limits)]
    # Bills of every county of the area are held against each other.
    with system_scope(), transaction.atomic():
        params = _params(within, county_id, limits)
        _alone(params)
        _run(_steps(ready, within.area_id), params, report)
        bills, found = _count(params), _keep(ready, params)
        _clear(within.area_id)
    return Screened(bills, found, tuple(rule for rule in RULES if rule not in ready))


def _params(within: CheckRange, county_id: int | None, limits: dict[str, int]) -> dict[str, Any]:
    first, end = within.days
    return {
        **limits,
        "area": within.area_id,
        "counties": list(Agency.objects.filter(area_id=within.area_id).values_list("pk", flat=True)),
        "county": county_id,
        "first": first,
        "end": end,
        "around": staging.AROUND,
        "stays": sorted(STAYS),
        "zone": settings.TIME_ZONE,
        "visits": min((limits[key] for key in map(limit_key, staging.VISITS) if key in limits), default=None),
    }


def _alone(params: dict[str, Any]) -> None:
    """Settings of the run, and nothing of a run before: one after another, also in one transaction."""
    with connection.cursor() as cursor:
        # Joins of millions are quicker in parts that a processor's cache holds: two thirds of the time, measured.
        cursor.execute("SET LOCAL work_mem = '32MB'")
        # Of millions of bills that several processes look at, few are handed on.
        cursor.execute("SET LOCAL parallel_tuple_cost = 0.01")
        # Rough statistics are enough for joins by key, and a tenth of the work.
        cursor.execute("SET LOCAL default_statistics_target = 10")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.screening'), %s)", [params["area"]])
    _clear(params["area"])


def _clear(area: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP VIEW IF EXISTS {', '.join(staging.SHARED)}")
        tables = (*(staging.shared(name, area) for name in staging.SHARED), *staging.OWN)
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(tables)}")


def _steps(ready: list[Rule], area: int) -> list[tuple[str, ...]]:
    """What is done, in order; the statements of one step belong together."""
    bills, items = (staging.shared(name, area) for name in staging.SHARED)
    asked = [statements.of_bills([rule for rule in ready if type(rule) is BillRule])]
    asked.append(statements.of_totals([rule for rule in ready if isinstance(rule, TotalRule)]))
    of_one_line = [rule for rule in ready if isinstance(rule, LineRule)]
    asked.append(statements.of_lines(of_one_line))
    asked += [statements.of_set(rule) for rule in ready if isinstance(rule, SetRule)]
    return [
        (
            staging.BILLS.format(table=bills),
            f"CREATE INDEX ON {bills} (person_id) WHERE stay",
            f"ANALYZE {bills}",
            staging.seen("screened", area),
        ),
        (
            staging.TERMS.format(table=items),
            f"CREATE UNIQUE INDEX ON {items} (code)",
            f"ANALYZE {items}",
            staging.seen("screened_item", area),
        ),
        (statements.totals(ready), "ANALYZE screened_total"),
        (staging.LINES, "ANALYZE screened_line"),
        (statements.hits(of_one_line), "ANALYZE screened_hit"),
        (
            # Whole years are grouped by person here: spilling that to the disk costs more than the rules do.
            "SET LOCAL work_mem = '256MB'",
            staging.NEAR,
            "SET LOCAL work_mem = '32MB'",
            "ANALYZE screened_near",
        ),
        (staging.UNCOVERED, "ANALYZE screened_uncovered"),
        (staging.FOUND,),
        *((statement, *staging.TAKEN) for statement in asked),
    ]


def _run(steps: list[tuple[str, ...]], params: dict[str, Any], report: Report | None) -> None:
    with connection.cursor() as cursor:
        for done, step in enumerate(steps, 1):
            for statement in step:
                cursor.execute(statement, params)
            if report is not None:
                report(done, len(steps))


def _count(params: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM screened WHERE counts", params)
        bills: int = cursor.fetchone()[0]
    return bills


def _keep(ready: list[Rule], params: dict[str, Any]) -> dict[str, int]:
    params = {
        **params,
        "ran": [rule.code for rule in ready],
        "either": [rule.code for rule in ready if isinstance(rule, SetRule) and rule.either],
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE screened_found")
        cursor.execute(staging.GONE, params)
        cursor.execute(staging.KEPT)
        cursor.execute("SELECT check_key, count(*) FROM screened_found GROUP BY check_key")
        counted = dict(cursor.fetchall())
    return {rule.code: counted.get(rule.code, 0) for rule in ready}
