"""A run in parts, each on a connection of its own: stopped or failed, it leaves nothing; the next one is whole."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import DatabaseError, connection

from claims.models import BillFinding
from claims.reads.screening import staging
from config.scoping import system_scope

from .staging import Stage, march, screen

_LEFT = """
    SELECT (SELECT count(*) FROM pg_class WHERE relname LIKE 'screened%'),
           (SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend')
"""


class Cancelled(Exception):
    pass


@pytest.fixture
def people(fresh_database: str, stage: Stage, settings: Any) -> Stage:
    """Two people with a short stay each."""
    settings.JOB_PROCESSES = 2
    with system_scope():
        for person in (stage.person, stage.somebody()):
            stage.bill(person, begndate=march(5))
    return stage


def test_a_run_in_parts_stopped_at_any_step_leaves_nothing_and_the_next_is_whole(people: Stage) -> None:
    told: list[tuple[int, int]] = []
    assert screen(people.cast, report=lambda done, total: told.append((done, total))).found["short_stay"] == 2
    # Told of the steps of both parts, one after another.
    assert [done for done, _total in told] == list(range(1, told[-1][1] + 1))
    with system_scope():
        BillFinding.objects.update(gone_at="2020-01-01T00:00:00Z")
    for at in (1, 4, 9, told[-1][1]):
        with pytest.raises(Cancelled):
            screen(people.cast, report=_cancel(at))
        assert _standing() == 0
        assert _left() == (0, 0)
    assert screen(people.cast).found["short_stay"] == 2
    assert _standing() == 2
    assert _left() == (0, 0)


def test_a_part_that_fails_stops_the_others_and_nothing_is_kept(
    people: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One part divides by nothing, the other sleeps: it is ended, not waited for.
    failing = "SELECT CASE %(low)s WHEN 0 THEN pg_sleep(120) ELSE pg_sleep(1 / (%(low)s - %(low)s)) END"
    monkeypatch.setattr(staging, "MEANS", failing)
    with pytest.raises(DatabaseError, match="zero"):
        screen(people.cast)
    assert _standing() == 0
    assert _left() == (0, 0)


def _cancel(at: int) -> Any:
    def report(done: int, _total: int) -> None:
        if done == at:
            raise Cancelled

    return report


def _standing() -> int:
    with system_scope():
        standing: int = BillFinding.objects.filter(check_key="short_stay", gone_at=None).count()
    return standing


def _left() -> tuple[int, int]:
    """Tables and connections of a run that are still there; a server process needs a moment to end."""
    for _attempt in range(100):
        with connection.cursor() as cursor:
            cursor.execute(_LEFT)
            left: tuple[int, int] = cursor.fetchone()
        if left == (0, 0):
            break
        time.sleep(0.05)
    return left
