"""Both sides' counts: every row has its place, the sums hold, and nothing open is closed over."""

from __future__ import annotations

import pytest
from django.db import connection

from config.jobs.run import run_job
from config.models import Job
from config.scoping import acting_as, system_scope
from enrollment.models import Coverage, LegacyPair, LegacyRow
from enrollment.reads.merging import report_of
from enrollment.services.merging.close import close_merging
from enrollment.services.merging.decide import decide_pair, withdraw_decision
from enrollment.services.merging.lock import MergingRefused
from enrollment.services.merging.rows import set_aside
from enrollment.services.merging.take_over import take_over
from enrollment.tasks.merging import enqueue_matching, enqueue_taking_over
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import Cast

from .conftest import BORN, Import, Matched, one_row, row, urban


@pytest.fixture
def both(take: Import) -> None:
    """East: one in both, one in doubt, one without birth date, one alone and one row returned; West one alone."""
    take(row(1), row(2), row(3, certno=None), row(4, year=None))
    take(urban(1), urban(5, psn_name="测丙", certno=None, brdy=str(BORN)), urban(6))
    take(row(7, insuplc_admdvs="990102"))


@pytest.mark.duty("HG-01")
def test_every_row_has_its_place_and_the_sums_hold(
    both: None, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    merging = matched()
    with acting_as(city_clerk):
        report = report_of(merging)
    assert [(one.county, one.insutype, one.file_rows, one.stored, one.returned) for one in report.lines] == [
        (hegang.east, "380", 4, 3, 1), (hegang.east, "391", 3, 3, 0), (hegang.west, "380", 1, 1, 0),
    ]  # fmt: skip
    first, second, west = report.lines
    assert (first.single, first.in_both, first.people_in_both, first.ready, first.undecided) == (
        2,
        1,
        1,
        2,
        1,
    )
    assert (second.undecided, second.ready, west.ready) == (1, 2, 1)
    assert (report.total.people, report.total.people_in_both, report.pairs.waiting) == (6, 1, 1)
    assert report.holds
    take_over(merging=merging, acting_user=city_clerk)
    with acting_as(city_clerk):
        after = report_of(merging)
    assert (after.total.surviving, after.total.given_up, after.total.undecided, after.total.hindered) == (
        3,
        1,
        2,
        1,
    )
    assert after.holds
    with acting_as(hegang.clerk_west):
        own = report_of(merging)
    assert [one.county for one in own.lines] == [hegang.west]
    assert (own.total.rows, own.pairs.proposed) == (1, 0)
    assert own.holds


def test_a_row_that_vanished_is_told(both: None, matched: Matched, city_clerk: User) -> None:
    merging = matched()
    with system_scope(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE enrollment_legacyroll SET file_rows = file_rows + 1, stored_rows = stored_rows + 1"
        )
    with acting_as(city_clerk):
        report = report_of(merging)
    assert [one.holds for one in report.identities] == [True, False, True, True, True, True]


@pytest.mark.duty("HG-01")
def test_closed_only_when_nothing_is_open_and_then_it_stays(
    both: None, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    merging = matched()
    reviewer = hegang.reviewer_city

    def refused() -> str:
        with acting_as(reviewer), pytest.raises(MergingRefused) as told:
            close_merging(merging=merging, acting_user=reviewer)
        return str(told.value)

    with acting_as(city_clerk), pytest.raises(DutyMissing):
        close_merging(merging=merging, acting_user=city_clerk)
    with system_scope():
        pair = LegacyPair.objects.select_related("county", "area").get()
    assert "N0002" in refused()
    with acting_as(hegang.clerk_east):
        decide_pair(pair=pair, decision="same", reason="户口簿", acting_user=hegang.clerk_east)
    assert "N0001" in refused()
    take_over(merging=merging, acting_user=city_clerk)
    assert "N0003" in refused()
    with acting_as(hegang.clerk_east):
        set_aside(row=one_row("N0003"), reason="查无此人", acting_user=hegang.clerk_east)
    with acting_as(reviewer):
        close_merging(merging=merging, acting_user=reviewer)
    with acting_as(city_clerk):
        report = report_of(merging)
        assert (report.total.open_rows, report.total.set_aside, report.holds) == (0, 1, True)
        with pytest.raises(MergingRefused):
            withdraw_decision(pair=pair, acting_user=city_clerk)
        with pytest.raises(MergingRefused):
            set_aside(row=one_row("N0001"), reason="错误", acting_user=city_clerk)
    with pytest.raises(MergingRefused):
        take_over(merging=merging, acting_user=city_clerk)


def test_no_roll_enters_a_closed_merging(take: Import, taken: Matched, hegang: Cast) -> None:
    take(row(1))
    merging = taken()
    with acting_as(hegang.reviewer_city):
        close_merging(merging=merging, acting_user=hegang.reviewer_city)
    late = take(row(2))
    assert late.bad_count == 1
    with system_scope():
        assert [one.code for one in late.row_errors.all()] == ["roll_closed"]
        assert LegacyRow.objects.count() == 1


def test_as_jobs_begun_again_after_a_worker_died(
    both: None, merging: Matched, hegang: Cast, city_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_as(city_clerk):
        job = enqueue_matching(owner=city_clerk, agency=hegang.city, merging=merging())
    run_job(job.pk)
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE, Job.objects.get(pk=job.pk).message
    # One person at a time, the second of whom is hindered; the worker dies after the third.
    monkeypatch.setattr("enrollment.services.merging.take_over.AT_ONCE", 1)
    portions = iter(range(100))

    def dies(_done: int, _total: int) -> None:
        if next(portions) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_over(merging=merging(), acting_user=city_clerk, report=dies)
    with system_scope():
        assert Coverage.objects.count() == 2
    with acting_as(city_clerk):
        job = enqueue_taking_over(owner=city_clerk, agency=hegang.city, merging=merging())
    run_job(job.pk)
    assert Job.objects.get(pk=job.pk).state == Job.State.DONE, Job.objects.get(pk=job.pk).message
    with system_scope():
        assert Coverage.objects.filter(effective=True).count() == 3
