"""The lock under which a person's bills are settled: taken first, before settlements and accounts.

One lock stands for a block of people with neighbouring ids: a bulk run takes one for a whole range, where
single locks or row locks would fill the lock table, and the counter waits a moment at most. Locks are held to
the end of the transaction. Whoever takes several takes them in the order of the blocks. What was read before
the lock is stale: read after it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

# 2,048 people: some five thousand bills of a year, half a second's work. Twice as many was slower: what one
# block decides no longer fits the caches.
BLOCK_BITS = 11
# Tells these locks from every other advisory lock of the system.
_SPACE = 0x434C

LOCK = "SELECT pg_advisory_xact_lock(%s, %s)"


def block_of(person_id: int) -> int:
    return person_id >> BLOCK_BITS


def people_in(block: int) -> tuple[int, int]:
    """Half-open range of the person ids of a block."""
    return block << BLOCK_BITS, (block + 1) << BLOCK_BITS


def lock_blocks(blocks: Iterable[int]) -> None:
    """Wait for the blocks and hold them; the caller has opened a transaction."""
    with connection.cursor() as cursor:
        for block in sorted(set(blocks)):
            cursor.execute(LOCK, [_SPACE, block])


def lock_people(person_ids: Iterable[int]) -> None:
    lock_blocks(block_of(person_id) for person_id in person_ids)
