"""Proposals go up, decisions come down, and no county changes policy (NB-28: 宁波 四(三)4, 五(三))."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import DeskItem, items_of
from config.scoping import acting_as, system_scope
from institutions.models import Duty, PolicyProposal, PolicyReceipt, PolicyVersion, User
from institutions.policy.in_force import calendar_of, policy_for
from institutions.policy_desk import policy_items
from institutions.policy_urls import POLICY
from institutions.services import policy_versions
from institutions.services.duties import DutyMissing, SamePerson
from institutions.services.policy_notices import NoticeRefused, say_executed, say_read
from institutions.services.policy_proposals.decide import adopt, ask_back, decline, receive_decision, take_up
from institutions.services.policy_proposals.propose import (
    add_parameter,
    attach_evidence,
    enter_proposal,
    remove_parameter,
    rewrite_proposal,
    send_proposal,
)
from institutions.services.policy_proposals.states import ProposalRefused
from institutions.services.policy_versions import PolicyRefused
from tests.cast import EVERY_DUTY, Cast, make_user
from tests.institutions.policy.test_policy_pages import act as posted
from tests.institutions.policy.test_policy_versions import PACKAGE
from tests.support.pages import see

TODAY = dt.date(2026, 3, 2)
NEXT_YEAR = dt.date(2027, 1, 1)
MAKING = """  policy_making:
    proposals.answer_within:
      unit: days
      values: [{from: 2019-07-01, value: 20, clause: 五（三）}]
    notices.read_within:
      unit: days
      values: [{from: 2019-07-01, value: 5, clause: 五（三）}]

  pooling:
