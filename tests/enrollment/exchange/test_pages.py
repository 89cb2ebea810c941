"""The pages of the exchange: agreements, the log, one file's rows, and the acts on them."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.jobs.run import run_job
from config.models import ExportRecord, ImportRun, Job
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import ExchangeAgreement, ExchangeFile, Person
from enrollment.services.exchange.agreed import ExchangeRefused
from enrollment.services.exchange.agreements import end_agreement, make_agreement
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.models import User
from tests.cast import Cast, make_coverage, make_person
from tests.config.spreadsheets.files import workbook

from .conftest import row, today

AGREED = {
    "counterpart": "public_security", "counterpart_name": "青河市公安局", "layout": "population",
    "purpose": "核对参保", "agreed_by": "协议1号", "begins": "2020-01-01", "ends": "",
}  # fmt: skip


def post(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, {"submission": uuid4(), **values})


@pytest.mark.duty("NM-11")
def test_the_city_agrees_and_ends(cast: Cast, client: Client) -> None:
    client.force_login(cast.approver_city)
    assert "新建交换协议" in client.get(reverse("enrollment:exchange_agreements")).content.decode()
    new = reverse("enrollment:new_exchange_agreement")
    assert "请求比对人员名单" in client.get(new).content.decode()
    answer = post(client, new, **AGREED)
    with system_scope():
        agreement = ExchangeAgreement.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == agreement.get_absolute_url()
    assert (agreement.area, agreement.direction, agreement.made_by) == (cast.area, "in", cast.approver_city)
    page = client.get(agreement.get_absolute_url()).content.decode()
    assert "居住情况" in page
    ended = post(
        client,
        reverse("enrollment:end_exchange_agreement", args=[agreement.pk]),
        day=today(),
        reason="改用平台",
    )
    assert ended.status_code == 302
    with system_scope():
        agreement.refresh_from_db()
    assert (agreement.ends, agreement.ended_reason) == (today(), "改用平台")
    listed = client.get(reverse("enrollment:exchange_agreements"), {"in_force": "no"})
    assert "已失效" in listed.content.decode()
    assert (
        not client.get(reverse("enrollment:exchange_agreements"), {"in_force": "yes"}).context["table"].rows
    )


@pytest.mark.duty("NM-11")
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"layout": "dues"}, "不与这类部门交换"),
        ({"ends": "2020-01-01"}, "晚于生效日期"),
        ({"purpose": ""}, "必填"),
        ({"begins": "昨天"}, "2020-03-05"),
        ({"counterpart": "bank"}, "bank"),
    ],
)
def test_what_makes_no_agreement_is_told(
    cast: Cast, client: Client, given: dict[str, str], message: str
) -> None:
    client.force_login(cast.approver_city)
    answer = post(client, reverse("enrollment:new_exchange_agreement"), **{**AGREED, **given})
    assert answer.status_code == 422
    assert message in answer.content.decode()
    with system_scope():
        assert not ExchangeAgreement.objects.exists()


def test_the_same_agreement_twice_at_once_is_refused(cast: Cast, client: Client, agree: Any) -> None:
    agree("population")
    client.force_login(cast.approver_city)
    answer = post(client, reverse("enrollment:new_exchange_agreement"), **AGREED)
    assert answer.status_code == 422
    assert "已有同一版式的协议" in answer.content.decode()


def test_an_end_is_not_put_off_nor_set_back(cast: Cast, agree: Any) -> None:
    agreement = agree("population", ends=dt.date(2020, 6, 1))
    with acting_as(cast.approver_city):
        for day, message in ((dt.date(2999, 1, 1), "已定于"), (dt.date(2020, 5, 1), "今天起")):
            with pytest.raises(ExchangeRefused, match=message):
                end_agreement(agreement=agreement, day=day, reason="x", acting_user=cast.approver_city)
        with pytest.raises(ExchangeRefused, match="终止原因"):
            end_agreement(agreement=agree("deaths"), day=today(), reason=" ", acting_user=cast.approver_city)


@pytest.mark.duty("NM-11")
def test_a_file_from_upload_to_its_rows(
    cast: Cast, client: Client, agree: Any, handler_city: User, tmp_path: Path
) -> None:
    with system_scope():
        known = make_person(cast.west)
    agreement = agree("population")
    client.force_login(handler_city)
    assert "接收文件" in client.get(agreement.get_absolute_url()).content.decode()
    address = reverse("enrollment:take_exchange_file", args=[agreement.pk])
    assert "核对参保" in client.get(address).content.decode()
    rows = [row("population", 1), row("population", 2, certno=known.certno, admdvs="990102")]
    path = workbook(tmp_path / "a.xlsx", [list(layout_of("population").names), *rows], sheet="population")
    upload = SimpleUploadedFile("三月人口.xlsx", path.read_bytes())
    answer = post(client, address, month="2020-03", purpose="核对三月", file=upload)
    with system_scope():
        run = ImportRun.objects.get()
    assert answer["Location"] == reverse("import", args=[run.pk])
    engine.check_run(run=run)
    post(client, reverse("import_confirm", args=[run.pk]))
    run_job(Job.objects.get(kind="import.apply").pk)
    with system_scope():
        file = ExchangeFile.objects.get()
    log = client.get(
        reverse("enrollment:exchange_files"), {"month": "2020-03", "counterpart": "public_security"}
    )
    assert "三月人口.xlsx" in log.content.decode()
    for asked in ({"month": "2020-04"}, {"counterpart": "tax"}, {"direction": "out"}, {"office": "白石"}):
        assert not client.get(reverse("enrollment:exchange_files"), asked).context["table"].rows
    page = client.get(file.get_absolute_url()).content.decode()
    assert file.sha256 in page
    assert "户籍登记" in page
    for asked, number in (({"found": "yes"}, 1), ({"found": "no"}, 1), ({"q": known.certno}, 1), ({}, 2)):
        assert len(client.get(file.get_absolute_url(), asked).context["table"].rows) == number
    exported = client.post(file.get_absolute_url(), {"export": "csv"})
    text = b"".join(exported.streaming_content).decode()
    assert known.certno not in text
    assert "测试乙" in text
    assert "三月人口" in client.get(file.get_absolute_url(), {"print": "1"}).content.decode()


@pytest.mark.duty("NM-11")
def test_a_county_sees_the_log_and_its_own_rows(cast: Cast, client: Client, agree: Any, take: Any) -> None:
    with system_scope():
        away = make_person(cast.west)
    take(agree("population"), row("population", 1, certno=away.certno), row("population", 2, admdvs="990102"))
    with system_scope():
        file = ExchangeFile.objects.get()
    client.force_login(cast.clerk_east)
    answer = client.get(file.get_absolute_url())
    assert "在其他县区匹配" in answer.content.decode()
    assert away.psn_no not in answer.content.decode()
    assert [one.row_no for one in answer.context["table"].rows] == [2]
    client.force_login(cast.clerk_elsewhere)
    assert client.get(file.get_absolute_url()).status_code == 404
    assert not client.get(reverse("enrollment:exchange_files")).context["table"].rows


def test_a_refused_upload_keeps_what_was_typed(
    cast: Cast, client: Client, agree: Any, handler_city: User
) -> None:
    agreement = agree("population", ends=dt.date(2020, 6, 1))
    client.force_login(handler_city)
    address = reverse("enrollment:take_exchange_file", args=[agreement.pk])
    answer = post(client, address, month="2020-03", purpose="核对", file=SimpleUploadedFile("a.xlsx", b"x"))
    assert answer.status_code == 422
    assert "今天不在有效期内" in answer.content.decode()
    assert 'value="2020-03"' in answer.content.decode()
    answer = post(client, address, month="三月", purpose="")
    assert set(answer.context["form"].errors) == {"month", "purpose", "file"}


@pytest.mark.duty("NM-11")
def test_a_file_is_handed_out_and_answered_on_pages(
    cast: Cast, client: Client, agree: Any, take: Any, handler_city: User
) -> None:
    with system_scope():
        person: Person = make_person(cast.east)
        make_coverage(person)
    covered, asked, answered = agree("covered"), agree("population"), agree("answer")
    take(asked, row("population", 1, certno=person.certno))
    with system_scope():
        taken = ExchangeFile.objects.get()
    client.force_login(handler_city)
    out = reverse("enrollment:hand_out_file", args=[covered.pk])
    assert "完整证件号码" in client.get(out).content.decode()
    acts = (
        (out, {}),
        (reverse("enrollment:answer_exchange_file", args=[taken.pk]), {"agreement": answered.pk}),
    )
    for address, given in acts:
        answer = post(client, address, month="2020-03", purpose="三月名单", **given)
        job = Job.objects.latest("pk")
        assert answer["Location"] == reverse("job", args=[job.pk])
        run_job(job.pk)
        job.refresh_from_db()
        page = client.get(job.result_url)
        assert "下载" in page.content.decode()
        copy = client.get(f"{job.result_url}copy/")
        assert BytesIO(b"".join(copy.streaming_content)).read(2) == b"PK"
    with system_scope():
        handed_out = ExchangeFile.objects.exclude(pk=taken.pk).order_by("pk")
        logged = list(ExportRecord.unscoped.order_by("pk").values_list("whole", "rows", "user"))
        assert logged == [("exchange", file.row_count, handler_city.pk) for file in handed_out]
    # The copy names people of the whole city: not for a county's desk.
    client.force_login(cast.clerk_east)
    assert client.get(f"{job.result_url}copy/")["Location"] == job.result_url
    # Each way has its page: what comes in is not handed out, and an answer begins at the file it answers.
    for name, agreement in (
        ("take_exchange_file", covered),
        ("hand_out_file", asked),
        ("hand_out_file", answered),
    ):
        address = reverse(f"enrollment:{name}", args=[agreement.pk])
        assert client.get(address)["Location"] == agreement.get_absolute_url()


def test_the_general_upload_does_not_offer_these_files(
    cast: Cast, client: Client, handler_city: User
) -> None:
    client.force_login(handler_city)
    offered = [kind.kind for kind in client.get(reverse("import_upload")).context["kinds"]]
    assert not [kind for kind in offered if kind.startswith("exchange_")]


def test_an_empty_list_says_how_to_begin(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    assert "由市级经办机构登记" in client.get(reverse("enrollment:exchange_agreements")).content.decode()
    assert "打开一份协议" in client.get(reverse("enrollment:exchange_files")).content.decode()


def test_neither_office_nor_purpose_may_be_blank(cast: Cast) -> None:
    from django.core.exceptions import ValidationError

    with acting_as(cast.approver_city), pytest.raises(ValidationError):
        make_agreement(
            area=cast.area, acting_user=cast.approver_city, counterpart="tax", counterpart_name=" ", layout="taxpayers",
            purpose=" ", agreed_by="x", begins=today(),
        )  # fmt: skip
