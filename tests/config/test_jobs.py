"""Jobs: once, visibly, and again after a crash."""

from __future__ import annotations

import datetime as dt
import threading
import time

import pytest
from django.core.files.base import ContentFile
from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.embedded.places import BASE_DIR
from config.jobs import JobContext, JobRefused, enqueue, job_kind, request_cancel
from config.jobs.run import run_job, sweep_jobs
from config.models import Job, JobLog
from institutions.models import User
from tests.support.workers import CeleryWorker, wait_for

STEPS = 5
proceed = threading.Event()


@job_kind("test.count", title=_("Count"))
def count_steps(ctx: JobContext) -> None:
    for step in range(1, STEPS + 1):
        ctx.progress(step, STEPS)
    ctx.log("counted")
    ctx.save_result("结果.txt", ContentFile(b"five"))


@job_kind("test.refuse", title=_("Refuse"))
def refuse(ctx: JobContext) -> None:
    raise JobRefused("County %(county)s has not reported.", county="East")


@job_kind("test.break", title=_("Break"))
def break_down(ctx: JobContext) -> None:
    raise ZeroDivisionError("a bug")


@job_kind("test.lose_connection", title=_("Lose the connection"))
def lose_connection(context: JobContext) -> None:
    """The first time the server ends our session in the middle of the work."""
    if context.job.attempts == 1:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")


@job_kind("test.hold", title=_("Hold a transaction"))
def hold_transaction(ctx: JobContext) -> None:
    with transaction.atomic():
        User.objects.filter(pk=ctx.owner.pk).update(name="unseen")
        for step in range(200):
            time.sleep(0.05)
            ctx.progress(step, 200, note="holding")
            if proceed.is_set():
                return


