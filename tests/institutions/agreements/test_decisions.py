"""Suspension, resumption and termination of an agreement."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from config.scoping import acting_as
from institutions.services.agreements import accept, apply, decide
from institutions.services.agreements.states import AgreementRefused
from institutions.services.designated_on import is_designated
from institutions.services.duties import DutyMissing, SamePerson
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage

ONE_DAY = dt.timedelta(days=1)


@pytest.mark.duty("JJ-09")
def test_suspension_and_resumption_cut_the_days_between(at_east: Stage) -> None:
    stage = at_east
    agreement = making.in_force(stage)
    hospital = agreement.institution
    off = stage.today + 10 * ONE_DAY
    assert making.decided(stage, agreement, "suspend", off).state == "suspended"
    on = off + 20 * ONE_DAY
    stage.on(on - ONE_DAY)
    assert making.decided(stage, agreement, "resume", on).state == "in_force"
    days = [off - ONE_DAY, off, on - ONE_DAY, on, agreement.period.upper - ONE_DAY, agreement.period.upper]
    assert [is_designated(hospital, day) for day in days] == [True, False, False, True, True, False]
    last = on + 5 * ONE_DAY
    assert making.decided(stage, agreement, "terminate", last).state == "terminated"
    assert [is_designated(hospital, day) for day in (last - ONE_DAY, last)] == [True, False]
    assert agreement.ended_on == last


def test_what_is_stopped_is_not_designated_anew_by_a_renewal_signed_before(at_east: Stage) -> None:
    stage = at_east
    former = making.in_force(stage)
    end = former.period.upper
    stage.on(end - 30 * ONE_DAY)
    renewal = apply.renew(agreement=former, applied_on=stage.today, acting_user=stage.handler)
    making.signed(stage, making.accepted(stage, renewal), end)
    making.decided(stage, former, "suspend", stage.today)
    renewal.refresh_from_db()
    assert (former.state, renewal.state) == ("suspended", "suspended")
    days = [stage.today - ONE_DAY, stage.today, end, end + 300 * ONE_DAY]
    assert [is_designated(former.institution, day) for day in days] == [True, False, False, False]
    stage.later(5)
    making.decided(stage, former, "resume", stage.today)
    assert [is_designated(former.institution, day) for day in days] == [True, False, True, True]
    making.decided(stage, former, "terminate", stage.today + ONE_DAY)
    renewal.refresh_from_db()
    assert (former.state, renewal.state) == ("terminated", "terminated")
    assert not is_designated(former.institution, end)


def test_a_first_application_taken_back_leaves_the_list_as_it_was(at_east: Stage) -> None:
    stage, hospital = at_east, at_east.cast.hospital_east
    agreement = making.applied(stage)
    assert not is_designated(hospital, stage.today)
    accept.withdraw(agreement=agreement, reason="误录", acting_user=stage.handler)
    assert is_designated(hospital, stage.today)
    # Refused, it stays off the list; so does one that had an agreement and takes a later application back.
    agreement = making.applied(stage)
    accept.refuse(agreement=agreement, reason="不符合条件", acting_user=stage.handler)
    assert not is_designated(hospital, stage.today)
    again = making.applied(stage)
    accept.withdraw(agreement=again, reason="撤回", acting_user=stage.handler)
    assert not is_designated(hospital, stage.today)


def test_a_decision_needs_two_people_and_the_place_the_policy_names(at_east: Stage) -> None:
    stage = at_east
    agreement = making.in_force(stage)
    decision = decide.ask_decision(
        agreement=agreement, act="suspend", from_day=stage.today, reason="核查", acting_user=stage.other
    )
    with pytest.raises(AgreementRefused):
        decide.ask_decision(
            agreement=agreement,
            act="terminate",
            from_day=stage.today,
            reason="核查",
            acting_user=stage.handler,
        )
    with pytest.raises(SamePerson):
        decide.decide(decision=decision, approved=True, acting_user=stage.other)
    for user in (stage.handler, stage.city_approver):
        with pytest.raises(DutyMissing):
            decide.decide(decision=decision, approved=True, acting_user=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(decision).unscoped.filter(pk=decision.pk).update(
            approved=True, decided_by=stage.other, decided_at=decision.asked_at
        )
    decide.decide(decision=decision, approved=False, acting_user=stage.approver)
    agreement.refresh_from_db()
    assert (agreement.state, making.log_of(agreement)[-2:]) == ("in_force", ["ask_suspend", "drop"])
    with pytest.raises(AgreementRefused):
        decide.decide(decision=decision, approved=True, acting_user=stage.approver)


def test_the_citys_inspectors_may_ask(stage: Stage) -> None:
    with acting_as(stage.cast.clerk_east):
        agreement = making.in_force(stage)
    with acting_as(stage.city_inspector):
        decide.ask_decision(
            agreement=agreement,
            act="suspend",
            from_day=stage.today,
            reason="稽核",
            acting_user=stage.city_inspector,
        )
    with acting_as(stage.city_handler), pytest.raises(DutyMissing):
        decide.ask_decision(
            agreement=agreement,
            act="suspend",
            from_day=stage.today,
            reason="稽核",
            acting_user=stage.city_handler,
        )


def test_no_decision_reaches_back_and_none_is_carried_out_late(at_east: Stage) -> None:
    stage = at_east
    agreement = making.in_force(stage)
    for day, until in (
        (stage.today - ONE_DAY, None),
        (agreement.period.upper, None),
        (stage.today, stage.today + 181 * ONE_DAY),
    ):
        with pytest.raises(AgreementRefused):
            decide.ask_decision(
                agreement=agreement, act="suspend", from_day=day, until_day=until, reason="核查",
                acting_user=stage.handler,
            )  # fmt: skip
    decision = decide.ask_decision(
        agreement=agreement, act="suspend", from_day=stage.today, reason="核查", acting_user=stage.handler
    )
    stage.later(1)
    with pytest.raises(AgreementRefused):
        decide.decide(decision=decision, approved=True, acting_user=stage.approver)
    decision.refresh_from_db()
    assert decision.approved is None
    decide.decide(decision=decision, approved=False, acting_user=stage.approver)
