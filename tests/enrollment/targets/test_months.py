"""What was reached month by month: counted once, corrected beside it, measured against line and targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from config.desk import items_of
from config.models import Job
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.desk import target_items
from enrollment.models import (
    ContributionRefund,
    CounterEnrolment,
    Coverage,
    Payer,
    Receipt,
    TargetMonth,
    TargetPlan,
    WindowEnrolment,
)
from enrollment.reads.targets import (
    CountyCoverage,
    Progress,
    behind,
    coverage_by_month,
    coverage_rates,
    progress,
    progress_by_month,
    published,
    together,
)
from enrollment.services.targets.months import ended_months, start_counting, take_months
from enrollment.tasks import targets as tasks
from institutions.models import Agency
from institutions.services.duties import DutyMissing
from tests.cast import ALWAYS, Cast, make_coverage, make_person

from .conftest import YEAR, insure

APRIL = Month(2024, 4)
IN_MAY = dt.date(2024, 5, 10)


def receive(county: Agency, number: str, amount: int, day: dt.date, **facts: Any) -> Receipt:
    receipt: Receipt = Receipt.objects.create(
        number=number, emp_no="E", county=county, month=day.replace(day=1), last_month=day.replace(day=1),
        amount=amount, received_on=day, difference="unknown_payer", **{"insutype": "310", **facts},
    )  # fmt: skip
    return receipt


def enrol_window(coverage: Coverage, day: dt.date, year: int = YEAR, **amounts: int) -> None:
    payer, _new = Payer.objects.get_or_create(
        emp_no=f"V{coverage.county.code}", kind="village", name="村", county=coverage.county, period=ALWAYS
    )
    WindowEnrolment.objects.create(
        person=coverage.person, year=year, payer=payer, coverage=coverage, paid_on=day, subsidy=670,
        handled_at=coverage.county, **{"paid": 380, **amounts},
    )  # fmt: skip


def count(cast: Cast, today: dt.date = IN_MAY, year: int = YEAR) -> tuple[int, int]:
    with system_scope():
        return tuple(take_months(area=cast.area, year=year, today=today))  # type: ignore[return-value]


def rates(user: Any, cast: Cast, month: Month = APRIL) -> dict[str, CountyCoverage]:
    with acting_as(user):
        return {one.county.code: one for one in coverage_rates(cast.area, month) if one.county is not None}


def reached(user: Any, cast: Cast, month: Month = APRIL) -> dict[tuple[str, str], Progress]:
    with acting_as(user):
        found = progress(published(cast.area, YEAR), cast.area, month)
        return {(one.county.code, one.insutype): one for one in found if one.county is not None}


@pytest.mark.duty("JJ-01", "JJ-02")
def test_the_coverage_rate_against_95_percent(city: Cast, approved: TargetPlan) -> None:
    """JJ-01's rate only: people insured in either scheme at the month's end in parts of the resident population.

    East: 2 retired, 8 employees, 370 residents of 400: 95 %. West: 270 of 301, 89.70 %: more than five points below.
    """
    with system_scope():
        insure(city.east, 8, "310", psn_type="1101")
        insure(city.east, 370)
        insure(city.west, 270)
    count(city)
    found = rates(city.finance_city, city)
    east, west = found["990101"], found["990102"]
    assert (east.covered, east.rate, east.short, east.is_behind) == (380, 9_500, 0, False)
    assert (west.covered, west.rate, west.short, west.is_behind) == (270, 8_970, 286 - 270, True)
    assert east.line is not None
    assert (east.line.value, east.line.clause) == (9_500, "一")
    whole = together(list(found.values()))
    assert (whole.population, whole.covered, whole.rate, whole.short) == (701, 650, 9_272, 16)
    with acting_as(city.clerk_west):
        assert [one.county for one in coverage_rates(city.area, APRIL)] == [city.west]
        assert behind(city.area, APRIL) == [city.west]


def test_late_fees_and_refunds_are_no_collection_and_the_counter_counts(city: Cast) -> None:
    with system_scope():
        receive(city.east, "R1", 1_050, dt.date(2024, 2, 1), late_fee=50)
        window, late, later = insure(city.east, 3)
        enrol_window(window, dt.date(2023, 10, 8))
        for coverage, day in ((late, dt.date(2024, 4, 30)), (later, dt.date(2024, 5, 1))):
            CounterEnrolment.objects.create(
                person=coverage.person, year=YEAR, kind="late", reason="demobilised", evidence="证明", paid_on=day,
                own=300, government=670, aided=80, coverage=coverage,
                receipt=receive(city.east, f"P{day}", 970, day, insutype="390"), handled_at=city.east,
                handled_by=city.clerk_east,
            )  # fmt: skip
        for number, day in enumerate((dt.date(2024, 3, 31), dt.date(2024, 5, 2))):
            refunded = insure(city.west, 1)[0]
            enrol_window(refunded, dt.date(2023, 11, 1))
            ContributionRefund.objects.create(
                enrolment=refunded.window_enrolment, insutype="390", insu_county=city.west, handling_county=city.west,
                reason="employed", happened_on=day, evidence="合同", amount=380, payee_name="甲",
                payee_account=f"6222{number}", payee_bank="示例银行", state="approved", prepared_by=city.clerk_west,
                decided_by=city.reviewer_city, decided_at=dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC),
            )  # fmt: skip
    count(city)
    found = {key: one.collected for key, one in reached(city.finance_city, city).items()}
    assert found == {
        ("990101", "310"): 1_000,
        ("990101", "390"): 380 + 380,
        ("990102", "310"): 0,
        ("990102", "390"): 2 * 380 - 380,
    }


@pytest.mark.duty("JJ-02", "ZY-17")
def test_collection_against_the_target_and_the_even_course(city: Cast, approved: TargetPlan) -> None:
    with system_scope():
        residents = insure(city.east, 2)
        enrol_window(residents[0], dt.date(2023, 10, 8), paid=200, collective=50, aided=130)
        enrol_window(residents[1], dt.date(2024, 2, 3))
        # Paid after the month, for another year, or in another county: none of it.
        enrol_window(insure(city.east, 1)[0], dt.date(2024, 5, 1))
        enrol_window(insure(city.east, 1, period=DateRange(dt.date(2023, 1, 1), dt.date(2024, 1, 1)))[0],
                     dt.date(2022, 11, 1), year=2023)  # fmt: skip
        enrol_window(insure(city.west, 1)[0], dt.date(2024, 1, 5))
        receive(city.east, "R1", 100_000, dt.date(2024, 1, 31), state="matched")
        receive(city.east, "R2", 40_000, dt.date(2024, 4, 30))
        receive(city.east, "R3", 1, dt.date(2024, 5, 1))
        receive(city.east, "R4", 1, dt.date(2023, 12, 31))
    count(city)
    found = reached(city.finance_city, city)
    residents_east, employees_east = found["990101", "390"], found["990101", "310"]
    assert (residents_east.collected, residents_east.amount) == (760, Decimal(304 * 380))
    assert employees_east.collected == 140_000
    assert employees_east.amount == Decimal("390720.00")
    assert employees_east.collected_rate == 3_583
    assert (employees_east.linear, employees_east.ahead) == (Decimal("130240.00"), Decimal("9760.00"))
    assert not employees_east.is_behind
    assert found["990102", "310"].is_behind
    assert (residents_east.target, residents_east.covered, residents_east.people_rate) == (304, 3, 99)


def test_at_the_end_of_a_month_and_nobody_twice(city: Cast) -> None:
    with system_scope():
        person = make_person(city.east)
        make_coverage(person, period=DateRange(dt.date(2024, 1, 1), dt.date(2024, 3, 1)))
        make_coverage(
            person,
            insutype="310",
            psn_type="1101",
            period=DateRange(dt.date(2024, 3, 1), dt.date(2024, 4, 30)),
        )
        merged = insure(city.east, 1)[0].person
        merged.canonical = person
        merged.save()
        void = insure(city.east, 1)[0]
        Coverage.objects.filter(pk=void.pk).update(effective=False)
        make_coverage(make_person(city.east), insutype="380")  # another year
    assert count(city) == (16, 0)
    with system_scope():
        rows = TargetMonth.objects.filter(county=city.east).order_by("month", "insutype")
        counted = [(row.month.month, row.insutype, row.covered) for row in rows]
    # The two retired of the fixture stay throughout.
    assert counted == [
        (1, "310", 2), (1, "390", 1), (2, "310", 2), (2, "390", 1), (3, "310", 3), (3, "390", 0), (4, "310", 2),
        (4, "390", 0),
    ]  # fmt: skip


@pytest.mark.duty("JJ-02", "ZY-17")
def test_counted_again_the_first_count_stays_and_the_difference_shows(
    city: Cast, approved: TargetPlan
) -> None:
    with system_scope():
        people = insure(city.east, 3)
    assert count(city) == (16, 0)
    assert count(city) == (0, 16)
    with system_scope():
        Coverage.objects.filter(pk=people[0].pk).update(effective=False)
        insure(city.west, 2)
        receive(city.west, "R1", 10, dt.date(2024, 2, 1))
    assert count(city) == (0, 16)
    found = reached(city.finance_city, city)
    east, west = found["990101", "390"], found["990102", "390"]
    assert (east.covered, east.covered_later) == (3, -1)
    assert (west.covered, west.covered_later) == (0, 2)
    assert (found["990102", "310"].collected, found["990102", "310"].collected_later) == (0, 10)
    with system_scope():
        row = TargetMonth.objects.filter(county=city.east, insutype="390").first()
        assert row is not None
        for bend in ({"covered": 9}, {"collected": 9}, {"population": 9}, {"month": dt.date(2024, 12, 1)}):
            with pytest.raises(DatabaseError, match="counted first"), transaction.atomic():
                TargetMonth.objects.filter(pk=row.pk).update(**bend)
        with pytest.raises(DatabaseError, match="counted first"), transaction.atomic():
            row.delete()


def test_only_months_that_are_over(city: Cast) -> None:
    assert ended_months(2024, dt.date(2024, 3, 31)) == [Month(2024, 1), Month(2024, 2)]
    assert ended_months(2024, dt.date(2024, 4, 1))[-1] == Month(2024, 3)
    assert count(city, dt.date(2024, 1, 31)) == (0, 0)
    assert len(ended_months(2024, dt.date(2026, 1, 1))) == 12


def test_without_population_there_is_no_rate_until_it_is_entered(city: Cast) -> None:
    from .conftest import populate

    count(city, dt.date(2025, 2, 1), 2025)
    january = Month(2025, 1)
    assert {one.rate for one in rates(city.finance_city, city, january).values()} == {None}
    assert not any(one.is_behind for one in rates(city.finance_city, city, january).values())
    populate(city, city.east, 100, 1, 2025)
    count(city, dt.date(2025, 2, 1), 2025)
    assert rates(city.finance_city, city, january)["990101"].rate == 200


def test_the_months_of_one_county_and_of_all(city: Cast, approved: TargetPlan) -> None:
    with system_scope():
        insure(city.east, 38, period=DateRange(dt.date(2024, 2, 1), None))
    count(city)
    with acting_as(city.finance_city):
        east = coverage_by_month(city.area, YEAR, city.east.pk)
        assert [(str(month), one.rate) for month, one in east] == [
            ("2024-01", 50), ("2024-02", 1_000), ("2024-03", 1_000), ("2024-04", 1_000),
        ]  # fmt: skip
        whole = coverage_by_month(city.area, YEAR, None)
        assert [one.population for _month, one in whole] == [701] * 4
        rows = progress_by_month(approved, city.area, YEAR, None)
        assert [(one.insutype, str(one.month)) for one in rows[:5]] == [
            ("310", "2024-01"), ("310", "2024-02"), ("310", "2024-03"), ("310", "2024-04"), ("390", "2024-01"),
        ]  # fmt: skip
        assert rows[0].target == 76 + 38


def test_the_night_counts_what_is_approved(city: Cast, approved: TargetPlan, monkeypatch: Any) -> None:
    monkeypatch.setattr("enrollment.tasks.targets.timezone.localdate", lambda: IN_MAY)
    assert tasks.take_target_months() == 16
    assert tasks.take_target_months() == 0
    monkeypatch.setattr("enrollment.tasks.targets.timezone.localdate", lambda: dt.date(2026, 1, 1))
    assert tasks.take_target_months() == 0  # nobody corrects a year before the last


def test_the_count_as_a_job(city: Cast, approved: TargetPlan) -> None:
    with acting_as(city.clerk_east), pytest.raises(DutyMissing):
        start_counting(area=city.area, year=YEAR, acting_user=city.clerk_east)
    with acting_as(city.finance_city):
        job = start_counting(area=city.area, year=YEAR, acting_user=city.finance_city)
        again = start_counting(area=city.area, year=YEAR, acting_user=city.finance_city)
    assert job == again

    from config.jobs.run import run_job

    assert run_job(job.pk)
    done = Job.objects.get(pk=job.pk)
    assert done.state == Job.State.DONE
    assert str(YEAR) in done.result_url
    with system_scope():
        assert TargetMonth.objects.count() == 12 * 4


@pytest.mark.duty("JJ-02")
def test_who_is_behind_is_on_the_desk(city: Cast, draft: TargetPlan) -> None:
    from enrollment.services.targets.decide import submit_targets

    def items(user: Any) -> list[tuple[str, int | None, str]]:
        with acting_as(user):
            found = items_of(target_items(user.assignments_in_force[0]))
        return [(str(one.title), one.count, one.url) for one in found if "/targets/" in one.url]

    assert items(city.approver_city) == []
    with acting_as(city.finance_city):
        submit_targets(plan=draft, acting_user=city.finance_city)
    assert [url for _title, _count, url in items(city.approver_city)] == [draft.get_absolute_url()]
    with system_scope():
        insure(city.east, 380)
    count(city)
    assert [(number, url) for _title, number, url in items(city.clerk_west)] == [
        (1, reverse("enrollment:target_board") + "?year=2024&month=2024-04")
    ]
    assert items(city.clerk_east) == []
    assert [number for _title, number, _url in items(city.finance_city)] == [1]
