"""Whether a month still takes bills, and the lock that keeps the answer true.

Accepting a settlement holds the month's lock shared to the end of its transaction; starting a clearing takes
it alone. So no bill slips into a month behind its adjudication, and two people starting one month at once
come one after the other.
"""

from __future__ import annotations

import hashlib

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import Clearing

from .faults import ClearingRefused
from .states import is_running

# Tells these locks from every other advisory lock of the system.
_SPACE = 0x4D43
WAIT_MILLISECONDS = 3_000


def _key(area_id: int, insutype: str, month: Month) -> int:
    digest = hashlib.sha256(f"{area_id}:{insutype}:{month}".encode()).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def first_open_month(area_id: int, insutype: str, month: Month) -> Month:
    """The first month from ``month`` on that still collects, held open until the transaction ends."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(%s, %s)", [_SPACE, _key(area_id, insutype, month)]
            )
        if is_open(area_id, insutype, month):
            return month
        month = month.following


# Asked for every month of every block of a bulk run, and for each bill at a counter: past the ORM.
_STANDS = """
    SELECT passed.by, c.state, c.job_id
    FROM (SELECT EXISTS (SELECT FROM funds_clearing WHERE area_id = %(area)s AND insutype = %(scheme)s
                         AND month > %(month)s AND state <> 'collecting')
              OR EXISTS (SELECT FROM funds_yearclearing WHERE area_id = %(area)s AND insutype = %(scheme)s
                         AND year = %(year)s AND state = 'reviewed')) passed(by)
    LEFT JOIN funds_clearing c
        ON c.area_id = %(area)s AND c.insutype = %(scheme)s AND c.month = %(month)s
"""


def is_open(area_id: int, insutype: str, month: Month) -> bool:
    """No clearing yet, or one that collects and is not just being adjudicated; no later month cleared, since months are
    cleared in order; the year not reviewed with the institutions, since it is reckoned from its months."""
    with connection.cursor() as cursor:
        cursor.execute(
            _STANDS, {"area": area_id, "scheme": insutype, "month": month.first, "year": month.year}
        )
        passed, state, job_id = cursor.fetchone()
    if passed or state is None:
        return not passed
    return bool(state == Clearing.State.COLLECTING and not is_running(job_id))


def hold_month(area_id: int, insutype: str, month: Month) -> None:
    """Have the month alone until the transaction ends; raises :class:`ClearingRefused` after some seconds."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{WAIT_MILLISECONDS}ms"])
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_SPACE, _key(area_id, insutype, month)])
            cursor.execute("SELECT set_config('lock_timeout', '0', true)")
    except OperationalError as exc:
        raise ClearingRefused(
            _(
                "Bills of %(month)s are just being settled, or somebody else is starting it. Try again in a moment."
            ),
            month=month,
        ) from exc
