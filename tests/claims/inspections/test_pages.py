"""Inspections and cases through their pages: planned, drawn, begun, a case from it, printed; hidden surprises."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from claims.inspection_desk import inspection_items
from claims.models import Inspection, InspectionCase, RosterMember
from config.desk import items_of
from config.scoping import acting_as, system_scope
from institutions.models import Attachment, User
from tests.claims.inspections.making import FACTS, TODAY, Office


def post(client: Client, user: User, page: str, /, *args: int, **values: Any) -> None:
    client.force_login(user)
    response = client.post(reverse(f"claims:{page}", args=args), {"submission": uuid4(), **values})
    assert response.status_code == 302, response.context["act"].errors


def desk(user: User) -> set[str]:
    with acting_as(user):
        [assignment] = user.assignments_in_force
        return {str(item.title) for item in items_of(inspection_items(assignment))}


@pytest.mark.duty("JJ-11")
def test_from_plan_to_decision_on_pages(office: Office, client: Client) -> None:
    inspector, second = office.inspector, office.second
    for code in ("I1", "I2"):
        post(
            client,
            inspector,
            "enrol_member",
            kind="inspector",
            code=code,
            name=f"检查员{code}",
            first="2024-01-01",
        )
    with system_scope():
        member = RosterMember.objects.get(code="I1")
    assert "检查员I1" in client.get(reverse("claims:rosters")).text
    assert client.get(reverse("claims:roster_member", args=[member.pk])).status_code == 200
    post(client, inspector, "plan_inspection", **FACTS)
    with system_scope():
        one = Inspection.objects.get()
    assert desk(second) == {"待批准的检查计划"}
    post(client, second, "approve_inspection", one.pk)
    post(client, inspector, "draw_inspected", one.pk, size=1)
    post(client, inspector, "draw_inspectors", one.pk, size=2)
    with system_scope():
        lot = one.draws.order_by("pk")[0]
    seen = client.get(reverse("claims:draw", args=[one.pk, lot.pk]))
    assert lot.seed in seen.text
    assert seen.context["tone"] == "ok"
    assert lot.seed in client.get(reverse("claims:draw", args=[one.pk, lot.pk]), {"print": ""}).text
    post(client, inspector, "begin_inspection", one.pk)
    with system_scope():
        target = one.targets.get()
    post(
        client,
        inspector,
        "record_result",
        one.pk,
        target.pk,
        outcome="problems",
        inspected_on=TODAY,
        findings="重复收费",
    )
    post(client, inspector, "case_of_target", one.pk, target.pk, title="重复收费", facts="重复收取护理费")
    with system_scope():
        case = InspectionCase.objects.get()
    post(client, inspector, "close_inspection", one.pk, conclusion="一家有问题")
    post(client, inspector, "case_ask", case.pk)
    scan = SimpleUploadedFile("p.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    client.force_login(inspector)
    kept = client.post(
        reverse("claims:case_scan", args=[case.pk]), {"submission": uuid4(), "title": "病历", "upload": scan}
    )
    assert kept.status_code == 302
    with system_scope():
        assert Attachment.objects.get().subject_id == case.pk
    post(client, inspector, "case_statement", case.pk, statement="愿意整改", stated_on=TODAY)
    post(
        client, inspector, "case_propose", case.pk, reason="属实", recover_390="1,200.50", fine="500",
        handed_to="police", credit_event="repeated_charges",
    )  # fmt: skip
    post(client, second, "case_decide", case.pk)
    post(client, inspector, "case_fine_paid", case.pk, day=TODAY, receipt="F1")
    post(client, inspector, "case_handover", case.pk, day=TODAY, receipt="回执1")
    page = client.get(reverse("claims:inspection_case", args=[case.pk]))
    for text in ("愿意整改", "1,200.50", "病历", "回执1"):
        assert text in page.text
    printed = client.get(reverse("claims:inspection_case", args=[case.pk]), {"print": ""})
    assert "属实" in printed.text
    assert case.number in client.get(reverse("claims:inspection_cases")).text


@pytest.mark.duty("JJ-11")
def test_a_surprise_is_on_no_page_of_others(office: Office, client: Client) -> None:
    one = office.approved(kind="surprise", title="夜间飞检")
    address = reverse("claims:inspection", args=[one.pk])
    for user, status in (
        (office.inspector, 200),
        (office.second, 200),
        (office.cast.clerk_east, 404),
        (office.city, 404),
    ):
        client.force_login(user)
        assert client.get(address).status_code == status
        listed = client.get(reverse("claims:inspections"))
        assert ("夜间飞检" in listed.text) == (status == 200)
        assert listed.context["listing"].count[0] == (status == 200)
        printed = client.get(reverse("claims:inspections"), {"print": ""})
        assert ("夜间飞检" in printed.text) == (status == 200)
        assert _exported(client) == (status == 200)
        assert "夜间飞检" not in client.get(reverse("search"), {"q": one.number}).text
    with system_scope():
        Inspection.objects.filter(pk=one.pk).update(state="under_way")
    client.force_login(office.cast.clerk_east)
    assert client.get(address).status_code == 200


def _exported(client: Client) -> bool:
    """Whether the sheet of the list names the inspection."""
    answer = client.post(reverse("claims:inspections"), {"export": "xlsx"})
    assert isinstance(answer, FileResponse)
    body = answer.getvalue()
    rows = load_workbook(BytesIO(body)).active.values
    return any("夜间飞检" in row for row in rows)


def test_bad_input_is_told_and_nothing_is_done(office: Office, client: Client) -> None:
    one = office.approved()
    client.force_login(office.inspector)
    for name, values in (
        ("draw_inspected", {"size": 9}),
        ("draw_inspected", {"size": 1, "excluded": "H99010100001"}),
        ("name_inspected", {"institution": "H00000000000", "reason": "x"}),
        ("begin_inspection", {}),
    ):
        answer = client.post(reverse(f"claims:{name}", args=[one.pk]), {"submission": uuid4(), **values})
        assert answer.status_code == 422, name
    with system_scope():
        assert not one.draws.exists()
        assert not one.targets.exists()
