"""Benefits stop for many at once when their payers are in arrears, and go on once nothing is owed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.jobs.run import run_job
from config.models import Job, JobLog
from config.scoping import acting_as, system_scope
from enrollment.models import BenefitHold, ContributionMonth, Coverage, Declaration, Payer, Person
from enrollment.services.arrears.restore import restore_benefits, to_restore
from enrollment.services.arrears.stop import stop_benefits, to_stop
from enrollment.tasks.arrears import STOP, enqueue_for_arrears
from institutions.models import Assignment, Duty, User
from institutions.services.duties import DutyMissing
from tests.cast import ALWAYS, Cast, make_person
from tests.support.policies import put_policy_in_force

from .test_arrears import employer, month, paid

APRIL = dt.date(2024, 4, 14)
STOPPED = dt.date(2024, 2, 1)
"""The package stops benefits from the month after the first unpaid one, January."""


def worker(payer: Payer) -> Person:
    person = make_person(payer.county)
    Coverage.objects.create(
        person=person, insutype="310", psn_type="1101", county=payer.county, payer=payer,
        handled_at=payer.county, period=DateRange(dt.date(2020, 1, 1), None),
    )  # fmt: skip
    for number in (1, 2):
        Declaration.objects.create(
            payer=payer, person=person, insutype="310", month=dt.date(2024, number, 1), wage=5000
        )
    return person


@pytest.fixture
def owing(cast: Cast) -> Cast:
    """East's employer has not paid January and February 2024, West's not January; East's other one owes nothing."""
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        for county, number in ((cast.east, "E1"), (cast.west, "W1"), (cast.east, "E2")):
            payer = employer(county, number)
            statements = [month(payer, one) for one in ((1,) if number == "W1" else (1, 2))]
            worker(payer)
            worker(payer)
            if number == "E2":
                for one in statements:
                    paid(one, dt.date(2024, 2, 10), 850, 200)
    return cast


def holds(**which: object) -> list[tuple[dt.date, dt.date | None, bool]]:
    with system_scope():
        found = BenefitHold.objects.filter(**which).order_by("person", "pk")
        return [(one.period.lower, one.period.upper, one.lifted) for one in found]


def stop(cast: Cast, day: dt.date = APRIL) -> int:
    with acting_as(cast.clerk_east):
        return stop_benefits(area=cast.area, day=day, acting_user=cast.clerk_east)


def restore(cast: Cast, day: dt.date) -> int:
    with acting_as(cast.clerk_east):
        return restore_benefits(area=cast.area, day=day, acting_user=cast.clerk_east)


def pay(day: dt.date, *numbers: int) -> None:
    with system_scope():
        for statement in ContributionMonth.objects.filter(payer__emp_no="E1", month__month__in=numbers):
            paid(statement, day, 850, 200)


def test_those_of_the_own_county_stop_once_by_the_policy(owing: Cast) -> None:
    assert stop(owing) == 2
    assert holds() == [(STOPPED, None, False)] * 2
    assert stop(owing) == 0
    with system_scope():
        assert {hold.person.county for hold in BenefitHold.objects.all()} == {owing.east}
        assert {hold.note for hold in BenefitHold.objects.all()} == {"E1 2024-01"}


def test_nobody_stops_before_the_month_is_due(owing: Cast) -> None:
    assert stop(owing, dt.date(2024, 2, 15)) == 0
    assert stop(owing, dt.date(2024, 2, 16)) == 2


def test_somebody_whom_another_payer_covers_by_now_does_not_stop(owing: Cast) -> None:
    with system_scope():
        moved = Coverage.objects.filter(payer__emp_no="E1").first()
        assert moved is not None
        Coverage.objects.filter(pk=moved.pk).update(payer=Payer.objects.get(emp_no="E2"))
    assert stop(owing) == 1
    assert not holds(person=moved.person_id)


def test_paid_within_the_policys_months_leaves_no_gap(owing: Cast) -> None:
    stop(owing)
    assert restore(owing, APRIL) == 0
    pay(dt.date(2024, 3, 20), 1)
    assert restore(owing, APRIL) == 0  # February is still owed
    pay(APRIL, 2)
    assert restore(owing, APRIL) == 2
    assert holds() == [(STOPPED, None, True)] * 2
    assert restore(owing, APRIL) == 0
    assert stop(owing) == 0


