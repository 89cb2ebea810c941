"""Who is credited for a month, and how much: everybody covered then, by the rule of their kind and age."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db import connection

from claims.models import AccountBatch, MovementKind, Pot
from claims.rules.account_policy import ANY_DAY, AccountPolicy
from claims.rules.personal_accounts import credit_day, credit_of
from config.periods import Month
from institutions.models import Agency
from institutions.rules.policy_tables import PolicyGap

from .batches import key_of
from .faults import policy_of
from .lines import Line

Report = Callable[[int, int], None]

# Of several coverages in a month the latest says the kind of person.
COVERED = """
    SELECT DISTINCT ON (c.person_id) c.person_id, c.psn_type, p.brdy, b.base,
           m.id IS NOT NULL, coalesce(a.closed_on IS NOT NULL, false)
    FROM enrollment_coverage c
    JOIN enrollment_person p ON p.id = c.person_id
    LEFT JOIN claims_contributionbase b
           ON b.person_id = c.person_id AND b.insutype = c.insutype AND b.month = %(month)s
    LEFT JOIN claims_personalaccount a ON a.person_id = c.person_id AND a.insutype = c.insutype
    LEFT JOIN claims_accountmovement m ON m.account_id = a.id AND m.key = %(key)s AND m.pot = 'own'
    WHERE c.insutype = %(insutype)s AND c.effective AND c.county_id = ANY(%(counties)s)
      AND c.period && daterange(%(first)s, %(end)s)
      AND (p.deceased_on IS NULL OR p.deceased_on >= %(first)s)
    ORDER BY c.person_id, lower(c.period) DESC
"""


def credit_lines(batch: AccountBatch, left_out: Counter[str], report: Report) -> Iterator[Line]:
    """A line for everybody to be credited; counts the others by reason into ``left_out``."""
    month = Month.parse(batch.period)
    policy = policy_of(batch.area, batch.insutype, month.last)
    day = credit_day(month, policy.covered_on)
    terms = _terms(policy_of(batch.area, batch.insutype, day))
    key = key_of(batch)
    first, end = (
        (month.first, month.next_first) if policy.covered_on == ANY_DAY else (day, day + dt.timedelta(days=1))
    )
    counties = Agency.objects.filter(area=batch.area, level=Agency.Level.COUNTY).values_list("pk", flat=True)
    params: dict[str, Any] = {
        "month": month.first,
        "key": key,
        "insutype": batch.insutype,
        "counties": list(counties),
        "first": first,
        "end": end,
    }
    done = 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(COVERED, params)
        for person_id, psn_type, born, base, credited, closed in cursor:
            done += 1
            if done % 1_000 == 0:
                report(done, 0)
            if credited or closed:
                left_out["credited" if credited else "closed"] += 1
                continue
            age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            found = terms(psn_type, age)
            amount = credit_of(base, *found) if found is not None else None
            if amount:
                yield Line(
                    person_id, Pot.OWN.value, MovementKind.CREDIT.value, amount, day, key, psn_type, age, base
                )
            else:
                left_out[_reason(found, amount)] += 1


def _reason(found: tuple[int, int] | None, amount: int | None) -> str:
    if found is None:
        return "no_rule"
    return "no_base" if amount is None else "nothing"


def _terms(policy: AccountPolicy) -> Callable[[str, int], tuple[int, int] | None]:
    """The rule for a kind of person and age, each asked of the policy once; None where it foresees nobody such."""

    @cache
    def found(psn_type: str, age: int) -> tuple[int, int] | None:
        try:
            return policy.credit_terms(psn_type=psn_type, age=age)
        except PolicyGap:
            return None

    return found
