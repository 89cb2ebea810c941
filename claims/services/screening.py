"""Screen the settled bills of some months by every rule that has its limits, and keep what they find."""

from __future__ import annotations

import datetime as dt
from collections import Counter
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
from .screening_parts import BEYOND, LOWEST, Part, Step, at_once, divided, hand_over, may_divide

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
    divide = may_divide()
    # Bills of every county of the area are held against each other.
    with system_scope(), transaction.atomic():
        params = _params(within, county_id, limits)
        _alone(params)
        with divided(params, divide=divide) as parts:
            bills = _find(parts, ready, report)
            for part in parts:
                hand_over(part, "screened_found")
        found = _keep(ready, params)
        _clear(within.area_id)
    return Screened(bills, found, tuple(rule for rule in RULES if rule not in ready))


def _find(parts: list[Part], ready: list[Rule], report: Report | None) -> int:
    """Let every part find what the rules hit among its people; returns the bills in question."""
    rest = _steps(ready, len(parts))
    done, total = 0, sum(len(_tables(part)) + len(rest) for part in parts)

    def told() -> None:
        nonlocal done
        done += 1
        if report is not None:
            report(done, total)

    at_once(parts, lambda part, tell: part.run_all(_tables(part), tell), told)
    # What is usual is reckoned of all people together.
    means = _means(parts)
    for part in parts:
        part.params |= means
    at_once(parts, lambda part, tell: part.run_all(rest, tell), told)
    return sum(means["mean_counts"])


def _means(parts: list[Part]) -> dict[str, list[Any]]:
    """Bills in question and their totals by kind and level, of all parts, as columns."""
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for kind, tier, count, total in part.rows(staging.SUMS):
            counts[kind, tier] += count
            totals[kind, tier] += int(total)
    return {
        "mean_kinds": [kind for kind, _tier in counts],
        "mean_tiers": [tier for _kind, tier in counts],
        "mean_counts": list(counts.values()),
        "mean_totals": [totals[key] for key in counts],
    }


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
        "low": LOWEST,
        "high": BEYOND,
        "visits": min((limits[key] for key in map(limit_key, staging.VISITS) if key in limits), default=None),
    }


def _alone(params: dict[str, Any]) -> None:
    """One run of an area after another, and nothing of a run before in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.screening'), %s)", [params["area"]])
    _clear(params["area"])
    with connection.cursor() as cursor:
        cursor.execute(staging.FOUND)


def _clear(area: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP VIEW IF EXISTS {', '.join(staging.SHARED)}")
        tables = (*(staging.shared(name, area) for name in staging.SHARED), *staging.OWN)
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(tables)}")


def _tables(part: Part) -> list[Step]:
    """The bills and terms that a part looks at, in order; the statements of one step belong together."""
    area = part.params["area"]
    bills, items = (staging.shared(name, area, part.number) for name in staging.SHARED)
    return [
        (
            *staging.SETTINGS,
            staging.BILLS.format(table=bills),
            f"CREATE INDEX ON {bills} (person_id) WHERE stay",
            f"ANALYZE {bills}",
            staging.seen("screened", bills),
        ),
        (
            staging.TERMS.format(table=items),
            f"CREATE UNIQUE INDEX ON {items} (code)",
            f"ANALYZE {items}",
            staging.seen("screened_item", items),
        ),
    ]


def _steps(ready: list[Rule], parts: int) -> list[Step]:
    """What is asked of them."""
    asked = [statements.of_bills([rule for rule in ready if type(rule) is BillRule])]
    asked.append(statements.of_totals([rule for rule in ready if isinstance(rule, TotalRule)]))
    of_one_line = [rule for rule in ready if isinstance(rule, LineRule)]
    asked.append(statements.of_lines(of_one_line))
    asked += [statements.of_set(rule) for rule in ready if isinstance(rule, SetRule)]
    return [
        (staging.FOUND, staging.MEANS),
        (statements.totals(ready), "ANALYZE screened_total"),
        (staging.LINES, "ANALYZE screened_line"),
        (statements.hits(of_one_line), "ANALYZE screened_hit"),
        (
            # Whole years are grouped by person here: spilling that to the disk costs more than the rules do.
            f"SET LOCAL work_mem = '{staging.GROUPING // parts}MB'",
            staging.NEAR,
            staging.SETTINGS[0],
            "ANALYZE screened_near",
        ),
        (staging.UNCOVERED, "ANALYZE screened_uncovered"),
        *((statement, *staging.TAKEN) for statement in asked),
    ]


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