"""
FIRST = PACKAGE.replace("  pooling:\n", MAKING, 1)
RISK = "      values: [{from: 2019-07-01, value: 0.05, clause: 四（六）3}]"
DRAFT = FIRST.replace(
    RISK,
    """      values:
        - {from: 2019-07-01, value: 0.05, clause: 四（六）3}
        - {from: 2027-01-01, value: 0.04, clause: 四（六）3（2026年修订）}""",
    1,
)
SCAN = b"%PDF-1.4 measured"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC))


@pytest.fixture
def in_force(cast: Cast) -> PolicyVersion:
    assert DRAFT != FIRST != PACKAGE
    with system_scope():
        return enforced(cast, FIRST)


def enforced(cast: Cast, text: str, **given: Any) -> PolicyVersion:
    version, _new = policy_versions.load_draft(text=text, acting_user=cast.administrator_city)
    if version.state == "draft":
        policy_versions.review(version=version, acting_user=cast.reviewer_city)
    return policy_versions.put_in_force(version=version, acting_user=cast.approver_city, **given)


def by(user: User, service: Any, **given: Any) -> Any:
    with acting_as(user):
        return service(acting_user=user, **given)


def written(cast: Cast, **given: Any) -> PolicyProposal:
    values: dict[str, Any] = {
        "section": "pooling", "parameter": "risk_fund.share", "value_wanted": "4%", "title": "调低风险调剂金计提比例",
        "wanted_from": NEXT_YEAR, "grounds": "调剂金规模已近上限", "effect": "按基金测算，当年少计提", **given,
    }  # fmt: skip
    made: PolicyProposal = by(cast.clerk_east, enter_proposal, county=cast.east, **values)
    return made


def sent(cast: Cast) -> PolicyProposal:
    made = written(cast)
    scan = SimpleUploadedFile("测算.pdf", SCAN)
    by(cast.clerk_east, attach_evidence, proposal=made, upload=scan, title="测算表")
    result: PolicyProposal = by(cast.reviewer_east, send_proposal, proposal=made)
    return result


def desk(user: User) -> list[DeskItem]:
    with acting_as(user):
        return items_of(policy_items(user.assignments.get()))


def fresh(made: PolicyProposal) -> PolicyProposal:
    with system_scope():
        return PolicyProposal.objects.get(pk=made.pk)


@pytest.mark.duty("NB-28")
def test_a_proposal_goes_up_and_the_decision_comes_down(
    cast: Cast, in_force: PolicyVersion, client: Client
) -> None:
    made = sent(cast)
    assert (made.state, made.sent_on, made.answer_by) == ("sent", TODAY, dt.date(2026, 3, 30))
    [line] = by_city(cast, lambda: list(made.lines.all()))
    assert (line.value_now, line.clause_now, line.value_wanted) == ("5%", "四（六）3", "4%")
    waiting = {item.title: item for item in desk(cast.administrator_city)}
    assert waiting["答复东山县医保中心：调低风险调剂金计提比例"].due == made.answer_by
    by(cast.administrator_city, take_up, proposal=made)
    draft = by(cast.administrator_city, policy_versions.load_draft, text=DRAFT)[0]
    by(
        cast.administrator_city, adopt, proposal=made, version=draft, answer="同意，自2027年起执行",
        answer_number="甬医保函〔2026〕7号",
    )  # fmt: skip
    # Adopted is not in force: the draft goes the way of two more people, and holds from its day.
    with pytest.raises(DutyMissing):
        by(cast.administrator_city, policy_versions.review, version=draft)
    by(cast.reviewer_city, policy_versions.review, version=draft)
    by(cast.approver_city, policy_versions.put_in_force, version=draft, reason="采纳东山县建议")
    with system_scope():
        share = {
            day: policy_for(cast.area, day).section("pooling").value("risk_fund.share")
            for day in (TODAY, dt.date(2026, 12, 31), NEXT_YEAR)
        }
    assert list(share.values()) == [500, 500, 400]
    draft.refresh_from_db()
    assert (draft.changed_from, draft.retroactive) == (NEXT_YEAR, "")
    assert [item.title for item in desk(cast.reviewer_east)] == ["市级决定：调低风险调剂金计提比例"]
    page = see(client, cast.clerk_east, made.get_absolute_url())
    for said in ("同意，自2027年起执行", "甬医保函〔2026〕7号", "2027-01-01"):
        assert said in page
    by(cast.clerk_east, receive_decision, proposal=made)
    assert fresh(made).received_on == TODAY
    notice = see(client, cast.clerk_west, reverse("institutions:policy_notice", args=[draft.pk]))
    assert "采纳东山县建议" in notice


def by_city(cast: Cast, read: Any) -> Any:
    with acting_as(cast.administrator_city):
        return read()


def test_a_second_person_of_the_county_sends_it_with_evidence(cast: Cast, in_force: PolicyVersion) -> None:
    made = written(cast)
    with system_scope():
        both = make_user("both.east", "东山全岗", cast.east, Duty.HANDLE, Duty.REVIEW)
        west = make_user("reviewer.west", "西水复核", cast.west, Duty.REVIEW)
    with pytest.raises(ProposalRefused, match="证明材料"):
        by(cast.reviewer_east, send_proposal, proposal=made)
    by(cast.clerk_east, attach_evidence, proposal=made, upload=SimpleUploadedFile("a.pdf", SCAN), title="表")
    with pytest.raises(DutyMissing):
        by(cast.clerk_east, send_proposal, proposal=made)
    with pytest.raises(PolicyProposal.DoesNotExist):
        by(west, send_proposal, proposal=made)
    again = written(cast, title="另一件")
    by(both, rewrite_proposal, proposal=again, title="另一件", wanted_from=NEXT_YEAR, grounds="x", effect="",
       effect_amount=None)  # fmt: skip
    with pytest.raises(SamePerson):
        by(both, send_proposal, proposal=again)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        PolicyProposal.objects.filter(pk=made.pk).update(
            state="sent", checked_by=cast.clerk_east, sent_on=TODAY
        )
    by(cast.reviewer_east, send_proposal, proposal=made)


def test_what_is_proposed_is_a_parameter_in_force_and_another_value(
    cast: Cast, in_force: PolicyVersion
) -> None:
    for wrong in (
        {"parameter": "no.such"}, {"value_wanted": "5%"}, {"wanted_from": TODAY}, {"section": "benefits.310"},
    ):  # fmt: skip
        with pytest.raises(ProposalRefused):
            written(cast, **wrong)
    made = written(cast)
    more = by(cast.clerk_east, add_parameter, proposal=made, section="pooling", parameter="risk_fund.full_at",
              value_wanted="12%")  # fmt: skip
    by(cast.clerk_east, remove_parameter, line=more)
    with acting_as(cast.clerk_east):
        [line] = made.lines.all()
    with pytest.raises(ProposalRefused):
        by(cast.clerk_east, remove_parameter, line=line)


def test_the_city_asks_back_declines_and_what_was_sent_stays(cast: Cast, in_force: PolicyVersion) -> None:
    made = sent(cast)
    for attack in ({"grounds": "改了"}, {"answer_by": None}, {"county": cast.west}):
        with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
            PolicyProposal.objects.filter(pk=made.pk).update(**attack)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        made.lines.update(value_wanted="3%")
    by(cast.administrator_city, ask_back, proposal=made, reason="请补充测算依据")
    [item] = [one for one in desk(cast.clerk_east) if one.standing == "returned"]
    assert item.detail == "请补充测算依据"
    by(cast.reviewer_east, send_proposal, proposal=made)
    with pytest.raises(DutyMissing):
        by(cast.administrator_city, decline, proposal=made, answer="不予采纳", answer_number="1号")
    with pytest.raises(ProposalRefused):
        by(cast.approver_city, decline, proposal=made, answer="不予采纳", answer_number=" ")
    by(cast.approver_city, decline, proposal=made, answer="调剂金尚未达到上限", answer_number="函1号")
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        PolicyProposal.objects.filter(pk=made.pk).update(answer="同意")
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        PolicyProposal.objects.filter(pk=made.pk).delete()
    assert list(PolicyVersion.objects.values_list("state", flat=True)) == ["in_force"]


def test_it_is_adopted_only_into_a_draft_that_changes_what_was_proposed(
    cast: Cast, in_force: PolicyVersion
) -> None:
    made = sent(cast)
    said = {"proposal": made, "answer": "同意", "answer_number": "1号"}
    with pytest.raises(ProposalRefused):
        by(cast.administrator_city, adopt, version=in_force, **said)
    other = FIRST.replace("value: 0.15, clause: 四（六）3", "value: 0.14, clause: 四（六）3")
    wrong = by(cast.administrator_city, policy_versions.load_draft, text=other)[0]
    with pytest.raises(ProposalRefused, match="未改动"):
        by(cast.administrator_city, adopt, version=wrong, **said)
    with pytest.raises(DutyMissing):
        by(cast.approver_city, adopt, version=wrong, **said)


@pytest.mark.duty("NB-28")
def test_a_version_that_reaches_back_says_why(cast: Cast, in_force: PolicyVersion) -> None:
    back = DRAFT.replace("from: 2027-01-01", "from: 2026-01-01")
    with system_scope():
        with pytest.raises(PolicyRefused, match="2026-01-01"):
            enforced(cast, back)
        in_force.refresh_from_db()
        assert in_force.state == "in_force"
        version = enforced(cast, back, retroactive="省文件要求自2026年1月1日起执行")
    assert (version.changed_from, version.state) == (dt.date(2026, 1, 1), "in_force")
    with system_scope():
        with pytest.raises(PolicyRefused, match="追溯"):
            enforced(
                cast,
                back.replace("value: 0.15, clause: 四（六）3}", "value: 0.15, clause: 四（六）3, note: 注}"),
                retroactive="x",
            )
        for attack in (
            {"retroactive": ""},
            {"changed_from": NEXT_YEAR},
            {"effective_from": NEXT_YEAR},
            {"text": "x"},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                PolicyVersion.objects.filter(pk=version.pk).update(**attack)


@pytest.mark.duty("NB-28")
def test_rules_read_versions_in_force_alone_and_from_their_day(cast: Cast, in_force: PolicyVersion) -> None:
    """A draft and a reviewed version are in no calendar; one in force for a day to come says nothing before it."""
    with system_scope():
        draft = policy_versions.load_draft(text=DRAFT, acting_user=cast.administrator_city)[0]
        for step in (
            lambda: None,
            lambda: policy_versions.review(version=draft, acting_user=cast.reviewer_city),
        ):
            step()
            assert {one.version for one in calendar_of(cast.area).applicable} == {in_force.pk}
        policy_versions.put_in_force(version=draft, acting_user=cast.approver_city, effective_from=NEXT_YEAR)
        assert policy_for(cast.area, NEXT_YEAR).versions == (draft.pk,)
        assert policy_for(cast.area, NEXT_YEAR - dt.timedelta(1)).versions == (in_force.pk,)


@pytest.mark.duty("NB-28")
def test_every_county_reads_what_came_into_force_and_says_it_is_carried_out(
    cast: Cast, in_force: PolicyVersion, client: Client
) -> None:
    titles = {item.title: item.due for item in desk(cast.clerk_east)}
    assert titles == {f"阅知：{in_force}": dt.date(2026, 3, 9)}
    said = {"version": in_force, "county": cast.east}
    with pytest.raises(DutyMissing):
        by(cast.clerk_west, say_read, **said)
    with pytest.raises(NoticeRefused):
        by(cast.reviewer_east, say_executed, how="已培训", **said)
    by(cast.clerk_east, say_read, **said)
    with pytest.raises(NoticeRefused):
        by(cast.clerk_east, say_read, **said)
    by(cast.reviewer_east, say_executed, how="已培训窗口人员", **said)
    assert desk(cast.clerk_east) == desk(cast.reviewer_east) == []
    for attack in ({"how": "x"}, {"read_by": cast.clerk_west}):
        with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
            PolicyReceipt.objects.update(**attack)
    address = reverse("institutions:policy_notice", args=[in_force.pk])
    assert "已培训窗口人员" in see(client, cast.administrator_city, address)
    assert "已培训窗口人员" not in see(client, cast.clerk_west, address)
    with system_scope():
        later = enforced(cast, DRAFT)
    by(cast.clerk_east, say_read, version=later, county=cast.east)
    with pytest.raises(NoticeRefused, match="2027-01-01"):
        by(cast.reviewer_east, say_executed, how="已培训", version=later, county=cast.east)
    listed = see(client, cast.clerk_east, reverse("institutions:policy_notices"))
    assert later.document.title in listed


def policy_rows() -> tuple[list[Any], list[Any]]:
    from institutions.models import PolicyDocument

    return (
        list(PolicyVersion.objects.order_by("pk").values()),
        list(PolicyDocument.objects.order_by("pk").values()),
    )


@pytest.mark.duty("NB-28")
def test_no_county_duty_posts_a_change_of_policy_anywhere(
    cast: Cast, in_force: PolicyVersion, client: Client
) -> None:
    """Every address of policy and of the maintenance room, by every duty of a county alone and by all together."""
    made = sent(cast)
    with system_scope():
        draft = policy_versions.load_draft(text=DRAFT, acting_user=cast.administrator_city)[0]
        reviewed = policy_versions.load_draft(
            text=DRAFT.replace("value: 0.04", "value: 0.03"), acting_user=cast.administrator_city
        )[0]
        policy_versions.review(version=reviewed, acting_user=cast.reviewer_city)
        line = made.lines.get()
        people = [make_user(f"east.{duty}", f"东山{duty}", cast.east, duty.value) for duty in Duty]
        people.append(make_user("east.every", "东山全岗", cast.east, *EVERY_DUTY))
    before = policy_rows()
    upload = SimpleUploadedFile("policy.yaml", DRAFT.replace("value: 0.04", "value: 0.02").encode())
    for person in people:
        for address in addresses(made, line, (in_force, draft, reviewed)):
            upload.seek(0)
            posted(
                client, person, address, package=upload, effective_from="2020-01-01", state="in_force", text="x",
                answer="同意", answer_number="1号", version=draft.pk, reason="x", retroactive="x",
            )  # fmt: skip
            assert policy_rows() == before, (person, address)


def addresses(made: PolicyProposal, line: Any, versions: tuple[PolicyVersion, ...]) -> list[str]:
    found = []
    for one in POLICY:
        names = set(one.pattern.converters)
        if names & {"version_id", "policy_notice_id"}:
            found += [reverse(f"institutions:{one.name}", args=[version.pk]) for version in versions]
        else:
            values = {"policy_proposal_id": made.pk, "policy_proposal_line_id": line.pk}
            found.append(reverse(f"institutions:{one.name}", kwargs={name: values[name] for name in names}))
    for model in ("policyversion", "policydocument"):
        found += [reverse(f"admin:institutions_{model}_{act}") for act in ("changelist", "add")]
        key = versions[1].pk if model == "policyversion" else versions[1].document_id
        found += [reverse(f"admin:institutions_{model}_{act}", args=[key]) for act in ("change", "delete")]
    return found


@pytest.mark.duty("NB-28")
def test_the_services_and_the_database_refuse_a_county(cast: Cast, in_force: PolicyVersion) -> None:
    with system_scope():
        draft = policy_versions.load_draft(text=DRAFT, acting_user=cast.administrator_city)[0]
        every = make_user("east.every", "东山全岗", cast.east, *EVERY_DUTY)
        made = sent(cast)
    for step in (policy_versions.review, policy_versions.put_in_force):
        with pytest.raises(DutyMissing):
            by(every, step, version=draft)
    with pytest.raises(DutyMissing):
        by(every, policy_versions.load_draft, text=DRAFT.replace("value: 0.04", "value: 0.02"))
    for decide in (take_up, ask_back, decline, adopt):
        given = {"ask_back": {"reason": "x"}, "decline": {"answer": "x", "answer_number": "1"},
                 "adopt": {"version": draft, "answer": "x", "answer_number": "1"}}  # fmt: skip
        with pytest.raises(DutyMissing):
            by(every, decide, proposal=made, **given.get(decide.__name__, {}))
    # With every check of the code forgotten the database still refuses a county, and a neighbour's city.
    with system_scope():
        city = cast.elsewhere.parent
        assert city is not None
        neighbour = make_user("city.elsewhere", "白石市级", city, *EVERY_DUTY)
    versions, own = PolicyVersion.objects.filter(pk=draft.pk), in_force.document
    for user in (every, neighbour):
        for attack in (
            lambda: versions.update(text="x"),
            lambda: versions.update(state="reviewed", reviewed_by=every, reviewed_at=timezone.now()),
            lambda: versions.delete(),
            lambda: type(own).objects.filter(pk=own.pk).update(title="x"),
            lambda: PolicyVersion.objects.create(
                document=own, number=9, text="x", sha256="9", effective_from=TODAY, prepared_by=every
            ),
        ):
            with (
                acting_as(user),
                pytest.raises(DatabaseError, match="made by the city"),
                transaction.atomic(),
            ):
                attack()
