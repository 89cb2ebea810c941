"""The pages of the assessment: a whole course by its forms, what each person is offered, board, lists, desks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from institutions.assessment_desk import assessment_items
from institutions.models import Assessment, AssessmentRound
from tests.institutions.assessment import making
from tests.institutions.assessment.making import YEAR, Stage


def post(client: Client, user: Any, name: str, *args: int, **values: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"institutions:{name}", args=args), {"submission": uuid4(), **values})


def done(client: Client, user: Any, name: str, *args: int, **values: Any) -> str:
    response = post(client, user, name, *args, **values)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return str(response["Location"])


def page(client: Client, user: Any, name: str, *args: int, **query: str) -> str:
    client.force_login(user)
    response = client.get(reverse(f"institutions:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def offered(html: str, sheet: Assessment) -> set[str]:
    """The last part of the address of every act the page offers."""
    start = f'href="{sheet.get_absolute_url()}'
    return {part.split('"', 1)[0].strip("/") for part in html.split(start)[1:]} - {""}


def titles(user: Any) -> set[str]:
    """What stands on the desk of a person's first assignment."""
    with acting_as(user):
        return {str(item.title) for item in items_of(assessment_items(user.assignments_in_force[0]))}


def test_a_whole_course_by_its_pages(stage: Stage, client: Client) -> None:
    handler, cast = stage.handler, stage.cast
    assert "尚无年度考核" in page(client, handler, "assessments")
    assert f"开启{YEAR}年度考核" in titles(handler)
    done(client, handler, "open_assessment", year=YEAR)
    with system_scope():
        held = AssessmentRound.objects.get()
    where = done(client, handler, "compute_assessment", held.pk)
    assert where.startswith("/jobs/") or "job" in where
    with acting_as(handler):
        making.compute_figures(held=held, acting_user=handler)
    sheet = making.sheet_of_east(stage)
    assert "录入考核指标值" in titles(stage.county_handler)
    shown = page(client, stage.county_handler, "assessment", sheet.pk)
    for text in ("政策范围内费用占比", "77.5%", "70% → 85%", "7.50", "参保人满意度"):
        assert text in shown
    for key, value in making.ENTERED.items():
        field = making.value_of(sheet, key)
        assert f"values/{field.pk}" in offered(shown, sheet)
        wrong = post(
            client,
            stage.county_handler,
            "enter_assessment_value",
            sheet.pk,
            field.pk,
            value="100.5",
            evidence="x",
        )
        assert wrong.status_code == 422
        done(
            client, stage.county_handler, "enter_assessment_value", sheet.pk, field.pk, value=value, evidence="记录",
        )  # fmt: skip
    last = making.value_of(sheet, "service_satisfaction").pk
    assert "85.5" in page(client, stage.county_handler, "enter_assessment_value", sheet.pk, last)
    assert "告知初评得分" in titles(handler)
    done(client, handler, "conclude_assessments", held.pk)
    told = page(client, handler, "assessment", sheet.pk)
    assert "67.50" in told
    assert {"objections/new", "agree", "send-back", "drop"} <= offered(told, sheet)
    # Whoever told the score is not offered its review, though they hold the duty.
    assert "review" not in offered(told, sheet)
    done(client, handler, "object_to_assessment", sheet.pk, received_on="2021-01-11", text="样本不足")
    with system_scope():
        objection = sheet.objections.get()
    assert "答复考核异议" in titles(handler)
    done(
        client, handler, "hear_assessment", sheet.pk, objection.pk, heard_on="2021-01-11", hearing="机构陈述"
    )
    asked = page(client, handler, "answer_assessment", sheet.pk, objection.pk)
    assert asked.count('name="points_') == 8
    refused = post(client, handler, "answer_assessment", sheet.pk, objection.pk, answer="采纳", upheld="yes")
    assert refused.status_code == 422
    done(
        client, handler, "answer_assessment", sheet.pk, objection.pk, answer="采纳", upheld="yes",
        points_service_satisfaction="10",
    )  # fmt: skip
    done(client, handler, "agree_to_assessment", sheet.pk, day="2021-01-11")
    assert "复核考核得分" in titles(stage.reviewer)
    done(client, stage.reviewer, "review_assessment", sheet.pk)
    assert offered(page(client, stage.approver, "assessment", sheet.pk), sheet) == {
        "approve",
        "send-back",
        "drop",
    }
    done(client, stage.approver, "approve_assessments", held.pk)
    early = post(client, handler, "publish_assessment", held.pk, place="网站")
    assert early.status_code == 422
    making.rest_dropped(stage, sheet)
    assert "公布年度考核结果" in titles(handler)
    done(client, handler, "publish_assessment", held.pk, place="中心网站")
    for user in (cast.clerk_west, cast.clerk_east, cast.auditor_city):
        listed = page(client, user, "published_assessments")
        assert "东山县人民医院" in listed
        assert "69.00" in listed
        assert "50%" in listed
    panel = page(client, cast.clerk_east, "institution", cast.hospital_east.pk)
    assert "69.00" in panel
    assert "基本合格" in panel


def test_the_board_counts_by_county_and_state_and_leaves_as_a_workbook_and_on_paper(
    stage: Stage, client: Client
) -> None:
    making.provisional(stage)
    city = page(client, stage.handler, "assessments", year=str(YEAR))
    assert "东山县医保中心" in city
    assert "西水县医保中心" in city
    assert "67.50" in city
    own = page(client, stage.county_handler, "assessments")
    assert "西水县医保中心" not in own
    client.force_login(stage.handler)
    workbook = client.get(reverse("institutions:assessments"), {"export": "1"})
    assert b"".join(workbook.streaming_content)[:2] == b"PK"
    assert "东山县医保中心" in page(client, stage.handler, "assessments", print="1")
    assert "没有" not in page(client, stage.handler, "assessments", year="1999")


def test_the_list_prints_and_exports_and_shows_only_ones_own(stage: Stage, client: Client) -> None:
    sheet = making.provisional(stage)
    listed = page(client, stage.county_handler, "assessment_sheets", state="provisional")
    assert "东山县人民医院" in listed
    assert (
        "西水"
        not in page(client, stage.county_handler, "assessment_sheets", state="collecting").split("<table")[-1]
    )
    client.force_login(stage.handler)
    answer = client.post(reverse("institutions:assessment_sheets"), {"export": "xlsx"})
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    printed = page(client, stage.handler, "assessment", sheet.pk, print="1")
    assert "67.50" in printed
    assert "尚未公布" in printed
    client.force_login(stage.cast.clerk_west)
    assert client.get(sheet.get_absolute_url()).status_code == 404


def test_readers_are_offered_nothing(stage: Stage, client: Client) -> None:
    sheet = making.provisional(stage)
    assert offered(page(client, stage.cast.auditor_city, "assessment", sheet.pk), sheet) == set()
    with acting_as(stage.cast.auditor_city):
        assert not items_of(assessment_items(stage.cast.auditor_city.assignments_in_force[0]))


@pytest.mark.parametrize("late", [False, True])
def test_the_desk_says_what_is_late(stage: Stage, late: bool) -> None:
    making.opened(stage)
    stage.later(60 if late else 0)
    with acting_as(stage.county_handler):
        assignment = stage.county_handler.assignments_in_force[0]
        items = [item for item in items_of(assessment_items(assignment)) if "考核" in str(item.title)]
    assert [str(item.standing) for item in items] == ["late" if late else "due"]
