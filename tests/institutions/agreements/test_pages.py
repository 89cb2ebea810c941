"""The pages of agreements: a whole course by its forms, what each person is offered, lists, prints, desks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from institutions.desk import agreement_items
from institutions.models import Agreement, AgreementText, Duty
from institutions.services.agreements import apply, decide
from tests.cast import make_user
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage
from tests.support.desks import desk_of

DAY = dt.timedelta(days=1)


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


def offered(html: str, agreement: Agreement) -> set[str]:
    """The last part of the address of every act the page offers."""
    start = f'href="{agreement.get_absolute_url()}'
    return {part.split('"', 1)[0].strip("/") for part in html.split(start)[1:]} - {"", "print"}


def test_a_whole_course_by_its_pages(stage: Stage, client: Client) -> None:
    """The procedure, from the application at the county to the agreement on the city's text and its suspension."""
    cast, clerk = stage.cast, stage.handler
    hospital = cast.hospital_east
    where = done(
        client, clerk, "apply_for_agreement", hospital.pk, services=["inpatient", "outpatient"],
        applied_on="2020-03-02", reason="新设住院部",
    )  # fmt: skip
    with system_scope():
        agreement = Agreement.objects.get()
        keys = list(agreement.papers.values_list("key", flat=True))
        condition_ids = list(agreement.conditions.values_list("pk", flat=True))
    pk = agreement.pk
    assert (
        where == reverse("institutions:institution", args=[hospital.pk])
        or where == agreement.get_absolute_url()
    )
    assert offered(page(client, clerk, "agreement", pk), agreement) >= {
        "accept",
        "papers",
        "return",
        "refuse",
    }
    # What is missing is told on the page and nothing changes.
    refused = post(client, clerk, "accept_agreement", pk)
    assert refused.status_code == 422
    done(client, clerk, "return_agreement", pk, reason="缺材料")
    done(client, clerk, "agreement_papers", pk, papers=keys, day="2020-03-03")
    done(client, clerk, "accept_agreement", pk)
    sheet = page(client, clerk, "agreement_sheet", pk)
    assert sheet.count('name="item_') == 6
    points = {
        "item_services_and_equipment": "18", "item_physicians_and_nurses": "19", "item_insurance_management": "17.5",
        "item_information_system": "20", "item_prices_and_fees": "9", "item_premises_on_site": "8",
    }  # fmt: skip
    wrong = post(
        client, clerk, "agreement_sheet", pk, evaluator="甲", **{**points, "item_prices_and_fees": "11"}
    )
    assert wrong.status_code == 422
    for evaluator in "甲乙丙":
        done(client, clerk, "agreement_sheet", pk, evaluator=evaluator, **points)
    assert "91.50" in page(client, clerk, "conclude_evaluation", pk)
    done(client, clerk, "conclude_evaluation", pk, reason="")
    done(client, clerk, "publish_notice", pk, first="2020-03-02", place="中心网站")
    done(client, clerk, "record_objection", pk, received_on="2020-03-03", raised_by="群众", text="噪声")
    with system_scope():
        objection = agreement.objections.get()
    done(client, clerk, "answer_objection", pk, objection.pk, answer="与准入无关", upheld="no")
    for number in condition_ids:
        done(client, clerk, "meet_condition", pk, number, met_on="2020-03-02", evidence="现场查验")
    stage.later(7)
    done(client, clerk, "close_notice", pk)
    assert 'value="2021-03-08"' in page(client, clerk, "propose_agreement", pk)
    done(
        client, clerk, "propose_agreement", pk, first_day="2020-03-09", last_day="2021-03-08", terms="夜间急诊",
    )  # fmt: skip
    assert "sign" in offered(page(client, stage.approver, "agreement", pk), agreement)
    assert "sign" not in offered(page(client, clerk, "agreement", pk), agreement)
    done(client, stage.approver, "sign_agreement", pk)
    printed = page(client, clerk, "print_agreement", pk)
    for text in (
        "青河市" not in printed and "东山县医保中心",
        "东山县人民医院（H99010100001）",
        "2021-03-08",
        "夜间急诊",
    ):
        assert text in printed
    done(
        client, clerk, "ask_decision", pk, act="suspend", from_day="2020-03-20", until_day="2020-04-20", reason="违规",
    )  # fmt: skip
    with system_scope():
        decision = agreement.decisions.get()
    done(client, stage.approver, "decide_agreement", pk, decision.pk, decision="yes")
    with system_scope():
        agreement.refresh_from_db()
    assert (agreement.state, agreement.due_on) == ("suspended", dt.date(2020, 4, 20))
    whole = page(client, clerk, "agreement", pk)
    for text in ("新设住院部", "噪声", "与准入无关", "91.50", "违规", "2020-03-20", "现场查验"):
        assert text in whole
    panel = page(client, clerk, "institution", hospital.pk)
    assert agreement.number in panel
    assert agreement.get_absolute_url() in panel


