"""One of everything of rush and control that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from funds.models import (
    AuditFinding,
    AuditPaper,
    AuditPlan,
    AuditSample,
    AuditStep,
    RushFinding,
    RushMonth,
    RushStep,
)
from funds.rules.audit_samples import Population
from tests.places import JANUARY, Place


def control_of(place: Place) -> dict[str, int]:
    """An unusual outlay to explain; an audit of the county under way with a sample, a paper and a finding."""
    area = place.county.area
    RushMonth.unscoped.get_or_create(area=area, month=dt.date(2019, 12, 1))
    rush = RushFinding.unscoped.create(
        area=area, unit=place.county, month=dt.date(2019, 12, 1), insutype="390", kind="benefit_expense",
        spent=100, reasons=[{"code": "early", "figure": 10000, "bound": 0, "beyond": 10000}],
    )  # fmt: skip
    RushStep.unscoped.create(finding=rush, act="found")
    plan = AuditPlan.unscoped.create(
        number=f"SJ{place.county.code}", area=area, county=place.county, about=place.county, year=2020,
        title="试审", programme="试", first=JANUARY, last=dt.date(2020, 12, 31), state="under_way",
        planned_by=place.worker, approved_by=place.checker,
    )  # fmt: skip
    whole = Population.of([(1, 100)])
    sample = AuditSample.unscoped.create(
        plan=plan, population="payments", first=JANUARY, last=JANUARY, method="random", seed="1", size=1,
        objects_count=1, total=1, digest=whole.digest(), packed=whole.packed(), drawn_by=place.worker,
    )  # fmt: skip
    paper = AuditPaper.unscoped.create(sample=sample, position=1, object_id=1, amount=1)
    finding = AuditFinding.unscoped.create(
        area=area, unit=place.county, county=place.county, audited_to=JANUARY, plan=plan, number=1,
        title="试", text="试", found_by=place.worker,
    )  # fmt: skip
    AuditStep.unscoped.create(finding=finding, act="found", by=place.worker)
    return {
        "rush_finding_id": rush.pk, "audit_plan_id": plan.pk, "audit_sample_id": sample.pk,
        "audit_paper_id": paper.pk, "audit_finding_id": finding.pk,
    }  # fmt: skip
