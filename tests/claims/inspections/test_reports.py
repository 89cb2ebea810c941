"""Reports by the public: anonymous or not, the reporter kept secret, two people, the reward by policy."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Payable, PublicReport
from claims.rules.reports import reward_of
from claims.services.report_handovers import hand_over_report, receivers_of
from claims.services.report_rewards import confirm_reward_paid, note_reward_paid, return_reward_paid
from claims.services.report_states import ReportRefused
from claims.services.reports import (
    confirm_result,
    enter_result,
    look_at_reporter,
    open_from_report,
    receive_report,
    send_result_back,
)
from config.scoping import acting_as, system_scope
from config.workdays import add_workdays
from funds.models import Entry, Payment
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_user
from tests.claims.inspections.making import TODAY, Office


def received(office: Office, **values: Any) -> PublicReport:
    facts = {
        "channel": "phone", "content": "多收费", "received_on": TODAY, "institution": office.cast.hospital_east,
        "name": "举报甲", "contact": "示例电话",
    }  # fmt: skip
    with acting_as(office.inspector):
        return receive_report(agency=office.cast.east, acting_user=office.inspector, **facts | values)


def checked(
    office: Office, amount: str | None = "100000", *, founded: bool = True, **values: Any
) -> PublicReport:
    report = received(office, **values)
    with acting_as(office.inspector):
        return enter_result(
            report=report, founded=founded, result="属实", amount=None if amount is None else Decimal(amount),
            acting_user=office.inspector,
        )  # fmt: skip


def confirmed(office: Office, *args: Any, **values: Any) -> PublicReport:
    report = checked(office, *args, **values)
    with acting_as(office.second):
        return confirm_result(report=report, acting_user=office.second)


@given(st.integers(0, 10**12))
def test_a_reward_keeps_within_its_bounds(verified: int) -> None:
    found = reward_of(verified, ratio=200, least=200_00, most=200_000_00)
    assert 200_00 <= found <= 200_000_00
    if 10_000_00 < verified < 10_000_000_00:
        assert abs(100 * found - 2 * verified) <= 50


def test_a_reward_at_its_edges() -> None:
    assert reward_of(0, ratio=200, least=200_00, most=None) == 200_00
    assert reward_of(10_000_00, ratio=200, least=200_00, most=None) == 200_00
    assert reward_of(10_000_50, ratio=200, least=200_00, most=None) == 200_01
    assert reward_of(10_000_001_00, ratio=200, least=0, most=200_000_00) == 200_000_00


@pytest.mark.duty("JJ-12")
def test_a_verified_report_is_rewarded_and_becomes_a_case(office: Office) -> None:
    report = received(office)
    # Fifteen working days, as the package assumes.
    assert report.due_on == add_workdays(TODAY, 15)
    with acting_as(office.inspector):
        assert look_at_reporter(report=report, acting_user=office.inspector).name == "举报甲"
        enter_result(
            report=report, founded=True, result="属实", amount=Decimal(100_000), acting_user=office.inspector
        )
        with pytest.raises(DutyMissing):
            confirm_result(report=report, acting_user=office.inspector)
    with acting_as(office.second):
        assert send_result_back(report=report, reason="再核", acting_user=office.second).amount is None
    with acting_as(office.inspector):
        enter_result(
            report=report, founded=True, result="属实", amount=Decimal(100_000), acting_user=office.inspector
        )
    with acting_as(office.second):
        done = confirm_result(report=report, acting_user=office.second)
        # 2 % of 100,000.
        assert (done.state, done.reward) == ("verified", 2000)
    with acting_as(office.inspector):
        note_reward_paid(report=report, day=TODAY, receipt="P1", acting_user=office.inspector)
        with pytest.raises(ReportRefused):
            note_reward_paid(report=report, day=TODAY, receipt="P2", acting_user=office.inspector)
        case = open_from_report(report=report, title="多收费", facts="多收费", acting_user=office.inspector)
        assert (case.source, case.report, case.institution) == ("report", report, office.cast.hospital_east)
        with pytest.raises(ValidationError):
            open_from_report(report=report, title="x", facts="x", acting_user=office.inspector)
        acts = list(report.steps.values_list("act", flat=True))
    assert acts == ["receive", "look", "check", "return", "check", "verify", "pay", "case"]


def test_anonymous_and_unfounded_reports_have_no_reward(office: Office) -> None:
    nameless = confirmed(office, name="", contact="")
    assert (nameless.state, nameless.reward, nameless.anonymous) == ("verified", None, True)
    idle = confirmed(office, None, founded=False)
    assert (idle.state, idle.reward) == ("unfounded", None)
    with acting_as(office.inspector):
        with pytest.raises(ReportRefused):
            look_at_reporter(report=nameless, acting_user=office.inspector)
        with pytest.raises(ReportRefused):
            note_reward_paid(report=nameless, day=TODAY, receipt="P", acting_user=office.inspector)
        with pytest.raises(ReportRefused):
            enter_result(
                report=received(office),
                founded=False,
                result="x",
                amount=Decimal(1),
                acting_user=office.inspector,
            )


@pytest.mark.duty("JJ-11")
def test_supervisors_report_as_such(office: Office) -> None:
    grid = office.member("G1", kind="grid")
    report = received(office, channel="supervisor", supervisor=grid, name="", contact="")
    assert report.supervisor == grid
    with pytest.raises(ValidationError):
        received(office, channel="supervisor")
    with pytest.raises(ReportRefused):
        received(office, contact="")
    with pytest.raises(ReportRefused):
        received(office, received_on=TODAY + dt.timedelta(1))


def test_who_made_it_is_seen_by_its_handler_only(office: Office, client: Client) -> None:
    report = received(office)
    with system_scope():
        colleague = make_user("colleague.east", "东山稽核二", office.cast.east, "inspect", "handle")
    pages = [reverse(f"claims:{name}", args=[report.pk]) for name in ("public_report", "case_of_report")]
    for user in (office.inspector, office.second, colleague):
        client.force_login(user)
        for page in [reverse("claims:public_reports"), *pages[: 1 if user == office.second else 2]]:
            assert "举报甲" not in client.get(page).text
    reporter = reverse("claims:reporter", args=[report.pk])
    client.force_login(colleague)
    assert "举报甲" not in client.get(reporter).text
    refused = client.post(reporter, {"submission": uuid4()})
    assert refused.status_code == 422
    assert "举报甲" not in refused.text
    client.force_login(office.inspector)
    assert "举报甲" not in client.get(reporter).text
    assert "举报甲" in client.post(reporter, {"submission": uuid4()}).text
    with system_scope():
        assert list(report.steps.values_list("act", "done_by")) == [
            ("receive", office.inspector.pk),
            ("look", office.inspector.pk),
        ]


def test_no_text_that_others_read_says_who_made_it(office: Office) -> None:
    for told in ("举报甲反映多收费", "请回示例电话"):
        with pytest.raises(ReportRefused):
            received(office, content=told)
    report = received(office)
    with acting_as(office.inspector):
        with pytest.raises(ReportRefused):
            enter_result(
                report=report,
                founded=True,
                result="举报甲所述属实",
                amount=None,
                acting_user=office.inspector,
            )
        with pytest.raises(ReportRefused):
            open_from_report(report=report, title="多收费", facts="据举报甲", acting_user=office.inspector)
    with system_scope():
        colleague = make_user("colleague.east", "东山稽核二", office.cast.east, "inspect")
    # A colleague learns nothing by trying names.
    with acting_as(colleague):
        open_from_report(report=report, title="多收费", facts="据举报甲", acting_user=colleague)


def test_who_no_longer_handles_reports_sees_no_reporter(office: Office) -> None:
    report = received(office)
    with system_scope():
        office.inspector.assignments.update(duties=["audit"])
    former = User.objects.get(pk=office.inspector.pk)
    with acting_as(former), pytest.raises(DutyMissing):
        look_at_reporter(report=report, acting_user=former)


@pytest.mark.duty("JJ-12")
def test_a_reward_is_the_bureaus_and_its_payment_is_confirmed_by_another(
    office: Office, client: Client
) -> None:
    """The text gives no fund money for it (四(十一) 落实举报奖励): no payable, no payment, no entry comes of it."""
    report = confirmed(office)
    page = reverse("claims:public_report", args=[report.pk])
    client.force_login(office.inspector)
    shown = client.get(page).text
    # The rule as the policy has it, with what it assumes, and whose money it is.
    for told in ("2%", "200", "200,000", "四（十一）", "原文只写落实举报奖励", "2,000.00"):
        assert told in shown, told
    assert "不使用医保基金" in shown or "no fund money" in shown
    with acting_as(office.second), pytest.raises(ReportRefused):
        confirm_reward_paid(report=report, acting_user=office.second)
    post = partial(client.post, data={"submission": uuid4(), "day": TODAY.isoformat(), "receipt": "P1"})
    assert post(reverse("claims:report_reward_paid", args=[report.pk])).status_code == 302
    with system_scope():
        both = make_user("both.east", "东山两职", office.cast.east, "inspect", "review")
        PublicReport.unscoped.filter(pk=report.pk).update(reward_paid_by=both)
    with acting_as(both), pytest.raises(SamePerson):
        confirm_reward_paid(report=report, acting_user=both)
    with acting_as(office.second):
        assert (
            return_reward_paid(report=report, reason="凭证不清", acting_user=office.second).reward_receipt
            == ""
        )
    with acting_as(office.inspector):
        note_reward_paid(report=report, day=TODAY, receipt="P2", acting_user=office.inspector)
    client.force_login(office.second)
    confirm = reverse("claims:confirm_report_reward", args=[report.pk])
    assert confirm in client.get(page).text
    assert client.post(confirm, {"submission": uuid4()}).status_code == 302
    with system_scope():
        report.refresh_from_db()
        owed = (Payable.unscoped.exists(), Payment.unscoped.exists(), Entry.unscoped.exists())
    assert (report.reward_receipt, report.reward_checked_by) == ("P2", office.second)
    assert owed == (False, False, False)


def test_a_report_is_handed_over_with_a_reason(office: Office, client: Client) -> None:
    report = received(office)
    with system_scope():
        colleague = make_user("colleague.east", "东山稽核二", office.cast.east, "inspect")
        make_user("inspector.west", "西林稽核", office.cast.west, "inspect")
    with acting_as(office.inspector):
        assert set(receivers_of(report, office.inspector)) == {colleague, office.city, office.cast.clerk_east}
        for reason, receiver in (("", colleague), ("举报甲与我相识", colleague), ("回避", office.second)):
            with pytest.raises(ReportRefused):
                hand_over_report(
                    report=report, receiver=receiver, reason=reason, acting_user=office.inspector
                )
    with acting_as(colleague), pytest.raises(DutyMissing):
        hand_over_report(report=report, receiver=colleague, reason="我来", acting_user=colleague)
    client.force_login(office.inspector)
    answer = client.post(
        reverse("claims:hand_report_over", args=[report.pk]),
        {"submission": uuid4(), "receiver": colleague.pk, "reason": "与被举报单位有利害关系"},
    )
    assert answer.status_code == 302
    with acting_as(office.inspector), pytest.raises(ReportRefused):
        look_at_reporter(report=report, acting_user=office.inspector)
    with acting_as(colleague):
        assert look_at_reporter(report=report, acting_user=colleague).name == "举报甲"
        trace = report.steps.filter(act="hand_over").get()
    assert (trace.done_by, trace.text) == (office.inspector, "东山稽核 → 东山稽核二: 与被举报单位有利害关系")


def test_who_supervises_does_not_take_a_report_over_alone(office: Office) -> None:
    """Else one person with both duties would come to know any reporter."""
    report = received(office)
    with system_scope():
        both = make_user("both.east", "东山两职", office.cast.east, "inspect", "review")
    with acting_as(both):
        with pytest.raises(ReportRefused, match="东山两职"):
            hand_over_report(report=report, receiver=both, reason="我来", acting_user=both)
        taken = hand_over_report(report=report, receiver=office.city, reason="原承办人离岗", acting_user=both)
    assert taken.handler == office.city


def test_nothing_left_to_do_is_not_handed_over(office: Office) -> None:
    proposed = checked(office)
    idle = confirmed(office, name="", contact="")
    with acting_as(office.inspector):
        for report in (proposed, idle):
            with pytest.raises(ReportRefused):
                hand_over_report(
                    report=report, receiver=office.city, reason="调离", acting_user=office.inspector
                )


def test_a_handler_who_left_shows_on_the_supervisors_desk(office: Office, client: Client) -> None:
    report = received(office)
    listed = f"{reverse('claims:public_reports')}?gone=yes"
    client.force_login(office.second)
    assert listed not in client.get(reverse("desk")).text
    with system_scope():
        office.inspector.assignments.update(period=DateRange(dt.date(2020, 1, 1), TODAY))
    assert listed.replace("&", "&amp;") in client.get(reverse("desk")).text
    assert report.number in client.get(listed).text
    client.force_login(office.city)
    assert listed not in client.get(reverse("desk")).text
    with acting_as(office.second):
        taken = hand_over_report(
            report=report, receiver=office.city, reason="原承办人离岗", acting_user=office.second
        )
    assert taken.handler == office.city
    client.force_login(office.second)
    assert listed not in client.get(reverse("desk")).text