def test_nobody_is_offered_what_is_not_open_or_not_theirs(stage: Stage, client: Client) -> None:
    with acting_as(stage.handler):
        agreement = making.in_force(stage)
    reader = stage.cast.auditor_city
    assert offered(page(client, reader, "agreement", agreement.pk), agreement) == set()
    # In force since today: no renewal yet is refused by the service, but the act is open.
    with system_scope():
        scans = {f"papers/{paper}" for paper in agreement.papers.values_list("pk", flat=True)}
    shown = offered(page(client, stage.handler, "agreement", agreement.pk), agreement)
    assert shown == {"change", "renew", "decisions/new"} | scans
    with acting_as(stage.handler):
        making.decided(stage, agreement, "terminate")
    assert "decisions/new" not in offered(page(client, stage.handler, "agreement", agreement.pk), agreement)


def test_a_scan_is_kept_with_its_paper(stage: Stage, client: Client, tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    with acting_as(stage.handler):
        agreement = making.applied(stage)
        paper = agreement.papers.first()
    for content, status in ((b"PK\x03\x04 not a scan", 422), (b"%PDF-1.7 scan", 302)):
        scan = SimpleUploadedFile("scan.pdf", content)
        assert (
            post(client, stage.handler, "agreement_scan", agreement.pk, paper.pk, scan=scan).status_code
            == status
        )
    with acting_as(stage.handler):
        paper.refresh_from_db()
        assert (paper.received_on, paper.attachment.title) == (stage.today, paper.title)
    assert reverse("institutions:paper", args=[paper.attachment_id]) in page(
        client, stage.handler, "agreement", agreement.pk
    )


# --- the board ---


def test_the_board_counts_filters_exports_and_prints(stage: Stage, client: Client) -> None:
    with acting_as(stage.handler):
        agreement = making.in_force(stage)
    with acting_as(stage.cast.clerk_west):
        apply.apply(
            institution=stage.cast.hospital_west, services=["inpatient"], applied_on=stage.today,
            acting_user=stage.cast.clerk_west,
        )  # fmt: skip
    with system_scope():
        other = Agreement.objects.exclude(pk=agreement.pk).get()
    city = page(client, stage.city_handler, "agreements")
    assert agreement.number in city
    assert other.number in city
    county = page(client, stage.handler, "agreements")
    assert agreement.number in county
    assert other.number not in county
    assert agreement.number not in page(client, stage.handler, "agreements", expires="90")
    stage.on(agreement.period.upper - 60 * DAY)
    assert agreement.number in page(client, stage.handler, "agreements", expires="60")
    assert agreement.number not in page(client, stage.handler, "agreements", expires="30")
    assert agreement.number not in page(client, stage.handler, "agreements", state="suspended")
    assert agreement.number in page(client, stage.handler, "agreements", print="1")
    client.force_login(stage.handler)
    assert client.post(reverse("institutions:agreements"), {"export": "xlsx"}).status_code == 200


@pytest.mark.duty("HG-06")
def test_what_was_taken_in_is_signed_at_once_and_shows_what_is_overdue(stage: Stage, client: Client) -> None:
    from institutions.services.agreements.take_in import take_in

    with acting_as(stage.handler):
        take_in(
            institution=stage.cast.hospital_east, services=["inpatient"], first_day=dt.date(2020, 1, 1),
            last_day=dt.date(2020, 12, 31), open_conditions={"insurance_manager": dt.date(2020, 6, 30)},
            evidence="原协议", acting_user=stage.handler,
        )  # fmt: skip
        agreement = Agreement.objects.get()
    assert reverse("institutions:sign_taken_in") in page(client, stage.approver, "agreements")
    assert "东山县人民医院" in page(client, stage.approver, "sign_taken_in")
    done(client, stage.approver, "sign_taken_in")
    assert agreement.number not in page(client, stage.handler, "agreements", overdue="yes")
    stage.on(dt.date(2020, 7, 1))
    assert agreement.number in page(client, stage.handler, "agreements", overdue="yes")
    stage.on(dt.date(2021, 1, 1))
    done(client, stage.handler, "end_run_out")
    with system_scope():
        agreement.refresh_from_db()
    assert agreement.state == "expired"


# --- texts ---


def test_the_citys_texts_by_their_pages(stage: Stage, client: Client) -> None:
    asked = {
        "kind": "2",
        "title": "药店服务协议",
        "effective_from": "2020-06-01",
        "body": "乙方：{institution}",
    }
    assert post(client, stage.handler, "draft_agreement_text", **asked).status_code == 403
    wrong = post(client, stage.city_handler, "draft_agreement_text", **{**asked, "body": "{whoever}"})
    assert wrong.status_code == 422
    assert "whoever" in wrong.content.decode()
    where = done(client, stage.city_handler, "draft_agreement_text", **asked)
    with system_scope():
        text = AgreementText.objects.get(title="药店服务协议")
    assert where == text.get_absolute_url()
    review = reverse("institutions:review_agreement_text", args=[text.pk])
    assert review not in page(client, stage.city_handler, "agreement_text", text.pk)
    assert review in page(client, stage.cast.reviewer_city, "agreement_text", text.pk)
    done(client, stage.cast.reviewer_city, "review_agreement_text", text.pk)
    # The counties of the area read it; what they sign is this.
    assert "乙方" in page(client, stage.handler, "agreement_text", text.pk)
    assert "药店服务协议" in page(client, stage.handler, "agreement_texts")


# --- the desk ---


@pytest.fixture
def items(stage: Stage) -> Iterator[Any]:
    def of(user: Any) -> dict[str, Any]:
        with acting_as(user):
            (assignment,) = user.assignments_in_force
            return {
                item.url.rpartition("?")[2] or item.url: item
                for item in items_of(agreement_items(assignment))
            }

    return of


def test_the_desk_tells_what_is_due_and_what_is_late(stage: Stage, items: Any) -> None:
    with acting_as(stage.handler):
        agreement = making.applied(stage)
    assert items(stage.handler)["state=applied"].standing == "due"
    assert items(stage.handler)["state=applied"].due == agreement.due_on
    assert items(stage.cast.clerk_west) == items(stage.approver) == {}
    stage.on(agreement.due_on + DAY)
    assert items(stage.handler)["state=applied"].standing == "late"
    with acting_as(stage.handler):
        making.accepted(stage, agreement)
        making.noticed(stage, agreement)
    due = items(stage.handler)["state=noticed"].due
    # The notice is closed on the day after its last.
    assert due == stage.today + 7 * DAY


def test_the_desk_tells_expiries_conditions_signatures_and_requests(stage: Stage, items: Any) -> None:
    from institutions.services.agreements.take_in import take_in

    with acting_as(stage.handler):
        take_in(
            institution=stage.cast.hospital_east, services=["inpatient"], first_day=dt.date(2020, 1, 1),
            last_day=dt.date(2020, 12, 31), open_conditions={"insurance_manager": dt.date(2020, 6, 30)},
            evidence="原协议", acting_user=stage.handler,
        )  # fmt: skip
        agreement = Agreement.objects.get()
    assert items(stage.approver)["state=proposed"].count == 1
    with acting_as(stage.approver):
        from institutions.services.agreements.sign import sign

        sign(agreement=agreement, acting_user=stage.approver)
    assert items(stage.handler) == {}
    stage.on(dt.date(2020, 7, 1))
    assert items(stage.handler)["overdue=yes"].standing == "late"
    stage.on(dt.date(2020, 10, 4))
    assert "expires=90" in items(stage.handler)
    with acting_as(stage.handler):
        decide.ask_decision(
            agreement=agreement,
            act="terminate",
            from_day=stage.today,
            reason="歇业",
            acting_user=stage.handler,
        )
    assert agreement.get_absolute_url() in items(stage.approver)
    # The county signs and decides here: the city's approver has nothing to do with it.
    assert agreement.get_absolute_url() not in items(stage.city_approver)
    with acting_as(stage.handler):
        apply.renew(agreement=agreement, applied_on=stage.today, acting_user=stage.handler)
    assert "expires=90" not in items(stage.handler)
    stage.on(dt.date(2021, 1, 1))
    assert items(stage.handler)[reverse("institutions:end_run_out")].standing == "late"


def test_a_draft_text_waits_for_another_reviewer_of_the_city(stage: Stage, items: Any) -> None:
    with system_scope():
        both = make_user("both.city", "市级经办复核", stage.cast.city, Duty.HANDLE, Duty.REVIEW)
    with acting_as(both):
        from institutions.services.agreements.texts import draft_text

        draft_text(
            agency=stage.cast.city,
            kind="1",
            title="新",
            body="x",
            effective_from=stage.today,
            acting_user=both,
        )
    url = reverse("institutions:agreement_texts")
    assert url in items(stage.cast.reviewer_city)
    assert url not in items(both)
    assert url not in items(stage.cast.reviewer_east)


def test_the_whole_desk_opens_without_a_policy_on_agreements(cast: making.Cast) -> None:
    with acting_as(cast.clerk_east):
        assert desk_of(cast.clerk_east.assignments_in_force[0]) is not None
