"""A sender took a settled bill back: ours is cancelled too, under the sender's number."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import STANDING, ReportedSettlement, Settlement
from config.scoping import system_scope
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_duty_in_area

from .adjudicate import Adjudicator
from .cancel_settlement import store_cancel
from .person_locks import lock_people


def apply_reported_cancels(*, area_id: int, acting_user: User) -> int:
    """Cancel our settlements of bills whose cancel was reported; returns how many. Repeatable.

    A bill that was not settled yet when its cancel came never is (``bill_facts.WAITING``). Raises ``DutyMissing``.
    """
    area = PoolingArea.objects.get(pk=area_id)
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    cancelled = 0
    # Senders report to any county of the area; each cancel is one transaction and takes one person's lock.
    with system_scope():
        waiting = list(_uncancelled(area_id).values_list("pk", "bill__person_id"))
        adjudicator = Adjudicator()
    for reported_id, person_id in waiting:
        with system_scope():
            lock_people([person_id])
            adjudicator.new_transaction()
            cancelled += _cancel(reported_id, area_id, acting_user, adjudicator)
    return cancelled


def _uncancelled(area_id: int) -> QuerySet[ReportedSettlement]:
    """Reported cancels of bills of which our settlement still stands."""
    return (
        ReportedSettlement.unscoped.filter(refd_setl_flag=True, bill__insu_county__area_id=area_id)
        .filter(bill__in=Settlement.unscoped.filter(STANDING).values("bill"))
        .order_by("setl_time", "pk")
    )


def _cancel(reported_id: int, area_id: int, acting_user: User, adjudicator: Adjudicator) -> int:
    reported = _uncancelled(area_id).filter(pk=reported_id).first()
    if reported is None:
        return 0  # another run was quicker
    settlement = Settlement.unscoped.get(STANDING, bill_id=reported.bill_id)
    store_cancel(
        settlement=settlement,
        setl_id=reported.setl_id,
        setl_time=reported.setl_time,
        acting_user=acting_user,
        is_reported=True,
        adjudicator=adjudicator,
    )
    return 1
