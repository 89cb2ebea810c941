"""Real Celery workers, real commits: a month through the shell, two starters at once, killed workers and sessions."""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from python_calamine import load_workbook

from config.models import Job
from config.scoping import acting_as, system_scope
from config.spreadsheets.writer import write_table
from funds.models import Clearing, ClearingStep, Entry, Payment, Statement
from funds.services.clearing.close import obligations_left
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.start import start_clearing
from tests.cast import Cast
from tests.support.workers import CeleryWorker, wait_for

from .conftest import MARCH, SCHEME, Town, build_town
from .test_month import a_month

pytestmark = pytest.mark.slow


@pytest.fixture
def committed(celery_worker_process: CeleryWorker, cast: Cast) -> Town:
    """The town in a database of its own, with a worker on it."""
    town = build_town(cast)
    a_month(town)
    return town


def honest_bank(batch: Any, sent: Path, folder: Path) -> Path:
    """Pays everything it is sent, two weeks after the month."""
    rows = load_workbook(str(sent)).get_sheet_by_index(0).to_python()[1:]
    answer = folder / f"{batch.number}-return.xlsx"
    write_table(
        answer,
        ["payment_no", "amount", "result", "paid_on", "reason"],
        [[row[0], row[5], "paid", dt.date(2020, 4, 14), None] for row in rows],
        sheet="payments",
    )
    return answer


def people(cast: Cast) -> list[str]:
    return [
        f"--as={cast.finance_city.username}",
        f"--reviewer={cast.reviewer_city.username}",
        f"--approver={cast.approver_city.username}",
    ]


@pytest.mark.duty("JJ-17")
def test_the_shell_clears_a_month_through_workers(
    committed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["clearmonth", "990100", "2020-03", "--scheme=390", *people(committed.cast)]
    call_command(*command, "--until=closed", f"--bank={__name__}.honest_bank")
    printed = capsys.readouterr().out
    assert committed.cast.east.name in printed
    assert "-893.00" in printed
    with system_scope():
        clearing = Clearing.objects.get()
        assert clearing.state == "closed"
        assert obligations_left(clearing, committed.books) == 0
        assert Payment.objects.filter(state="paid").count() == 5
        entries = Entry.objects.count()
        job = Job.objects.order_by("pk").last()
        assert (job.done, job.total) == (9, 9)
    # A second run changes no figure.
    call_command(*command, "--until=closed")
    with system_scope():
        assert Entry.objects.count() == entries


def test_inline_needs_no_worker_and_stops_where_a_person_is_missing(fresh_database: str, cast: Cast) -> None:
    town = build_town(cast)
    a_month(town)
    with pytest.raises(CommandError):
        call_command("clearmonth", "990100", "2020-03", "--scheme=390", "--as=finance.city", "--inline")
    assert town.fresh(Clearing.unscoped.get()).state == "adjudicated"
    call_command("clearmonth", "990100", "2020-03", "--scheme=390", *people(cast), "--inline")
    assert town.fresh(Clearing.unscoped.get()).state == "posted"
    with pytest.raises(CommandError):
        call_command("clearmonth", "999999", "2020-03", "--scheme=390", *people(cast), "--inline")


def test_of_two_people_starting_a_month_at_once_one_is_refused(fresh_database: str, cast: Cast) -> None:
    town = build_town(cast)
    a_month(town)
    together = threading.Barrier(2)
    results: list[object] = []

    def start() -> None:
        try:
            together.wait()
            with acting_as(cast.finance_city):
                results.append(
                    start_clearing(
                        area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city
                    )
                )
        except ClearingRefused as refusal:
            results.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refusals = [result for result in results if isinstance(result, str)]
    assert len(refusals) == 1
    assert cast.finance_city.name in refusals[0]
    assert Job.objects.count() == 1


def test_a_month_is_not_started_into_the_middle_of_settling(
    fresh_database: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from funds.services.clearing import months

    monkeypatch.setattr(months, "WAIT_MILLISECONDS", 200)
    town = build_town(cast)
    a_month(town)
    settling, refused = threading.Event(), threading.Event()

    def settle() -> None:
        with transaction.atomic():
            assert months.first_open_month(cast.area.pk, SCHEME, MARCH) == MARCH
            settling.set()
            refused.wait(timeout=20)
        connections.close_all()

    thread = threading.Thread(target=settle)
    thread.start()
    settling.wait(timeout=20)
    with pytest.raises(ClearingRefused), acting_as(cast.finance_city):
        start_clearing(area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city)
    refused.set()
    thread.join()
    with acting_as(cast.finance_city):
        start_clearing(area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city)


@contextmanager
def steps_held_up(table: str = "funds_statement") -> Any:
    """Nobody can write ``table``: steps stand in the middle of their transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield


def start(town: Town) -> Clearing:
    with acting_as(town.cast.finance_city):
        return start_clearing(
            area=town.cast.area, month=MARCH, insutype=SCHEME, acting_user=town.cast.finance_city
        )


def someone_waits_for_the_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'funds_statement'::regclass"
        )
        return bool(cursor.fetchone()[0])


def adjudicated(clearing: Clearing) -> bool:
    return bool(Clearing.unscoped.get(pk=clearing.pk).state == "adjudicated")


def assert_right(clearing: Clearing) -> None:
    with system_scope():
        payable = dict(Statement.objects.filter(clearing=clearing).values_list("payer__code", "act_dfr_amt"))
        assert payable == {"990101": 1217, "990102": 3330, "990100": 300}
        steps = ClearingStep.objects.filter(clearing=clearing)
        assert set(steps.values_list("state", flat=True)) == {"done"}
        assert max(steps.values_list("attempts", flat=True)) > 1


def test_a_worker_killed_in_the_middle_of_its_steps_is_made_good(
    committed: Town, celery_worker_process: CeleryWorker
) -> None:
    with ThreadedHold() as hold:
        clearing = start(committed)
        wait_for(someone_waits_for_the_lock, what="a step in its transaction")
        celery_worker_process.kill()
        hold.release()
    celery_worker_process.start()
    wait_for(lambda: adjudicated(clearing), seconds=60, what="the month's adjudication")
    assert_right(clearing)


def test_killed_database_sessions_are_made_good(committed: Town, as_owner: Any) -> None:
    with ThreadedHold() as hold:
        clearing = start(committed)
        wait_for(someone_waits_for_the_lock, what="a step in its transaction")
        with as_owner() as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE NOT granted AND relation = 'funds_statement'::regclass"
            )
        hold.release()
    wait_for(lambda: adjudicated(clearing), seconds=60, what="the month's adjudication")
    assert_right(clearing)


class ThreadedHold:
    """Holds the statements' table locked on a connection of its own until released."""

    def __init__(self) -> None:
        self._held, self._let_go = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def _hold(self) -> None:
        with steps_held_up():
            self._held.set()
            self._let_go.wait(timeout=60)
        connections.close_all()

    def __enter__(self) -> ThreadedHold:
        self._thread.start()
        assert self._held.wait(timeout=20)
        return self

    def release(self) -> None:
        self._let_go.set()
        self._thread.join()

    def __exit__(self, *_exc: object) -> None:
        self.release()
