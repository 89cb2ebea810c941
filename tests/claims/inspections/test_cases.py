"""Cases: every act in its state only, right of reply, two people, and what follows from a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from claims.models import BillFinding, Deduction, InspectionCase
from claims.rules.inspections import CASE
from claims.services.cases.decide import decide_case, send_back
from claims.services.cases.follow import note_fine_paid, note_handover
from claims.services.cases.hear import ask_statement, enter_statement
from claims.services.cases.open import open_from_finding, open_on_person
from claims.services.cases.propose import Proposal, propose_decision
from claims.services.cases.states import CaseRefused
from claims.services.findings.review import propose as propose_on_finding
from claims.services.findings.states import FindingRefused
from config.scoping import acting_as, system_scope
from config.workdays import add_workdays
from institutions.models import CreditEvent, Duty
from institutions.services.agreements.decide import deciding_agency
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_institution, make_person, make_user
from tests.claims.inspections.making import TODAY, Office
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.institutions.agreements.making import in_force, make_stage

ALL = Proposal(
    reason="事实清楚",
    recoveries={"390": Decimal("1200.50"), "310": Decimal(30)},
    fine=Decimal(2400),
    handed_to="police",
    credit_event="repeated_charges",
)
ACTS: dict[str, Callable[[InspectionCase, Office], InspectionCase]] = {
    "ask": lambda case, office: ask_statement(case=case, acting_user=office.inspector),
    "state": lambda case, office: enter_statement(
        case=case, statement="愿意整改", stated_on=TODAY, acting_user=office.inspector
    ),
    "propose": lambda case, office: propose_decision(case=case, proposal=ALL, acting_user=office.inspector),
    "return": lambda case, office: send_back(case=case, reason="再核", acting_user=office.second),
    "fine_paid": lambda case, office: note_fine_paid(
        case=case, day=TODAY, receipt="F1", acting_user=office.inspector
    ),
    "hand_over": lambda case, office: note_handover(
        case=case, day=TODAY, receipt="公安回执", acting_user=office.inspector
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_open_in_its_states_only(office: Office, act: str) -> None:
    for state in InspectionCase.State.values:
        case = office.case(state, **({"fine": 5, "handed_to": "police"} if state == "decided" else {}))
        if state == "asked":
            with system_scope():
                InspectionCase.objects.filter(pk=case.pk).update(statement_due=TODAY - dt.timedelta(1))
        with acting_as(office.inspector):
            if CASE.allows(state, act):
                assert ACTS[act](case, office).state == CASE.after(state, act)
                continue
            with pytest.raises(CaseRefused, match=case.number):
                ACTS[act](case, office)
            assert InspectionCase.objects.get(pk=case.pk).state == state
            assert not case.steps.exists()


@pytest.mark.duty("JJ-12")
def test_a_case_is_heard_proposed_decided_and_done(office: Office) -> None:
    case = office.case()
    with acting_as(office.inspector):
        asked = ACTS["ask"](case, office)
        # Five working days, as the package assumes.
        assert asked.statement_due == add_workdays(TODAY, 5)
        with pytest.raises(CaseRefused, match=str(asked.statement_due)):
            ACTS["propose"](case, office)
        ACTS["state"](case, office)
        with pytest.raises(CaseRefused):
            propose_decision(case=case, proposal=Proposal(reason=" "), acting_user=office.inspector)
        with pytest.raises(CaseRefused):  # no agreement
            propose_decision(
                case=case, proposal=Proposal(reason="x", suspend_from=TODAY), acting_user=office.inspector
            )
        with pytest.raises(CaseRefused):
            propose_decision(
                case=case, proposal=Proposal(reason="x", credit_event="no_such"), acting_user=office.inspector
            )
        ACTS["propose"](case, office)
    with acting_as(office.second):
        assert ACTS["return"](case, office).fine is None
    with acting_as(office.inspector):
        ACTS["propose"](case, office)
    with acting_as(office.second):
        done = decide_case(case=case, acting_user=office.second)
        assert (done.state, done.fine_due_on) == ("decided", TODAY + dt.timedelta(15))
        made = {one.insutype: one for one in Deduction.objects.filter(reference__startswith=case.number)}
        assert {scheme: one.amount for scheme, one in made.items()} == {"390": Decimal("1200.50"), "310": 30}
        for one in made.values():
            assert (one.det_type, one.clr_month) == ("20", dt.date(2024, 5, 1))
            assert (one.handled_by, one.reviewed_by) == (office.inspector, office.second)
        event = CreditEvent.objects.get()
        assert (event.points, event.state) == (10, "confirmed")
        assert done.credit == event
    with acting_as(office.inspector):
        ACTS["fine_paid"](case, office)
        ACTS["hand_over"](case, office)
        for again in ("fine_paid", "hand_over"):
            with pytest.raises(CaseRefused):
                ACTS[again](case, office)
        acts = list(case.steps.values_list("act", flat=True))
    assert acts == ["ask", "state", "propose", "return", "propose", "decide", "fine_paid", "hand_over"]


def test_closing_without_needs_two_people_too(office: Office) -> None:
    case = office.case("stated")
    with acting_as(office.inspector):
        propose_decision(case=case, proposal=Proposal(reason="不成立"), acting_user=office.inspector)
        with pytest.raises(DutyMissing):
            decide_case(case=case, acting_user=office.inspector)
    with acting_as(office.second):
        assert decide_case(case=case, acting_user=office.second).state == "closed"
        assert not Deduction.objects.exists()
    with system_scope():
        both = make_user("both.east", "甲", office.cast.east, Duty.INSPECT, Duty.REVIEW)
    other = office.case("proposed", proposed_by=both)
    with acting_as(both), pytest.raises(SamePerson):
        decide_case(case=other, acting_user=both)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        InspectionCase.objects.filter(pk=other.pk).update(decided_by=both)


def test_nothing_is_proposed_before_anybody_was_asked(office: Office) -> None:
    case = office.case()
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        InspectionCase.objects.filter(pk=case.pk).update(state="proposed", proposed_by=office.inspector)


def test_a_finding_that_became_a_case_is_not_deducted_beside_it(office: Office) -> None:
    with system_scope():
        person = make_person(office.cast.east)
        bill = make_bill(person, office.cast.hospital_east)
        raw_settlement(bill).save()
        finding = BillFinding.unscoped.create(
            bill=bill, check_key="bed_days", found_at=bill.setl_time, state="replied", due_on=TODAY
        )
    with acting_as(office.inspector):
        case = open_from_finding(
            finding=finding, title="床日", facts="多收床日", acting_user=office.inspector
        )
        assert (case.institution, case.finding) == (office.cast.hospital_east, finding)
        finding.refresh_from_db()
        assert (finding.state, finding.steps.get().text) == ("closed", case.number)
        with pytest.raises(FindingRefused):
            propose_on_finding(finding=finding, amount=Decimal(1), reason="x", acting_user=office.inspector)
        with pytest.raises(FindingRefused):
            open_from_finding(finding=finding, title="x", facts="x", acting_user=office.inspector)


@pytest.mark.duty("JJ-12")
def test_an_insured_person_owes_what_is_recovered(office: Office) -> None:
    with system_scope():
        person = make_person(office.cast.east)
        make_coverage(person)
    with acting_as(office.inspector):
        case = open_on_person(person=person, title="冒名就医", facts="出借", acting_user=office.inspector)
        ACTS["ask"](case, office)
        ACTS["state"](case, office)
        recovered = Proposal(reason="属实", recoveries={"390": Decimal(800)})
        propose_decision(case=case, proposal=recovered, acting_user=office.inspector)
    with acting_as(office.second):
        decide_case(case=case, acting_user=office.second)
        debt = case.recoveries.get().overpayment
        assert debt is not None
        assert (debt.amount, debt.state, debt.source) == (800, "confirmed", "inspection")
        assert (debt.found_by, debt.confirmed_by) == (office.inspector, office.second)


def test_no_points_are_proposed_for_an_institution_outside(office: Office) -> None:
    """Else the case could never be decided: nobody here rates it."""
    with system_scope():
        outside = make_institution(
            "H88010100001", "外地医院", area=office.cast.area, county=None, level="3", admdvs="880101"
        )
    case = office.case("stated", institution=outside, county=office.cast.city)
    with acting_as(office.city), pytest.raises(CaseRefused):
        propose_decision(case=case, proposal=ALL, acting_user=office.city)


def test_others_neither_see_nor_decide(office: Office) -> None:
    case = office.case()
    with acting_as(office.cast.clerk_west), pytest.raises(InspectionCase.DoesNotExist):
        ask_statement(case=case, acting_user=office.cast.clerk_west)
    with acting_as(office.city):
        assert ask_statement(case=case, acting_user=office.city).state == "asked"


@pytest.mark.duty("JJ-12")
def test_a_decision_suspends_the_agreement(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make_stage(cast, monkeypatch, "jiujiang.yaml")
    office = Office(cast, policy=False)
    with system_scope():
        stage.on(TODAY)
        agreement = in_force(stage)
        at = deciding_agency(agreement)
        decider = make_user("decider", "决定", at, Duty.REVIEW, Duty.APPROVE)
    case = office.case("stated")
    until = stage.today + dt.timedelta(60)
    with acting_as(stage.city_inspector):
        asked = Proposal(reason="属实", suspend_from=stage.today, suspend_until=until)
        propose_decision(case=case, proposal=asked, acting_user=stage.city_inspector)
    with acting_as(decider):
        done = decide_case(case=case, acting_user=decider)
        agreement.refresh_from_db()
        assert done.suspension is not None
        assert (agreement.state, agreement.due_on) == ("suspended", until)


def test_a_suspension_waits_for_whoever_may_approve_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make_stage(cast, monkeypatch, "jiujiang.yaml")
    office = Office(cast, policy=False)
    with system_scope():
        stage.on(TODAY)
        agreement = in_force(stage)
    case = office.case(
        "proposed", suspend_from=stage.today, opened_on=stage.today, proposed_by=stage.city_inspector
    )
    with acting_as(cast.reviewer_east):
        done = decide_case(case=case, acting_user=cast.reviewer_east)
        agreement.refresh_from_db()
        assert done.suspension is not None
        assert (done.suspension.approved, agreement.state) == (None, "in_force")
