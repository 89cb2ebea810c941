"""Check and import as jobs: what a page starts, a worker does, and a dead worker leaves behind."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from config.jobs.run import run_job
from config.models import ImportRun, Job
from config.scoping import system_scope
from config.spreadsheets import engine
from config.spreadsheets.jobs import start_apply, start_check
from enrollment.models import Person
from tests.cast import Cast

from .sheets import people_sheet, person_row, read_again

State = ImportRun.State


@pytest.fixture
def run(fresh_database: str, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    monkeypatch.setattr("config.jobs.queue.dispatch", lambda _job_id: None)  # the test is the worker
    path = people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2, psn_name=None)])
    with path.open("rb") as file:
        return engine.receive_file(
            kind="people", file=file, filename="a.xlsx", acting_user=cast.clerk_east, agency=cast.east
        )


def test_a_page_starts_two_jobs(run: ImportRun, cast: Cast) -> None:
    check = start_check(run=run)
    assert start_check(run=run) == check
    assert run_job(check.pk)
    read_again(run)
    check.refresh_from_db()
    assert (run.state, run.check_job, check.state) == (State.CHECKED, check, Job.State.DONE)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    apply = start_apply(run=run)
    assert run_job(apply.pk)
    read_again(run)
    assert (run.state, run.good_count, run.bad_count) == (State.DONE, 1, 1)
    with system_scope():
        assert Person.objects.count() == 1


def test_a_job_started_again_after_a_crash_ends_the_same(run: ImportRun, cast: Cast) -> None:
    check = start_check(run=run)
    # The worker died after it had begun: the run says checking, the sweeper queues the job again.
    with system_scope():
        ImportRun.unscoped.filter(pk=run.pk).update(state=State.CHECKING)
    assert run_job(check.pk)
    read_again(run)
    assert run.state == State.CHECKED
    Job.objects.filter(pk=check.pk).update(state=Job.State.QUEUED)
    assert run_job(check.pk)
    read_again(run)
    assert (run.state, run.total_count) == (State.CHECKED, 2)


def test_a_broken_application_stores_nothing_and_may_be_confirmed_again(
    run: ImportRun, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.check_run(run=run)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)

    def broken(*_args: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with monkeypatch.context() as patch:
        patch.setattr(type(run.resource), "apply_rows", broken)
        job = start_apply(run=run)
        run_job(job.pk)
    read_again(run)
    job.refresh_from_db()
    assert (run.state, job.state) == (State.CHECKED, Job.State.FAILED)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    run_job(start_apply(run=run).pk)
    read_again(run)
    assert run.state == State.DONE


def _session_is_over(run: ImportRun) -> None:
    """PostgreSQL ends a closed session on its own time, a moment later on a busy machine."""
    for _attempt in range(200):
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [run.pk],
            )
            if cursor.fetchone() is None:
                return
        time.sleep(0.05)


def test_two_workers_do_not_work_on_one_run(run: ImportRun) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('tongchou.import_run'), %s)", [run.pk])
        with pytest.raises(engine.ImportRefused):
            engine.check_run(run=run)
    finally:
        other.close()
    _session_is_over(run)
    engine.check_run(run=run)
    assert run.state == State.CHECKED
