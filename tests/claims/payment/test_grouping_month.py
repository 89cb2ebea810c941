"""A month grouped: points, deviation, reasons, totals; again the same; superseded, cancelled, killed half way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import CaseRecord, CaseReview, Deviation, GroupedCase, Settlement
from claims.reads.grouped_cases import CaseTotals, case_totals, signed_heads, stays_not_grouped
from claims.rules.payment.cases import DEVIATIONS, POINT
from claims.services import group_cases
from claims.services.group_cases import group_month
from claims.services.redo_listeners import BookedChange
from claims.services.regroup import REGROUP, regroup_changed
from claims.tasks_groups import GROUP, enqueue_grouping
from config.jobs import request_cancel
from config.jobs.run import run_job
from config.models import Job
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_person, make_user
from tests.claims.spreadsheets.sheets import bring, found
from tests.support.policies import put_policy_in_force

from .grouping_world import DIP, catalogue, settle, sign, stay, surgical

MONTH = Month(2024, 3)


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)


@pytest.fixture
def no_broker(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are run here, on rows that are really committed."""
    monkeypatch.setattr("config.jobs.queue.dispatch", lambda job_id: None)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        return make_person(cast.east)


@pytest.fixture
def jiujiang(cast: Cast) -> None:
    """DIP: 50 %, 200 %, 500 %; a point is worth 9.50 yuan, East's hospital has a factor of its own."""
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        catalogue(cast, "dip", *DIP, factors={cast.hospital_east: Decimal("1.05")}, rate=Decimal("9.5"))


def grouped(handler: User, cast: Cast, month: Month = MONTH) -> dict[str, GroupedCase]:
    group_month(area=cast.area, month=month, acting_user=handler)
    with system_scope():
        cases = GroupedCase.objects.select_related("group", "bill")
        return {one.bill.setl_id: one for one in cases}


def told(case: GroupedCase) -> tuple[Any, ...]:
    return case.group.code if case.group else None, case.reason, case.deviation, case.units, case.owed


def test_deviations_are_those_of_the_rules() -> None:
    assert set(Deviation.values) == set(DEVIATIONS)


@pytest.mark.duty("JJ-08")
def test_stays_get_group_points_and_deviation(
    cast: Cast, handler: User, person: Person, jiujiang: None
) -> None:
    east, west = cast.hospital_east, cast.hospital_west
    with system_scope():
        bills = {
            "normal": stay(person, east, record=surgical()),
            "at the low edge": stay(person, west, 5_000, surgical()),
            "low": stay(person, west, 4_000, surgical()),
            "high": stay(person, west, 25_000, surgical()),
            "review": stay(person, west, 60_000, surgical()),
            "conservative by the bill": stay(person, west, 4_000, dise_code="K35.800"),
            "unmeasured": stay(person, west, 4_000, dise_code="I10"),
            "no group": stay(person, west, dise_code="Z99"),
            "no diagnosis": stay(person, west),
        }
        stay(person, west, med_type="11", dise_code="I10")
        stay(person, west, pay_loc="1", dise_code="I10")
        stay(person, cast.hospital_outside, dise_code="I10")
        stay(person, west, clr_month=dt.date(2024, 4, 1), dise_code="I10")
    with system_scope():
        assert stays_not_grouped().count() == 10
    cases = grouped(handler, cast)
    with system_scope():
        [left] = stays_not_grouped()
    assert (left.clr_month, left.month_grouped) == (dt.date(2024, 4, 1), False)
    assert {name: told(cases[bill.setl_id]) for name, bill in bills.items()} == {
        # 1000 × 1.05 × 9.5 = 9,975.00, of which others bear 3,000.00
        "normal": ("K35:47.01", "", "normal", 1050, Decimal(6975)),
        "at the low edge": ("K35:47.01", "", "normal", 1000, Decimal(6500)),
        "low": ("K35:47.01", "", "low", 400, Decimal(800)),
        "high": ("K35:47.01", "", "high", 1500, Decimal(11_250)),
        "review": ("K35:47.01", "", "review", 5000, Decimal(44_500)),
        "conservative by the bill": ("K35:保守", "", "normal", 400, Decimal(800)),
        "unmeasured": ("I10", "", "unmeasured", 300, Decimal(0)),
        "no group": (None, "no_group", "normal", 0, Decimal(0)),
        "no diagnosis": (None, "no_diagnosis", "normal", 0, Decimal(0)),
    }  # fmt: skip
    assert len(cases) == len(bills)
    with system_scope():
        totals = case_totals(institutions=[east.pk, west.pk], scheme="390", year=2024, month=3)
        assert totals == {
            (east.pk, "dip"): CaseTotals(1, 1050 * POINT, 1_000_000, 700_000, 0, 0, 697_500),
            (west.pk, "dip"): CaseTotals(8, 8600 * POINT, 12_200_000, 9_800_000, 1, 2, 6_385_000),
        }
        assert case_totals(institutions=[east.pk], scheme="390", year=2024, month=4) == {}
    with acting_as(cast.clerk_east):
        assert case_totals(institutions=[east.pk, west.pk], scheme="390", year=2024).keys() >= {
            (east.pk, "dip")
        }


