"""Which steps the round of a month has in an area, and by when: what its policy names, nothing else."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from config.periods import Month
from funds.policy_rounds import RoundPolicy, round_policy
from funds.rules import rounds as rules
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap


class Term(NamedTuple):
    """A step and its day; a transfer's comes with the money."""

    step: str
    due_on: dt.date | None
    clause: str
    assumed: str


_NAMED = {
    rules.COUNTY_PLAN: ("county_plan_by", "plan.county_by"),
    rules.CITY_PLAN: ("city_plan_by", "plan.city_by"),
    rules.APPROPRIATION: ("appropriation_by", "appropriation.by"),
    rules.TRANSFER: ("transfer_within", "transfer.within"),
    rules.COUNTY_REPORT: ("county_report_by", "report.county_by"),
    rules.CITY_REPORT: ("city_report_by", "report.city_by"),
}


def policy_of(area: PoolingArea, month: Month) -> RoundPolicy:
    """The policy of the month's first day; where none is in force, one that names no step."""
    try:
        return round_policy(policy_for(area, month.first))
    except (PolicyGap, LookupError):
        return RoundPolicy()


def terms_of(area: PoolingArea, month: Month) -> list[Term]:
    """In the order of the round; empty where the policy has none."""
    policy = policy_of(area, month)
    found = []
    for step in rules.ORDER:
        attribute, name = _NAMED[step]
        day = getattr(policy, attribute)
        if day is None:
            continue
        given = policy.given[name]
        due = None if step == rules.TRANSFER else rules.due_on(step, day, month)
        found.append(Term(step, due, given.clause, given.assumed or ""))
    return found
