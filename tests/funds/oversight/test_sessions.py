"""The committee's sessions: the fund's figures laid before it and frozen, its opinions answered by two people."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.services.inspections import roster
from claims.services.inspections.states import InspectionRefused
from config.periods import Month
from config.scoping import acting_as
from funds.models import CommitteeSession, SessionOpinion
from funds.services.oversight import opinions, sessions
from funds.services.oversight.states import OversightRefused
from institutions.services.duties import DutyMissing, SamePerson
from tests.funds.oversight.conftest import TODAY, Hall


def figures(session: CommitteeSession, aspect: str) -> dict[str, Any]:
    [part] = [one for one in session.papers if one["aspect"] == aspect]
    return {one["name"]: one["value"] for one in part["figures"]}


@pytest.mark.duty("HG-09")
def test_raising_running_use_and_management_of_the_fund_are_laid_before_the_committee(hall: Hall) -> None:
    hall.year.move("fiscal_special_account", "fiscal_subsidy_income", 30_000, dt.date(2020, 1, 15))
    hall.year.move(
        "inpatient_expense", "expenditure_account", 8_000, dt.date(2020, 1, 20), county=hall.cast.east
    )
    session = hall.laid()
    assert [part["aspect"] for part in session.papers] == ["raising", "running", "use", "management"]
    raising, running = figures(session, "raising"), figures(session, "running")
    assert (raising["财政补贴收入"], raising["收入合计"]) == (30_000, 32_000)
    assert running["本年累计收支结余"] == 24_000
    # 1,000 yuan at first; 300 in and 70 out in the year before; 240 in January.
    assert running["月末累计结余"] == 100_000 + 30_000 - 7_000 + 24_000
    # 1,470 yuan; 150 went out in the three months the book is kept.
    assert running["累计结余可支付月数"] == 294
    assert figures(session, "use")["支出合计"] == 8_000
    assert figures(session, "management")["因审核发现扣款"] == 0


def test_papers_stay_as_they_were_laid(hall: Hall) -> None:
    session = hall.laid()
    before = session.papers
    hall.year.move("fiscal_special_account", "fiscal_subsidy_income", 30_000, dt.date(2020, 1, 15))
    session.refresh_from_db()
    assert session.papers == before
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        CommitteeSession.unscoped.filter(pk=session.pk).update(papers=[{"aspect": "use", "figures": []}])


def test_a_year_before_stands_beside(hall: Hall) -> None:
    with acting_as(hall.clerk):
        session = hall.prepared(month=Month(2019, 12), held_on=TODAY)
    with acting_as(hall.second):
        laid = sessions.lay_papers(session=session, acting_user=hall.second)
    [raising] = [one for one in laid.papers if one["aspect"] == "raising"]
    [total] = [one for one in raising["figures"] if one["name"] == "收入合计"]
    assert (total["value"], total["before"]) == (30_000, 0)


@pytest.mark.duty("HG-09")
def test_no_papers_are_laid_while_a_group_of_the_committee_is_missing(hall: Hall) -> None:
    member = hall.member("deputies")
    with acting_as(hall.clerk):
        roster.leave(member=member, last=TODAY - dt.timedelta(1), acting_user=hall.clerk)
    session = hall.prepared()
    with acting_as(hall.second), pytest.raises(OversightRefused, match="人大代表"):
        sessions.lay_papers(session=session, acting_user=hall.second)
    with acting_as(hall.clerk):
        new = roster.enrol(
            agency=hall.cast.city, kind="committee", code="W-9", name="委员九", first=TODAY, stands_for="deputies",
            acting_user=hall.clerk,
        )  # fmt: skip
        sessions.call_member(session=session, member=new, acting_user=hall.clerk)
    with acting_as(hall.second):
        assert sessions.lay_papers(session=session, acting_user=hall.second).state == "laid"


def test_a_member_of_the_committee_stands_for_somebody(hall: Hall) -> None:
    with acting_as(hall.clerk), pytest.raises(InspectionRefused, match="哪一方面"):
        roster.enrol(
            agency=hall.cast.city,
            kind="committee",
            code="W-9",
            name="委员九",
            first=TODAY,
            acting_user=hall.clerk,
        )


def test_whoever_prepares_does_not_lay(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    session = hall.prepared()
    with acting_as(hall.clerk), pytest.raises(DutyMissing):
        sessions.lay_papers(session=session, acting_user=hall.clerk)
    CommitteeSession.unscoped.filter(pk=session.pk).update(prepared_by=hall.second)
    with acting_as(hall.second), pytest.raises(SamePerson):
        sessions.lay_papers(session=session, acting_user=hall.second)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"insutype": "310"}, "不属于监督委员会监督范围"),
        ({"month": Month(2020, 2)}, "尚未结束"),
    ],
)
def test_what_is_no_session(hall: Hall, given: dict[str, Any], said: str) -> None:
    with pytest.raises(OversightRefused, match=said):
        hall.prepared(**given)


@pytest.mark.duty("HG-09")
def test_opinions_are_answered_in_time_by_two_people_before_a_session_is_closed(hall: Hall) -> None:
    session = hall.held()
    [member] = session.members.filter(member__stands_for="insured")
    with acting_as(hall.clerk):
        said = opinions.enter_opinion(
            member=member, aspect="use", text="住院费用增长偏快", acting_user=hall.clerk
        )
        assert said.due_on == TODAY + dt.timedelta(30)
        with pytest.raises(OversightRefused, match="1条意见没有答复"):
            sessions.close_session(session=session, acting_user=hall.clerk)
        opinions.answer_opinion(opinion=said, answer="加强审核", acting_user=hall.clerk)
    with acting_as(hall.second):
        opinions.return_answer(opinion=said, reason="没有措施", acting_user=hall.second)
    with acting_as(hall.clerk):
        opinions.answer_opinion(opinion=said, answer="按季抽查住院病历", acting_user=hall.clerk)
    with acting_as(hall.second):
        approved = opinions.approve_answer(opinion=said, acting_user=hall.second)
    assert (approved.approved_on, approved.answered_late) == (TODAY, False)
    with acting_as(hall.clerk):
        with pytest.raises(OversightRefused, match="已答复"):
            opinions.answer_opinion(opinion=said, answer="另答", acting_user=hall.clerk)
        assert sessions.close_session(session=session, acting_user=hall.clerk).state == "closed"
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        SessionOpinion.unscoped.filter(pk=said.pk).update(answer="改")


def test_who_writes_an_answer_does_not_approve_it(hall: Hall) -> None:
    session = hall.held()
    member = session.members.all()[0]
    with acting_as(hall.clerk):
        said = opinions.enter_opinion(member=member, aspect="use", text="意见", acting_user=hall.clerk)
        opinions.answer_opinion(opinion=said, answer="答复", acting_user=hall.clerk)
    SessionOpinion.unscoped.filter(pk=said.pk).update(answered_by=hall.second)
    with acting_as(hall.second), pytest.raises(SamePerson):
        opinions.approve_answer(opinion=said, acting_user=hall.second)


def test_only_who_came_is_heard(hall: Hall) -> None:
    session = hall.held("insured", "experts")
    [absent] = session.members.filter(member__stands_for="deputies")
    with acting_as(hall.clerk), pytest.raises(OversightRefused, match="没有出席"):
        opinions.enter_opinion(member=absent, aspect="use", text="意见", acting_user=hall.clerk)


def test_a_session_is_recorded_on_its_day_with_minutes_and_somebody_there(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = hall.laid()
    everybody = [one.pk for one in session.members.all()]
    with acting_as(hall.clerk):
        with pytest.raises(OversightRefused, match="纪要"):
            sessions.record_session(session=session, minutes=" ", came=everybody, acting_user=hall.clerk)
        with pytest.raises(OversightRefused, match="出席"):
            sessions.record_session(session=session, minutes="纪要", came=[], acting_user=hall.clerk)
        monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY - dt.timedelta(1))
        with pytest.raises(OversightRefused, match="还没有到"):
            sessions.record_session(session=session, minutes="纪要", came=everybody, acting_user=hall.clerk)


def test_no_act_out_of_its_turn(hall: Hall) -> None:
    session = hall.prepared()
    with acting_as(hall.clerk):
        with pytest.raises(OversightRefused, match="筹备中"):
            sessions.record_session(session=session, minutes="纪要", came=[], acting_user=hall.clerk)
        sessions.withdraw_session(session=session, reason="改期", acting_user=hall.clerk)
        with pytest.raises(OversightRefused, match="撤"):
            sessions.withdraw_session(session=session, reason="改期", acting_user=hall.clerk)
