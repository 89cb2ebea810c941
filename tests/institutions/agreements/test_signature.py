"""Signature, renewal and change of an agreement: conditions, second person, term."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from institutions.models import Agreement, Designation, EntryCondition
from institutions.services.agreements import accept, apply, evaluate, expire, publish, sign
from institutions.services.agreements.states import AgreementRefused
from institutions.services.designated_on import is_designated
from institutions.services.duties import DutyMissing, SamePerson
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage

ONE_DAY = dt.timedelta(days=1)


def test_an_open_entry_condition_stands_in_the_way(at_east: Stage) -> None:
    stage = at_east
    agreement = making.noticed(stage, making.accepted(stage, making.applied(stage)))
    stage.later(7)
    publish.close_notice(agreement=agreement, acting_user=stage.handler)
    with pytest.raises(AgreementRefused):
        making.signed(stage, agreement, stage.today)
    making.conditions_met(stage, agreement)
    assert making.signed(stage, agreement, stage.today).state == "in_force"


def test_a_condition_is_met_on_evidence_and_not_in_the_future(at_east: Stage) -> None:
    condition = making.applied(at_east).conditions.first()
    with pytest.raises(AgreementRefused):
        accept.meet_condition(
            condition=condition, met_on=at_east.today + ONE_DAY, evidence="x", acting_user=at_east.handler
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryCondition.unscoped.filter(pk=condition.pk).update(met_on=at_east.today)


def test_the_second_person_signs(at_east: Stage) -> None:
    stage = at_east
    agreement = making.negotiating(stage)
    sign.propose(
        agreement=agreement,
        first_day=stage.today,
        last_day=stage.today + 30 * ONE_DAY,
        acting_user=stage.other,
    )
    with pytest.raises(SamePerson):
        sign.sign(agreement=agreement, acting_user=stage.other)
    with pytest.raises(DutyMissing):
        sign.sign(agreement=agreement, acting_user=stage.handler)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.unscoped.filter(pk=agreement.pk).update(
            state="in_force", signed_by=stage.other, signed_on=stage.today
        )
    assert (
        sign.send_back(agreement=agreement, reason="重谈", acting_user=stage.approver).state == "negotiating"
    )
    assert making.signed(stage, agreement, stage.today).signed_by == stage.approver


def test_the_term_is_bounded_by_the_policy(at_east: Stage) -> None:
    stage = at_east
    agreement = making.negotiating(stage)
    day = stage.today
    for first, last in (
        (day, day - ONE_DAY),
        (day, dt.date(day.year + 1, day.month, day.day)),
        (agreement.applied_on - ONE_DAY, day),
    ):
        with pytest.raises(AgreementRefused):
            making.signed(stage, agreement, first, last)
    assert making.signed(
        stage, agreement, day, dt.date(day.year + 1, day.month, day.day) - ONE_DAY
    ).is_running


def test_a_renewal_follows_without_a_day_between(at_east: Stage) -> None:
    stage = at_east
    former = making.in_force(stage)
    end = former.period.upper
    with pytest.raises(AgreementRefused):
        apply.renew(agreement=former, applied_on=stage.today, acting_user=stage.handler)
    stage.on(end - 60 * ONE_DAY)
    renewal = apply.renew(agreement=former, applied_on=stage.today, acting_user=stage.handler)
    # What was met stays met; the policy asks no second evaluation.
    assert (renewal.kind, renewal.former, renewal.conditions.filter(met_on=None).count()) == (
        "renewal",
        former,
        0,
    )
    making.papers_in(stage, renewal)
    assert accept.accept(agreement=renewal, acting_user=stage.handler).state == "negotiating"
    with pytest.raises(AgreementRefused):
        making.signed(stage, renewal, end - ONE_DAY)
    renewal = making.signed(stage, renewal, end)
    former.refresh_from_db()
    assert former.state == "in_force"
    hospital = former.institution
    assert [is_designated(hospital, end + number * ONE_DAY) for number in (-1, 0, 364, 365)] == [
        True,
        True,
        True,
        False,
    ]
    with pytest.raises(AgreementRefused):
        apply.renew(agreement=former, applied_on=stage.today, acting_user=stage.handler)
    stage.on(end)
    expire.end_run_out(agency=stage.cast.east, acting_user=stage.handler)
    former.refresh_from_db()
    assert former.state == "replaced"


def test_a_change_ends_the_former_on_its_first_day(at_east: Stage) -> None:
    stage = at_east
    former = making.in_force(stage)
    stage.later(30)
    change = apply.change(
        agreement=former, services=["outpatient", "internet"], reason="互联网医院", applied_on=stage.today,
        acting_user=stage.handler,
    )  # fmt: skip
    making.accepted(stage, change)
    making.sheets_in(stage, change)
    assert evaluate.conclude(agreement=change, acting_user=stage.handler).state == "negotiating"
    day = stage.today
    making.signed(stage, change, day)
    former.refresh_from_db()
    assert (former.state, former.ended_on, former.period.upper) == ("replaced", day, day)
    assert [(span.agreement_id, span.period.lower) for span in Designation.objects.all()] == [
        (former.pk, former.period.lower), (change.pk, day),
    ]  # fmt: skip
    assert is_designated(former.institution, day - ONE_DAY)
