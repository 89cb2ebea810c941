"""Credit of insured persons (JJ-11 四(十一)): events entered by one person of their county, and what is left in a year.

Confirmed, refused and repaired they are like every credit event (``institutions.services.credit``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from claims.models import PersonCreditEvent
from enrollment.models import Person
from institutions.models import PoolingArea, User
from institutions.policy.credit import PERSON, CreditPolicy, credit_policy_or_none
from institutions.rules import credit as rules
from institutions.services.credit import points_left, record


@transaction.atomic
def enter_person_event(
    *, person: Person, event: str, day: dt.date, evidence: str, acting_user: User
) -> PersonCreditEvent:
    """An event with its evidence; its points are taken once a second person confirms it (``decide_event``).

    Duty handle or inspect at the person's county or its city. Raises ``CreditRefused`` where the policy of that day
    rates nobody insured, or does not know the event.
    """
    made = PersonCreditEvent(
        person=person, area=person.county.area, event=event, day=day, evidence=evidence.strip()
    )
    return record(made=made, agency=person.county, acting_user=acting_user)


class PersonStanding(NamedTuple):
    """What a person has left of the year's points, and the rating that gives."""

    person: Person
    start: int
    taken: int
    left: int
    rating: str
    events: int


def rating_policy(area: PoolingArea, day: dt.date) -> CreditPolicy | None:
    """The policy of ``day``; None where it does not rate insured persons."""
    policy = credit_policy_or_none(area, day)
    return policy if policy is not None and policy.rates(PERSON) else None


def person_standings(
    area: PoolingArea, year: int, people: Iterable[Person] | None = None
) -> list[PersonStanding]:
    """Everybody with a confirmed event in ``year`` whom the reader sees, fewest points left first.

    Given ``people``, each of them stands there, also without an event, and nobody else. Empty without a policy.
    """
    policy = rating_policy(area, dt.date(year, 12, 31))
    if policy is None:
        return []
    found = PersonCreditEvent.objects.filter(area=area, day__year=year, state__in=rules.COUNTS)
    events: dict[Person, list[PersonCreditEvent]] = defaultdict(list)
    if people is not None:
        events |= {person: [] for person in people}
        found = found.filter(person__in=list(events))
    for event in found.select_related("person__county"):
        events[event.person].append(event)
    rows = [_standing(policy, person, own) for person, own in events.items()]
    return sorted(rows, key=lambda row: (row.left, row.person.psn_no))


def _standing(policy: CreditPolicy, person: Person, events: list[PersonCreditEvent]) -> PersonStanding:
    start, left, rating = points_left(policy, PERSON, events)
    return PersonStanding(person, start, start - left, left, rating, len(events))
