"""Compare a month of an area: passes, differences, what was signed before. One transaction; again, the same result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.periods import Month
from config.scoping import system_scope
from funds.models import CollectionRecord, CollectionRun, CollectionSource
from funds.services.collecting import collecting_of
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from .findings import find, store
from .own_records import take_own_records
from .passes import BITS, PASSES, Params, gather
from .signed import note_stale

Say = Callable[[int, int, Any], None]
STEPS = len(PASSES) + 3
WORK_MEM = "256MB"


class TellerMissing(DomainError):
    """One of those the policy reconciles among has not brought its records of the month."""


@dataclass
class Compared:
    """``matched``: receipts by pass, ``plainly`` those told the same by all under one number."""

    plainly: int = 0
    matched: dict[str, int] = field(default_factory=dict)
    differences: int = 0
    new: int = 0
    settled: int = 0


def _quietly(_done: int, _of: int, _what: Any) -> None:
    """Nobody watches."""


@transaction.atomic
def compare_month(*, area: PoolingArea, month: dt.date, acting_user: User, say: Say = _quietly) -> Compared:
    """Finance of the city. ``say(step, steps, text)`` is called before each step and may raise to stop it all.

    Raises ``DutyMissing``, ``PolicyGap``, :class:`TellerMissing` naming who has to bring records first.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    policy = collecting_of(area, Month.of(month).last)
    # The area's records, for its finance: counties see theirs in what comes out.
    with system_scope():
        _lock(area)
        say(0, STEPS, _("taking over our own receipts"))
        take_own_records(area=area, month=month)
        _refuse_without_records(area, month, policy.among)
        params = _params(area, month, policy.among, policy.days_apart)
        compared = _match(params, say)
        say(STEPS - 1, STEPS, _("laying out the differences"))
        compared.differences = find(params)
        compared.new, compared.settled = store(params)
        CollectionRun.objects.update_or_create(
            area=area,
            month=month,
            defaults={
                "compared_at": timezone.now(),
                "compared_by": acting_user,
                "matched": {"plainly": compared.plainly, **compared.matched},
            },
        )
        note_stale(area=area)
    return compared


def _match(params: Params, say: Say) -> Compared:
    say(1, STEPS, _("told the same by all"))
    told, odd = gather(params)
    compared = Compared(plainly=(told - odd) // len(params["among"]))
    for step, (name, title, find_same) in enumerate(PASSES, start=2):
        say(step, STEPS, title)
        compared.matched[name] = find_same(params)
    return compared


def _params(area: PoolingArea, month: dt.date, among: tuple[str, ...], apart: int) -> Params:
    beside = [Month.of(month).previous.first, Month.of(month).next_first]
    return {
        "area": area.pk,
        "month": month,
        "beside": beside,
        "among": list(among),
        "tellers": len(among),
        "want": sum(BITS[name] for name in among),
        "apart": apart,
    }


def _lock(area: PoolingArea) -> None:
    """One comparison of an area at a time; what it makes goes with its transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tongchou.collection'), %s)", [area.pk])
        cursor.execute(f"SET LOCAL work_mem = '{WORK_MEM}'")


def _refuse_without_records(area: PoolingArea, month: dt.date, among: tuple[str, ...]) -> None:
    for source in among:
        if not CollectionRecord.objects.filter(area=area, month=month, source=source).exists():
            raise TellerMissing(
                _("%(source)s has no record of %(month)s yet: import its sheet first."),
                source=CollectionSource(source).label,
                month=f"{month:%Y-%m}",
            )