def test_paid_later_benefits_wait(owing: Cast) -> None:
    stop(owing)
    pay(dt.date(2024, 6, 3), 1, 2)
    assert restore(owing, dt.date(2024, 6, 5)) == 2
    # Five months: more than three. From the month of payment, and then the package's six months of waiting.
    assert holds() == [(STOPPED, dt.date(2024, 12, 1), False)] * 2


def test_a_stop_by_hand_stays_by_hand(owing: Cast) -> None:
    with system_scope():
        person = make_person(owing.east)
        BenefitHold.objects.create(
            person=person, insutype="310", period=DateRange(STOPPED, None), reason="arrears"
        )
        BenefitHold.objects.create(
            person=person, insutype="390", period=DateRange(STOPPED, None), reason="inquiry"
        )
    assert restore(owing, APRIL) == 0
    assert holds(person=person) == [(STOPPED, None, False)] * 2


def test_only_who_registers_may(owing: Cast) -> None:
    with acting_as(owing.reviewer_east), pytest.raises(DutyMissing):
        stop_benefits(area=owing.area, day=APRIL, acting_user=owing.reviewer_east)


def test_whom_somebody_only_sees_is_not_theirs_to_stop(owing: Cast) -> None:
    Assignment.objects.create(user=owing.clerk_east, agency=owing.west, duties=[Duty.INSPECT], period=ALWAYS)
    clerk = User.objects.get(pk=owing.clerk_east.pk)
    with acting_as(clerk):
        assert {one.payer for one in to_stop(APRIL)} == {"E1", "W1"}
        assert stop_benefits(area=owing.area, day=APRIL, acting_user=clerk) == 2
    with system_scope():
        for hold in BenefitHold.objects.all():
            assert hold.person.county == owing.east
        for payer in Payer.objects.filter(emp_no__in=("E1", "W1")):
            for statement in ContributionMonth.objects.filter(payer=payer):
                paid(statement, APRIL, 850, 200)
        west = Person.objects.filter(county=owing.west, coverages__payer__emp_no="W1").first()
        BenefitHold.objects.create(
            person=west, insutype="310", period=DateRange(STOPPED, None), reason="arrears"
        )
    with acting_as(clerk):
        assert len(to_restore(APRIL)) == 3
        assert restore_benefits(area=owing.area, day=APRIL, acting_user=clerk) == 2


def test_another_day_is_another_job(owing: Cast) -> None:
    def begin(day: dt.date) -> Job:
        with acting_as(owing.clerk_east):
            return enqueue_for_arrears(STOP, owner=owing.clerk_east, agency=owing.east, day=day)

    first = begin(APRIL)
    assert begin(APRIL) == first
    other = begin(dt.date(2024, 2, 15))
    assert (other.pk, other.params["day"]) != (first.pk, first.params["day"])
    assert other.params["day"] == "2024-02-15"


def job_of(answer: Any) -> str:
    """What the job the answer leads to logged last, once it is run."""
    with system_scope():
        job = Job.objects.latest("pk")
    assert answer["Location"] == reverse("job", args=[job.pk])
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "done"
    assert "as_of=2024-04-14" in job.result_url
    return str(JobLog.objects.filter(job=job).latest("pk").text)


def test_the_pages_show_whom_it_concerns_before_it_is_done(owing: Cast, client: Client) -> None:
    client.force_login(owing.clerk_east)
    listed = client.get(reverse("enrollment:arrears"), {"as_of": "2024-04-14"}).content.decode()
    address = f"{reverse('enrollment:stop_in_arrears')}?as_of=2024-04-14"
    assert address in listed
    page = client.get(address)
    assert "E1" in page.content.decode()
    assert holds() == []
    assert job_of(client.post(address)) == "已暂停2人的待遇。"
    assert len(holds()) == 2
    pay(APRIL, 1, 2)
    address = f"{reverse('enrollment:restore_after_arrears')}?as_of=2024-04-14"
    assert "2024-02-01" in client.get(address).content.decode()
    assert job_of(client.post(address)) == "已恢复2人的待遇。"
    assert holds() == [(STOPPED, None, True)] * 2
    client.force_login(owing.reviewer_east)
    assert client.get(address).status_code in (403, 404)
