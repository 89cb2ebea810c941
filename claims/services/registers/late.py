"""A registration that comes into force, ends or goes after bills of its days were settled: the draft of a redo.

Nothing is booked: a second person looks at the draft and approves or rejects it. Years in which nothing comes out
otherwise get no draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import connection

from claims.models import Redo, Registration
from claims.models.registrations import COUNTING
from claims.services.decisions import PersonYear
from claims.services.person_locks import lock_people
from claims.services.redo_drafts import open_redo
from config.scoping import system_scope
from institutions.models import User

# The days a registration holds, half open; None is open.
Days = tuple[dt.date, dt.date | None]

_SETTLED = """
    SELECT DISTINCT s.person_id, s.insutype, extract(year FROM s.policy_date)::int
    FROM claims_settlement s JOIN claims_bill b ON b.id = s.bill_id
    WHERE s.person_id = %s AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated
      AND daterange(b.begndate, b.enddate, '[]') && daterange(%s::date, %s::date)
    ORDER BY 1, 2, 3
"""


def counted_days(record: Registration) -> Days | None:
    """On which days the stored row counts for bills; None while it does not."""
    row = type(record).unscoped.filter(pk=record.pk, state__in=COUNTING).values_list("period").first()
    return None if row is None else (row[0].lower, row[0].upper)


def draft_after(*, person_id: int, days: Iterable[Days | None], acting_user: User) -> list[Redo]:
    """Reckon every year anew that has settled bills in one of ``days``; the drafts that stand.

    For a caller that holds the person's lock and checked the duty.
    """
    # The year may hold bills of any county; what is shown of the draft is scoped as ever.
    with system_scope():
        years: set[PersonYear] = set()
        for held in days:
            if held is not None:
                with connection.cursor() as cursor:
                    cursor.execute(_SETTLED, [person_id, *held])
                    years.update((person, scheme, year) for person, scheme, year in cursor.fetchall())
        drafts = [
            open_redo(
                person_id=person,
                insutype=scheme,
                year=year,
                cause=Redo.Cause.REGISTER,
                acting_user=acting_user,
            )
            for person, scheme, year in sorted(years)
        ]
    return [draft for draft in drafts if draft is not None]


def draft_after_import(
    *,
    model: type[Registration],
    run_id: int,
    report: Callable[[int, int], None] | None = None,
) -> int:
    """The same for everything of a sheet that counts now; how many drafts stand. Repeatable, a person at a time.

    Whoever brought the sheet prepared the drafts: whoever confirmed its rows may decide on them.
    """
    with system_scope():
        records = list(
            model.unscoped.filter(import_run_id=run_id, state__in=COUNTING)
            .order_by("person_id", "pk")
            .select_related("handled_by")
        )
    drafts = 0
    for done, record in enumerate(records, 1):
        with system_scope():
            lock_people([record.person_id])
            days = (record.period.lower, record.period.upper)
            drafts += len(draft_after(person_id=record.person_id, days=[days], acting_user=record.handled_by))
        if report is not None:
            report(done, len(records))
    return drafts
