"""A session and a question through their pages, and what they put on desks."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from claims.models import RosterMember
from config.desk import items_of
from config.periods import Month
from config.scoping import acting_as
from funds.desk_oversight import oversight_items
from funds.models import CommitteeSession, Consultation, SessionOpinion
from funds.policy_oversight import OversightUnsettled
from funds.services.oversight.sessions import prepare_session
from institutions.models import Duty, User
from tests.cast import make_user
from tests.funds.oversight.conftest import TODAY, Hall


def post(client: Client, user: User, page: str, /, *args: int, **values: object) -> None:
    client.force_login(user)
    response = client.post(reverse(f"funds:{page}", args=args), {"submission": uuid4(), **values})
    assert response.status_code == 302, response.context["act"].errors


def desk(user: User) -> set[str]:
    with acting_as(user):
        [assignment] = user.assignments_in_force
        return {str(item.title) for item in items_of(oversight_items(assignment))}


@pytest.mark.duty("HG-09")
def test_a_session_from_its_papers_to_the_answered_opinion(hall: Hall, client: Client) -> None:
    clerk, second = hall.clerk, hall.second
    post(
        client, clerk, "prepare_session", title="第一次会议", insutype="390", month="2020-01", held_on=TODAY,
        place="市局",
    )  # fmt: skip
    session = CommitteeSession.unscoped.get()
    assert desk(second) == {"待提交监督委员会的材料"}
    post(client, second, "lay_papers", session.pk)
    page = client.get(reverse("funds:committee_session", args=[session.pk])).text
    assert "基金筹集" in page
    assert "月末累计结余" in page
    assert "1,250.00" in page  # 1,000 brought in, 300 in, 70 out, 20 interest
    answer = client.get(reverse("funds:committee_session", args=[session.pk]), {"export": ""})
    assert isinstance(answer, FileResponse)
    book = load_workbook(BytesIO(answer.getvalue()))
    assert len(book.sheetnames) == 4
    assert "委员insured" in client.get(f"{reverse('funds:committee_session', args=[session.pk])}?print").text
    assert desk(clerk) == {"待记录的监督委员会会议"}
    came = [one.pk for one in session.members.all()]
    post(client, clerk, "record_session", session.pk, came=came, minutes="纪要")
    post(client, clerk, "enter_opinion", session.pk, member=came[0], aspect="use", text="公开支出")
    said = SessionOpinion.unscoped.get()
    assert desk(clerk) == {"待答复的监督委员会意见"}
    post(client, clerk, "answer_opinion", session.pk, said.pk, answer="按月公布")
    assert desk(second) == {"待审批的监督委员会意见答复"}
    post(client, second, "approve_answer", session.pk, said.pk)
    post(client, clerk, "close_session", session.pk)
    assert "按月公布" in client.get(reverse("funds:committee_session", args=[session.pk])).text
    assert "已关闭" in client.get(reverse("funds:committee_sessions")).text


@pytest.mark.duty("HG-09")
def test_a_question_to_the_experts(hall: Hall, client: Client) -> None:
    clerk, second = hall.clerk, hall.second
    post(client, clerk, "propose_question", title="限额", question="是否提高", answer_by=TODAY)
    question = Consultation.unscoped.get()
    assert desk(second) == {"待审批的专家咨询"}
    post(client, second, "approve_question", question.pk)
    post(client, clerk, "draw_experts", question.pk, size=3, excluded="Z-1 参与起草")
    question.refresh_from_db()
    page = client.get(reverse("funds:consultation", args=[question.pk])).text
    assert "相同" in page
    assert "参与起草" in page
    for code in question.drawn:
        pk = RosterMember.unscoped.get(code=code).pk
        post(
            client, clerk, "enter_expert_opinion", question.pk, member=pk, stance="for", grounds="可以", given_on=TODAY
        )  # fmt: skip
    assert desk(clerk) == {"待形成结论的专家咨询"}
    post(client, clerk, "conclude_question", question.pk, conclusion="提高")
    assert desk(second) == {"待决定的专家咨询结论"}
    post(client, second, "decide_question", question.pk)
    post(client, clerk, "assess_effect", question.pk, effect="支出平稳")
    assert "支出平稳" in client.get(reverse("funds:consultation", args=[question.pk])).text


def test_where_no_document_knows_a_committee_it_is_said_in_words(hall: Hall) -> None:
    elsewhere = hall.cast.elsewhere
    inspector = make_user("inspector.elsewhere", "邻市监督", elsewhere, Duty.INSPECT)
    with acting_as(inspector), pytest.raises(OversightUnsettled, match="没有关于监督委员会的有效政策"):
        prepare_session(
            agency=elsewhere, insutype="390", title="会议", month=Month(2020, 1), held_on=TODAY,
            acting_user=inspector,
        )  # fmt: skip


def test_the_page_where_no_document_knows_a_committee(hall: Hall, client: Client) -> None:
    client.force_login(make_user("inspector.elsewhere", "邻市监督", hall.cast.elsewhere, Duty.INSPECT))
    answered = client.get(reverse("funds:prepare_session"), follow=True)
    assert "没有关于监督委员会的有效政策" in answered.text
