"""The year's assessment: scored, objected to, approved, published; and the next year's, whose values come in."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from config.demo.topics.stage import Stage, act, bring, said
from config.scoping import system_scope
from institutions.models import Agency, Assessment, AssessmentRound, AssessmentValue, Duty
from institutions.policy.in_force import policy_for
from institutions.rules.scoring import ENTERED, POINTS
from institutions.services.assessment import conclude, decide, publish
from institutions.services.assessment.figures import compute_figures
from institutions.services.assessment.open_round import open_round


def fill(stage: Stage) -> int:
    """One round published and one open; how many sheets."""
    if not stage.says("assessment"):
        return 0
    with system_scope():
        if AssessmentRound.objects.filter(area=stage.area).exists():
            return 0
    held = act(stage.at(Duty.HANDLE), open_round, area=stage.area, year=stage.year)
    act(stage.at(Duty.HANDLE), compute_figures, held=held)
    _enter(stage, held)
    with system_scope():
        sheets = list(_sheets(held))
    for sheet in sheets:
        _score(stage, sheet, objects=sheet == sheets[0])
    act(stage.at(Duty.HANDLE), publish.publish, held=held, place=said()["place"])
    running = act(stage.at(Duty.HANDLE), open_round, area=stage.area, year=stage.year + 1)
    act(stage.at(Duty.HANDLE), compute_figures, held=running)
    return len(sheets)


def _sheets(held: AssessmentRound) -> Any:
    found = Assessment.objects.filter(round=held).select_related("institution", "agency", "area", "round")
    return found.order_by("county", "institution__fixmedins_code")


def _enter(stage: Stage, held: AssessmentRound) -> None:
    """Every value nobody computes, a sheet of each agency that assesses."""
    evidence = said()["assessment"]["evidence"]
    with system_scope():
        values = list(
            AssessmentValue.objects.filter(assessment__round=held, source=ENTERED)
            .select_related("assessment__institution", "assessment__agency")
            .order_by("assessment__institution__fixmedins_code", "pk")
        )
        section = policy_for(stage.area, stage.day(12, 31)).section("assessment")
        in_points = {one.indicator: section.value(f"{one.indicator}.scored") == POINTS for one in values}
    rows: dict[Agency, list[dict[str, Any]]] = defaultdict(list)
    for one in values:
        code = one.assessment.institution.fixmedins_code
        part = Random(f"{code}{one.indicator}").randint(76, 100)  # noqa: S311
        value = Decimal(part)
        if in_points[one.indicator]:
            value = (Decimal(one.most) * part / 100).quantize(Decimal("0.1"))
        rows[one.assessment.agency].append(
            {
                "year": stage.year, "fixmedins_code": code, "indicator": one.indicator, "value": value,
                "evidence": evidence,
            }
        )  # fmt: skip
    for agency, own in rows.items():
        bring(stage, "assessment_values", f"assessment-values-{agency.code}.xlsx", own, at=agency)


def _score(stage: Stage, sheet: Assessment, *, objects: bool) -> None:
    """Told, objected to once, agreed with, reviewed by a second person, approved by the city."""
    clerk, today = stage.at(Duty.HANDLE, sheet.agency), timezone.localdate()
    sheet = act(clerk, conclude.conclude, assessment=sheet)
    if objects:
        words = said()["assessment"]
        made = act(
            clerk, conclude.record_objection, assessment=sheet, received_on=today, text=words["objection"]
        )
        act(clerk, conclude.record_hearing, objection=made, heard_on=today, hearing=words["hearing"])
        act(clerk, conclude.answer_objection, objection=made, answer=words["answer"], upheld=False)
    act(clerk, conclude.note_agreed, assessment=sheet, day=today)
    act(stage.at(Duty.REVIEW, sheet.agency), decide.review, assessment=sheet)
    act(stage.at(Duty.APPROVE), decide.approve, assessment=sheet)
