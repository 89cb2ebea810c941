"""The bulk run gives, to the fen, what the counter gives bill by bill, however it is split, killed or repeated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Accumulator, Bill, BillProblem, Settlement
from claims.services import bill_facts, person_locks, settle_in_bulk
from claims.services import rebuild_accumulators as rebuild_module
from claims.services.explain_settlement import steps_of
from claims.services.rebuild_accumulators import rebuild_accumulators
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, Tally, settle_waiting_bills
from claims.services.store_settlements import StoredOtherwise
from claims.tasks import enqueue_settling
from config.models import Job
from config.periods import Month
from config.scoping import system_scope
from config.tasks import run_job
from institutions.models import Duty
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.making import make_bill, outcomes, random_bills
from tests.support.policies import put_policy_in_force


@pytest.fixture
def small_blocks(monkeypatch: Any) -> None:
    """Two people to a block instead of four thousand."""
    for module in (person_locks, settle_in_bulk, rebuild_module):
        monkeypatch.setattr(module, "BLOCK_BITS", 1)


def people_with_bills(
    cast: Cast,
    number: int = 120,
    seed: int = 1,
    *,
    package: str = "zhangye.yaml",
    year: int = 2020,
    insutype: str = "390",
) -> list[Bill]:
    """Nine people, one of them not covered, and bills of every sort."""
    psn_type = {"310": "11", "390": "1501"}[insutype]
    with system_scope():
        put_policy_in_force(cast, package)
        people = [make_person(cast.east if i % 2 else cast.west) for i in range(9)]
        for person in people[1:]:
            period = DateRange(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
            make_coverage(person, insutype=insutype, period=period, psn_type=psn_type)
        return random_bills(cast, people, number, seed, year=year, insutype=insutype, psn_type=psn_type)


def settle_all(cast: Cast, **more: Any) -> Tally:
    return settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east, **more)


def accumulators() -> set[tuple[Any, ...]]:
    columns = ("person_id", "insutype", "year", "counter", "amount")
    return {row for row in Accumulator.objects.values_list(*columns) if row[-1]}


def problems() -> set[tuple[Any, ...]]:
    return {
        (bill, code, str(params))
        for bill, code, params in BillProblem.objects.values_list("bill_id", "code", "params")
    }


def everything() -> tuple[Any, ...]:
    with system_scope():
        return outcomes(), accumulators(), problems()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def at_the_counter(cast: Cast, bills: list[Bill]) -> None:
    """Bill by bill, in the order in which bills count (decision 25)."""
    with system_scope():
        city = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    for bill in sorted(bills, key=lambda bill: (bill.setl_time, bill.setl_id)):
        settle_bill(bill=bill, acting_user=city)


@pytest.mark.parametrize(
    ("package", "insutype", "year", "seed"),
    [
        ("zhangye.yaml", "390", 2020, 1),
        ("zhangye.yaml", "390", 2020, 2),
        ("ningbo.yaml", "310", 2022, 3),
        ("ningbo.yaml", "390", 2022, 4),
        ("jiujiang.yaml", "310", 2024, 5),
        ("jiujiang.yaml", "390", 2024, 6),
        ("hegang.yaml", "390", 2018, 7),
        ("neimenggu.yaml", "310", 2024, 8),
        ("neimenggu.yaml", "390", 2024, 9),
    ],
)
def test_bulk_is_bill_by_bill_to_the_fen(
    cast: Cast, small_blocks: None, package: str, insutype: str, year: int, seed: int
) -> None:
    bills = people_with_bills(cast, seed=seed, package=package, insutype=insutype, year=year)
    with undone():
        at_the_counter(cast, bills)
        one_by_one = everything()
    tally = settle_all(cast)
    assert everything() == one_by_one
    settled, used, waiting = one_by_one
    assert (tally.settled, tally.waiting) == (len(settled), len(waiting))
    assert len(settled) > 50
    assert len(waiting) > 5
    assert used
    with system_scope():
        for settlement in Settlement.objects.all():
            assert steps_of(settlement)


def test_a_second_run_changes_nothing(cast: Cast, small_blocks: None) -> None:
    people_with_bills(cast)
    first = settle_all(cast)
    before = everything()
    again = settle_all(cast)
    assert again.settled == 0
    assert again.reasons == first.reasons
    assert everything() == before


def test_a_run_that_dies_leaves_whole_blocks_and_the_next_does_the_rest(
    cast: Cast, small_blocks: None, monkeypatch: Any
) -> None:
    people_with_bills(cast)
    with undone():
        settle_all(cast)
        uninterrupted = everything()
    store, calls = settle_in_bulk.store_decisions, iter(range(100))

    def dies(*args: Any, **more: Any) -> None:
        store(*args, **more)
        if next(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(settle_in_bulk, "store_decisions", dies)
    with pytest.raises(KeyboardInterrupt):
        settle_all(cast)
    half = everything()
    assert 0 < len(half[0]) < len(uninterrupted[0])
    monkeypatch.setattr(settle_in_bulk, "store_decisions", store)
    settle_all(cast)
    assert everything() == uninterrupted


def test_the_rebuilt_sum_of_what_was_used_is_the_accumulators(cast: Cast, small_blocks: None) -> None:
    people_with_bills(cast)
    settle_all(cast)
    totals: dict[tuple[Any, ...], int] = {}
    with system_scope():
        for one in Settlement.objects.all():
            for counter, fen in one.counters_used.items():
                key = (one.person_id, one.insutype, one.policy_date.year, counter)
                totals[key] = totals.get(key, 0) + fen
        assert {(*key[:4], int(key[4] * 100)) for key in accumulators()} == {
            (*k, v) for k, v in totals.items() if v
        }


def test_wrong_accumulators_are_put_right(cast: Cast, small_blocks: None) -> None:
    people_with_bills(cast)
    settle_all(cast)
    with system_scope():
        right = accumulators()
        wrong, lost = Accumulator.objects.filter(amount__gt=0).order_by("pk")[:2]
        Accumulator.objects.filter(pk=wrong.pk).update(amount=wrong.amount + 1)
        lost.delete()
        Accumulator.objects.create(
            person_id=wrong.person_id, insutype="390", year=2019, counter="pool", amount=5
        )
    call_command("rebuildaccumulators", cast.area.code, "--as", cast.administrator_city.username)
    with system_scope():
        assert accumulators() == right
    assert rebuild_accumulators(area=cast.area, acting_user=cast.administrator_city) == 0
    with pytest.raises(DutyMissing):
        rebuild_accumulators(area=cast.area, acting_user=cast.clerk_east)


def test_a_selection_settles_its_months_and_scheme_only(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
        march = make_bill(person, cast.hospital_east, enddate=dt.date(2020, 3, 31))
        april = make_bill(person, cast.hospital_east, enddate=dt.date(2020, 4, 1))
        make_bill(person, cast.hospital_east, enddate=dt.date(2020, 4, 1), insutype="310")
        imported = make_bill(person, cast.hospital_east, import_run_id=7)
    area, month = cast.area.pk, Month(2020, 3)

    def settle(**given: Any) -> set[int]:
        with undone():
            settle_waiting_bills(selection=Selection(area, **given), acting_user=cast.clerk_east)
            with system_scope():
                return set(Settlement.objects.values_list("bill_id", flat=True))

    assert settle(last=month, insutype="390") == {march.pk, imported.pk}
    assert settle(first=month.following) == {april.pk}
    assert settle(import_run_id=7) == {imported.pk}
    assert settle(insutype="310") == set()


def test_a_duty_is_needed_and_another_area_is_not_touched(cast: Cast) -> None:
    people_with_bills(cast, 5)
    for user in (cast.clerk_elsewhere, cast.reviewer_east):
        with pytest.raises(DutyMissing):
            settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=user)
    elsewhere = Selection(cast.elsewhere.area_id)
    assert settle_waiting_bills(selection=elsewhere, acting_user=cast.clerk_elsewhere).bills == 0


def test_fewer_rows_stored_than_decided_is_an_error(cast: Cast, monkeypatch: Any) -> None:
    people_with_bills(cast, 5)
    read = bill_facts.read_bills
    monkeypatch.setattr(
        settle_in_bulk,
        "read_bills",
        lambda *given: [row._replace(bill_id=-row.bill_id) for row in read(*given)],
    )
    with pytest.raises(StoredOtherwise):
        settle_all(cast)
    assert everything() == ([], set(), set())


def test_as_a_job_it_tells_what_it_did(cast: Cast, small_blocks: None) -> None:
    people_with_bills(cast)
    job = enqueue_settling(owner=cast.clerk_east, agency=cast.east)
    assert enqueue_settling(owner=cast.clerk_west, agency=cast.west) == job
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    with system_scope():
        settled, waiting = Settlement.objects.count(), BillProblem.objects.count()
    assert (job.done, job.total) == (settled + waiting, settled + waiting)
    assert str(settled) in job.lines.first().text


@pytest.mark.slow
def test_processes_make_no_difference(fresh_database: str, cast: Cast, small_blocks: None) -> None:
    bills = people_with_bills(cast, 80)
    with system_scope(), transaction.atomic():
        city = make_user("handler.two", "市级经办", cast.city, Duty.HANDLE)
        for bill in sorted(bills, key=lambda bill: (bill.setl_time, bill.setl_id)):
            settle_bill(bill=bill, acting_user=city)
        one_by_one = everything()
        transaction.set_rollback(True)
    seen: list[tuple[int, int]] = []
    tally = settle_all(cast, processes=3, report=lambda done, total: seen.append((done, total)))
    assert everything() == one_by_one
    assert seen[-1] == (tally.bills, tally.bills) == (80, 80)
    call_command("settlebills", cast.area.code, "--as", cast.clerk_east.username, "--processes", "2")
    assert everything() == one_by_one


def test_a_block_holds_its_people_only() -> None:
    first, end = person_locks.people_in(person_locks.block_of(10_000))
    assert first <= 10_000 < end
    assert person_locks.block_of(first - 1) != person_locks.block_of(first) == person_locks.block_of(end - 1)
