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
from claims.rules.screening import ScreeningPolicy, screening_policy
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
        bills = _stage(ready, params)
        _find(ready, params, report)
        found = _keep(ready, params)
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
    }


def _stage(ready: list[Rule], params: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        # Whole years are grouped by person: spilling that to the disk costs more than the rules do.
        cursor.execute("SET LOCAL work_mem = '128MB'")
        # Rough statistics are enough for joins by key, and a tenth of the work.
        cursor.execute("SET LOCAL default_statistics_target = 10")
        # One run after another, also in one transaction (a job's retry finds nothing of the run before).
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.screening'), %s)", [params["area"]])
        cursor.execute(
            "DROP TABLE IF EXISTS screened, screened_item, screened_line, screened_total, screened_found"
        )
        cursor.execute(staging.BILLS, params)
        cursor.execute("CREATE INDEX ON screened (person_id) WHERE stay")
        cursor.execute("ANALYZE screened")
        cursor.execute(staging.TERMS, params)
        cursor.execute("ANALYZE screened_item")
        cursor.execute(statements.totals(ready), params)
        cursor.execute("ANALYZE screened_total")
        cursor.execute(staging.LINES, params)
        cursor.execute("ANALYZE screened_line")
        cursor.execute(staging.FOUND)
        cursor.execute("SELECT count(*) FROM screened WHERE counts")
        bills: int = cursor.fetchone()[0]
    return bills


def _find(ready: list[Rule], params: dict[str, Any], report: Report | None) -> None:
    asked = [statements.of_bills([rule for rule in ready if type(rule) is BillRule])]
    asked.append(statements.of_totals([rule for rule in ready if isinstance(rule, TotalRule)]))
    asked.append(statements.of_lines([rule for rule in ready if isinstance(rule, LineRule)]))
    asked += [statements.of_set(rule) for rule in ready if isinstance(rule, SetRule)]
    with connection.cursor() as cursor:
        for done, statement in enumerate(asked, 1):
            cursor.execute(statement, params)
            if report is not None:
                report(done, len(asked))


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