@pytest.fixture
def owner(fresh_database: str) -> User:
    proceed.clear()
    return User.objects.create_user("worker", "x", name="Worker")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs whose messages were sent, without a broker."""
    messages: list[int] = []
    monkeypatch.setattr("config.jobs.queue.dispatch", messages.append)
    monkeypatch.setattr("config.jobs.run.dispatch", messages.append)
    return messages


def run_in_thread(job: Job) -> threading.Thread:
    def run() -> None:
        run_job(job.pk)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_the_message_waits_for_the_commit(owner: User, sent: list[int]) -> None:
    with transaction.atomic():
        job = enqueue("test.count", owner=owner)
        assert sent == []
    assert sent == [job.pk]


def test_a_rolled_back_request_leaves_no_job(owner: User, sent: list[int]) -> None:
    with transaction.atomic():
        enqueue("test.count", owner=owner)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert sent == []


def test_an_unknown_kind_is_refused(owner: User) -> None:
    with pytest.raises(LookupError, match="job_kind"):
        enqueue("test.unknown", owner=owner)


def test_a_job_runs_once_and_keeps_its_result(owner: User, sent: list[int]) -> None:
    job = enqueue("test.count", owner=owner)
    assert run_job(job.pk)
    assert not run_job(job.pk), "a second message finds nothing to do"
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.percent, job.attempts) == ("done", STEPS, STEPS, 100, 1)
    assert job.result_file.read() == b"five"
    assert job.result_name == "结果.txt"
    assert [line.text for line in job.lines.all()] == ["counted"]


def test_one_unfinished_job_per_key(owner: User, sent: list[int]) -> None:
    first = enqueue("test.count", owner=owner, unique_key="month 2020-03")
    assert enqueue("test.count", owner=owner, unique_key="month 2020-03") == first
    assert enqueue("test.count", owner=owner, unique_key="month 2020-04") != first
    run_job(first.pk)
    assert enqueue("test.count", owner=owner, unique_key="month 2020-03") != first


def test_two_people_ask_for_the_same_at_once(owner: User, sent: list[int]) -> None:
    jobs: list[int] = []
    barrier = threading.Barrier(6)

    def ask() -> None:
        barrier.wait()
        jobs.append(enqueue("test.count", owner=owner, unique_key="same").pk)
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(jobs) == 6
    assert len(set(jobs)) == 1
    assert sent == [jobs[0]]


def test_a_refusal_is_shown_and_a_bug_is_not(
    owner: User, sent: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    refused, broken = enqueue("test.refuse", owner=owner), enqueue("test.break", owner=owner)
    run_job(refused.pk)
    run_job(broken.pk)
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert (refused.state, refused.message) == ("failed", "County East has not reported.")
    assert broken.state == "failed"
    assert broken.error_code.startswith("E")
    assert "bug" not in broken.message
    assert broken.error_code in broken.message
    assert broken.error_code in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_progress_is_seen_while_the_job_holds_its_transaction(owner: User, sent: list[int]) -> None:
    job = enqueue("test.hold", owner=owner)
    thread = run_in_thread(job)
    try:
        wait_for(lambda: Job.objects.get(pk=job.pk).done > 0, what="progress")
        assert User.objects.get(pk=owner.pk).name == "Worker"
    finally:
        proceed.set()
        thread.join()
    assert Job.objects.get(pk=job.pk).state == "done"


def test_cancelling_stops_a_running_job_and_undoes_its_work(owner: User, sent: list[int]) -> None:
    job = enqueue("test.hold", owner=owner)
    thread = run_in_thread(job)
    wait_for(lambda: Job.objects.get(pk=job.pk).state == "running", what="the start")
    assert request_cancel(job)
    thread.join()
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert User.objects.get(pk=owner.pk).name == "Worker"


def test_cancelling_a_waiting_job_is_at_once(owner: User, sent: list[int]) -> None:
    job = enqueue("test.count", owner=owner)
    assert request_cancel(job)
    assert not run_job(job.pk)
    assert not request_cancel(job), "it has ended already"


def silent(job: Job, **values: object) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - dt.timedelta(minutes=5), **values)


def test_the_sweeper_starts_silent_jobs_again_and_gives_up_in_the_end(owner: User, sent: list[int]) -> None:
    job = enqueue("test.count", owner=owner)
    assert sweep_jobs() == 0, "it is not silent yet"
    silent(job)
    assert sweep_jobs() == 1, "its message was lost"
    silent(job, state="running", attempts=1)
    assert sweep_jobs() == 1, "its worker died"
    assert sent == [job.pk] * 3
    silent(job, state="running", attempts=3)
    assert sweep_jobs() == 0
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("failed", "worker-lost")


def test_a_job_whose_database_went_away_is_started_again(
    owner: User, sent: list[int], settings: object
) -> None:
    job = enqueue("test.lose_connection", owner=owner)
    assert run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.RUNNING, "")
    silent = timezone.now() - dt.timedelta(seconds=settings.JOB_STALE_SECONDS + 1)
    Job.objects.filter(pk=job.pk).update(heartbeat=silent)
    assert sweep_jobs() == 1
    assert run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)


def test_a_worker_taken_for_dead_stores_nothing(owner: User, sent: list[int]) -> None:
    job = enqueue("test.hold", owner=owner)
    thread = run_in_thread(job)
    wait_for(lambda: Job.objects.get(pk=job.pk).state == "running", what="the start")
    Job.objects.filter(pk=job.pk).update(attempts=2)  # another worker has it
    thread.join()
    assert Job.objects.get(pk=job.pk).state == "running"
    assert User.objects.get(pk=owner.pk).name == "Worker"


def test_inside_one_transaction_progress_goes_with_it(db: None) -> None:
    owner = User.objects.create_user("worker", "x", name="Worker")
    job = enqueue("test.count", owner=owner)
    assert run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", STEPS)


def test_people_see_their_own_jobs(owner: User, sent: list[int]) -> None:
    other = User.objects.create_user("other", "x", name="Other")
    job = enqueue("test.count", owner=owner)
    assert list(Job.objects.visible_to(owner)) == [job]
    assert not Job.objects.visible_to(other).exists()


@pytest.mark.slow
def test_a_killed_workers_job_is_done_by_the_next(owner: User, celery_worker_process: CeleryWorker) -> None:
    job = enqueue("config.rehearsal", owner=owner, params={"steps": 8, "seconds": 0.5})
    wait_for(lambda: Job.objects.get(pk=job.pk).done >= 1, what="progress from the worker")
    celery_worker_process.kill()
    assert Job.objects.get(pk=job.pk).state == "running"
    celery_worker_process.start()
    wait_for(lambda: Job.objects.get(pk=job.pk).state == "done", seconds=60, what="the second attempt's end")
    job.refresh_from_db()
    assert (job.done, job.attempts) == (8, 2)
    assert JobLog.objects.filter(job=job, text="8").count() == 1


def test_every_setting_of_time_fits(settings: object) -> None:
    assert settings.JOB_HEARTBEAT_SECONDS * 3 < settings.JOB_STALE_SECONDS
    assert (BASE_DIR / "config/tasks.py").exists()
