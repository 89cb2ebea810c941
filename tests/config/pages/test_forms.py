"""Forms that count once, acts that are confirmed, fields that read what clerks type, words and amounts on pages."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from config import display
from config.forms import DayField, MoneyInput, MonthField
from config.listing.tables import follow
from config.models import Job, JobLog, Submission
from config.periods import Month
from config.search import Hit, _providers, search, search_provider
from config.templatetags import ui
from tests.cast import PASSWORD, Cast
from tests.config.pages import sample

pytestmark = pytest.mark.urls("tests.config.pages.sample")

VALID = {"name": "王五", "month": "202003", "day": "2020/3/5", "amount": "１,234.50 元", "scheme": "390"}


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    sample.acts_done.clear()


def test_a_form_sent_twice_is_done_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    token = str(uuid.uuid4())
    first = client.post("/sample/form/", VALID | {"submission": token})
    second = client.post("/sample/form/", VALID | {"submission": token}, follow=True)
    assert first.status_code == 302
    assert sample.acts_done == ["王五"]
    assert second.redirect_chain[-1][0] == "/sample/people/"
    assert "只办理一次" in second.content.decode()


def test_a_refused_form_may_be_sent_again(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    token = str(uuid.uuid4())
    refused = client.post("/sample/form/", VALID | {"submission": token, "amount": "many"})
    assert refused.status_code == 422
    assert 'value="many"' in refused.content.decode()
    assert "请填写金额（元），如 1234.50。" in refused.content.decode()
    assert not Submission.objects.exists()
    assert client.post("/sample/form/", VALID | {"submission": token}).status_code == 302


def test_another_persons_token_does_nothing(cast: Cast, client: Client) -> None:
    token = str(uuid.uuid4())
    client.force_login(cast.clerk_east)
    client.post("/sample/form/", VALID | {"submission": token})
    client.force_login(cast.clerk_west)
    assert client.post("/sample/form/", VALID | {"submission": token}).status_code == 403
    assert sample.acts_done == ["王五"]


def test_an_act_is_shown_then_done_then_told(cast: Cast, client: Client) -> None:
    client.force_login(cast.finance_city)
    shown = client.get("/sample/act/")
    assert sample.acts_done == []
    for said in ("办理内容", "2,592,592.38", "第6县", "启动清算"):
        assert said in shown.content.decode()
    told = client.post("/sample/act/", {"submission": str(uuid.uuid4())}, follow=True)
    assert sample.acts_done == ["cleared"]
    assert "清算已启动。" in told.content.decode()


def test_a_refused_act_says_why_and_changes_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.finance_city)
    response = client.post("/sample/act/?refuse=1", {"submission": str(uuid.uuid4())})
    assert response.status_code == 422
    assert "2020-03 已关账，不能再清算。" in response.content.decode()
    assert sample.acts_done == []


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        (MonthField(), "2020-03", Month(2020, 3)),
        (MonthField(), "２０２０-０３", Month(2020, 3)),
        (MonthField(), "202003", Month(2020, 3)),
        (MonthField(required=False), "", None),
        (DayField(), "20200305", __import__("datetime").date(2020, 3, 5)),
        (MoneyInput(), "1,234.50", Decimal("1234.50")),
        (MoneyInput(), "¥-3", Decimal("-3")),
    ],
)
def test_fields_read_what_clerks_type(field: forms.Field, typed: str, read: Any) -> None:
    assert field.clean(typed) == read


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (MonthField(), "2020-13"),
        (MonthField(), ""),
        (DayField(), "2020-02-30"),
        (MoneyInput(), "1.005"),
        (MoneyInput(), "NaN"),
    ],
)
def test_fields_refuse_what_means_nothing(field: forms.Field, typed: str) -> None:
    with pytest.raises(ValidationError):
        field.clean(typed)


def test_amounts_and_numbers_on_pages() -> None:
    assert display.money(Decimal("1234567.5")) == "1,234,567.50"
    assert display.money(Decimal("-0.01")) == '<span class="negative">-0.01</span>'
    assert display.money(None) == "—"
    assert display.money(Decimal(0)) == "0.00"
    with pytest.raises(TypeError):
        display.money(1.5)
    assert display.wan(Decimal("123456789.00")) == "12,345.68"
    assert (display.percent(8500), display.percent(855), display.percent(10000)) == ("85%", "8.55%", "100%")
    assert display.masked("110101199001011234") == "110101**********34"
    assert display.masked("AB1234") == "****34"
    assert (ui.heat(0, 100), ui.heat(50, 100), ui.heat(100, 100)) == ("heat-0", "heat-5", "heat-9")
    assert follow({"a__b": 1}, "a__b") == 1


def test_what_a_reader_types_cannot_become_markup(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    text = client.get("/sample/people/", {"q": "<script>x</script>"}).content.decode()
    assert "<script>x" not in text


def test_the_language_is_the_persons_setting(cast: Cast, client: Client) -> None:
    assert "登录" in client.get("/sign-in/", headers={"Accept-Language": "en"}).content.decode()
    client.post(reverse("choose_language"), {"language": "en", "next": "/sign-in/"})
    assert "Sign in" in client.get("/sign-in/").content.decode()
    client.force_login(cast.clerk_east)
    assert 'lang="zh-hans"' in client.get("/preferences/").content.decode()
    away = client.post(reverse("choose_language"), {"language": "en", "next": "//elsewhere.example/"})
    assert away["Location"] == "/"
    assert "Preferences" in client.get("/preferences/").content.decode()


def test_signing_in_leads_to_the_page_asked_for_and_out_again(cast: Cast, client: Client) -> None:
    asked = client.get("/sample/people/")
    wrong = client.post(asked["Location"], {"username": "clerk.east", "password": "no"})
    assert wrong.status_code == 422
    right = client.post(
        "/sign-in/", {"username": "clerk.east", "password": PASSWORD, "next": "/sample/people/"}
    )
    assert right["Location"] == "/sample/people/"
    client.post("/sign-out/")
    assert client.get("/sample/people/").status_code == 302


def test_every_answer_carries_the_strict_policy(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    for address in ("/sign-in/", "/sample/people/", "/sample/fails/", "/nowhere/"):
        client.raise_request_exception = False
        policy = client.get(address)["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_an_error_page_keeps_its_reference_in_the_log(cast: Cast, client: Client, caplog: Any) -> None:
    client.force_login(cast.clerk_east)
    client.raise_request_exception = False
    text = client.get("/sample/fails/").content.decode()
    reference = text.split("编号：")[1][:8]
    assert any(reference in record.message and record.exc_info for record in caplog.records)


def test_a_refusal_names_the_duty_and_keeps_its_reference(cast: Cast, client: Client, caplog: Any) -> None:
    client.force_login(cast.auditor_city)
    response = client.get("/sample/form/")
    text = response.content.decode()
    assert response.status_code == 403
    assert "经办岗位" in text
    assert text.split("编号：")[1][:8] in caplog.text


def test_search_asks_those_who_may_know_and_opens_a_single_hit(cast: Cast, client: Client) -> None:
    kept = dict(_providers)
    _providers.clear()
    try:
        search_provider("a", "人员")(lambda text, user: [Hit(f"{text}{n}", f"/p/{n}") for n in range(25)])
        search_provider("b", "凭证", duty="finance")(lambda text, user: [Hit("凭证", "/e/1")])
        clerk = cast.clerk_east.assignments_in_force[0]
        found = search(" 王  五 ", user=cast.clerk_east, assignment=clerk)
        assert [answer.provider.key for answer in found] == ["a"]
        assert (len(found[0].hits), found[0].more, found[0].hits[0].title) == (20, True, "王 五0")
        assert search("  ", user=cast.clerk_east, assignment=clerk) == []
        _providers.pop("a")
        client.force_login(cast.finance_city)
        assert client.get("/search/", {"q": "1"})["Location"] == "/e/1"
        client.force_login(cast.clerk_east)
        assert "没有找到" in client.get("/search/", {"q": "1"}).content.decode()
    finally:
        _providers.clear()
        _providers.update(kept)


def test_a_jobs_progress_ends_with_286_and_only_its_owner_sees_it(cast: Cast, client: Client) -> None:
    job = Job.objects.create(
        owner=cast.clerk_east, kind="listing.export", state=Job.State.RUNNING, done=30, total=120
    )
    JobLog.objects.create(job=job, text="<b>row</b>")
    client.force_login(cast.clerk_east)
    running = client.get(reverse("job_progress", args=[job.pk]))
    assert running.status_code == 200
    assert 'value="25"' in running.content.decode()
    assert "&lt;b&gt;row" in running.content.decode()
    assert client.get(reverse("job_badge")).status_code == 200
    client.post(reverse("job_cancel", args=[job.pk]))
    job.refresh_from_db()
    assert job.cancel_requested
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, message="第 3 行有误", error_code="refused")
    ended = client.get(reverse("job_progress", args=[job.pk]))
    assert ended.status_code == 286
    assert "hx-get" not in ended.content.decode()
    assert "第 3 行有误" in ended.content.decode()
    assert client.get(reverse("job_badge")).status_code == 286
    assert client.post(reverse("job_retry", args=[job.pk])).status_code == 302
    assert "row" in client.get(reverse("job_log", args=[job.pk])).content.decode()
    # What goes on from the page it works for is not started again from its own.
    Job.objects.filter(pk=job.pk).update(kind="clearing.run", result_url="/funds/clearings/7/")
    assert client.post(reverse("job_retry", args=[job.pk])).status_code == 404
    ended = client.get(reverse("job_progress", args=[job.pk]))
    assert reverse("job_retry", args=[job.pk]) not in ended.content.decode()
    assert "/funds/clearings/7/" in ended.content.decode()
    client.force_login(cast.clerk_west)
    assert client.get(reverse("job", args=[job.pk])).status_code == 404
