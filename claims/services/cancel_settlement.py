"""A settlement taken back: a row of its own with every amount negated, and a look at the bills after it."""

from __future__ import annotations

import datetime as dt
import json

from django.db import connection
from django.utils.translation import gettext_lazy as _

from claims.models import STANDING, Bill, Cancellation, Redo, Settlement
from config.errors import DomainError
from config.money import to_fen
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .adjudicate import Adjudicator
from .clearing_months import month_of, open_month
from .negate_settlement import negate_settlement
from .person_locks import lock_people
from .redo_drafts import open_redo
from .redo_listeners import BookedChange, tell_listeners

# The counters go down by what the bill had used; they cannot become negative, the database says.
FREE = """
    UPDATE claims_accumulator a SET amount = a.amount - used.amount::bigint
    FROM jsonb_each_text(%s::jsonb) AS used (counter, amount)
    WHERE a.person_id = %s AND a.insutype = %s AND a.year = %s AND a.counter = used.counter
"""


class AlreadyCancelled(DomainError):
    """The bill was cancelled before, or the settlement is itself a cancel."""


class NotStanding(DomainError):
    """A redo has replaced the settlement: what stands now must be cancelled instead."""


class NumberTaken(DomainError):
    """Another settlement carries the number."""


def cancel_settlement(
    *, settlement: Settlement, acting_user: User, setl_id: str, setl_time: dt.datetime, reason: str = ""
) -> Settlement:
    """Cancel ``settlement`` under the number ``setl_id`` at ``setl_time``; returns the cancelling row.

    What the bill had used of the person's ceilings is free again. Later bills of the year that now come out otherwise
    become the draft of a redo, which a second person decides on. The cancel counts in its own clearing month. Raises
    ``AlreadyCancelled``, ``NotStanding``, ``NumberTaken`` and ``DutyMissing``.
    """
    area = settlement.insu_county.area
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    with acting_as(acting_user):
        Settlement.objects.only("pk").get(pk=settlement.pk)
        # The person may belong to another county than the one that cancels (NB-27).
        with system_scope():
            lock_people([settlement.person_id])
            return store_cancel(
                settlement=settlement,
                setl_id=setl_id,
                setl_time=setl_time,
                acting_user=acting_user,
                reason=reason,
            )


def store_cancel(
    *,
    settlement: Settlement,
    setl_id: str,
    setl_time: dt.datetime,
    acting_user: User,
    reason: str = "",
    is_reported: bool = False,
    adjudicator: Adjudicator | None = None,
) -> Settlement:
    """The cancelling row and the redo it asks for; the caller holds the person's lock and checked the duty."""
    _refuse_unless_standing(settlement)
    if Settlement.unscoped.filter(setl_id=setl_id).exists() or Bill.unscoped.filter(setl_id=setl_id).exists():
        raise NumberTaken(_("The number %(number)s is taken by another settlement."), number=setl_id)
    month = open_month(
        area_id=settlement.insu_county.area_id, insutype=settlement.insutype, month=month_of(setl_time)
    )
    _free(settlement)
    cancel = negate_settlement(settlement, setl_id=setl_id, setl_time=setl_time, clr_month=month.first)
    Cancellation.unscoped.create(
        settlement=cancel, reason=reason, is_reported=is_reported, handled_by=acting_user
    )
    fund, person = to_fen(cancel.fund_pay_sumamt), to_fen(cancel.psn_part_amt)
    tell_listeners([BookedChange(cancel.bill_id, settlement.pk, None, fund, person, None)], acting_user)
    open_redo(
        person_id=settlement.person_id,
        insutype=settlement.insutype,
        year=settlement.policy_date.year,
        cause=Redo.Cause.CANCEL,
        acting_user=acting_user,
        adjudicator=adjudicator,
    )
    return cancel


def _refuse_unless_standing(settlement: Settlement) -> None:
    if Settlement.unscoped.filter(STANDING, pk=settlement.pk).exists():
        return
    standing = Settlement.unscoped.filter(STANDING, bill=settlement.bill_id).first()
    if standing is not None and not settlement.refd_setl_flag:
        raise NotStanding(
            _("Settlement %(number)s was replaced by %(standing)s: cancel that one."),
            number=settlement.setl_id,
            standing=standing.setl_id,
        )
    raise AlreadyCancelled(_("Settlement %(number)s is cancelled already."), number=settlement.setl_id)


def _free(settlement: Settlement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            FREE,
            [
                json.dumps(settlement.counters_used),
                settlement.person_id,
                settlement.insutype,
                settlement.policy_date.year,
            ],
        )
        if cursor.rowcount != len(settlement.counters_used):
            raise RuntimeError(
                f"accumulators of person {settlement.person_id} lack a counter of settlement {settlement.setl_id}:"
                " rebuild them (manage.py rebuildaccumulators)"
            )
