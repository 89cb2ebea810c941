"""The life of a finding: found, assigned, decided, re-checked; what each comparison leaves of it, county by county."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from config.scoping import acting_as, system_scope
from enrollment.models import CleaningCount, CleaningDecision, CleaningFinding, Coverage, Person
from enrollment.services.cleaning.assign import FindingRefused, assign_findings
from enrollment.services.cleaning.compare import CannotCompare, compare
from enrollment.services.cleaning.decide import decide_finding
from enrollment.services.coverage.end import end_coverage
from institutions.models import Agency, User
from institutions.services.duties import DutyMissing
from tests.cast import Cast

from .conftest import DAY, YEAR, Room, cover, person

DIED = dt.date(2024, 3, 10)
LATER = dt.date(2024, 7, 20)


def dead(county: Agency) -> Coverage:
    """Somebody who died in March and is covered until the end of the year."""
    return cover(person(county, deceased_on=DIED), "390", YEAR)


def only(kind: str = "deceased") -> CleaningFinding:
    with system_scope():
        return CleaningFinding.objects.select_related("county", "other_county", "assignee").get(kind=kind)


def assign(finding: CleaningFinding, to: User, by: User, **given: object) -> int:
    with acting_as(by):
        return assign_findings(findings=[finding.pk], assignee=to, acting_user=by, **given)  # type: ignore[arg-type]


def decide(finding: CleaningFinding, decision: str, by: User, evidence: str = "死亡证明") -> CleaningDecision:
    with acting_as(by):
        return decide_finding(finding=finding, decision=decision, evidence=evidence, acting_user=by)


def counted(county: Agency, kind: str = "deceased") -> list[tuple[int, ...]]:
    """found, new, reopened, gone, waiting, overdue, excused: run by run."""
    with system_scope():
        rows = CleaningCount.objects.filter(county=county, kind=kind).order_by("run")
        return [tuple(getattr(row, name) for name in CleaningCount.NUMBERS) for row in rows]


@pytest.mark.duty("JJ-03")
def test_found_assigned_corrected_and_closed_by_the_next_comparison(room: Room, cast: Cast) -> None:
    with system_scope():
        coverage = dead(cast.east)
    room.compare()
    assert (only().state, only().due_on, only().first_seen) == ("open", dt.date(2024, 6, 30), DAY)
    assert assign(only(), cast.clerk_east, cast.clerk_east, due_on=dt.date(2099, 1, 1)) == 1
    assert (only().state, only().assignee, only().due_on) == (
        "assigned",
        cast.clerk_east,
        dt.date(2099, 1, 1),
    )
    with acting_as(cast.clerk_east):
        end_coverage(coverage=coverage, day=DIED + dt.timedelta(1), acting_user=cast.clerk_east)
    made = decide(only(), "corrected", cast.clerk_east)
    assert (only().state, only().due_on) == ("decided", None)
    assert (made.by, made.county, made.on_evidence["died_on"]) == (cast.clerk_east, cast.east, "2024-03-10")
    run = room.compare(LATER)
    assert (only().state, only().gone_on, only().turned_run) == ("gone", LATER, run)
    assert counted(cast.east) == [(1, 1, 0, 0, 1, 0, 0), (0, 0, 0, 1, 0, 0, 0)]
    assert counted(cast.west) == [(0,) * 7, (0,) * 7]


@pytest.mark.duty("JJ-03")
def test_what_was_not_really_corrected_is_opened_again(room: Room, cast: Cast) -> None:
    with system_scope():
        dead(cast.east)
    room.compare()
    assign(only(), cast.clerk_east, cast.clerk_east)
    decide(only(), "corrected", cast.clerk_east)
    run = room.compare(LATER)
    again = only()
    assert (again.state, again.times_reopened, again.turned_run) == ("reopened", 1, run)
    assert (again.assignee, again.due_on) == (cast.clerk_east, LATER + dt.timedelta(15))
    # Its first due day 期限已过 by the third comparison, and nobody decided.
    room.compare(dt.date(2024, 9, 1))
    assert counted(cast.east) == [(1, 1, 0, 0, 1, 0, 0), (1, 0, 1, 0, 1, 0, 0), (1, 0, 0, 0, 1, 1, 0)]


@pytest.mark.duty("JJ-03")
def test_no_fault_is_raised_again_only_on_other_evidence(room: Room, cast: Cast) -> None:
    with system_scope():
        coverage = dead(cast.east)
    room.compare()
    decide(only(), "not_a_fault", cast.clerk_east, "死亡日期待核")
    room.compare(LATER)
    assert (only().state, only().last_seen) == ("excused", LATER)
    with system_scope():
        Person.objects.filter(pk=coverage.person_id).update(deceased_on=dt.date(2024, 3, 11))
    room.compare(LATER + dt.timedelta(1))
    assert (only().state, only().times_reopened) == ("reopened", 1)
    assert counted(cast.east)[1:] == [(1, 0, 0, 0, 0, 0, 1), (1, 0, 1, 0, 1, 0, 0)]


@pytest.mark.duty("JJ-03")
def test_a_pair_of_two_counties_is_handed_to_the_other(room: Room, cast: Cast) -> None:
    same = {"psn_name": "王同名", "brdy": dt.date(1970, 5, 1), "gend": "2"}
    with system_scope():
        person(cast.east, **same)
        person(cast.west, **same)
    room.compare()
    found = only("same_name")
    assert (found.county, found.other_county) == (cast.east, cast.west)
    with pytest.raises(DutyMissing):
        decide(found, "not_a_fault", cast.clerk_west)
    assign(found, cast.clerk_east, cast.clerk_east)
    decide(found, "handed_over", cast.clerk_east, "西水县建档有误")
    handed = only("same_name")
    assert (handed.county, handed.other_county, handed.state, handed.assignee) == (
        cast.west, cast.east, "open", None,
    )  # fmt: skip
    # It stays with West, whoever compares.
    for user, county in ((cast.clerk_east, cast.east), (cast.clerk_west, cast.west), (room.registrar, None)):
        room.compare(LATER, county, user)
        assert (only("same_name").county, only("same_name").state) == (cast.west, "open")
    decide(only("same_name"), "not_a_fault", cast.clerk_west)
    with system_scope():
        assert [one.county for one in CleaningDecision.objects.order_by("pk")] == [cast.east, cast.west]


def test_the_same_data_again_change_nothing(room: Room, cast: Cast) -> None:
    with system_scope():
        dead(cast.east)
    room.compare()
    with system_scope():
        events = only().events.count()  # type: ignore[attr-defined]
    before = {
        name: getattr(only(), name) for name in ("state", "due_on", "evidence", "first_seen", "first_run")
    }
    room.compare(LATER)
    assert before == {name: getattr(only(), name) for name in before}
    assert only().last_seen == LATER
    with system_scope():
        assert only().events.count() == events  # type: ignore[attr-defined]


def test_a_county_compares_its_own_alone(room: Room, cast: Cast) -> None:
    with system_scope():
        dead(cast.east)
        west = dead(cast.west)
    room.compare(county=cast.east, user=cast.clerk_east)
    assert only().county == cast.east
    assert counted(cast.west) == []
    room.compare()
    with system_scope():
        Coverage.objects.filter(pk=west.pk).update(effective=False)
    # East's comparison says nothing of West's findings.
    room.compare(LATER, cast.east, cast.clerk_east)
    with system_scope():
        assert CleaningFinding.objects.get(county=cast.west, kind="deceased").state == "open"


def test_a_person_who_moved_takes_the_finding_along(room: Room, cast: Cast) -> None:
    with system_scope():
        moved = person(cast.east, brdy=dt.date(1990, 1, 1))
    room.compare()
    assign(only("certificate_differs"), cast.clerk_east, cast.clerk_east)
    with system_scope():
        Person.objects.filter(pk=moved.pk).update(county=cast.west)
    room.compare(LATER, cast.east, cast.clerk_east)
    found = only("certificate_differs")
    assert (found.county, found.state, found.assignee) == (cast.west, "open", None)


def test_who_may_compare_assign_and_decide(room: Room, cast: Cast) -> None:
    with system_scope():
        dead(cast.east)
    with pytest.raises(DutyMissing):
        room.compare(user=cast.clerk_east)
    with pytest.raises(DutyMissing):
        room.compare(county=cast.east, user=cast.clerk_west)
    room.compare()
    with pytest.raises(FindingRefused, match="都不待核实"):
        assign(only(), cast.clerk_west, cast.clerk_west)
    with pytest.raises(FindingRefused, match="参保登记岗位"):
        assign(only(), cast.clerk_west, room.registrar)
    with pytest.raises(FindingRefused, match="参保登记岗位"):
        assign(only(), cast.reviewer_east, cast.clerk_east)
    with pytest.raises(DutyMissing):
        assign(only(), cast.clerk_east, cast.reviewer_east)
    with pytest.raises(DutyMissing):
        decide(only(), "corrected", cast.reviewer_east)
    with pytest.raises(FindingRefused, match="理由"):
        decide(only(), "corrected", cast.clerk_east, " ")
    with pytest.raises(FindingRefused, match="不涉及其他县区"):
        decide(only(), "handed_over", cast.clerk_east)
    with pytest.raises(FindingRefused, match="期限已过"):
        assign(only(), cast.clerk_east, cast.clerk_east, due_on=dt.date(2020, 1, 1))
    assert (only().state, only().assignee) == ("open", None)
    decide(only(), "corrected", room.registrar)
    with pytest.raises(FindingRefused, match="不待核实"):
        decide(only(), "not_a_fault", cast.clerk_east)


def test_findings_of_two_counties_are_not_assigned_at_once(room: Room, cast: Cast) -> None:
    with system_scope():
        dead(cast.east)
        dead(cast.west)
    room.compare()
    with system_scope():
        every = list(CleaningFinding.objects.values_list("pk", flat=True))
    with acting_as(room.registrar), pytest.raises(FindingRefused, match="分属多个县区"):
        assign_findings(findings=every, assignee=cast.clerk_east, acting_user=room.registrar)


def test_a_policy_that_is_silent_is_named(cast: Cast, room: Room) -> None:
    with acting_as(room.registrar), pytest.raises(CannotCompare, match="没有规定"):
        compare(area=cast.area, day=dt.date(2020, 1, 1), acting_user=room.registrar)


def test_a_comparison_does_not_look_back(room: Room, cast: Cast) -> None:
    room.compare(LATER)
    with pytest.raises(CannotCompare, match="2024-07-20"):
        room.compare(DAY, cast.east, cast.clerk_east)


def test_decisions_and_counts_stay_as_they_were_made(room: Room, cast: Cast) -> None:
    with system_scope():
        dead(cast.east)
    room.compare()
    decide(only(), "corrected", cast.clerk_east)
    for act in (
        lambda: CleaningDecision.unscoped.update(evidence="x"),
        lambda: CleaningCount.unscoped.update(found=0),
        lambda: CleaningDecision.unscoped.all().delete(),
    ):
        with system_scope(), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            act()
