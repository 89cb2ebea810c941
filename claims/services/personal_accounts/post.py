"""Post a reviewed batch: block of people by block of people, each movement at most once.

A block is one transaction under its people's lock, the same that settling takes, so that a bill sees all of a
credit or nothing. A killed run leaves whole blocks posted; running again posts the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from claims.models import AccountBatch, AccountBatchLine
from claims.services.person_locks import BLOCK_BITS, lock_blocks, people_in
from config.scoping import system_scope

from .faults import AccountRefused

Report = Callable[[int, int], None]
MOST_NAMED = 10

BLOCKS = f"""
    SELECT person_id >> {BLOCK_BITS}, count(*) FROM claims_accountbatchline WHERE batch_id = %s GROUP BY 1 ORDER BY 1
"""  # noqa: S608 - a number of ours
OPEN_ACCOUNTS = """
    INSERT INTO claims_personalaccount (person_id, insutype, balance, family_balance, opened_on)
    SELECT l.person_id, %(insutype)s, 0, 0, min(l.day) FROM claims_accountbatchline l
    WHERE l.batch_id = %(batch)s AND l.person_id >= %(first)s AND l.person_id < %(end)s
    GROUP BY l.person_id ON CONFLICT (person_id, insutype) DO NOTHING
"""
# Several lines of one person count together: what is left after all of them.
SHORT = """
    SELECT p.psn_no FROM claims_personalaccount a
    JOIN (
        SELECT person_id, sum(amount) FILTER (WHERE pot = 'own') AS own,
               sum(amount) FILTER (WHERE pot = 'family') AS family
        FROM claims_accountbatchline WHERE batch_id = %(batch)s AND person_id >= %(first)s AND person_id < %(end)s
        GROUP BY person_id
    ) l ON l.person_id = a.person_id
    JOIN enrollment_person p ON p.id = a.person_id
    WHERE a.insutype = %(insutype)s
      AND (a.balance + coalesce(l.own, 0) < 0 OR a.family_balance + coalesce(l.family, 0) < 0)
    ORDER BY p.psn_no
"""
MOVE = """
    INSERT INTO claims_accountmovement
           (account_id, pot, kind, cause, amount, day, key, base, note, batch_id, made_by_id, made_at)
    SELECT a.id, l.pot, l.kind, %(cause)s, l.amount, l.day, l.key, l.base, l.note, l.batch_id, %(user)s, now()
    FROM claims_accountbatchline l
    JOIN claims_personalaccount a ON a.person_id = l.person_id AND a.insutype = %(insutype)s
    WHERE l.batch_id = %(batch)s AND l.person_id >= %(first)s AND l.person_id < %(end)s
    ON CONFLICT (account_id, key, pot) DO NOTHING
"""
DONE = """
    DELETE FROM claims_accountbatchline WHERE batch_id = %(batch)s AND person_id >= %(first)s AND person_id < %(end)s
"""


def post_batch(batch_id: int, report: Report) -> int:
    """Movements made by this run. Raises :class:`AccountRefused` naming people whose account is too low."""
    # The whole area's people, at the city's word; nothing of them is shown.
    with system_scope(), connection.cursor() as cursor:
        batch = AccountBatch.unscoped.get(pk=batch_id)
        if batch.state != AccountBatch.State.POSTING:
            return 0
        cursor.execute(BLOCKS, [batch_id])
        blocks = cursor.fetchall()
    done = moved = 0
    total = sum(count for _block, count in blocks)
    for block, count in blocks:
        moved += _post_block(batch, block)
        done += count
        report(done, total)
    with system_scope():
        if not AccountBatchLine.unscoped.filter(batch=batch).exists():
            batch.state = AccountBatch.State.POSTED
            batch.save(update_fields=["state"])
    return moved


def _post_block(batch: AccountBatch, block: int) -> int:
    first, end = people_in(block)
    params: dict[str, Any] = {
        "batch": batch.pk,
        "insutype": batch.insutype,
        "cause": batch.kind,
        "user": batch.reviewed_by_id,
        "first": first,
        "end": end,
    }
    with system_scope(), connection.cursor() as cursor:
        lock_blocks([block])
        cursor.execute(OPEN_ACCOUNTS, params)
        cursor.execute(SHORT, params)
        short = [number for (number,) in cursor.fetchall()]
        if short:
            raise AccountRefused(
                _("These accounts hold too little for what the batch takes: %(people)s. Discard the rest."),
                people=", ".join(short[:MOST_NAMED]),
            )
        cursor.execute(MOVE, params)
        moved: int = cursor.rowcount
        cursor.execute(DONE, params)
    return moved
