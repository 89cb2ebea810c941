"""A run of the screening: what it keeps, finds again, leaves out, and whose it is."""

from __future__ import annotations

import pytest
from django.db import connection

from claims.models import BillFinding
from claims.reads.screening.words import RULES
from claims.services.bill_checks import CheckRange
from claims.services.screening import screen_bills
from config.periods import Month
from config.scoping import acting_as, system_scope
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.claims.raw import raw_settlement

from .staging import MARCH, Stage, march, screen


def test_a_second_run_finds_the_same_once_and_a_cancelled_bill_no_more(stage: Stage) -> None:
    with system_scope():
        bill = stage.bill(begndate=march(5))
    first, second = screen(stage.cast), screen(stage.cast)
    assert first.found == second.found
    assert first.bills == 1
    with system_scope():
        assert BillFinding.objects.filter(check_key="short_stay").count() == 1
        bill.settlements.update(negated=True)
    assert screen(stage.cast).found["short_stay"] == 0
    with system_scope():
        assert BillFinding.objects.get(check_key="short_stay").gone_at is not None
        bill.settlements.update(is_current=False)
        raw_settlement(bill, setl_id="AGAIN").save()
    screen(stage.cast)
    with system_scope():
        assert BillFinding.objects.get(check_key="short_stay").gone_at is None


def test_a_run_keeps_to_its_month_and_county(stage: Stage) -> None:
    with system_scope():
        stage.bill(begndate=march(5))
        stage.bill(stage.somebody(), stage.cast.hospital_west, begndate=march(5))
    assert screen(stage.cast, Month(2020, 4)).bills == 0
    assert screen(stage.cast, county_id=stage.cast.east.pk).bills == 1
    with system_scope():
        [found] = BillFinding.objects.filter(check_key="short_stay")
    assert screen(stage.cast, county_id=stage.cast.west.pk).bills == 1
    with system_scope():
        # A run over one county says nothing of the other's.
        assert BillFinding.objects.filter(check_key="short_stay", gone_at__isnull=True).count() == 2
    with acting_as(stage.cast.clerk_elsewhere):
        assert not BillFinding.objects.exists()
    assert found.amount is not None


def test_a_cancelled_run_keeps_nothing_and_the_next_one_is_whole(stage: Stage) -> None:
    class Cancelled(Exception):
        pass

    told: list[tuple[int, int]] = []

    def cancel_late(done: int, total: int) -> None:
        told.append((done, total))
        if done == total - 1:
            raise Cancelled

    with system_scope():
        stage.bill(begndate=march(5))
    with pytest.raises(Cancelled):
        screen(stage.cast, report=cancel_late)
    # Told from the first table on, step by step.
    assert [done for done, _total in told] == list(range(1, len(told) + 1))
    with system_scope(), connection.cursor() as cursor:
        assert not BillFinding.objects.exists()
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'screened%'")
        assert cursor.fetchone() == (0,)
    assert screen(stage.cast).found["short_stay"] == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'screened%'")
        assert cursor.fetchone() == (0,)


def test_rules_without_a_limit_are_left_out_and_told(cast: Cast) -> None:
    run = screen(cast)
    assert {rule.code for rule in run.left_out} == {rule.code for rule in RULES if rule.limits}
    assert set(run.found) == {rule.code for rule in RULES if not rule.limits}


def test_whoever_neither_handles_nor_inspects_in_the_area_may_not_screen(cast: Cast) -> None:
    for user in (cast.reviewer_east, cast.clerk_elsewhere):
        with pytest.raises(DutyMissing):
            screen_bills(within=CheckRange(cast.area.pk, MARCH, MARCH), acting_user=user)
