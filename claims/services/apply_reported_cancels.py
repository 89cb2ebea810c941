"""A sender took a settled bill back: ours is cancelled too, under the sender's number."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import ReportedSettlement, Settlement
from config.scoping import system_scope
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_duty_in_area

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
    for reported_id, person_id in waiting:
        with system_scope():
            lock_people([person_id])
            cancelled += _cancel(reported_id, area_id)
    return cancelled


def _uncancelled(area_id: int) -> QuerySet[ReportedSettlement]:
    """Reported cancels of bills of which our settlement still counts."""
    settled = Settlement.unscoped.filter(is_current=True)
    return (
        ReportedSettlement.unscoped.filter(refd_setl_flag=True, bill__insu_county__area_id=area_id)
        .filter(bill__in=settled.filter(refd_setl_flag=False).values("bill"))
        .exclude(bill__in=settled.filter(refd_setl_flag=True).values("bill"))
        .order_by("setl_time", "pk")
    )


def _cancel(reported_id: int, area_id: int) -> int:
    reported = _uncancelled(area_id).filter(pk=reported_id).first()
    if reported is None:
        return 0  # another run was quicker
    settlement = Settlement.unscoped.get(bill_id=reported.bill_id, is_current=True, refd_setl_flag=False)
    store_cancel(settlement=settlement, setl_id=reported.setl_id, setl_time=reported.setl_time)
    return 1
