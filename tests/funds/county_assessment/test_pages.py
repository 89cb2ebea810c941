"""The pages of counties' assessments: a course by its forms, what each is offered, board, print, workbook, desks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_county_assessment import county_assessment_items
from funds.models import CountyIndicator, CountyScheme, CountySheet
from funds.services.county_assessment.figures import compute_figures
from tests.funds.county_assessment import making
from tests.funds.county_assessment.making import YEAR, Stage


def post(client: Client, user: Any, name: str, *args: int, **values: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"funds:{name}", args=args), {"submission": uuid4(), **values})


def done(client: Client, user: Any, name: str, *args: int, **values: Any) -> str:
    response = post(client, user, name, *args, **values)
    assert response.status_code == 302, response.content.decode()[-3000:]
    return str(response["Location"])


def page(client: Client, user: Any, name: str, *args: int, **query: str) -> str:
    client.force_login(user)
    response = client.get(reverse(f"funds:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def offered(html: str, address: str) -> set[str]:
    """The last part of the address of every act the page offers."""
    return {part.split('"', 1)[0].strip("/") for part in html.split(f'href="{address}')[1:]} - {""}


def titles(user: Any) -> set[str]:
    """What stands on the desk of a person's first assignment."""
    with acting_as(user):
        return {str(item.title) for item in items_of(county_assessment_items(user.assignments_in_force[0]))}


@pytest.mark.duty("NB-24", "ZY-20", "NM-09")
def test_a_whole_course_by_its_pages(stage: Stage, client: Client) -> None:
    handler, approver = stage.handler, stage.approver
    assert "尚无县区考核" in page(client, handler, "county_assessments")
    where = done(client, handler, "draft_county_scheme", year=YEAR)
    with system_scope():
        scheme = CountyScheme.objects.get()
        coverage = CountyIndicator.objects.get(key="coverage")
    shown = page(client, handler, "county_scheme", scheme.pk)
    assert where == scheme.get_absolute_url()
    for text in ("参保率", "85% → 95%", "四（六）7", "低于"):
        assert text in shown
    # A county does not read a draft.
    client.force_login(stage.clerk)
    assert client.get(where).status_code == 404
    refused = post(
        client,
        handler,
        "change_county_indicator",
        scheme.pk,
        coverage.pk,
        points=20,
        none="95",
        full="95",
        reason="x",
    )
    assert refused.status_code == 422
    done(
        client, handler, "change_county_indicator", scheme.pk, coverage.pk, points=20, none="85", full="95",
        reason="同前",
    )  # fmt: skip
    assert "审批2020年县区考核方案" in titles(approver)
    done(client, approver, "approve_county_scheme", scheme.pk)
    assert "启动2020年度县区考核" in titles(handler)
    done(client, handler, "open_county_scheme", scheme.pk)
    assert "/jobs/" in done(client, handler, "compute_county_scheme", scheme.pk)
    with acting_as(handler):
        compute_figures(scheme=scheme, acting_user=handler)
    sheet = making.sheet_of(stage.cast.east)
    assert "填报县区考核自评" in titles(stage.clerk)
    shown = page(client, stage.clerk, "county_sheet", sheet.pk)
    assert "90%" in shown
    assert "分子" in shown
    value = making.value_of(sheet, "fund_safety")
    assert {f"values/{value.pk}/report", f"values/{value.pk}/evidence"} <= offered(
        shown, sheet.get_absolute_url()
    )
    wrong = post(client, stage.clerk, "report_county_value", sheet.pk, value.pk, value="20.5", evidence="x")
    assert wrong.status_code == 422
    for key, points in making.ENTERED.items():
        field = making.value_of(sheet, key)
        done(client, stage.clerk, "report_county_value", sheet.pk, field.pk, value=points, evidence="自查")
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")
    done(client, stage.clerk, "attach_county_evidence", sheet.pk, value.pk, title="检查记录", upload=scan)
    assert "检查记录" in page(client, handler, "county_sheet", sheet.pk)
    done(client, stage.county_reviewer, "submit_county_sheet", sheet.pk)
    assert "核验县区自评" in titles(handler)
    done(client, handler, "verify_county_value", sheet.pk, value.pk, value="14", difference="少报一起")
    done(client, handler, "verify_rest_of_county_sheet", sheet.pk)
    done(client, handler, "conclude_county_sheet", sheet.pk)
    assert "复核县区考核核验" in titles(stage.supervisor)
    done(client, stage.supervisor, "tell_county_sheet", sheet.pk)
    shown = page(client, stage.clerk, "county_sheet", sheet.pk)
    assert offered(shown, sheet.get_absolute_url()) == {"appeal"}
    done(client, stage.clerk, "appeal_county_sheet", sheet.pk, text="材料未计")
    with system_scope():
        appeal = sheet.appeals.get()
    assert "裁定县区申诉" in titles(approver)
    asked = page(client, approver, "decide_county_appeal", sheet.pk, appeal.pk)
    assert asked.count('name="points_') == 5
    done(
        client,
        approver,
        "decide_county_appeal",
        sheet.pk,
        appeal.pk,
        answer="采纳",
        upheld="yes",
        points_fund_safety="15",
    )
    done(client, stage.county_reviewer, "accept_county_sheet", sheet.pk)
    assert "确定县区得分" in titles(approver)
    done(client, approver, "settle_county_sheet", sheet.pk)
    early = post(client, handler, "publish_county_scheme", scheme.pk, place="网站")
    assert early.status_code == 422
    making.final(stage, stage.cast.west)
    assert "公布2020年度县区考核结果" in titles(handler)
    done(client, handler, "publish_county_scheme", scheme.pk, place="市医保局网站")
    _published_table(stage, client, sheet)


def _published_table(stage: Stage, client: Client, sheet: CountySheet) -> None:
    for user in (stage.handler, stage.cast.clerk_west):
        board = page(client, user, "county_assessments")
        for text in ("93.5", "78", "通报表扬", "约谈", "控费管理"):
            assert text in board
        assert "通报表扬" in page(client, user, "county_assessments", print="1")
    client.force_login(stage.cast.clerk_west)
    # The table is everybody's, the sheet behind a neighbour's line is not.
    assert client.get(sheet.get_absolute_url()).status_code == 404
    book = client.get(reverse("funds:county_assessments"), {"export": "1"})
    assert book["Content-Type"].startswith("application/vnd.openxml")
    printed = page(client, stage.clerk, "county_sheet", sheet.pk, print="1")
    assert "尚未公布" not in printed
    assert 'name="points_' not in printed
