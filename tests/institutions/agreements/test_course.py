"""An application through its whole course: who may do what, what stands in the way, what is written down."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from config.scoping import acting_as, system_scope
from institutions.models import Agreement, AgreementStep, Institution
from institutions.rules import agreements as rules
from institutions.services.agreements import accept, apply, evaluate, expire, publish, states, texts
from institutions.services.agreements.states import AgreementRefused
from institutions.services.designated_on import is_designated
from institutions.services.duties import DutyMissing
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage

ONE_DAY = dt.timedelta(days=1)


@pytest.mark.duty("NB-26", "JJ-09", "ZY-13")
def test_the_whole_way_from_the_application_to_the_end(at_east: Stage) -> None:
    """Of NB-26: one set of entry conditions, evaluation rules, procedure and text, entry and exit. Of ZY-13: the county
    accepts, evaluates, negotiates and signs on the city's text. The assessment is proved in the next folder, the
    city's audits in ``tests/claims/inspections``, its clearing of care outside the area in ``tests/funds/clearing``."""
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
    assert making.log_of(agreement) == [
        "apply", "hand_in", "return", "hand_in", "accept", *["score"] * 3, "pass", "publish", *["meet"] * 7,
        "close_notice", "propose", "sign", "expire",
    ]  # fmt: skip


def test_a_forbidden_step_is_refused_in_words_and_changes_nothing(at_east: Stage) -> None:
    agreement = making.applied(at_east)
    with pytest.raises(AgreementRefused, match=r"too early|尚不能|为时过早"):
        publish.publish(agreement=agreement, first=at_east.today, place="", acting_user=at_east.handler)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.notice, making.log_of(agreement)) == ("applied", None, ["apply"])


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
