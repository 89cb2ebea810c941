"""A document that is silent is a refusal in the reader's words, on an act's page, on any other page and in a job."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.utils import translation

from config.errors import DomainError, refusal_of
from config.jobs import JobContext, enqueue, job_kind
from config.jobs.run import run_job
from config.models import Submission
from institutions.rules.policy_tables import PolicyGap
from tests.cast import Cast
from tests.config.pages import sample

pytestmark = pytest.mark.urls("tests.config.pages.sample")

SAID = "现行文件没有"


@job_kind("test.silent", title="Silent")
def silent_job(context: JobContext) -> None:
    raise PolicyGap(sample.SILENT)


def test_an_act_the_policy_is_silent_about_is_refused_beside_what_was_typed(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.finance_city)
    answer = client.post("/sample/act/?silent=1", {"submission": str(uuid.uuid4())})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert SAID in text
    assert "启动清算" in text, "the act's own page"


def test_any_other_page_says_so_and_nothing_is_kept(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    answer = client.get("/sample/silent/")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert SAID in text
    assert "数据未作任何变动" in text
    assert "编号：" in text
    assert sample.SILENT not in text
    assert not Submission.objects.filter(path="silent").exists()


def test_the_reader_is_told_in_their_language(cast: Cast, client: Client) -> None:
    cast.clerk_east.language = "en"
    cast.clerk_east.save()
    client.force_login(cast.clerk_east)
    assert "No document in force has a section" in client.get("/sample/silent/").content.decode()


def test_a_job_ends_with_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.jobs.queue.dispatch", lambda _job: None)
    job = enqueue("test.silent", owner=cast.clerk_east)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.error_code == "refused"
    assert SAID in job.message


def test_a_bug_is_no_refusal() -> None:
    assert refusal_of(KeyError("a bug")) is None
    known = DomainError("no")
    assert refusal_of(known) is known
    with translation.override("en"):
        assert "cannot be worked out" in str(refusal_of(PolicyGap(sample.SILENT)))
