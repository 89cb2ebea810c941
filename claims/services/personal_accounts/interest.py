"""The interest of a year for every account of a scheme, from movements and bills by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import connection

from claims.models import AccountBatch, MovementKind, Pot
from claims.rules.account_policy import account_policy
from claims.rules.personal_accounts import Rate, interest_of
from institutions.models import Agency
from institutions.policy.in_force import calendar_of
from institutions.rules.policy_tables import PolicyGap

from .batches import key_of
from .faults import policy_of
from .lines import Line

Report = Callable[[int, int], None]

# A row per account and day of the year; what came before it is the opening, with no day. Money leaves on the day a
# bill is settled, and comes back on the day it is cancelled.
FLOWS = f"""
    WITH accounts AS (
        SELECT a.id, a.person_id, a.insutype FROM claims_personalaccount a
        JOIN enrollment_person p ON p.id = a.person_id
        WHERE a.insutype = %(insutype)s AND p.county_id = ANY(%(counties)s)
    ), flows AS (
        SELECT a.person_id, CASE WHEN m.day >= %(first)s THEN m.day END AS day,
               CASE WHEN m.pot = 'own' THEN m.amount ELSE 0 END AS own,
               CASE WHEN m.pot = 'family' THEN m.amount ELSE 0 END AS family
        FROM accounts a JOIN claims_accountmovement m ON m.account_id = a.id
        WHERE m.day < %(end)s AND m.key <> %(key)s
        UNION ALL
        SELECT a.person_id, CASE WHEN d.day >= %(first)s THEN d.day END,
               s.acct_mulaid_pay - s.acct_pay, -s.acct_mulaid_pay
        FROM accounts a JOIN claims_settlement s ON s.person_id = a.person_id AND s.insutype = a.insutype
        CROSS JOIN LATERAL (SELECT (s.setl_time AT TIME ZONE '{settings.TIME_ZONE}')::date AS day) d
        WHERE s.is_current AND s.acct_pay <> 0 AND d.day < %(end)s
    )
    SELECT person_id, day, sum(own)::bigint, sum(family)::bigint FROM flows
    GROUP BY person_id, day ORDER BY person_id, day NULLS FIRST
"""  # noqa: S608 - our own time zone
PAID = """
    SELECT a.person_id, m.pot FROM claims_accountmovement m JOIN claims_personalaccount a ON a.id = m.account_id
    JOIN enrollment_person p ON p.id = a.person_id
    WHERE a.insutype = %(insutype)s AND m.key = %(key)s AND p.county_id = ANY(%(counties)s)
"""


def interest_lines(batch: AccountBatch, left_out: Counter[str], report: Report) -> Iterator[Line]:
    """A line for every pot that earned something and was not paid its interest yet."""
    year, key = int(batch.period), key_of(batch)
    first, last, end = dt.date(year, 1, 1), dt.date(year, 12, 31), dt.date(year + 1, 1, 1)
    policy = policy_of(batch.area, batch.insutype, last)
    rates = rates_of(batch, first, end)
    counties = Agency.objects.filter(area=batch.area, level=Agency.Level.COUNTY).values_list("pk", flat=True)
    params: dict[str, Any] = {
        "insutype": batch.insutype,
        "counties": list(counties),
        "first": first,
        "end": end,
        "key": key,
    }
    with connection.cursor() as cursor:
        cursor.execute(PAID, params)
        paid = set(cursor.fetchall())
    with connection.chunked_cursor() as cursor:
        cursor.execute(FLOWS, params)
        for done, (person_id, rows) in enumerate(groupby(cursor, key=itemgetter(0)), start=1):
            if done % 1_000 == 0:
                report(done, 0)
            flows = list(rows)
            for pot, place in ((Pot.OWN, 2), (Pot.FAMILY, 3)):
                if (person_id, pot.value) in paid:
                    left_out["credited"] += 1
                    continue
                amount = interest_of(
                    sum(row[place] for row in flows if row[1] is None),
                    [(row[1], row[place]) for row in flows if row[1] is not None],
                    year=year,
                    rates=rates,
                    method=policy.interest_method,
                    days=policy.interest_days,
                )
                if amount:
                    kind = MovementKind.YEARLY_INTEREST.value
                    yield Line(person_id, pot.value, kind, amount, last, key)
                elif pot is Pot.OWN:
                    left_out["nothing"] += 1


def rates_of(batch: AccountBatch, first: dt.date, end: dt.date) -> list[Rate]:
    """The yearly rate over the days of the year; nothing on days without a rule for accounts."""
    rates = []
    day = first
    for policy in calendar_of(batch.area).between(first, end):
        until = min(policy.end or end, end)
        try:
            rate = account_policy(policy, batch.insutype).interest_rate
        except PolicyGap:
            rate = 0
        rates.append(Rate(day, until, rate))
        day = until
    return rates
