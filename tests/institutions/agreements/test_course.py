"""An application through its whole course: who may do what, what stands in the way, what is written down."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from config.scoping import acting_as, system_scope
from institutions.models import (
    Agreement,
    AgreementStep,
    AgreementText,
    Designation,
    EntryCondition,
    Institution,
)
from institutions.rules import agreements as rules
from institutions.services.agreements import (
    accept,
    apply,
    decide,
    evaluate,
    expire,
    publish,
    sign,
    states,
    texts,
)
from institutions.services.agreements.states import AgreementRefused
from institutions.services.designated_on import is_designated
from institutions.services.duties import DutyMissing, SamePerson
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage

ONE_DAY = dt.timedelta(days=1)


def log_of(agreement: Agreement) -> list[str]:
    return list(
        AgreementStep.unscoped.filter(agreement=agreement).order_by("pk").values_list("act", flat=True)
    )


@pytest.mark.duty("NB-26", "JJ-09")
def test_the_whole_way_from_the_application_to_the_end(at_east: Stage) -> None:
    """Of NB-26: one set of entry conditions, evaluation rules, procedure and text, entry and exit. Of ZY-13: the county
    accepts, evaluates, negotiates and signs on the city's text. The assessment is proved in the next folder;
    audits are to be proved beside this."""
    stage = at_east
    agreement = making.applied(stage)
    assert (agreement.state, agreement.agency, agreement.due_on) == (
        "applied",
        stage.cast.east,
        dt.date(2020, 3, 9),
    )
    assert agreement.papers.count() == 5
    assert agreement.conditions.count() == 7
    making.papers_in(stage, agreement, but=["internal_rules"])
    with pytest.raises(AgreementRefused, match=r"内部管理制度|internal rules"):
        accept.accept(agreement=agreement, acting_user=stage.handler)
    returned = accept.return_application(agreement=agreement, reason="请补正", acting_user=stage.handler)
    assert (returned.state, returned.due_on) == ("returned", None)
    assert making.papers_in(stage, agreement).state == "applied"
    agreement = accept.accept(agreement=agreement, acting_user=stage.handler)
    assert (agreement.state, agreement.due_on) == ("accepted", stage.today + 90 * ONE_DAY)
    making.sheets_in(stage, agreement)
    agreement = evaluate.conclude(agreement=agreement, acting_user=stage.handler)
    assert (agreement.state, agreement.score) == ("evaluated", Decimal("90.00"))
    agreement = publish.publish(
        agreement=agreement, first=stage.today, place="中心网站", acting_user=stage.handler
    )
    assert (agreement.notice.lower, agreement.notice.upper) == (stage.today, stage.today + 7 * ONE_DAY)
    making.conditions_met(stage, agreement)
    stage.later(7)
    agreement = publish.close_notice(agreement=agreement, acting_user=stage.handler)
    assert agreement.state == "negotiating"
    first = stage.today
    agreement = making.signed(stage, agreement, first)
    assert (agreement.state, agreement.signed_by, agreement.text) == (
        "in_force", stage.approver, stage.texts[0],
    )  # fmt: skip
    assert "东山县人民医院（H99010100001）" in texts.filled_in(agreement)
    hospital = agreement.institution
    assert is_designated(hospital, first)
    assert not is_designated(hospital, first - ONE_DAY)
    assert not is_designated(hospital, agreement.period.upper)
    stage.on(agreement.period.upper)
    assert expire.end_run_out(agency=stage.cast.east, acting_user=stage.handler) == 1
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == ("expired", stage.today)
    assert expire.end_run_out(agency=stage.cast.east, acting_user=stage.handler) == 0
    assert log_of(agreement) == [
        "apply", "hand_in", "return", "hand_in", "accept", *["score"] * 3, "pass", "publish", *["meet"] * 7,
        "close_notice", "propose", "sign", "expire",
    ]  # fmt: skip


def test_a_forbidden_step_is_refused_in_words_and_changes_nothing(at_east: Stage) -> None:
    agreement = making.applied(at_east)
    with pytest.raises(AgreementRefused, match=r"too early|尚不能|为时过早"):
        publish.publish(agreement=agreement, first=at_east.today, place="", acting_user=at_east.handler)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.notice, log_of(agreement)) == ("applied", None, ["apply"])


def test_who_lacks_the_duty_or_the_county_is_refused(stage: Stage) -> None:
    with acting_as(stage.cast.clerk_east):
        agreement = making.applied(stage)
        for user in (stage.approver, stage.cast.clerk_west, stage.city_handler):
            with pytest.raises(DutyMissing):
                accept.accept(agreement=agreement, acting_user=user)
        # Another county's institution looks like none at all.
        with pytest.raises(Institution.DoesNotExist):
            making.applied(stage, stage.cast.hospital_west)
    with acting_as(stage.cast.clerk_west), pytest.raises(Agreement.DoesNotExist):
        accept.accept(agreement=agreement, acting_user=stage.cast.clerk_west)


def test_where_the_policy_names_the_city_the_city_signs(
    cast: making.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support import policies

    package = policies.POLICIES / "zhangye.yaml"
    head, rest = package.read_text(encoding="utf-8").split("agreement.signed_by:", 1)
    other = head + "agreement.signed_by:" + rest.replace("value: county", "value: city", 1)
    monkeypatch.setattr(type(package), "read_text", lambda *_args, **_options: other)
    stage = making.make_stage(cast, monkeypatch)
    with system_scope():
        agreement = apply.apply(
            institution=cast.hospital_east, services=["outpatient"], applied_on=stage.today,
            acting_user=stage.city_handler,
        )  # fmt: skip
        assert (agreement.agency, agreement.county) == (cast.city, cast.east)
        with pytest.raises(DutyMissing):
            accept.hand_in(agreement=agreement, papers=[], day=stage.today, acting_user=stage.handler)


def test_one_application_at_a_time_and_none_beside_an_agreement(at_east: Stage) -> None:
    making.applied(at_east)
    with pytest.raises(AgreementRefused):
        making.applied(at_east)
    agreement = Agreement.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.unscoped.create(
            number="X", kind="new", institution=agreement.institution, area=agreement.area, county=agreement.county,
            agency=agreement.agency, services=["outpatient"], applied_on=at_east.today, opened_by=at_east.handler,
        )  # fmt: skip
    accept.withdraw(agreement=agreement, reason="不再申请", acting_user=at_east.handler)
    agreement = making.in_force(at_east)
    with pytest.raises(AgreementRefused, match=agreement.number):
        making.applied(at_east)


def test_an_institution_outside_the_area_makes_no_agreement_here(stage: Stage) -> None:
    with acting_as(stage.city_handler), pytest.raises(AgreementRefused):
        apply.apply(
            institution=stage.cast.hospital_outside, services=["inpatient"], applied_on=stage.today,
            acting_user=stage.city_handler,
        )  # fmt: skip


def test_an_area_whose_policy_says_nothing_refuses_in_words(cast: making.Cast) -> None:
    with acting_as(cast.clerk_east), pytest.raises(AgreementRefused, match="定点医药机构”一节"):
        apply.apply(
            institution=cast.hospital_east, services=["inpatient"], applied_on=making.MONDAY,
            acting_user=cast.clerk_east,
        )  # fmt: skip


# --- evaluation ---


def test_an_evaluation_needs_its_evaluators_and_fails_below_the_mean(at_east: Stage) -> None:
    stage = at_east
    agreement = making.accepted(stage, making.applied(stage))
    making.sheets_in(stage, agreement, evaluators=2)
    with pytest.raises(AgreementRefused, match="2"):
        evaluate.conclude(agreement=agreement, acting_user=stage.handler)
    making.sheets_in(stage, agreement, share="0.5")
    agreement = evaluate.conclude(agreement=agreement, acting_user=stage.handler)
    assert (agreement.state, agreement.score, agreement.failed_on) == (
        "failed",
        Decimal("50.00"),
        stage.today,
    )
    with pytest.raises(AgreementRefused):
        publish.publish(agreement=agreement, first=stage.today, place="", acting_user=stage.handler)
    stage.later(89)
    with pytest.raises(AgreementRefused, match="2020-05-31"):
        evaluate.evaluate_again(agreement=agreement, acting_user=stage.handler)
    stage.later(1)
    agreement = evaluate.evaluate_again(agreement=agreement, acting_user=stage.handler)
    assert (agreement.state, agreement.round, agreement.scores.count()) == ("accepted", 2, 18)
    # The first round's sheets stay on record and do not count in the second.
    assert evaluate.evaluation_of(agreement).evaluators == 0
    making.sheets_in(stage, agreement)
    assert evaluate.conclude(agreement=agreement, acting_user=stage.handler).state == "evaluated"


@pytest.mark.parametrize("points", ["-1", "20.5"])
def test_points_lie_between_nothing_and_the_items(at_east: Stage, points: str) -> None:
    agreement = making.accepted(at_east, making.applied(at_east))
    making.sheets_in(at_east, agreement, evaluators=1)
    sheet = {score.item: score.points for score in agreement.scores.all()}
    wrong = {**sheet, "information_system": Decimal(points)}
    for given in (wrong, {"information_system": Decimal(1)}, {**sheet, "other": Decimal(1)}):
        with pytest.raises(AgreementRefused):
            evaluate.enter_sheet(
                agreement=agreement, evaluator="甲", points=given, acting_user=at_east.handler
            )
    assert agreement.scores.count() == len(sheet)


def test_a_sheet_entered_again_replaces_the_first(at_east: Stage) -> None:
    agreement = making.accepted(at_east, making.applied(at_east))
    making.sheets_in(at_east, agreement, evaluators=1)
    making.sheets_in(at_east, agreement, evaluators=1, share="0.8")
    assert (evaluate.evaluation_of(agreement).evaluators, evaluate.evaluation_of(agreement).total) == (1, 80)


# --- public notice ---


def test_a_notice_is_closed_after_its_days_with_every_objection_answered(at_east: Stage) -> None:
    stage = at_east
    agreement = making.noticed(stage, making.accepted(stage, making.applied(stage)))
    objection = publish.record_objection(
        agreement=agreement, received_on=stage.today, raised_by="群众", text="设备不全",
        acting_user=stage.handler,
    )  # fmt: skip
    stage.later(6)
    with pytest.raises(AgreementRefused, match="2020-03-08"):
        publish.close_notice(agreement=agreement, acting_user=stage.handler)
    stage.later(1)
    with pytest.raises(AgreementRefused):
        publish.close_notice(agreement=agreement, acting_user=stage.handler)
    publish.answer_objection(
        objection=objection, answer="已核实齐全", upheld=False, acting_user=stage.handler
    )
    with pytest.raises(AgreementRefused):
        publish.answer_objection(objection=objection, answer="再答", upheld=True, acting_user=stage.handler)
    assert publish.close_notice(agreement=agreement, acting_user=stage.handler).state == "negotiating"


def test_an_objection_that_is_upheld_ends_in_refusal(at_east: Stage) -> None:
    stage = at_east
    agreement = making.noticed(stage, making.accepted(stage, making.applied(stage)))
    objection = publish.record_objection(
        agreement=agreement, received_on=stage.today, raised_by="群众", text="冒名", acting_user=stage.handler
    )
    publish.answer_objection(objection=objection, answer="属实", upheld=True, acting_user=stage.handler)
    stage.later(8)
    with pytest.raises(AgreementRefused):
        publish.close_notice(agreement=agreement, acting_user=stage.handler)
    assert accept.refuse(agreement=agreement, reason="异议成立", acting_user=stage.handler).state == "refused"


# --- signature ---


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


# --- renewal and change ---


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


# --- suspension, resumption, termination ---


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
    assert (agreement.state, log_of(agreement)[-2:]) == ("in_force", ["ask_suspend", "drop"])
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


# --- texts ---


def test_the_text_is_the_citys_and_reviewed_by_a_second_person(stage: Stage) -> None:
    """Of ZY-13: the city owns the model agreement."""
    given = {"kind": "1", "title": "服务协议", "effective_from": dt.date(2020, 6, 1)}
    with acting_as(stage.handler), pytest.raises(AgreementRefused):
        texts.draft_text(agency=stage.cast.east, body="x", acting_user=stage.handler, **given)
    with acting_as(stage.city_handler):
        with pytest.raises(AgreementRefused, match="made_up"):
            texts.draft_text(
                agency=stage.cast.city, body="{made_up}", acting_user=stage.city_handler, **given
            )
        second = texts.draft_text(agency=stage.cast.city, body="二", acting_user=stage.city_handler, **given)
        day = dt.date(2020, 6, 1)
        assert second.number == 2
        area = stage.cast.area
        assert texts.text_for(area=area, kind="1", day=day).number == 1
        texts.review_text(text=second, acting_user=stage.cast.reviewer_city)
        assert texts.text_for(area=area, kind="1", day=day).number == 2
        assert texts.text_for(area=area, kind="1", day=day - ONE_DAY).number == 1
        with pytest.raises(AgreementRefused):
            texts.text_for(area=area, kind="1", day=dt.date(2018, 1, 1))
        with pytest.raises(DatabaseError, match="reviewed texts stay"), transaction.atomic():
            AgreementText.objects.filter(pk=second.pk).update(body="三")


def test_the_log_is_kept_for_good(at_east: Stage) -> None:
    agreement = making.applied(at_east)
    steps = AgreementStep.unscoped.filter(agreement=agreement)
    for attack in (lambda: steps.update(note="x"), steps.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


def test_every_state_act_and_refusal_has_its_words() -> None:
    assert set(Agreement.State.values) == set(rules.STATES)
    assert set(states.ACTS) == set(rules.ACTS)
    found = {rules.after(state, act) for state in rules.STATES for act in rules.ACTS}
    assert set(states.WHY) == {one.code for one in found if isinstance(one, rules.Refusal)}
