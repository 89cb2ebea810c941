"""Inspections drawn by lot, cases to their decision, physicians suspended."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from claims.models import Inspection, InspectionCase, InspectionTarget, RosterMember
from claims.services.cases.decide import decide_case
from claims.services.cases.follow import note_fine_paid, note_handover
from claims.services.cases.hear import ask_statement, enter_statement
from claims.services.cases.open import open_from_target, open_on_institution
from claims.services.cases.propose import Proposal, propose_decision
from claims.services.inspections.conduct import begin_inspection, close_inspection, record_result
from claims.services.inspections.draw import draw_inspectors, draw_institutions
from claims.services.inspections.plan import approve_plan, plan_inspection
from claims.services.inspections.roster import declare_conflict, enrol
from claims.services.physicians import ask_physician_suspension, decide_physician_suspension
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.scoping import system_scope
from institutions.models import Agency, Duty, Institution

ROSTER = (("inspector", 4), ("expert", 2), ("grid", 1), ("social", 1), ("committee", 1))
DRAWN, TEAM = 2, 3


def fill(stage: Stage) -> int:
    """A roster everywhere; in the first county an inspection closed, in the second one under way, in the third a
    plan; how many rows."""
    if not stage.says("inspections"):
        return 0
    with system_scope():
        if RosterMember.objects.filter(area=stage.area).exists():
            return 0
    made = 0
    for number, unit in enumerate(stage.units()):
        made += _roster(stage, unit)
        inspection = _plan(stage, unit)
        if number % 3 < 2:
            _draw(stage, unit, inspection)
        if number % 3 == 0:
            made += _to_the_end(stage, unit, inspection, number)
        made += 1
    return made + _suspensions(stage)


def _roster(stage: Stage, unit: Agency) -> int:
    inspector, words = stage.at(Duty.INSPECT, unit), said()["inspections"]
    number = 0
    for kind, count in ROSTER:
        for one in range(count):
            member = act(
                inspector, enrol, agency=unit, kind=kind, code=f"{unit.code}{number + 1:03d}",
                name=words["names"][(number + unit.pk) % len(words["names"])], first=stage.day(1, 1),
                organisation=words["organisations"][kind], specialty=words["specialties"][one % 2],
                stands_for="insured" if kind == "committee" else "",
            )  # fmt: skip
            if number == 0:
                hospital = stage.institutions(unit)[-1]
                act(
                    inspector,
                    declare_conflict,
                    member=member,
                    institution=hospital,
                    reason=words["conflict"],
                )
            number += 1
    return number


def _plan(stage: Stage, unit: Agency) -> Inspection:
    words = said()["inspections"]
    inspection: Inspection = act(
        stage.at(Duty.INSPECT, unit), plan_inspection, agency=unit, kind="routine",
        title=words["title"].format(year=stage.year), content=words["content"], bills_from=stage.day(1, 1),
        bills_to=stage.day(6, 30), starts_on=stage.day(9, 7), ends_on=stage.day(9, 18),
    )  # fmt: skip
    return inspection


def _draw(stage: Stage, unit: Agency, inspection: Inspection) -> None:
    inspector = stage.at(Duty.INSPECT, unit)
    act(stage.at(Duty.APPROVE, unit), approve_plan, inspection=inspection)
    size = min(DRAWN, len(stage.institutions(unit, "1")))
    act(inspector, draw_institutions, inspection=inspection, size=size, kind="1")
    act(inspector, draw_inspectors, inspection=inspection, size=TEAM)
    act(inspector, begin_inspection, inspection=inspection)


def _to_the_end(stage: Stage, unit: Agency, inspection: Inspection, turn: int) -> int:
    """The first institution has problems and a case of it, the others none; then it is closed."""
    inspector, words = stage.at(Duty.INSPECT, unit), said()["inspections"]
    with system_scope():
        found = InspectionTarget.objects.filter(inspection=inspection).select_related(
            "institution", "inspection"
        )
        targets = list(found.order_by("pk"))
    for number, target in enumerate(targets):
        outcome = "clean" if number else "problems"
        act(
            inspector, record_result, target=target, outcome=outcome, inspected_on=stage.day(9, 9 + number),
            findings=words["clean" if number else "findings"],
        )  # fmt: skip
    case = act(inspector, open_from_target, target=targets[0], title=words["case"], facts=words["findings"])
    _decide(stage, unit, case, turn)
    act(inspector, close_inspection, inspection=inspection, conclusion=words["conclusion"])
    return 2


def _decide(stage: Stage, unit: Agency, case: InspectionCase, turn: int) -> None:
    """Heard, proposed, decided by a second person: a deduction, a fine that is paid, a handover."""
    inspector, words, today = stage.at(Duty.INSPECT, unit), said()["inspections"], timezone.localdate()
    case = act(inspector, ask_statement, case=case)
    case = act(inspector, enter_statement, case=case, statement=words["statement"], stated_on=today)
    proposal = Proposal(
        reason=words["reason"], recoveries={SCHEME: Decimal(1_860) + 120 * turn}, fine=Decimal(3_000),
        handed_to="health" if turn == 0 else "",
    )  # fmt: skip
    case = act(inspector, propose_decision, case=case, proposal=proposal)
    case = act(stage.at(Duty.REVIEW, unit), decide_case, case=case)
    act(inspector, note_fine_paid, case=case, day=today, receipt=f"FK{today:%Y}{turn + 1:04d}")
    if case.handed_to:
        act(inspector, note_handover, case=case, day=today, receipt=words["handover"])


def _suspensions(stage: Stage) -> int:
    """A physician suspended and one asked for; a case that waits for its statement."""
    words, first = said()["inspections"], timezone.localdate()
    for number, unit in enumerate(stage.units()[:2]):
        hospital = stage.institutions(unit)[0]
        _open_case(stage, unit, hospital)
        suspension = act(
            stage.at(Duty.INSPECT, unit), ask_physician_suspension, institution=hospital,
            physician_code=f"D{unit.code}{number:06d}", physician_name=said()["physicians"][number],
            first_day=first, last_day=first + dt.timedelta(days=89), reason=words["suspension"],
        )  # fmt: skip
        if not number:
            act(stage.at(Duty.REVIEW, unit), decide_physician_suspension, suspension=suspension, granted=True)
    return 4


def _open_case(stage: Stage, unit: Agency, hospital: Institution) -> Any:
    words = said()["inspections"]
    case = act(
        stage.at(Duty.INSPECT, unit), open_on_institution, institution=hospital, title=words["other_case"],
        facts=words["other_facts"],
    )  # fmt: skip
    return act(stage.at(Duty.INSPECT, unit), ask_statement, case=case)