@pytest.mark.duty("JJ-08")
def test_again_the_same_and_superseded_regrouped(
    no_broker: None, cast: Cast, handler: User, person: Person, jiujiang: None
) -> None:
    with system_scope():
        first, second = (stay(person, cast.hospital_west, record=surgical()) for _ in range(2))
    before = {number: told(case) for number, case in grouped(handler, cast).items()}
    assert {number: told(case) for number, case in grouped(handler, cast).items()} == before
    with system_scope():
        old = Settlement.objects.get(bill=first)
        Settlement.unscoped.filter(pk=old.pk).update(is_current=False)
        # The row went with the settlement it stood for.
        assert [case.bill_id for case in GroupedCase.objects.all()] == [second.pk]
        settle(first, replaces=old, setl_id="T-redone")
        with acting_as(cast.reviewer_city):
            regroup_changed([BookedChange(first.pk, old.pk, None, 0, 0, 1)], cast.reviewer_city)
        job = Job.objects.get(kind=REGROUP)
    run_job(job.pk)
    with system_scope():
        assert set(GroupedCase.objects.values_list("bill", flat=True)) == {first.pk, second.pk}


@pytest.mark.duty("JJ-08")
def test_the_job_shows_progress_and_a_killed_one_is_begun_again(
    no_broker: None,
    cast: Cast,
    handler: User,
    person: Person,
    jiujiang: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with system_scope():
        for hospital in (cast.hospital_east, cast.hospital_west):
            stay(person, hospital, record=surgical())
    job = enqueue_grouping(owner=handler, agency=cast.city, month=MONTH)
    assert enqueue_grouping(owner=handler, agency=cast.city, month=MONTH).pk == job.pk

    class Killed(BaseException):
        """As a worker that is shot: nothing of ours runs any more."""

    real, calls = group_cases.group_institution, []

    def shot(**given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            real(**given)
            raise Killed
        return real(**given)

    monkeypatch.setattr(group_cases, "group_institution", shot)
    with pytest.raises(Killed):
        group_month(area=cast.area, month=MONTH, acting_user=handler)
    monkeypatch.setattr(group_cases, "group_institution", real)
    with system_scope():
        # The second institution's transaction was lost with the worker.
        assert GroupedCase.objects.count() == 1
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.message
    with system_scope():
        assert GroupedCase.objects.count() == 2
    assert (job.kind, job.done, job.total) == (GROUP, 2, 2)
    with pytest.raises(DutyMissing):
        group_month(area=cast.area, month=MONTH, acting_user=cast.reviewer_city)


def test_a_cancelled_job_stops_between_two_institutions(
    no_broker: None,
    cast: Cast,
    handler: User,
    person: Person,
    jiujiang: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with system_scope():
        for hospital in (cast.hospital_east, cast.hospital_west):
            stay(person, hospital, record=surgical())
    job = enqueue_grouping(owner=handler, agency=cast.city, month=MONTH)
    real = group_cases.group_institution

    def cancelled_meanwhile(**given: Any) -> Any:
        request_cancel(Job.objects.get(pk=job.pk))
        return real(**given)

    monkeypatch.setattr(group_cases, "group_institution", cancelled_meanwhile)
    monkeypatch.setattr("config.jobs.context.SECONDS_BETWEEN_WRITES", 0)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    with system_scope():
        assert GroupedCase.objects.count() == 1


@pytest.mark.duty("JJ-08", "NB-09")
def test_records_by_sheet_place_a_case_at_the_next_grouping(
    cast: Cast, handler: User, person: Person, jiujiang: None, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        bill, other = stay(person, cast.hospital_west), stay(person, cast.hospital_west)
    assert grouped(handler, cast)[bill.setl_id].reason == "no_diagnosis"
    rows = [
        {
            "setl_id": bill.setl_id,
            "diag_code": "K35.800",
            "oprn_oprt_code": "99.9901/ 47.0100",
            "bed_days": 7,
        },
        {"setl_id": "nowhere", "diag_code": "K35.800"},
        {"setl_id": other.setl_id, "diag_code": None},
    ]
    run = bring(tmp_path, "case_records", rows, handler, cast.city)
    assert found(run) == [(3, "setl_id", "bill_unknown"), (4, "diag_code", "case_says_nothing")]
    case = grouped(handler, cast)[bill.setl_id]
    assert (told(case)[0], case.matched) == ("K35:47.01", {"diagnosis": "K358", "procedures": ["4701"]})
    with system_scope():
        assert CaseRecord.objects.get().procedures == ["99.9901", "47.0100"]
    # A county without part in the bill says nothing of it.
    with system_scope():
        bill_of_east = stay(make_person(cast.east), cast.hospital_east)
        clerk = make_user("handler.west", "西水经办", cast.west, Duty.HANDLE)
    run = bring(tmp_path, "case_records", [{**rows[0], "setl_id": bill_of_east.setl_id}], clerk, cast.west)
    assert {code for _row, _column, code in found(run)} == {"case_bill_elsewhere"}


@pytest.mark.duty("HG-08", "NM-07")
def test_quotas_by_level_and_bed_days(cast: Cast, handler: User, person: Person) -> None:
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
        catalogue(cast, "per_case", {"code": "BN01", "quota_lv1": 6_000, "quota_lv3": 8_000})
        catalogue(cast, "bed_day", {"code": "精神", "diagnoses": "F20", "quota": 180, "quota_lv3": 260})
        bills = {
            "quota of level 3": stay(person, cast.hospital_west, 7_000, dise_code="BN01"),
            "no quota of level 2": stay(person, cast.hospital_east, 7_000, dise_code="BN01"),
            "days at level 2": stay(person, cast.hospital_east, 5_000, {"main_diagnosis": "F20.5"}),
            "days": stay(person, cast.hospital_west, 5_000, {"main_diagnosis": "F20.5"}),
            "approved days": stay(
                person, cast.hospital_west, 5_000, {"main_diagnosis": "F20.5", "bed_days": 30}
            ),
            "else by item": stay(person, cast.hospital_west, 5_000, dise_code="J18"),
        }
    cases = grouped(handler, cast)
    found = {name: cases[bill.setl_id] for name, bill in bills.items()}
    assert {name: (one.method, one.reason, one.units, one.owed) for name, one in found.items()} == {
        "quota of level 3": ("per_case", "", 1, Decimal(5_000)),
        "no quota of level 2": ("per_case", "no_quota_for_level", 0, Decimal(4_000)),  # as billed
        "days at level 2": ("bed_day", "", 4, Decimal(0)),  # 720, of which others bear more
        "days": ("bed_day", "", 4, Decimal(0)),
        "approved days": ("bed_day", "", 30, Decimal(4_800)),
        "else by item": ("by_item", "paid_by_item", 0, Decimal(2_000)),
    }


def test_without_a_catalogue_a_stay_is_owed_as_billed(cast: Cast, handler: User, person: Person) -> None:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        bill = stay(person, cast.hospital_west, record=surgical())
    case = grouped(handler, cast)[bill.setl_id]
    assert (case.method, case.reason, case.owed) == ("dip", "no_catalogue", case.pooled)
    assert case.pooled > 0


@pytest.mark.duty("NB-09")
def test_drg_codes_of_the_record_and_last_years_mean(cast: Cast, handler: User, person: Person) -> None:
    groups = ({"code": "GD29", "weight": Decimal("0.95")}, {"code": "ES31", "weight": 2})
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        catalogue(cast, "drg", *groups, year=2023)
        catalogue(cast, "drg", *groups)
        known = {"drg_code": "gd29"}
        for cost in (9_000, 11_001):
            stay(person, cast.hospital_west, cost, known, enddate=dt.date(2023, 5, 5))
        bills = {
            "known": stay(person, cast.hospital_west, 10_000, known),
            "unknown": stay(person, cast.hospital_west, 10_000, {"drg_code": "XX00"}),
            "none": stay(person, cast.hospital_west, 10_000),
        }
    grouped(handler, cast, Month(2023, 5))
    cases = grouped(handler, cast)
    known_case = cases[bills["known"].setl_id]
    assert known_case.mean == Decimal("10000.50")
    assert (known_case.units > 0, known_case.owed) == (True, None)  # no rate is decided
    assert [cases[bills[name].setl_id].reason for name in ("unknown", "none")] == [
        "unknown_drg_code",
        "no_drg_code",
    ]
    with system_scope():
        totals = case_totals(institutions=[cast.hospital_west.pk], scheme="390", year=2024)
        assert totals[cast.hospital_west.pk, "drg"].owed is None


@pytest.mark.duty("JJ-08")
def test_decided_points_flow_into_the_totals(
    cast: Cast, handler: User, person: Person, jiujiang: None
) -> None:
    west = cast.hospital_west
    with system_scope():
        bill = stay(person, west, 60_000, surgical())
        CaseReview.unscoped.create(
            number="PY1", area=cast.area, county=west.county, bill=bill, institution=west, insutype="390", year=2024,
            cause="high_cost", grounds="多学科", applied_on=dt.date(2024, 4, 1), entered_by=handler, state="granted",
            proposed_points=4200, proposed_by=handler, decided_points=Decimal("4200.5"), decided_by=cast.reviewer_city,
            decided_on=dt.date(2024, 5, 1),
        )  # fmt: skip
    case = grouped(handler, cast)[bill.setl_id]
    assert (case.deviation, case.units) == ("decided", Decimal("4200.5"))
    with system_scope():
        totals = case_totals(institutions=[west.pk], scheme="390", year=2024)
        assert totals[west.pk, "dip"].units == 420_050_000_000


@pytest.mark.duty("NB-09")
def test_heads_are_those_insured_and_signed_up_on_the_first_of_the_month(cast: Cast) -> None:
    with system_scope():
        sign(cast, cast.hospital_east, "2024-01-01", None)
        sign(cast, cast.hospital_east, "2024-02-02", "2024-03-02", state="ended", reason="迁出")
        sign(cast, cast.hospital_east, "2024-03-02", None)
        sign(cast, cast.hospital_east, "2024-01-01", None, state="refused", reason="不符")
        sign(cast, cast.hospital_west, "2024-01-01", None)
        # An employee's month is another scheme's; whoever is not insured any more is nobody's head.
        sign(cast, cast.hospital_east, "2024-01-01", None, scheme="310")
        sign(cast, cast.hospital_east, "2024-01-01", None, insured_until="2024-03-01")
        heads = [
            signed_heads(
                institutions=[cast.hospital_east.pk],
                area=cast.area.pk,
                scheme="390",
                month=Month(2024, number),
            )
            for number in (1, 2, 3, 4)
        ]
    east = cast.hospital_east.pk
    assert heads == [{east: 2}, {east: 2}, {east: 2}, {east: 2}]


def test_stays_that_no_grouping_looked_at_are_listed_with_the_reason(
    handler: User, cast: Cast, person: Person, client: Client
) -> None:
    """One came after its month was grouped, one in a month that never was; each county sees its own."""
    this = dt.date(timezone.localdate().year, 1, 1)
    later = this.replace(month=2)
    with system_scope():
        catalogue(cast, "dip", *DIP, year=this.year)
        stay(person, cast.hospital_west, clr_month=this)
    group_month(area=cast.area, month=Month.of(this), acting_user=handler)
    with system_scope():
        late = stay(person, cast.hospital_west, clr_month=this)
        never = stay(person, cast.hospital_west, clr_month=later)
    client.force_login(handler)

    def page(**asked: Any) -> str:
        return client.get(reverse("claims:not_grouped"), asked).content.decode()

    whole = page()
    assert late.setl_id in whole
    assert never.setl_id in whole
    assert "该月入组后才结算" in whole
    assert "该月尚未入组" in whole
    assert never.setl_id not in page(late="1")
    assert late.setl_id not in page(month=2)
    assert client.get(reverse("claims:not_grouped"), {"export": "xlsx"}).status_code == 200
