"""One of everything of institutions that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from institutions.models import (
    Agreement,
    AgreementDecision,
    AgreementPaper,
    AgreementStep,
    AgreementText,
    Assessment,
    AssessmentObjection,
    AssessmentRound,
    AssessmentStep,
    AssessmentValue,
    CreditEvent,
    EntryCondition,
    EvaluationScore,
    NoticeObjection,
    PolicyProposal,
    PolicyProposalLine,
    PolicyReceipt,
    PolicyVersion,
    PublishedAssessment,
)
from tests.places import JANUARY, Place


def dealings_of(place: Place) -> dict[str, int]:
    """What the place's agency has with its hospital: an agreement, a yearly assessment, credit."""
    event = CreditEvent.unscoped.create(
        institution=place.hospital,
        area=place.county.area,
        county=place.county,
        event="repeated_charges",
        title="重复收费",
        points=10,
        day=JANUARY,
        evidence="核查记录",
        entered_by=place.worker,
    )
    return {
        "institution_id": place.hospital.pk,
        "credit_event_id": event.pk,
        **_agreement(place),
        **_assessment(place),
    }


def _agreement(place: Place) -> dict[str, int]:
    """One on public notice, with everything that hangs on it."""
    text = AgreementText.unscoped.create(
        area=place.county.area, kind="1", number=1, title="服务协议", body="{institution}", effective_from=JANUARY,
        prepared_by=place.worker,
    )  # fmt: skip
    agreement = Agreement.unscoped.create(
        number=f"XY{place.county.code}2020000001", kind="new", state="noticed", institution=place.hospital,
        area=place.county.area, county=place.county, agency=place.county, services=["inpatient"],
        steps=["evaluation", "notice", "negotiation"], applied_on=JANUARY, opened_by=place.worker, text=text,
        notice=DateRange(JANUARY, dt.date(2020, 1, 8)),
    )  # fmt: skip
    of: dict[str, Any] = {"agreement": agreement}
    paper = AgreementPaper.unscoped.create(key="licence", title="许可证", **of)
    condition = EntryCondition.unscoped.create(key="licensed", title="取得许可", due_on=JANUARY, **of)
    EvaluationScore.unscoped.create(
        round=1, evaluator="评估员", item="services", points=5, entered_by=place.worker, **of
    )
    objection = NoticeObjection.unscoped.create(
        received_on=JANUARY, raised_by="群众", text="异议", entered_by=place.worker, **of
    )
    decision = AgreementDecision.unscoped.create(
        act="suspend", from_day=JANUARY, reason="核查", asked_by=place.worker, **of
    )
    AgreementStep.unscoped.create(act="apply", state="applied", day=JANUARY, done_by=place.worker, **of)
    return {
        "agreement_id": agreement.pk,
        "agreement_text_id": text.pk,
        "paper_id": paper.pk,
        "condition_id": condition.pk,
        "objection_id": objection.pk,
        "decision_id": decision.pk,
    }


def _assessment(place: Place) -> dict[str, int]:
    """A told score with an objection to it, and last year's published line."""
    held = AssessmentRound.unscoped.create(
        area=place.county.area, year=2019, entries_by=JANUARY, publish_by=JANUARY, opened_by=place.worker
    )
    sheet = Assessment.unscoped.create(
        round=held, institution=place.hospital, area=place.county.area, county=place.county, agency=place.city,
        state="provisional", score=80, grade="qualified", told_on=JANUARY, object_by=JANUARY, due_on=JANUARY,
        concluded_by=place.worker,
    )  # fmt: skip
    value = AssessmentValue.unscoped.create(
        assessment=sheet, indicator="agreement_conduct", title="协议履行", most=10, source="entered"
    )
    objection = AssessmentObjection.unscoped.create(
        assessment=sheet, received_on=JANUARY, text="异议", entered_by=place.worker
    )
    AssessmentStep.unscoped.create(
        assessment=sheet, act="conclude", state="provisional", done_by=place.worker
    )
    PublishedAssessment.unscoped.create(
        round=held, area=place.county.area, county=place.county, institution=place.hospital, score=80,
        grade="qualified",
    )  # fmt: skip
    return {
        "assessment_round_id": held.pk,
        "assessment_id": sheet.pk,
        "assessment_value_id": value.pk,
        "assessment_objection_id": objection.pk,
    }


def proposal_of(place: Place, version: PolicyVersion) -> dict[str, int]:
    """A policy proposal of the county still being written, and a notice that it has read."""
    made = PolicyProposal.unscoped.create(
        area=place.county.area, county=place.county, document=version.document, title="调整起付标准",
        wanted_from=dt.date(2099, 1, 1), grounds="基金支出压力", entered_by=place.worker,
    )  # fmt: skip
    line = PolicyProposalLine.unscoped.create(
        proposal=made, section="benefits.390", parameter="inpatient.deductible", meaning="住院起付标准",
        value_now="600.00元", value_wanted="800.00元",
    )  # fmt: skip
    notice = PolicyVersion.objects.create(
        document=version.document, number=version.number + 1, state="superseded", text=f"{version.text}\n",
        sha256=f"{version.sha256}-2", effective_from=JANUARY, prepared_by=place.worker, reviewed_by=place.checker,
        reviewed_at=timezone.now(), put_in_force_by=place.checker, put_in_force_at=timezone.now(),
    )  # fmt: skip
    PolicyReceipt.unscoped.create(
        version=notice, area=place.county.area, county=place.county, read_by=place.worker, read_on=JANUARY
    )
    return {
        "policy_proposal_id": made.pk,
        "policy_proposal_line_id": line.pk,
        "policy_notice_id": notice.pk,
    }
