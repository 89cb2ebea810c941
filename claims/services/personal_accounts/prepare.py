"""Fill a batch with what it will move for each person; run by the batch's job, and again with the same result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import connection, transaction
from django.db.models import Count, Sum

from claims.models import AccountBatch, AccountBatchLine, Cause
from claims.services.settle_in_bulk import as_copied
from config.scoping import system_scope

from .credits import credit_lines
from .interest import interest_lines
from .lines import COLUMNS, Line

Report = Callable[[int, int], None]
ROWS_AT_ONCE = 20_000
_NAMES = ", ".join(name for name, _type in COLUMNS)


def prepare_batch(batch_id: int, report: Report) -> AccountBatch:
    """Replace the batch's lines; it then waits for review. A batch that is past preparing stays as it is."""
    # Everybody of the area; the city's act, whoever may see which person.
    with system_scope():
        batch: AccountBatch = AccountBatch.unscoped.select_for_update(of=("self",)).get(pk=batch_id)
        if batch.state != AccountBatch.State.PREPARING:
            return batch
        AccountBatchLine.unscoped.filter(batch=batch).delete()
        left_out: Counter[str] = Counter()
        lines = credit_lines if batch.kind == Cause.CREDIT else interest_lines
        store_lines(batch, lines(batch, left_out, report))
        return finish(batch, left_out)


def finish(batch: AccountBatch, left_out: Counter[str]) -> AccountBatch:
    """Note count and sum of the lines; the batch waits for review."""
    sums = AccountBatchLine.unscoped.filter(batch=batch).aggregate(lines=Count("pk"), total=Sum("amount"))
    batch.lines, batch.total = sums["lines"], sums["total"] or 0
    batch.left_out = {reason: count for reason, count in sorted(left_out.items()) if count}
    batch.state = AccountBatch.State.PREPARED
    batch.save(update_fields=["lines", "total", "left_out", "state"])
    return batch


@transaction.atomic
def store_lines(batch: AccountBatch, lines: Iterable[Line]) -> None:
    """Lines into the batch, many at once."""
    waiting: list[Line] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == ROWS_AT_ONCE:
            _store(batch, waiting)
            waiting = []
    if waiting:
        _store(batch, waiting)


def _store(batch: AccountBatch, lines: list[Line]) -> None:
    source = as_copied("claims_account_lines", COLUMNS, lines)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO claims_accountbatchline (batch_id, {_NAMES})"  # noqa: S608 - our own columns
            f" SELECT %s, {_NAMES} FROM {source.sql}",
            [batch.pk],
        )
