"""A settled year to ask about, and policies to try on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from claims.models import STANDING, Bill, Settlement, WhatIfReport
from claims.rules.what_if import COUNTS, MEASURES
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from claims.services.what_if import run_what_if
from claims.services.what_if_run import Question
from config.money import to_fen
from config.scoping import system_scope
from institutions.models import PolicyVersion
from institutions.services import policy_versions
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import random_bills
from tests.support.policies import put_policy_in_force

Cell = dict[str, int]


def settled_year(cast: Cast, number: int = 150, seed: int = 4, people: int = 9) -> list[Bill]:
    """A year of every kind of bill, settled by the policy in force; one person is covered by none."""
    with system_scope():
        put_policy_in_force(cast)
        everybody = [make_person(cast.east if i % 2 else cast.west) for i in range(people)]
        for person in everybody[1:]:
            make_coverage(person)
        bills = random_bills(cast, everybody, number, seed)
    settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    return bills


def draft_of(cast: Cast, change: Callable[[str], str] = lambda text: text) -> PolicyVersion:
    """A draft of the policy in force with something changed; the very text in force gives its own version."""
    in_force = PolicyVersion.objects.get(state=PolicyVersion.State.IN_FORCE)
    text = change(in_force.text)
    version, _new = policy_versions.load_draft(text=text, acting_user=cast.administrator_city)
    return version


def ask(cast: Cast, draft: PolicyVersion, *, processes: int = 1, **given: Any) -> WhatIfReport:
    question = Question(cast.area.pk, given.pop("year", 2020), draft_version=draft.pk, **given)
    return run_what_if(question=question, acting_user=cast.administrator_city, processes=processes)


def cell(report: WhatIfReport, dimension: str = "all", key: str = "") -> Cell:
    """One cell by name: counts, ``before_…`` and ``after_…``, in fen."""
    found = report.result["cells"][dimension][key]
    names = [*COUNTS, *(f"before_{n}" for n in MEASURES), *(f"after_{n}" for n in MEASURES)]
    return dict(zip(names, found, strict=True))


def standing(**narrower: Any) -> list[Settlement]:
    """What really stands settled of the year 2020."""
    with system_scope():
        rows = Settlement.objects.filter(STANDING, policy_date__year=2020, **narrower)
        return list(rows.select_related("bill"))


def total(settlements: list[Settlement], name: str) -> int:
    return sum(to_fen(getattr(one, name)) for one in settlements)


def every_table() -> dict[str, int]:
    """How many rows each table has, and how often rows were written or changed, but for reports and jobs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND relname NOT IN ('claims_whatifreport', 'config_job', 'config_joblog')"
        )
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f'SELECT count(*), coalesce(max(xmin::text::bigint), 0) FROM "{name}"')
            counts[name] = cursor.fetchone()
        return counts
