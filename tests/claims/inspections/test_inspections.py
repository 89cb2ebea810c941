"""Inspections: two people plan, lots that anybody repeats, conflicts, results, who may know of a surprise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from claims.models import Inspection, InspectionDraw, RosterMember
from claims.reads.inspections import inspections_seen_by
from claims.rules.drawing import draw
from claims.rules.inspections import INSPECTION
from claims.services.cases.open import open_from_target
from claims.services.cases.states import CaseRefused
from claims.services.inspections.conduct import begin_inspection, close_inspection, record_result
from claims.services.inspections.draw import draw_inspectors, draw_institutions, institutions_in_reach
from claims.services.inspections.plan import approve_plan, name_institution, plan_inspection, withdraw_plan
from claims.services.inspections.roster import declare_conflict, enrol, leave
from claims.services.inspections.states import InspectionRefused
from config.scoping import acting_as, system_scope
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_institution
from tests.claims.inspections.making import FACTS, TODAY, Office, found_at
from tests.claims.spreadsheets.sheets import bring, found


def seen(user: User) -> list[str]:
    fresh = User.objects.get(pk=user.pk)
    with acting_as(fresh):
        return [one.number for one in inspections_seen_by(fresh)]


ACTS: dict[str, Callable[[Inspection, Office], object]] = {
    "approve": lambda one, office: approve_plan(inspection=one, acting_user=office.second),
    "withdraw": lambda one, office: withdraw_plan(
        inspection=one, reason="改期", acting_user=office.inspector
    ),
    "name": lambda one, office: name_institution(
        inspection=one, institution=office.cast.hospital_east, reason="线索", acting_user=office.inspector
    ),
    "begin": lambda one, office: begin_inspection(inspection=one, acting_user=office.inspector),
    "close": lambda one, office: close_inspection(
        inspection=one, conclusion="完成", acting_user=office.inspector
    ),
    "draw": lambda one, office: draw_institutions(inspection=one, size=1, acting_user=office.inspector),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_open_in_its_states_only(office: Office, act: str) -> None:
    for state in Inspection.State.values:
        if INSPECTION.allows(state, act):
            continue
        with system_scope():
            one = Inspection.unscoped.create(
                area=office.cast.area, county=office.cast.east, number=f"JC{act}{state}", state=state,
                prepared_by=office.inspector, approved_by=office.second, conclusion="x", **FACTS,
            )  # fmt: skip
        with acting_as(office.second if act == "approve" else office.inspector):
            with pytest.raises(InspectionRefused, match=one.number):
                ACTS[act](one, office)
            assert Inspection.objects.get(pk=one.pk).state == state


@pytest.mark.duty("JJ-11")
@pytest.mark.parametrize("kind", ["routine", "special"])
def test_an_inspection_from_plan_to_close(office: Office, kind: str) -> None:
    with system_scope():
        for n in range(2, 6):
            make_institution(
                f"H9901010000{n}", f"卫生院{n}", area=office.cast.area, county=office.cast.east, level="1",
                admdvs="990101",
            )  # fmt: skip
    for code in ("I1", "I2", "I3", "I4"):
        office.member(code)
    one = office.approved(kind=kind)
    with acting_as(office.inspector):
        lot = draw_institutions(
            inspection=one, size=2, excluded={"H99010100002": "今年已检查"}, acting_user=office.inspector
        )
        assert ["H99010100002", "卫生院2", "今年已检查"] in lot.excluded
        # Whoever has the record draws the same again.
        assert draw(lot.seed, [code for code, _name in lot.candidates], lot.size) == lot.drawn
        assert {target.institution.fixmedins_code for target in one.targets.all()} == set(lot.drawn)
        team = draw_inspectors(inspection=one, size=2, acting_user=office.inspector)
        assert draw(team.seed, [code for code, _name in team.candidates], 2) == team.drawn
        assert begin_inspection(inspection=one, acting_user=office.inspector).state == "under_way"
        first, second = one.targets.all()
        with pytest.raises(InspectionRefused):  # a day to come
            record_result(
                target=first, outcome="clean", inspected_on=TODAY + dt.timedelta(1), findings="x",
                acting_user=office.inspector,
            )  # fmt: skip
        record_result(
            target=first,
            outcome="clean",
            inspected_on=TODAY,
            findings="未见异常",
            acting_user=office.inspector,
        )
        with pytest.raises(InspectionRefused, match="1"):
            close_inspection(inspection=one, conclusion="完成", acting_user=office.inspector)
        record_result(
            target=second,
            outcome="problems",
            inspected_on=TODAY,
            findings="重复收费",
            acting_user=office.inspector,
        )
        with pytest.raises(InspectionRefused, match=str(second.institution)):
            close_inspection(inspection=one, conclusion="完成", acting_user=office.inspector)
        case = open_from_target(
            target=second, title="重复收费", facts="重复收费", acting_user=office.inspector
        )
        assert (case.institution, case.source) == (second.institution, "inspection")
        assert (
            close_inspection(inspection=one, conclusion="完成", acting_user=office.inspector).state
            == "closed"
        )
        acts = list(one.steps.values_list("act", flat=True))
    assert acts == ["plan", "approve", "draw", "draw", "begin", "record", "record", "close"]


@pytest.mark.duty("ZY-13")
def test_the_city_audits_institutions_of_every_county_a_county_its_own(office: Office) -> None:
    hospitals = {office.cast.hospital_east, office.cast.hospital_west}
    with acting_as(office.city):
        citys = plan_inspection(agency=office.cast.city, acting_user=office.city, **FACTS)
        assert hospitals <= set(institutions_in_reach(citys))
        assert office.cast.hospital_outside not in institutions_in_reach(citys)
    own = office.planned()
    with acting_as(office.inspector):
        assert hospitals & set(institutions_in_reach(own)) == {office.cast.hospital_east}
        with pytest.raises(DutyMissing):
            plan_inspection(agency=office.cast.city, acting_user=office.inspector, **FACTS)


def test_whoever_has_a_conflict_is_not_drawn(office: Office) -> None:
    hospital = office.cast.hospital_east
    office.member("I1", works_at=hospital)
    second = office.member("I2")
    office.member("I3")
    office.member("E1", kind="expert")
    office.member("G1", kind="grid")
    office.member("W1", at=office.cast.west)
    one = office.approved()
    with acting_as(office.inspector):
        with pytest.raises(InspectionRefused):  # the institutions come first
            draw_inspectors(inspection=one, size=2, acting_user=office.inspector)
        ACTS["name"](one, office)
        with pytest.raises(InspectionRefused):  # two at least (jiujiang.yaml)
            draw_inspectors(inspection=one, size=1, acting_user=office.inspector)
        lot = draw_inspectors(inspection=one, size=3, acting_user=office.inspector)
        assert set(lot.drawn) == {"I2", "I3", "E1"}
        assert [code for code, _name, _why in lot.excluded] == ["I1"]
        with pytest.raises(InspectionRefused):  # named after the inspectors were judged
            name_institution(
                inspection=one, institution=hospital, reason="再查", acting_user=office.inspector
            )
        # A conflict that comes up later stops it until it is drawn again, and says why.
        declare_conflict(member=second, institution=hospital, reason="亲属", acting_user=office.inspector)
        with pytest.raises(InspectionRefused, match="亲属"):
            begin_inspection(inspection=one, acting_user=office.inspector)
        with pytest.raises(InspectionRefused):
            draw_inspectors(inspection=one, size=2, acting_user=office.inspector)
        again = draw_inspectors(inspection=one, size=2, reason="回避", acting_user=office.inspector)
        assert set(again.drawn) == {"I3", "E1"}
        assert one.draws.count() == 2
        assert begin_inspection(inspection=one, acting_user=office.inspector).team.count() == 2


def test_a_draw_is_never_changed(office: Office) -> None:
    one = office.approved()
    with acting_as(office.inspector):
        lot = draw_institutions(inspection=one, size=1, acting_user=office.inspector)
        with pytest.raises(InspectionRefused):  # two hospitals do not stand on the list
            draw_institutions(inspection=one, size=2, reason="再抽", acting_user=office.inspector)
        with pytest.raises(DatabaseError), transaction.atomic():
            InspectionDraw.objects.filter(pk=lot.pk).update(seed="mine")
        with pytest.raises(InspectionRefused):
            draw_institutions(
                inspection=one,
                size=1,
                excluded={lot.drawn[0]: " "},
                reason="再抽",
                acting_user=office.inspector,
            )


@pytest.mark.duty("JJ-11")
def test_a_surprise_is_known_to_few_until_it_begins(office: Office) -> None:
    office.member("I1"), office.member("I2")
    one = office.approved(kind="surprise")
    plain = office.planned()
    cast = office.cast
    assert set(seen(office.inspector)) == {one.number, plain.number} == set(seen(office.second))
    for nobody in (cast.clerk_east, office.city, cast.auditor_city):
        assert seen(nobody) == ([] if nobody.name.startswith("西") else [plain.number])
    with acting_as(office.inspector):
        ACTS["name"](one, office)
        draw_inspectors(inspection=one, size=2, acting_user=office.inspector)
        begin_inspection(inspection=one, acting_user=office.inspector)
    assert set(seen(cast.clerk_east)) == {one.number, plain.number}
    assert seen(cast.clerk_elsewhere) == []


def test_a_withdrawn_surprise_stays_hidden(office: Office) -> None:
    one = office.approved(kind="surprise")
    with acting_as(office.inspector):
        ACTS["name"](one, office)
        ACTS["withdraw"](one, office)
    assert seen(office.inspector) == [one.number] == seen(office.second)
    assert seen(office.cast.clerk_east) == []
    assert seen(office.cast.auditor_city) == []


def test_a_code_to_leave_out_that_nobody_has_is_refused(office: Office) -> None:
    for code in ("I1", "I2", "I3"):
        office.member(code)
    one = office.approved()
    with acting_as(office.inspector):
        with pytest.raises(InspectionRefused, match="H00000000000"):
            draw_institutions(
                inspection=one, size=1, excluded={"H00000000000": "今年已检查"}, acting_user=office.inspector
            )
        ACTS["name"](one, office)
        with pytest.raises(InspectionRefused, match="I9"):
            draw_inspectors(inspection=one, size=2, excluded={"I9": "请假"}, acting_user=office.inspector)
        assert not one.draws.exists()


def test_two_people_and_whole_plans(office: Office) -> None:
    with system_scope():
        office.inspector.assignments.update(duties=["inspect", "review"])
        office.inspector = User.objects.get(pk=office.inspector.pk)
    one = office.planned()
    with acting_as(office.inspector):
        with pytest.raises(SamePerson):
            approve_plan(inspection=one, acting_user=office.inspector)
        with pytest.raises(ValidationError, match=r"other offices|部门"):
            plan_inspection(
                agency=office.cast.east, acting_user=office.inspector, **FACTS | {"kind": "joint"}
            )
        with pytest.raises(InspectionRefused):
            withdraw_plan(inspection=one, reason=" ", acting_user=office.inspector)
    with acting_as(office.cast.clerk_east), pytest.raises(DutyMissing):
        plan_inspection(agency=office.cast.east, acting_user=office.cast.clerk_east, **FACTS)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=one.pk).update(state="approved", approved_by=office.inspector)


def test_the_roster(office: Office) -> None:
    with acting_as(office.inspector):
        one = enrol(
            agency=office.cast.east,
            kind="grid",
            code="G9",
            name="网格甲",
            first=TODAY,
            acting_user=office.inspector,
        )
        with pytest.raises(InspectionRefused, match="G9"):
            enrol(
                agency=office.cast.east,
                kind="social",
                code="G9",
                name="乙",
                first=TODAY,
                acting_user=office.inspector,
            )
        with pytest.raises(InspectionRefused):
            leave(member=one, last=TODAY - dt.timedelta(1), acting_user=office.inspector)
        assert leave(
            member=one, last=TODAY, acting_user=office.inspector
        ).period.upper == TODAY + dt.timedelta(1)
    with acting_as(office.cast.clerk_east), pytest.raises(DutyMissing):
        leave(member=one, last=TODAY, acting_user=office.cast.clerk_east)


def test_rosters_come_by_sheet(office: Office, tmp_path: Path) -> None:
    office.member("W1", at=office.cast.west)
    rows = [
        {"code": "S1", "kind": "inspector", "name": "甲", "begndate": "2024-01-01"},
        {
            "code": "S2",
            "kind": "grid",
            "name": "乙",
            "begndate": "2024-01-01",
            "fixmedins_code": "H99010100001",
        },
    ]
    run = bring(tmp_path, "rosters", rows, office.inspector, office.cast.east)
    assert run.state == "done", found(run)
    with system_scope():
        first, second = RosterMember.objects.filter(code__startswith="S").order_by("code")
        assert (first.county, first.entered_by, first.period.upper) == (
            office.cast.east,
            office.inspector,
            None,
        )
        assert second.works_at == office.cast.hospital_east
    wrong = [
        {"code": "S3", "kind": "nobody", "name": "甲", "begndate": "2024-01-01"},
        {"code": "S4", "kind": "grid", "name": "乙", "begndate": "2024-02-01", "enddate": "2024-01-01"},
        {"code": "S5", "kind": "committee", "name": "丙", "begndate": "2024-01-01"},
        {"code": "S6", "kind": "grid", "name": "丁", "begndate": "2024-01-01", "stands_for": "insured"},
    ]
    run = bring(tmp_path, "rosters", wrong, office.inspector, office.cast.east)
    assert len(found(run)) == 4
    with system_scope():
        assert not RosterMember.objects.filter(code__in=["S3", "S4", "S5", "S6"]).exists()


def test_one_case_and_only_where_something_was_found(office: Office) -> None:
    one = office.approved()
    target = found_at(one, office.cast.hospital_east, office.inspector)
    clean = found_at(office.approved(), office.cast.hospital_east, office.inspector)
    with system_scope():
        clean.outcome = "clean"
        clean.save()
    with acting_as(office.inspector):
        open_from_target(target=target, title="x", facts="x", acting_user=office.inspector)
        with pytest.raises(CaseRefused, match="AJ"):
            open_from_target(target=target, title="x", facts="x", acting_user=office.inspector)
        with pytest.raises(CaseRefused, match=str(clean.institution)):
            open_from_target(target=clean, title="x", facts="x", acting_user=office.inspector)
