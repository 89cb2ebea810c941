"""Every course of supervision as one table: each state against each act, what is forbidden refused with its reason.

Where an act leads is written here once more, by hand: a table of the code that changes unseen fails. Agreements,
assessments and credit events have the like beside their rules (``tests/institutions``), budgets beside their acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest
from django.utils.translation import override

from claims.models import (
    Bill,
    BillFinding,
    DeductionReversal,
    Inspection,
    InspectionCase,
    InstitutionObjection,
    PriceEvaluation,
    PublicReport,
)
from claims.rules import findings, inspections, objections, price_evaluation, reports
from claims.rules.flow import Flow
from claims.services import deduction_reversals, report_states
from claims.services import objections as objection_acts
from claims.services import price_evaluation as evaluation_acts
from claims.services.cases import states as case_states
from claims.services.findings import states as finding_states
from claims.services.inspections import states as inspection_states
from config.errors import DomainError


class Course(NamedTuple):
    """A course as the code has it, and ``leads``: by state what each open act leads to."""

    flow: Flow
    model: Any
    made: dict[str, Any]
    words: Mapping[str, Any]
    state_after: Callable[[Any, str], str]
    leads: dict[str, dict[str, str]]


COURSES = {
    "inspection": Course(
        inspections.INSPECTION, Inspection, {"number": "JC1"}, inspection_states.ACTS, inspection_states.state_after,
        {
            "planned": {"approve": "approved", "withdraw": "withdrawn"},
            "approved": {"withdraw": "withdrawn", "name": "approved", "draw": "approved", "begin": "under_way"},
            "under_way": {"record": "under_way", "close": "closed"},
            "closed": {},
            "withdrawn": {},
        },
    ),
    "case": Course(
        inspections.CASE, InspectionCase, {"number": "AJ1"}, case_states.ACTS, case_states.state_after,
        {
            "opened": {"ask": "asked"},
            "asked": {"state": "stated", "propose": "proposed"},
            "stated": {"state": "stated", "propose": "proposed"},
            "proposed": {"return": "stated", "decide": "decided", "close": "closed"},
            "decided": {"fine_paid": "decided", "hand_over": "decided"},
            "closed": {},
        },
    ),
    "finding": Course(
        findings.FLOW, BillFinding, {"bill": Bill(setl_id="B1")}, finding_states.ACTS, finding_states.state_after,
        {
            "found": {"ask": "asked", "dismiss": "closed", "case": "closed"},
            "asked": {"reply": "replied", "propose": "proposed", "acquit": "proposed", "case": "closed"},
            "replied": {"propose": "proposed", "acquit": "proposed", "case": "closed"},
            "proposed": {"return": "replied", "deduct": "deducted", "close": "closed"},
            "deducted": {},
            "closed": {},
        },
    ),
    "objection": Course(
        objections.FLOW, InstitutionObjection, {"number": "YY1"}, objection_acts.ACTS, objection_acts.state_after,
        {
            "entered": {"assign": "assigned", "withdraw": "withdrawn"},
            "assigned": {"assign": "assigned", "uphold": "upheld", "reject": "rejected", "withdraw": "withdrawn"},
            "upheld": {"follow": "followed"},
            "followed": {},
            "rejected": {},
            "withdrawn": {},
        },
    ),
    "reversal": Course(
        objections.REVERSAL, DeductionReversal, {"number": "CH1"}, deduction_reversals.ACTS,
        deduction_reversals.state_after,
        {"proposed": {"confirm": "confirmed", "refuse": "refused"}, "confirmed": {}, "refused": {}},
    ),
    "report": Course(
        reports.FLOW, PublicReport, {"number": "JB1"}, report_states.ACTS, report_states.state_after,
        {
            "received": {"check": "checked", "hand_over": "received"},
            "checked": {"return": "received", "verify": "verified", "drop": "unfounded"},
            "verified": dict.fromkeys(("pay", "voucher", "unpay", "hand_over"), "verified"),
            "unfounded": {},
        },
    ),
    "price evaluation": Course(
        price_evaluation.FLOW, PriceEvaluation, {"year": 2024}, evaluation_acts.ACTS, evaluation_acts.state_after,
        {
            "open": {"compute": "open", "conclude": "open", "propose": "proposed"},
            "proposed": {"send_back": "open", "decide": "decided"},
            "decided": {},
        },
    ),
}  # fmt: skip

# What a course is part of; objections and what is given back are no duty's own.
DUTIES = {
    "inspection": "JJ-11", "case": "JJ-12", "finding": "JJ-11", "report": "JJ-12", "price evaluation": "JJ-19",
}  # fmt: skip


def steps() -> Iterator[Any]:
    for name, course in COURSES.items():
        for state in course.model.State.values:
            for act in sorted({act for _state, act in course.flow.table}):
                marks = [pytest.mark.duty(DUTIES[name])] if name in DUTIES else []
                yield pytest.param(course, state, act, id=f"{name}: {act} when {state}", marks=marks)


@pytest.mark.parametrize(("course", "state", "act"), list(steps()))
def test_every_step_leads_where_it_should_or_is_refused_with_its_reason(
    course: Course, state: str, act: str
) -> None:
    row = course.model(state=state, **course.made)
    leads = course.leads[state].get(act)
    if leads is not None:
        assert course.state_after(row, act) == leads
        return
    with override("en"), pytest.raises(DomainError) as refused:
        course.state_after(row, act)
    # Which state it is in, what cannot be done; and nothing was done.
    with override("en"):
        told = str(refused.value)
        assert row.get_state_display() in told
        assert str(course.words[act]) in told
    assert row.state == state


@pytest.mark.parametrize("name", COURSES)
def test_every_state_of_a_course_is_in_its_table(name: str) -> None:
    course = COURSES[name]
    assert set(course.leads) == set(course.model.State.values)
    reached = {after for acts in course.leads.values() for after in acts.values()}
    first = course.model._meta.get_field("state").default
    assert set(course.leads) - {first} <= reached
