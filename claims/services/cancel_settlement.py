"""A settlement taken back: a row of its own with every amount negated."""

from __future__ import annotations

import datetime as dt
import json

from django.db import connection
from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNTS, Settlement
from config.errors import DomainError
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .clearing_months import month_of, open_month
from .person_locks import lock_people

# The counters go down by what the bill had used; they cannot become negative, the database says.
FREE = """
    UPDATE claims_accumulator a SET amount = a.amount - used.amount::bigint
    FROM jsonb_each_text(%s::jsonb) AS used (counter, amount)
    WHERE a.person_id = %s AND a.insutype = %s AND a.year = %s AND a.counter = used.counter
"""


class AlreadyCancelled(DomainError):
    """The settlement was cancelled before, or is itself a cancel."""


def cancel_settlement(
    *, settlement: Settlement, acting_user: User, setl_id: str, setl_time: dt.datetime
) -> Settlement:
    """Cancel ``settlement`` under the number ``setl_id`` at ``setl_time``; returns the cancelling row.

    What the bill had used of the person's ceilings is free again. Later bills of the person keep what they
    were paid. The cancel counts in its own clearing month. Raises ``AlreadyCancelled`` and ``DutyMissing``.
    """
    area = settlement.insu_county.area
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    with acting_as(acting_user):
        Settlement.objects.only("pk").get(pk=settlement.pk)
        # The person may belong to another county than the one that cancels (NB-27).
        with system_scope():
            lock_people([settlement.person_id])
            return store_cancel(settlement=settlement, setl_id=setl_id, setl_time=setl_time)


def store_cancel(*, settlement: Settlement, setl_id: str, setl_time: dt.datetime) -> Settlement:
    """The cancelling row, for a caller that holds the person's lock and checked the duty."""
    others = Settlement.unscoped.filter(bill_id=settlement.bill_id, is_current=True, refd_setl_flag=True)
    if settlement.refd_setl_flag or others.exists():
        raise AlreadyCancelled(_("Settlement %(number)s is cancelled already."), number=settlement.setl_id)
    month = open_month(
        area_id=settlement.insu_county.area_id, insutype=settlement.insutype, month=month_of(setl_time)
    )
    _free(settlement)
    cancel: Settlement = Settlement.unscoped.get(pk=settlement.pk)
    cancel.pk = None
    cancel._state.adding = True
    cancel.setl_id, cancel.setl_time, cancel.clr_month = setl_id, setl_time, month.first
    cancel.refd_setl_flag = True
    cancel.counters_used = {counter: -fen for counter, fen in settlement.counters_used.items()}
    for name in AMOUNTS:
        setattr(cancel, name, -getattr(settlement, name))
    cancel.save(force_insert=True)
    return cancel


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
