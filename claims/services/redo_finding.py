"""Which years of which people may come out otherwise: after a late bill, after a bulk run, or by a full look."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.db.models import Max

from claims.models import STANDING, Redo, Settlement
from config.scoping import system_scope
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_duty_in_area

from .adjudicate import Adjudicator
from .decisions import PersonYear
from .person_locks import BLOCK_BITS, lock_blocks, lock_people, people_in
from .redo_drafts import keep_draft, open_redo
from .redo_plans import People, plan_redos

# Bills settled since a run began that come before bills settled earlier, or into a year whose draft must take them in:
# one read over the new rows, each asking the person's index. Within a block of a run bills are settled in their order.
_LATE = """
    SELECT DISTINCT n.person_id, n.insutype, extract(year FROM n.policy_date)::int
    FROM claims_settlement n
    JOIN claims_bill nb ON nb.id = n.bill_id
    JOIN institutions_agency a ON a.id = n.insu_county_id AND a.area_id = %(area)s
    WHERE n.id > %(since)s AND n.is_current AND NOT n.refd_setl_flag AND NOT n.negated AND (EXISTS (
        SELECT 1 FROM claims_redo r WHERE r.person_id = n.person_id AND r.insutype = n.insutype
          AND r.year = extract(year FROM n.policy_date) AND r.state = 'draft')
      OR EXISTS (
        SELECT 1 FROM claims_settlement o JOIN claims_bill ob ON ob.id = o.bill_id
        WHERE o.person_id = n.person_id AND o.insutype = n.insutype AND o.id < n.id
          AND o.policy_date >= date_trunc('year', n.policy_date)
          AND o.policy_date < date_trunc('year', n.policy_date) + interval '1 year'
          AND o.is_current AND NOT o.refd_setl_flag AND NOT o.negated
          AND (ob.setl_time, ob.setl_id COLLATE "C") > (nb.setl_time, nb.setl_id COLLATE "C")))
    ORDER BY 1, 2, 3
"""


def latest_settlement() -> int:
    """The place after which whatever is settled from now on stands; 0 while nothing was ever settled."""
    return Settlement.unscoped.aggregate(last=Max("pk"))["last"] or 0


def late_since(*, area_id: int, since: int) -> list[PersonYear]:
    """Years with bills settled after ``since`` that come before bills settled earlier; in order of people.

    The first bills of all (``since`` 0) can only have come in order.
    """
    if not since:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LATE, {"area": area_id, "since": since})
        return [(person, insutype, year) for person, insutype, year in cursor.fetchall()]


def asks_for_redo(settlement: Settlement) -> bool:
    """Whether the year must be reckoned again now that ``settlement`` is made: it came late, or a draft waits that
    does not know of it."""
    drafts = Redo.unscoped.filter(
        person=settlement.person_id,
        insutype=settlement.insutype,
        year=settlement.policy_date.year,
        state=Redo.State.DRAFT,
    )
    return _later_bills_stand(settlement) or bool(drafts.exists())


def _later_bills_stand(settlement: Settlement) -> bool:
    """Whether bills of the same person, scheme and year that come after this one are settled already."""
    bill = settlement.bill
    after = Settlement.unscoped.filter(
        STANDING,
        person=settlement.person_id,
        insutype=settlement.insutype,
        policy_date__year=settlement.policy_date.year,
        bill__setl_time__gte=bill.setl_time,
    ).exclude(bill=bill)
    return any(
        (setl_time, setl_id) > (bill.setl_time, bill.setl_id)
        for setl_time, setl_id in after.values_list("bill__setl_time", "bill__setl_id")
    )


def draft_late(
    *, area_id: int, since: int, acting_user: User, report: Callable[[int, int], None] | None = None
) -> int:
    """Draft the redos that bills settled after ``since`` ask for; returns how many stand. Repeatable.

    One transaction per person and year, under the person's lock. Raises ``DutyMissing``.
    """
    area = PoolingArea.objects.get(pk=area_id)
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    # The area's run, not one person's view: the years of people of every county.
    with system_scope():
        years = late_since(area_id=area_id, since=since)
        adjudicator = Adjudicator()
    drafts = 0
    for done, (person_id, insutype, year) in enumerate(years, 1):
        with system_scope():
            lock_people([person_id])
            adjudicator.new_transaction()
            redo = open_redo(
                person_id=person_id,
                insutype=insutype,
                year=year,
                cause=Redo.Cause.LATE,
                acting_user=acting_user,
                adjudicator=adjudicator,
            )
        drafts += redo is not None
        if report is not None:
            report(done, len(years))
    return drafts


def draft_all(
    *,
    area_id: int,
    insutype: str,
    year: int,
    acting_user: User,
    report: Callable[[int, int], None] | None = None,
) -> int:
    """Reckon every person of the area's year anew, block by block; returns how many drafts stand.

    Finds whatever has changed since: policy, cover, certificates, levels. Raises ``DutyMissing``.
    """
    area = PoolingArea.objects.get(pk=area_id)
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    with system_scope():
        blocks = _blocks(area_id, insutype, year)
        adjudicator = Adjudicator()
    drafts = 0
    for done, block in enumerate(blocks, 1):
        first, end = people_in(block)
        with system_scope():
            lock_blocks([block])
            adjudicator.new_transaction()
            for planned in plan_redos(People(first, end, insutype, year), adjudicator).values():
                if planned.plan.changed:
                    redo = keep_draft(planned.plan, cause=Redo.Cause.ASKED, acting_user=acting_user)
                    drafts += redo is not None
        if report is not None:
            report(done, len(blocks))
    return drafts


def _blocks(area_id: int, insutype: str, year: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT s.person_id >> {BLOCK_BITS} FROM claims_settlement s"  # noqa: S608 - a number of ours
            " JOIN institutions_agency a ON a.id = s.insu_county_id AND a.area_id = %s"
            " WHERE s.insutype = %s AND s.policy_date >= make_date(%s, 1, 1) AND s.policy_date < make_date(%s, 1, 1)"
            " ORDER BY 1",
            [area_id, insutype, year, year + 1],
        )
        return [block for (block,) in cursor.fetchall()]
