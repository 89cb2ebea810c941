"""The pages of a what-if: asked with an estimate, run as a job, read, printed and taken away."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from claims.models import WhatIfReport
from claims.reads import what_if_report as reads
from claims.services import person_locks, settle_in_bulk, what_if_run
from claims.tasks import WHAT_IF
from config.jobs import request_cancel
from config.models import Job
from config.scoping import system_scope
from config.tasks import run_job
from institutions.models import User
from tests.cast import Cast
from tests.claims.what_if.asking import ask, draft_of, every_table, settled_year, standing, total
from tests.claims.what_if.test_what_if import eleven_years_on, in_force, lower_inpatient

ASK = "claims:ask_what_if"


def post(client: Client, user: User, **values: Any) -> HttpResponse:
    client.force_login(user)
    return client.post(reverse(ASK), {"submission": uuid4(), "year": "2020", **values})


def started(client: Client, user: User, **values: Any) -> Job:
    assert post(client, user, start="1", **values).status_code == 302
    return Job.objects.get(kind=WHAT_IF)


def test_asked_estimated_started_and_read(cast: Cast, client: Client) -> None:
    settled_year(cast, 60)
    draft = draft_of(cast, lower_inpatient)
    expected = post(client, cast.administrator_city, draft=draft.pk)
    assert expected.status_code == 200
    assert expected.context["estimate"].bills == len(standing())
    assert not Job.objects.filter(kind=WHAT_IF).exists()
    job = started(client, cast.administrator_city, draft=draft.pk)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (Job.State.DONE, len(standing()), len(standing()))
    with system_scope():
        report = WhatIfReport.objects.get()
    assert job.result_url == reverse("claims:what_if_report", args=[report.pk])
    page = client.get(job.result_url)
    text = page.content.decode()
    whole = reads.whole(report)
    assert whole.fund.difference < 0
    assert f"{whole.fund.after:,}" in text
    assert "data-chart" in text
    assert f"{whole.person.difference:,}" in text
    listed = client.get(reverse("claims:what_if")).content.decode()
    assert draft.document.title in listed
    # The job that is started again finds its report.
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    run_job(job.pk)
    with system_scope():
        assert WhatIfReport.objects.count() == 1


def test_the_workbook_has_every_table_with_the_sums_of_the_page(cast: Cast, client: Client) -> None:
    settled_year(cast, 60)
    report = ask(cast, draft_of(cast, lower_inpatient))
    client.force_login(cast.auditor_city)
    address = reverse("claims:what_if_report", args=[report.pk])
    answer = client.get(address, {"export": "xlsx"})
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert {"按参保县区", "按险种", "按机构等级", "按年龄", "政策未规定"} <= set(book.sheet_names)
    header, *rows = book.get_sheet_by_name("按参保县区").to_python()
    before, people = header.index("基金 测算前"), header.index("人数")
    counties, whole = rows[:-1], rows[-1]
    assert whole[before] == pytest.approx(float(total(standing(), "fund_pay_sumamt")) / 100)
    assert sum(row[before] for row in counties) == pytest.approx(whole[before])
    assert whole[people] == report.people
    printed = client.get(address, {"print": "1"}).content.decode()
    assert f"{reads.whole(report).fund.after:,}" in printed


def test_the_same_question_twice_is_one_job(cast: Cast, client: Client) -> None:
    settled_year(cast, 10)
    started(client, cast.administrator_city, draft=in_force().pk)
    started(client, cast.administrator_city, draft=in_force().pk)
    assert Job.objects.filter(kind=WHAT_IF).count() == 1


def test_a_package_is_carried_from_the_estimate_to_the_start(cast: Cast, client: Client) -> None:
    settled_year(cast, 20)
    text = lower_inpatient(in_force().text)
    package = SimpleUploadedFile("draft.yaml", text.encode())
    expected = post(client, cast.administrator_city, package=package)
    assert expected.context["estimate"].bills == len(standing())
    carried = expected.context["form"]["text"].value()
    job = started(client, cast.administrator_city, text=carried)
    run_job(job.pk)
    with system_scope():
        report = WhatIfReport.objects.get()
    assert report.draft_text.splitlines() == text.splitlines()
    assert report.result == ask(cast, draft_of(cast, lower_inpatient)).result


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "draft"),
        ({"package": b"area: nonsense"}, "package"),
        ({"package": "文件".encode("gb18030")}, "package"),
        ({"year": "1999"}, "year"),
        ({"as_at": "soon"}, "as_at"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(
    cast: Cast, client: Client, values: dict[str, Any], field: str
) -> None:
    settled_year(cast, 5)
    if "package" in values:
        values = {"package": SimpleUploadedFile("draft.yaml", values["package"])}
    elif field != "draft":
        values = {"draft": in_force().pk, **values}
    answer = post(client, cast.administrator_city, **values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_policy_that_begins_later_is_tried_as_at_its_first_day(cast: Cast, client: Client) -> None:
    settled_year(cast, 10)
    later = draft_of(cast, eleven_years_on)
    answer = post(client, cast.administrator_city, draft=later.pk)
    assert answer.context["question"].as_at == later.effective_from == dt.date(2030, 7, 1)
    assert answer.context["form"]["as_at"].value() == "2030-07-01"


def test_a_county_neither_asks_nor_reads(cast: Cast, client: Client) -> None:
    settled_year(cast, 10)
    report = ask(cast, in_force())
    for user in (cast.clerk_east, cast.clerk_elsewhere):
        assert post(client, user, draft=in_force().pk).status_code == 403
        for address in (reverse("claims:what_if"), reverse("claims:what_if_report", args=[report.pk])):
            assert client.get(address).status_code == 403
    assert post(client, cast.reviewer_city, draft=in_force().pk).status_code == 403
    shown = client.get(reverse("claims:what_if"))
    assert shown.status_code == 200
    assert reverse(ASK) not in shown.content.decode()


def test_a_cancelled_job_leaves_nothing(cast: Cast, client: Client, monkeypatch: Any) -> None:
    for module in (person_locks, settle_in_bulk, what_if_run):
        monkeypatch.setattr(module, "BLOCK_BITS", 1)
    settled_year(cast, 60)
    before = every_table()
    job = started(client, cast.administrator_city, draft=in_force().pk)
    compare = what_if_run.compare_block

    def cancels(*given: Any) -> Any:
        request_cancel(Job.objects.get(pk=job.pk))
        return compare(*given)

    monkeypatch.setattr(what_if_run, "compare_block", cancels)
    monkeypatch.setattr("config.jobs.context.SECONDS_BETWEEN_WRITES", 0)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    with system_scope():
        assert not WhatIfReport.objects.exists()
    before.pop("config_submission"), before.pop("config_staffsession")
    after = every_table()
    assert {name: after[name] for name in before if "user" not in name} == {
        name: count for name, count in before.items() if "user" not in name
    }


@pytest.mark.slow
def test_a_killed_worker_leaves_nothing_and_the_next_makes_the_report(
    fresh_database: str, cast: Cast, celery_worker_process: Any
) -> None:
    """The job runs in processes of a real worker; killed with them, it is taken up again and stores one report."""
    from tests.support.workers import wait_for

    settled_year(cast, 3_000, people=400)
    with transaction.atomic():
        from claims.services.what_if_run import Question
        from claims.tasks import enqueue_what_if

        question = Question(cast.area.pk, 2020, draft_version=in_force().pk)
        job = enqueue_what_if(owner=cast.administrator_city, agency=cast.city, question=question)

    def state() -> str:
        return str(Job.objects.values_list("state", flat=True).get(pk=job.pk))

    wait_for(lambda: state() == Job.State.RUNNING, what="the job's start")
    celery_worker_process.kill()
    with system_scope():
        assert not WhatIfReport.objects.exists()
    celery_worker_process.start()
    wait_for(lambda: state() == Job.State.DONE, seconds=60, what="the job's end")
    with system_scope():
        assert WhatIfReport.objects.get().bills == len(standing())
