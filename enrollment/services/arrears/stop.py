"""Stop the benefits of everybody whose payer is in arrears on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from config.scoping import Scope, scoped, system_scope
from enrollment.models import BenefitHold, ContributionMonth, Coverage, Declaration, Person
from enrollment.reads.arrears import Arrears
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_duty_in_area


class ToStop(NamedTuple):
    """A person whose benefits stop: ``first`` is the day by the policy of the earliest month not paid."""

    person_id: int
    insutype: str
    first: dt.date
    payer: str
    month: dt.date


def to_stop(day: dt.date) -> list[ToStop]:
    """In the reader's scope: who was declared for an unpaid month whose stop falls on or before ``day``, is still
    covered through that payer on ``day``, and has no stop of benefits that goes on.

    Somebody another payer covers by now does not answer for the former one's debt.
    """
    arrears = Arrears(day)
    first: dict[tuple[int, str], tuple[ContributionMonth, dt.date]] = {}
    for row in arrears.months().select_related("payer__county").order_by("month"):
        stops = arrears.of(row).stops
        if stops and stops <= day:
            first.setdefault((row.payer_id, row.insutype), (row, stops))
    found: list[ToStop] = []
    for person, payer, insutype, begun, declared in _covered_on(day, {payer for payer, _insutype in first}):
        if (payer, insutype) not in first or declared is None:
            continue
        row, stops = first[payer, insutype]
        if declared >= row.month:
            found.append(ToStop(person, insutype, max(stops, begun), row.payer.emp_no, row.month))
    return sorted(found)


def _covered_on(day: dt.date, payers: set[int]) -> Iterator[tuple[int, int, str, dt.date, dt.date | None]]:
    """Person, payer, scheme, first day and last declared month of whom these payers cover and nothing stops yet."""
    same = {"payer": OuterRef("payer"), "insutype": OuterRef("insutype"), "person": OuterRef("person")}
    last = Declaration.objects.filter(**same).order_by("-month").values("month")[:1]
    held = BenefitHold.objects.filter(
        person=OuterRef("person"), insutype=OuterRef("insutype"), lifted=False, period__endswith__isnull=True
    )
    covered = Coverage.objects.filter(~Exists(held), payer__in=payers, effective=True, period__contains=day)
    rows = covered.annotate(begun=Lower("period"), declared=Subquery(last))
    yield from rows.values_list("person", "payer", "insutype", "begun", "declared").iterator(10_000)


def within_charge_of(user: User) -> AbstractContextManager[Scope]:
    """Only what the user registers: what they see by another duty elsewhere is not theirs to stop or restore."""
    return scoped(user.scope(duties=frozenset({Duty.REGISTER})))


@transaction.atomic
def stop_benefits(*, area: PoolingArea, day: dt.date, acting_user: User) -> int:
    """Stop all of whom the user has charge; returns how many. Doing it again stops nobody twice. Duty to register.

    Locks the people in the order of their ids. Raises ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=area)
    with within_charge_of(acting_user):
        lock_people_of(one.person_id for one in to_stop(day))
        # Read again under the locks: somebody else may have done it meanwhile.
        stops = to_stop(day)
        ended = _ended_after(stops)
        holds = [
            BenefitHold(
                person_id=one.person_id, insutype=one.insutype, reason=BenefitHold.Reason.ARREARS,
                period=DateRange(max(one.first, ended.get((one.person_id, one.insutype), one.first)), None),
                note=f"{one.payer} {one.month:%Y-%m}",
            )
            for one in stops
        ]  # fmt: skip
        BenefitHold.objects.bulk_create(holds, batch_size=1000)
    return len(holds)


def lock_people_of(people: Iterable[int]) -> None:
    """Lock these people until the transaction ends; in order, so that two acts never wait for each other."""
    with system_scope():
        list(Person.unscoped.select_for_update().filter(pk__in=set(people)).order_by("pk").values_list("pk"))


def _ended_after(stops: list[ToStop]) -> dict[tuple[int, str], dt.date]:
    """Where a former stop ended after the day of the new one, the new one begins when that ended."""
    people = {one.person_id for one in stops}
    earlier = BenefitHold.objects.filter(Q(period__endswith__isnull=False), person__in=people, lifted=False)
    ends: dict[tuple[int, str], dt.date] = {}
    for person, insutype, period in earlier.values_list("person", "insutype", "period"):
        key = person, insutype
        ends[key] = max(period.upper, ends.get(key, period.upper))
    return ends
