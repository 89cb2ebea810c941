"""One of everything of inspections that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from typing import Any

from claims.models import (
    CaseRecovery,
    CaseStep,
    ConflictOfInterest,
    Inspection,
    InspectionCase,
    InspectionDraw,
    InspectionMember,
    InspectionStep,
    InspectionTarget,
    PersonCreditEvent,
    PhysicianSuspension,
    PublicReport,
    ReporterIdentity,
    ReportStep,
    RosterMember,
)
from claims.rules.drawing import draw
from tests.cast import ALWAYS
from tests.places import JANUARY, Place


def inspections_of(place: Place, person: Any) -> dict[str, Any]:
    """A routine inspection under way with its lots, a member, a case of what it found; credit points of ``person``."""
    area, county = place.county.area, place.county
    member = RosterMember.unscoped.create(
        area=area, county=county, kind="inspector", code=f"I{county.code}", name="检查员甲", period=ALWAYS,
        entered_by=place.worker,
    )  # fmt: skip
    ConflictOfInterest.unscoped.create(
        member=member, institution=place.hospital, reason="亲属", entered_by=place.worker
    )
    inspection = Inspection.unscoped.create(
        number=f"JC{county.code}", kind="routine", title="年度检查", area=area, county=county, content="收费",
        bills_from=JANUARY, bills_to=JANUARY, starts_on=JANUARY, ends_on=JANUARY, state="under_way",
        prepared_by=place.worker, approved_by=place.checker,
    )  # fmt: skip
    code = place.hospital.fixmedins_code
    lot = InspectionDraw.unscoped.create(
        inspection=inspection, what="institutions", seed="5eed", size=1, candidates=[[code, "医院"]], excluded=[],
        drawn=draw("5eed", [code], 1), drawn_by=place.worker,
    )  # fmt: skip
    target = InspectionTarget.unscoped.create(
        inspection=inspection, institution=place.hospital, draw=lot, outcome="problems", inspected_on=JANUARY,
        findings="重复收费", recorded_by=place.worker,
    )  # fmt: skip
    InspectionMember.unscoped.create(inspection=inspection, member=member, draw=lot)
    InspectionStep.unscoped.create(
        inspection=inspection, act="begin", state="under_way", done_by=place.worker
    )
    case = InspectionCase.unscoped.create(
        number=f"AJ{county.code}", area=area, county=county, institution=place.hospital, source="inspection",
        target=target, title="重复收费", facts="重复收费", opened_on=JANUARY, due_on=JANUARY, opened_by=place.worker,
    )  # fmt: skip
    CaseRecovery.unscoped.create(case=case, insutype="390", amount=5)
    CaseStep.unscoped.create(case=case, act="open", state="opened", day=JANUARY, done_by=place.worker)
    suspension = PhysicianSuspension.unscoped.create(
        area=area, county=county, institution=place.hospital, physician_code="D1", physician_name="医师甲",
        first_day=JANUARY, last_day=JANUARY, reason="扣满12分", asked_by=place.worker,
    )  # fmt: skip
    points = PersonCreditEvent.unscoped.create(
        person=person, area=area, event="insured_lent_card", title="出借医保凭证", points=20, day=JANUARY,
        evidence="记录", entered_by=place.worker,
    )  # fmt: skip
    report = PublicReport.unscoped.create(
        number=f"JB{county.code}", area=area, county=county, channel="phone", institution=place.hospital,
        content="多收费", anonymous=False, received_on=JANUARY, handler=place.worker,
    )  # fmt: skip
    ReporterIdentity.unscoped.create(report=report, name="举报人", contact="电话")
    ReportStep.unscoped.create(report=report, act="receive", state="received", done_by=place.worker)
    return {
        "public_report_id": report.pk,
        "suspension_id": suspension.pk,
        "person_credit_event_id": points.pk,
        "roster_member_id": member.pk,
        "inspection_id": inspection.pk,
        "draw_id": lot.pk,
        "inspected_id": target.pk,
        "inspection_case_id": case.pk,
    }
